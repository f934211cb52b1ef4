/** Which measurements were superseded by later ones: what was said first, what holds since. */
import type { Model } from "../model/model.ts";
import type { Text } from "../text/locale.ts";
import { keyOf, type Measurement } from "./actuals.ts";

interface Correction {
  /** The measurement that holds since, or that a further one superseded. */
  readonly after: Measurement;
  readonly before: Measurement;
}

/** Values in the unit of the indicator or driver; of a go-live, days after the planned one, and the day. */
export interface ReviewedCorrection {
  readonly period: string;
  readonly item: string;
  readonly of: Measurement["of"];
  readonly name: Text;
  readonly before: CorrectedValue;
  readonly after: CorrectedValue;
}

export interface CorrectedValue {
  readonly value: number;
  readonly date: string | null;
  readonly source: string | null;
  readonly person: string | null;
  readonly note: string | null;
}

/** In the order in which they were made; a line that only repeats the one before corrects nothing. */
export function reviewedCorrections(
  history: readonly Measurement[],
  model: Model,
  label: (period: number) => string,
): ReviewedCorrection[] {
  const corrected = ({ value, date, source, person, note }: Measurement): CorrectedValue => ({
    value,
    date: date ?? null,
    source: source ?? null,
    person: person ?? null,
    note: note ?? null,
  });
  return correctionsIn(history).map(({ before, after }) => ({
    period: label(after.period),
    item: after.item,
    of: after.of,
    name: [...model.indicators, ...model.drivers].find(({ id }) => id === after.item)?.name ?? after.item,
    before: corrected(before),
    after: corrected(after),
  }));
}

function correctionsIn(history: readonly Measurement[]): Correction[] {
  const last = new Map<string, Measurement>();
  return history.flatMap(after => {
    const before = last.get(keyOf(after));
    last.set(keyOf(after), after);
    return before && fields.some(field => before[field] !== after[field]) ? [{ after, before }] : [];
  });
}

const fields = ["value", "numerator", "denominator", "source", "person", "note"] as const;
