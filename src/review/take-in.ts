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
    isRatio ? numberText(numerator) : "",
    isRatio ? numberText(denominator) : "",
    isRatio ? "" : (date ?? numberText(value)),
    source,
    person,
    note,
  ];
  return cells.map(cell => quoted(String(cell ?? ""))).join(",");
}

export const headLine: string = actualsColumns.join(",");

/** Every digit, in a way that is read as one number only: 2.3850, for 2.385 could be thousands; no exponents. */
export function numberText(value: number): string {
  const text = String(value);
  const plain = /e/i.test(text) ? withoutExponent(text) : text;
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(plain) ? `${plain}0` : plain;
}

function withoutExponent(text: string): string {
  const [, sign = "", whole = "", part = "", power = "0"] = /^(-?)(\d+)\.?(\d*)e([+-]?\d+)$/i.exec(text) ?? [];
  const digits = whole + part;
  const point = whole.length + Number(power);
  const padded = digits
    .padStart(digits.length + Math.max(0, 1 - point), "0")
    .padEnd(Math.max(point, digits.length), "0");
  const at = Math.max(1, point);
  const rest = padded.slice(at).replace(/0+$/, "");
  return `${sign}${padded.slice(0, at)}${rest === "" ? "" : `.${rest}`}`;
}

/** A text that begins like a formula gets an apostrophe before it: spreadsheet programs would run it. */
function quoted(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\n\r;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
