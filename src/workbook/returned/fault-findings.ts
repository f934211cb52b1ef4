/** What is not as it was sent, as findings: by cell, what was, what is. Many of a kind are cut short, and counted. */
import type { Calculation } from "../../engine/calculation.ts";
import { type Finding, type Place, warning } from "../../finding/finding.ts";
import { exactText } from "../../text/format.ts";
import type { Locale, Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { type CellFault, type InputChange, type InputValue, wordShown } from "./compare-returned.ts";
import type { Unreadable } from "./read-answers.ts";
import type { IgnoredPart } from "./returned-workbook.ts";

type PlaceOf = (at: string) => Place;

/** Findings of one kind that are shown one by one. */
const shownOfKind = 12;
/** Characters of a formula or text that are shown. */
const shownLength = 160;

export function faultFindings(faults: readonly CellFault[], placeOf: PlaceOf): Finding[] {
  const kinds = [...new Set(faults.map(({ kind }) => kind))];
  return kinds.flatMap(kind =>
    shortList(faults.filter(each => each.kind === kind).map(fault => faultFinding(fault, placeOf))),
  );
}

/** The first of many, and how many more there are. */
function shortList(all: readonly Finding[]): Finding[] {
  const next = all[shownOfKind];
  if (!next) return [...all];
  return [...all.slice(0, shownOfKind), warning("returned-more", next.place, { count: all.length - shownOfKind })];
}

function faultFinding({ kind, at, was, is }: CellFault, placeOf: PlaceOf): Finding {
  const place = placeOf(at);
  const text = (each: string): Text => {
    if (each === "") return words("returned.empty");
    return kind === "text" ? words("returned.quoted", { text: shortened(each) }) : shortened(each);
  };
  const values = { was: text(was), is: text(is) };
  switch (kind) {
    case "formula":
      return warning("returned-formula", place, values);
    case "input":
      return warning("returned-input", place, values);
    case "text":
    case "number":
      return warning("returned-label", place, values);
    case "missing":
      return warning("returned-missing", place, {
        was: was === at ? words("returned.sheet", { name: was }) : words("returned.quoted", { text: shortened(was) }),
      });
    case "hidden":
      return warning("returned-hidden", place, {
        what: is === "" ? words("returned.whole-sheet") : words("returned.hidden-inputs", { count: Number(is) }),
      });
    case "name":
      return warning("returned-name", place, values);
    default:
      return kind satisfies never;
  }
}

/** What is turned to look at the value another way, and says nothing. */
const switches: readonly string[] = ["scenario", "basis"];

/** Changed inputs that are no terms of the agreement: investment, scenarios, overlap factors. */
export function otherInputFindings(
  others: readonly InputChange[],
  sent: Calculation,
  locale: Locale,
  placeOf: PlaceOf,
): Finding[] {
  const text = (value: InputValue): Text =>
    value === null
      ? words("returned.empty")
      : typeof value === "number"
        ? exactText(value)
        : wordShown(value, sent, locale);
  return shortList(
    others
      .filter(({ planned }) => !switches.includes(planned.name ?? ""))
      .map(({ at, was, is }) => warning("returned-other", placeOf(at), { was: text(was), is: text(is) })),
  );
}

export function unreadableFindings(unreadable: readonly Unreadable[], placeOf: PlaceOf): Finding[] {
  const findings = unreadable.map(({ kind, at, found, key }) => {
    const place = placeOf(at);
    const values = { term: key, found: shortened(found) };
    if (kind === "answer") return warning("answer-unknown", place, values);
    if (kind === "value") return warning("answer-number", place, values);
    if (kind === "formula") return warning("answer-formula", place, values);
    return warning("answer-gone", place, { term: key });
  });
  const isGone = ({ code }: Finding) => code === "answer-gone";
  return [...findings.filter(each => !isGone(each)), ...shortList(findings.filter(isGone))];
}

/** Macros, links and the like: never followed, and said. */
export function ignoredFindings(ignored: readonly IgnoredPart[], placeOf: PlaceOf): Finding[] {
  const kinds = [...new Set(ignored.map(({ kind }) => kind))].filter(kind => kind !== "picture" && kind !== "comment");
  return kinds.map(kind => {
    const parts = ignored.filter(each => each.kind === kind).map(({ part }) => part);
    return warning("returned-ignored", placeOf(""), {
      what: words(`returned.${kind as "macro"}`),
      parts: shortened(parts.join(", ")),
    });
  });
}

const shortened = (text: string): string => (text.length > shownLength ? `${text.slice(0, shownLength - 1)}…` : text);
