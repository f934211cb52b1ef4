/**
 * An output column of a simulation in figures: mean, spread, percentiles, histogram. A draw may fail to give a number (an IRR without
 * roots, a payback that is never reached): such draws are counted by kind and left out of all figures, never taken as 0.
 */
import { type Histogram, histogram } from "./histogram.ts";
import { selectInto } from "./selection.ts";

export interface SampleSummary {
  readonly draws: number;
  /** How many of the draws are finite numbers; all figures below are of these. */
  readonly numbers: number;
  readonly notANumber: number;
  readonly positiveInfinity: number;
  readonly negativeInfinity: number;
  /** Absent if no draw is a number. */
  readonly figures?: SampleFigures;
}

export interface SampleFigures {
  readonly mean: number;
  /** Of the sample (divided by n − 1); 0 for a single number. */
  readonly standardDeviation: number;
  readonly min: number;
  readonly max: number;
  readonly percentiles: Percentiles;
  readonly histogram: Histogram;
}

/** Type 7 of R. J. Hyndman and Y. Fan, American Statistician 50 (1996): linear between order statistics, as Excel's PERCENTILE.INC. */
export type Percentiles = { readonly [P in `p${(typeof percents)[number]}`]: number };
const percents = [5, 10, 25, 50, 75, 90, 95] as const;

/** `bins`: the most bars that the histogram may have. */
export function describeSample(column: Float64Array, bins = 30): SampleSummary {
  const finite = new Float64Array(column.length);
  let [numbers, positiveInfinity, negativeInfinity] = [0, 0, 0];
  for (let i = 0; i < column.length; i++) {
    const value = column[i] ?? Number.NaN;
    if (value - value === 0) finite[numbers++] = value;
    else if (value > 0) positiveInfinity++;
    else if (value < 0) negativeInfinity++;
  }
  const notANumber = column.length - numbers - positiveInfinity - negativeInfinity;
  const counts = { draws: column.length, numbers, notANumber, positiveInfinity, negativeInfinity };
  return numbers === 0 ? counts : { ...counts, figures: figuresOf(finite.subarray(0, numbers), bins) };
}

/**
 * Share of the draws above the threshold (not at it), of those that are numbers or infinite; undefined if there are none. Draws that are
 * not a number say neither yes nor no.
 */
export function shareAbove(column: Float64Array, threshold: number): number | undefined {
  let [above, counted] = [0, 0];
  for (const value of column) {
    if (Number.isNaN(value)) continue;
    counted++;
    if (value > threshold) above++;
  }
  return counted === 0 ? undefined : above / counted;
}

/** `numbers` is reordered. */
function figuresOf(numbers: Float64Array, bins: number): SampleFigures {
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  const origin = numbers[0] ?? 0;
  for (const value of numbers) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value - origin;
  }
  // From a number of the column itself, so that a small spread around a large mean keeps its digits.
  const mean = Math.min(Math.max(origin + sum / numbers.length, min), max);
  let squares = 0;
  for (const value of numbers) squares += (value - mean) * (value - mean);
  const percentiles = percentilesOf(numbers);
  return {
    mean,
    standardDeviation: numbers.length > 1 ? Math.sqrt(squares / (numbers.length - 1)) : 0,
    min,
    max,
    percentiles,
    histogram: histogram(numbers, min, max, percentiles.p5, percentiles.p95, bins),
  };
}

function percentilesOf(numbers: Float64Array): Percentiles {
  const last = numbers.length - 1;
  const places = percents.map(percent => (last * percent) / 100);
  selectInto(
    numbers,
    places.flatMap(place => [Math.floor(place), Math.ceil(place)]),
  );
  const at = (place: number): number => {
    const below = numbers[Math.floor(place)] ?? Number.NaN;
    const above = numbers[Math.ceil(place)] ?? Number.NaN;
    return below + (place - Math.floor(place)) * (above - below);
  };
  const [p5, p10, p25, p50, p75, p90, p95] = places.map(at);
  if (p5 === undefined || p10 === undefined || p25 === undefined || p50 === undefined)
    throw new Error("Seven percentiles");
  if (p75 === undefined || p90 === undefined || p95 === undefined) throw new Error("Seven percentiles");
  return { p5, p10, p25, p50, p75, p90, p95 };
}
