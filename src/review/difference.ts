/**
 * Where the difference between realized and planned comes from. To the cent, and so in every sum: realized − planned = timing + indicator.
 * Timing: what the plan would have been, had it begun on the actual go-live, less the plan as agreed. Indicator: what was realized, less
 * that. Volume stands beside and is in neither: what the drivers as measured would add to what was realized.
 */
import { type PeriodValue, sumOfCents } from "./realization.ts";

/** Null where nothing of it is known; `volume` is null where no driver was measured. */
export interface Difference {
  readonly timing: number | null;
  readonly indicator: number | null;
  readonly volume: number | null;
}

export function differenceOf({ realized, planned, plannedAtGoLive, realizedAtVolumes }: PeriodValue): Difference {
  const volume = realized === null || realizedAtVolumes === null ? null : sumOfCents([realizedAtVolumes, -realized]);
  const isKnown = realized !== null && planned !== null && plannedAtGoLive !== null;
  return {
    timing: isKnown ? sumOfCents([plannedAtGoLive, -planned]) : null,
    indicator: isKnown ? sumOfCents([realized, -plannedAtGoLive]) : null,
    volume: volume === 0 ? null : volume,
  };
}

/** Of several: of those that are known. */
export function differenceOver(values: readonly PeriodValue[]): Difference {
  const all = values.map(differenceOf);
  return {
    timing: sumOfCents(all.map(({ timing }) => timing)),
    indicator: sumOfCents(all.map(({ indicator }) => indicator)),
    volume: sumOfCents(all.map(({ volume }) => volume)),
  };
}
