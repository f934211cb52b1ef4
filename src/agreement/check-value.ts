/** Is a value one that its term can have? Findings, never exceptions. */
import type { Case } from "../case/case.ts";
import { checkGainShare } from "../case/check-gain-share.ts";
import { gainShareSchema } from "../case/gain-share-schema.ts";
import { withCurrency } from "../case/check-case.ts";
import { conventionNames, isConvention } from "../case/conventions.ts";
import { closest } from "../finding/closest.ts";
import { error, type Finding, type Place, warning } from "../finding/finding.ts";
import { exactText, percentText } from "../text/format.ts";
import { listed } from "../text/list.ts";
import { words } from "../text/say.ts";
import { readCalendar } from "./calendar-term.ts";
import type { Json } from "./canonical.ts";
import type { TermDefinition } from "./terms.ts";
import { plainValueText } from "./value-text.ts";

export interface TermContext {
  readonly kase: Case;
  readonly definitions: ReadonlyMap<string, TermDefinition>;
}

export function checkValue(
  { value, unit }: { readonly value: Json; readonly unit?: string | undefined },
  term: string,
  { kase, definitions }: TermContext,
  place: Place,
): Finding[] {
  const definition = definitions.get(term);
  if (!definition) return [unknownTerm(term, definitions, place)];
  if (unit !== undefined && unit !== definition.unit)
    return [error("term-unit", place, { term, found: unit, expected: definition.unit ?? words("found.no-unit") })];
  return ofKind(value, definition, kase, place);
}

export function unknownTerm(term: string, definitions: ReadonlyMap<string, TermDefinition>, place: Place): Finding {
  const values = { kind: words("kind.term"), id: term, suggestion: closest(term.slice(0, 80), definitions.keys()) };
  return error("unknown-reference", place, values);
}

function ofKind(value: Json, definition: TermDefinition, kase: Case, place: Place): Finding[] {
  const { id, kind } = definition;
  const wrong = (expected: Parameters<typeof words>[0] & `expect.${string}`, example: string): Finding[] => [
    error("wrong-type", place, { field: id, expected: words(expected), found: plainValueText(value), example }),
  ];
  switch (kind) {
    case "flag":
      return typeof value === "boolean" ? [] : wrong("expect.boolean", `${id}=true`);
    case "number":
      return typeof value === "number" ? within(value, definition, kase, place) : wrong("expect.number", `${id}=0.72`);
    case "number-or-yearly":
      if (typeof value === "number") return within(value, definition, kase, place);
      if (!isNumbers(value)) return wrong("expect.number", `${id}=49600`);
      if (value.length !== kase.calendar.years)
        return [error("years-count", place, { field: id, found: value.length, years: kase.calendar.years })];
      return value.flatMap(each => within(each, definition, kase, place)).slice(0, 1);
    case "numbers":
      if (!isNumbers(value)) return wrong("expect.filled-list", `${id}=[10%, 50%, 100%]`);
      return value.flatMap(each => within(each, definition, kase, place)).slice(0, 1);
    case "convention":
      if (typeof value === "string" && isConvention(value)) return [];
      return [
        error("wrong-value", place, { field: id, found: plainValueText(value), allowed: listed(conventionNames) }),
      ];
    case "calendar":
      return readCalendar(value)
        ? []
        : wrong("expect.map", `${id}={"build":"2024-10-01","go-live":"2025-04-01","horizon":3,"period":"quarter"}`);
    case "object": {
      const { success, data } = gainShareSchema.safeParse(value);
      if (!success) return wrong("expect.gain-share", `${id}={"base":"net","share":0.2}`);
      return checkGainShare(data, kase.calendar.goLive, () => place);
    }
    default:
      return kind satisfies never;
  }
}

const isNumbers = (value: Json): value is readonly number[] =>
  Array.isArray(value) && value.length > 0 && value.every(each => typeof each === "number");

function within(value: number, definition: TermDefinition, { customer }: Case, place: Place): Finding[] {
  const { id, bounds, format, shownAs, of } = definition;
  if (!bounds || (value >= bounds.min && value <= bounds.max)) return [];
  const shown = format === "percent" ? percentText : exactText;
  const values = { field: id, found: shown(value), min: shown(bounds.min), max: shown(bounds.max) };
  const unit = withCurrency(shownAs, customer.currency);
  if (of === "driver") return [warning("driver-implausible", place, { ...values, unit })];
  const advice = format === "percent" ? words("advice.percent") : words("advice.bounds", { unit });
  return [error("out-of-bounds", place, { ...values, advice })];
}
