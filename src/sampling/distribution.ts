/**
 * What is known of an uncertain input, and its quantile function: the value that stays unexceeded with probability u. Sampling is nothing
 * else: uniforms in, quantiles out. Distributions are plain data; `distributionFaults` says which of them make no sense, and the
 * functions here may be called only with those that pass. Low = high is a fixed value.
 */
import { exponential, naturalLog } from "./elementary.ts";
import { normalCumulative, normalQuantile } from "./normal.ts";
import { pertStandardQuantile } from "./pert-beta.ts";
import { fillPert, pertTable } from "./pert-table.ts";

export type Distribution = Fixed | Pert | Triangular | Uniform | Normal | Lognormal | Discrete;

export interface Fixed {
  readonly kind: "fixed";
  readonly value: number;
}

/**
 * Three estimates, smooth: the Beta distribution on low…high with its peak at `likely` and mean (low + 4 likely + high) ÷ 6.
 * Low and high are the outermost values that can be, not P10 and P90. Source: D. G. Malcolm and others, Operations Research 7 (1959), 646–669.
 */
export interface Pert {
  readonly kind: "pert";
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** Three estimates, straight lines: puts more weight on the outer values than `pert`. */
export interface Triangular {
  readonly kind: "triangular";
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

export interface Uniform {
  readonly kind: "uniform";
  readonly low: number;
  readonly high: number;
}

/** `low` and `high`, where given, cut the curve off: values outside do not occur (they are not moved to the bound). */
export interface Normal {
  readonly kind: "normal";
  readonly mean: number;
  readonly standardDeviation: number;
  readonly low?: number;
  readonly high?: number;
}

/**
 * A quantity above 0 with a long upper tail, by two questions that people can answer: below which value one time in ten, above which
 * value one time in ten? The median is √(p10 × p90).
 */
export interface Lognormal {
  readonly kind: "lognormal";
  readonly p10: number;
  readonly p90: number;
}

/** Some values, each with its probability; the probabilities add up to 1. */
export interface Discrete {
  readonly kind: "discrete";
  readonly outcomes: readonly { readonly value: number; readonly probability: number }[];
}

/** z of the 90th percentile. */
const Z90 = 1.2815515655446004;

/** The value at probability u, 0 ≤ u ≤ 1, to about 1e-13; unbounded distributions give ∓Infinity (a lognormal 0) at the ends. */
export function quantile(distribution: Distribution, u: number): number {
  if (distribution.kind !== "pert" || distribution.low === distribution.high) return quantileFunction(distribution)(u);
  const { low, high } = distribution;
  return low + (high - low) * pertStandardQuantile(pertShape(distribution), u);
}

/**
 * Quantiles of a column: into[i] at uniforms[i], each strictly between 0 and 1. `into` may be the same array. As `quantile`, but PERT
 * comes from tables (off by at most 1e-7 × (high − low)), and its uniforms below 2^-33 or above 1 − 2^-33 count as those.
 */
export function fillQuantiles(distribution: Distribution, uniforms: Float64Array, into: Float64Array): void {
  if (isCurvedPert(distribution)) {
    const { low, high } = distribution;
    fillPert(pertTable(pertShape(distribution)), low, high - low, uniforms, into);
    return;
  }
  const at = quantileFunction(distribution);
  for (let i = 0; i < uniforms.length; i++) into[i] = at(uniforms[i] ?? 0);
}

export const isCurvedPert = (distribution: Distribution): distribution is Pert =>
  distribution.kind === "pert" && distribution.low < distribution.high;

/** The first shape of the Beta distribution, 1 … 5; the second is 6 less this. */
export function pertShape({ low, likely, high }: Pert): number {
  return 1 + (4 * (likely - low)) / (high - low);
}

/** Mean and standard deviation of the logarithm. */
export function logMoments({ p10, p90 }: Lognormal): { mean: number; standardDeviation: number } {
  const lower = naturalLog(p10);
  const upper = naturalLog(p90);
  return { mean: 0.5 * (lower + upper), standardDeviation: (upper - lower) / (2 * Z90) };
}

/** True if every draw gives the same value. */
export function isFixed(distribution: Distribution): boolean {
  switch (distribution.kind) {
    case "fixed":
      return true;
    case "pert":
    case "triangular":
    case "uniform":
      return distribution.low === distribution.high;
    case "normal":
      return (
        distribution.standardDeviation === 0 ||
        (distribution.low === distribution.high && distribution.low !== undefined)
      );
    case "lognormal":
      return distribution.p10 === distribution.p90;
    case "discrete":
      return distribution.outcomes.filter(outcome => outcome.probability > 0).length === 1;
    default:
      return distribution satisfies never;
  }
}

/** The least and the greatest value; of a normal or lognormal, P5 and P95. */
export function rangeOf(distribution: Distribution): [low: number, high: number] {
  switch (distribution.kind) {
    case "fixed":
      return [distribution.value, distribution.value];
    case "pert":
    case "triangular":
    case "uniform":
      return [distribution.low, distribution.high];
    case "normal":
    case "lognormal":
      return [quantile(distribution, 0.05), quantile(distribution, 0.95)];
    case "discrete": {
      const values = distribution.outcomes.filter(({ probability }) => probability > 0).map(({ value }) => value);
      return [Math.min(...values), Math.max(...values)];
    }
    default:
      return distribution satisfies never;
  }
}

type Quantile = (u: number) => number;

/** The function of u, with all that does not depend on u worked out beforehand; not of a PERT, which comes from tables. */
export function quantileFunction(distribution: Distribution): Quantile {
  switch (distribution.kind) {
    case "fixed":
      return () => distribution.value;
    case "pert":
      return () => distribution.low;
    case "triangular":
      return triangularQuantile(distribution);
    case "uniform": {
      const { low, high } = distribution;
      return u => low + (high - low) * u;
    }
    case "normal":
      return truncatedQuantile(distribution);
    case "lognormal": {
      const { mean, standardDeviation } = logMoments(distribution);
      if (standardDeviation === 0) return () => distribution.p10;
      return u => exponential(mean + standardDeviation * normalQuantile(u));
    }
    case "discrete":
      return discreteQuantile(distribution);
    default:
      return distribution satisfies never;
  }
}

function triangularQuantile({ low, likely, high }: Triangular): Quantile {
  const range = high - low;
  if (range === 0) return () => low;
  const left = (likely - low) * range;
  const right = (high - likely) * range;
  const turn = (likely - low) / range;
  return u => (u < turn ? low + Math.sqrt(u * left) : high - Math.sqrt((1 - u) * right));
}

/** The part of the curve between the bounds, taken from the nearer tail so that far bounds keep their digits. */
function truncatedQuantile({ mean, standardDeviation, low, high }: Normal): Quantile {
  if (standardDeviation === 0) return () => mean;
  if (low === undefined && high === undefined) return u => mean + standardDeviation * normalQuantile(u);
  const least = low ?? Number.NEGATIVE_INFINITY;
  const most = high ?? Number.POSITIVE_INFINITY;
  const from = (least - mean) / standardDeviation;
  const to = (most - mean) / standardDeviation;
  // Where the window lies above the mean, mirror it: tail probabilities are exact near 0, not near 1.
  const sign = from > 0 ? -1 : 1;
  const start = normalCumulative(sign * from);
  const span = normalCumulative(sign * to) - start;
  return u => {
    const value = mean + sign * standardDeviation * normalQuantile(start + u * span);
    return Math.min(Math.max(value, least), most);
  };
}

/** Values in rising order, so that a larger u never gives a smaller value. */
function discreteQuantile({ outcomes }: Discrete): Quantile {
  const rising = outcomes.filter(outcome => outcome.probability > 0).sort((a, b) => a.value - b.value);
  const values = rising.map(outcome => outcome.value);
  const upTo: number[] = [];
  for (const { probability } of rising) upTo.push((upTo.at(-1) ?? 0) + probability);
  const sum = upTo.at(-1) ?? 0;
  return u => {
    let k = 0;
    while (k + 1 < values.length && u * sum > (upTo[k] ?? 0)) k++;
    return values[k] ?? Number.NaN;
  };
}
