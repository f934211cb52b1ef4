/** Arithmetic of measures: what units become when quantities are multiplied, divided, raised, compared. By mathjs units. */
import type { Unit } from "mathjs";

/** What a quantity is measured in; `any` fits everything (a plain 0). */
export type Measure = Unit | "plain" | "any";

export function isSame(a: Measure, b: Measure): boolean {
  if (a === "any" || b === "any" || a === b) return true;
  if (a === "plain" || b === "plain") return false;
  return a.equalBase(b);
}

export function multiply(a: Measure, b: Measure): Measure {
  if (a === "any" || b === "any") return "any";
  if (a === "plain") return b;
  if (b === "plain") return a;
  return asMeasure(a.multiply(b));
}

export function divide(a: Measure, b: Measure): Measure {
  return multiply(a, raise(b, -1));
}

export function raise(measure: Measure, exponent: number): Measure {
  return measure === "any" || measure === "plain"
    ? measure
    : asMeasure((measure as unknown as { pow(exponent: number): unknown }).pow(exponent));
}

/** money*h/visit, in the model's own words; 1 for a plain number. */
export function showMeasure(measure: Measure, symbols: ReadonlyMap<string, string>): string {
  if (measure === "any" || measure === "plain") return "1";
  const idOf = new Map([...symbols].map(([id, symbol]) => [symbol, id]));
  const powers = new Map<string, number>();
  for (const { unit, power } of (measure as Unit & { units: { unit: { name: string }; power: number }[] }).units) {
    const id = idOf.get(unit.name) ?? unit.name;
    powers.set(id, (powers.get(id) ?? 0) + power);
  }
  const part = (sign: 1 | -1) =>
    [...powers]
      .filter(([, power]) => power * sign > 0)
      .map(([id, power]) => (Math.abs(power) === 1 ? id : `${id}^${Math.abs(power)}`));
  return [part(1).join("*") || "1", ...part(-1)].join("/");
}

/** mathjs gives a number where all units cancel. */
export function asMeasure(result: unknown): Measure {
  if (typeof result === "number") return "plain";
  const unit = result as Unit & { units: unknown[]; dimensions: number[] };
  return unit.dimensions.every(power => Math.abs(power) < 1e-12) ? "plain" : unit;
}
