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
  return kinds.flatMap(kind => {
    const all = faults.filter(each => each.kind === kind);
    const more = all.length - shownOfKind;
    return [
      ...all.slice(0, shownOfKind).map(fault => faultFinding(fault, placeOf)),
      ...(more > 0 ? [warning("returned-more", placeOf(all[shownOfKind]?.at ?? ""), { count: more })] : []),
    ];
  });
}

function faultFinding({ kind, at, was, is }: CellFault, placeOf: PlaceOf): Finding {
  const place = placeOf(at);
  const values = { was: shortened(was), is: shortened(is) };
  switch (kind) {
    case "formula":
      return warning("returned-formula", place, values);
    case "input":
      return warning("returned-input", place, values);
    case "text":
    case "number":
      return warning("returned-label", place, values);
    case "missing":
      return warning("returned-missing", place, { was: values.was });
    case "hidden":
      return warning("returned-hidden", place, { count: is === "" ? words("returned.whole-sheet") : is });
    case "name":
      return warning("returned-name", place, values);
    default:
      return kind satisfies never;
  }
}

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
  return others
    .filter(({ planned }) => planned.name !== "scenario")
    .map(({ at, was, is }) => warning("returned-other", placeOf(at), { was: text(was), is: text(is) }));
}

export function unreadableFindings(unreadable: readonly Unreadable[], placeOf: PlaceOf): Finding[] {
  return unreadable.map(({ kind, at, found, key }) => {
    const place = placeOf(at);
    const values = { term: key, found: shortened(found) };
    if (kind === "answer") return warning("answer-unknown", place, values);
    if (kind === "value") return warning("answer-number", place, values);
    if (kind === "formula") return warning("answer-formula", place, values);
    return warning("answer-gone", place, { term: key });
  });
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
