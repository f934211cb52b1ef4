/** What can be wrong with a distribution, as data: code and the values at fault. The findings made of them live elsewhere. */
import type { Discrete, Distribution, Normal } from "./distribution.ts";
import { normalCumulative } from "./normal.ts";

export type DistributionFault =
  /** A number that is missing, NaN or infinite; `field` is its name in the distribution (`probability` and `value` for an outcome). */
  | { readonly code: "not-finite"; readonly values: { readonly field: string } }
  | { readonly code: "low-above-high"; readonly values: { readonly low: number; readonly high: number } }
  | {
      readonly code: "likely-outside";
      readonly values: { readonly low: number; readonly likely: number; readonly high: number };
    }
  | { readonly code: "negative-standard-deviation"; readonly values: { readonly standardDeviation: number } }
  /** Less than one draw in a million would fall between the bounds of a normal distribution. */
  | {
      readonly code: "bounds-off-the-curve";
      readonly values: { readonly mean: number; readonly standardDeviation: number; readonly share: number };
    }
  /** A lognormal quantity is above 0. */
  | { readonly code: "not-positive"; readonly values: { readonly p10: number; readonly p90: number } }
  | { readonly code: "p10-above-p90"; readonly values: { readonly p10: number; readonly p90: number } }
  | { readonly code: "no-outcomes"; readonly values: Readonly<Record<never, never>> }
  | {
      readonly code: "probability-outside";
      readonly values: { readonly value: number; readonly probability: number };
    }
  /** The probabilities differ from 1 in all by more than 1e-6; thirds written as 0.333333 pass. */
  | { readonly code: "probabilities-not-1"; readonly values: { readonly sum: number } };

const SUM_TOLERANCE = 1e-6;
const LEAST_SHARE = 1e-6;

/** Empty if the distribution can be drawn from. */
export function distributionFaults(distribution: Distribution): DistributionFault[] {
  const missing = notFinite(distribution);
  if (missing.length > 0) return missing;
  switch (distribution.kind) {
    case "fixed":
      return [];
    case "pert":
    case "triangular": {
      const { low, likely, high } = distribution;
      if (low > high) return [{ code: "low-above-high", values: { low, high } }];
      return likely < low || likely > high ? [{ code: "likely-outside", values: { low, likely, high } }] : [];
    }
    case "uniform": {
      const { low, high } = distribution;
      return low > high ? [{ code: "low-above-high", values: { low, high } }] : [];
    }
    case "normal":
      return normalFaults(distribution);
    case "lognormal": {
      const { p10, p90 } = distribution;
      if (p10 <= 0 || p90 <= 0) return [{ code: "not-positive", values: { p10, p90 } }];
      return p10 > p90 ? [{ code: "p10-above-p90", values: { p10, p90 } }] : [];
    }
    case "discrete":
      return discreteFaults(distribution);
    default:
      return distribution satisfies never;
  }
}

function notFinite(distribution: Distribution): DistributionFault[] {
  const { kind, ...fields } = distribution;
  const numbers =
    kind === "discrete"
      ? distribution.outcomes.flatMap(({ value, probability }) => Object.entries({ value, probability }))
      : Object.entries(fields);
  return numbers
    .filter(([, value]) => !Number.isFinite(value))
    .map(([field]) => ({ code: "not-finite", values: { field } }));
}

function normalFaults({ mean, standardDeviation, low, high }: Normal): DistributionFault[] {
  if (standardDeviation < 0) return [{ code: "negative-standard-deviation", values: { standardDeviation } }];
  if (low !== undefined && high !== undefined && low > high) return [{ code: "low-above-high", values: { low, high } }];
  const share = shareBetween(
    mean,
    standardDeviation,
    low ?? Number.NEGATIVE_INFINITY,
    high ?? Number.POSITIVE_INFINITY,
  );
  return share < LEAST_SHARE ? [{ code: "bounds-off-the-curve", values: { mean, standardDeviation, share } }] : [];
}

/** Share of the uncut curve between the bounds; a window of no width counts as its value where the curve is not cut away. */
function shareBetween(mean: number, standardDeviation: number, low: number, high: number): number {
  if (standardDeviation === 0) return mean >= low && mean <= high ? 1 : 0;
  const from = (low - mean) / standardDeviation;
  const to = (high - mean) / standardDeviation;
  if (from === to) return 2 * normalCumulative(-Math.abs(from));
  return from > 0 ? normalCumulative(-from) - normalCumulative(-to) : normalCumulative(to) - normalCumulative(from);
}

function discreteFaults({ outcomes }: Discrete): DistributionFault[] {
  if (outcomes.length === 0) return [{ code: "no-outcomes", values: {} }];
  const outside = outcomes.filter(({ probability }) => probability < 0 || probability > 1);
  if (outside.length > 0)
    return outside.map(({ value, probability }) => ({ code: "probability-outside", values: { value, probability } }));
  const sum = outcomes.reduce((total, outcome) => total + outcome.probability, 0);
  return Math.abs(sum - 1) > SUM_TOLERANCE ? [{ code: "probabilities-not-1", values: { sum } }] : [];
}
