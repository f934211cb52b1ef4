/** Which measurements were superseded by later ones: what was said first, what holds since. */
import { keyOf, type Measurement } from "./actuals.ts";

export interface Correction {
  /** The measurement that holds since, or that a further one superseded. */
  readonly after: Measurement;
  readonly before: Measurement;
}

/** In the order in which they were made; a line that only repeats the one before corrects nothing. */
export function correctionsIn(history: readonly Measurement[]): Correction[] {
  const last = new Map<string, Measurement>();
  return history.flatMap(after => {
    const before = last.get(keyOf(after));
    last.set(keyOf(after), after);
    return before && fields.some(field => before[field] !== after[field]) ? [{ after, before }] : [];
  });
}

const fields = ["value", "numerator", "denominator", "source", "person", "note"] as const;
