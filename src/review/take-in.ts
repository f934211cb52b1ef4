/** New measurements beside those that a case has: which are new, which correct an earlier one, which say nothing new; and the lines to add. */
import type { Case } from "../case/case.ts";
import { periodsOf } from "../case/calendar.ts";
import { actualsColumns, currentOf, keyOf, type Measurement } from "./actuals.ts";

export interface Change {
  readonly kind: "new" | "corrected";
  readonly measurement: Measurement;
  /** What it supersedes. */
  readonly before: Measurement | undefined;
}

export function changesBy(history: readonly Measurement[], added: readonly Measurement[]): Change[] {
  const current = currentOf(history);
  return [...currentOf(added).values()].flatMap((measurement): Change[] => {
    const before = current.get(keyOf(measurement));
    if (!before) return [{ kind: "new", measurement, before }];
    return isSame(before, measurement) ? [] : [{ kind: "corrected", measurement, before }];
  });
}

const isSame = (a: Measurement, b: Measurement): boolean =>
  a.value === b.value &&
  (["numerator", "denominator", "source", "person", "note"] as const).every(field => a[field] === b[field]);

/** A measurement as a line of `actuals.csv`. */
export function lineOf(
  { period, item, numerator, denominator, value, date, source, person, note }: Measurement,
  kase: Case,
): string {
  const label = periodsOf(kase.calendar)[period]?.label ?? String(period);
  const isRatio = numerator !== undefined && denominator !== undefined;
  const cells = [
    label,
    item,
    isRatio ? numerator : "",
    isRatio ? denominator : "",
    isRatio ? "" : (date ?? value),
    source,
    person,
    note,
  ];
  return cells.map(cell => quoted(String(cell ?? ""))).join(",");
}

export const headLine: string = actualsColumns.join(",");

/** A text that begins like a formula gets an apostrophe before it: spreadsheet programs would run it. */
function quoted(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\n\r;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
