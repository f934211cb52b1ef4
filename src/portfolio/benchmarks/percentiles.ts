/**
 * Percentiles of which no single value can be read. The values are sorted, and each is replaced by the mean of itself and its two
 * neighbours (the ends by the mean of the three at that end); of these the percentiles are taken by the method of Hyndman and Fan's type 7
 * (The American Statistician 50 (1996), 361–365), as PERCENTILE.INC of spreadsheets; rounded to three significant digits. So every figure is
 * a mean over at least three customers.
 */
import { fewestCustomers, fewestValues, type Spread } from "../../case/benchmarks.ts";

/** Type 7, between the sorted values. Throws where there is none. */
export function percentile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  if (low === undefined || high === undefined) throw new Error("a percentile of nothing");
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => percentile(inOrder(values), 0.5);

/** Null of fewer than five values, or fewer than three different ones. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length < fewestCustomers || new Set(values).size < fewestValues) return null;
  const smooth = smoothed(inOrder(values));
  const shown = (share: number): number => Number(percentile(smooth, share).toPrecision(3));
  return { n: values.length, p25: shown(0.25), p50: shown(0.5), p75: shown(0.75) };
}

const inOrder = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

function smoothed(sorted: readonly number[]): number[] {
  return sorted.map((_, index) => {
    const first = Math.min(Math.max(index - 1, 0), sorted.length - 3);
    return sorted.slice(first, first + 3).reduce((sum, each) => sum + each, 0) / 3;
  });
}
