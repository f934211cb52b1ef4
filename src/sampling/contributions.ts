/**
 * Which inputs the spread of an output comes from. Method: the squared Spearman rank correlation of each input with the output, divided by
 * the sum of all ("contribution to variance by rank correlation", as the common spreadsheet simulators give it).
 *
 * Limits: an approximation, not a decomposition of variance. It sees only rising or falling effects (a U-shaped one counts as none), gives
 * interactions to nobody, and with correlated inputs credits an input with what its companions do. With n draws a correlation
 * is known to about 1 ÷ √n: at 10,000 draws shares below 0.0001 are noise.
 */
import { rankValues } from "./ranks.ts";

export interface Contribution {
  readonly id: string;
  /** −1 … 1, of the draws in which the output is not NaN; 0 if input or output never changes. */
  readonly rankCorrelation: number;
  /** rankCorrelation² ÷ the sum over all inputs; 0 if that sum is 0. */
  readonly share: number;
}

/** In the order of the inputs. Columns have a value a draw. */
export function rankContributions(
  inputs: readonly { readonly id: string; readonly column: Float64Array }[],
  output: Float64Array,
): Contribution[] {
  const kept = output.some(Number.isNaN) ? keep(output) : undefined;
  const own = centre(rankValues(kept ? kept(output) : output));
  return sharesOf(
    inputs.map(({ id, column }) => {
      const ranks = centre(rankValues(kept ? kept(column) : column));
      return { id, rankCorrelation: correlation(ranks, own) };
    }),
  );
}

/** Each input's part of the sum of squares. */
export function sharesOf(found: readonly Omit<Contribution, "share">[]): Contribution[] {
  const sum = found.reduce((total, { rankCorrelation: r }) => total + r * r, 0);
  return found.map(({ id, rankCorrelation: r }) => ({
    id,
    rankCorrelation: r,
    share: sum === 0 ? 0 : (r * r) / sum,
  }));
}

/** Spearman's rank correlation of two columns of equal length; equal values share their mean rank. 0 if a column never changes. */
export function rankCorrelationOf(a: Float64Array, b: Float64Array): number {
  return correlation(centre(rankValues(a)), centre(rankValues(b)));
}

/** A column without the draws in which `output` is NaN. */
function keep(output: Float64Array): (column: Float64Array) => Float64Array {
  return column => column.filter((_, i) => !Number.isNaN(output[i]));
}

/** Ranks from 0, in place, about their middle. */
export function centre(ranks: Float64Array): Float64Array {
  const middle = (ranks.length - 1) / 2;
  for (let i = 0; i < ranks.length; i++) ranks[i] = (ranks[i] ?? 0) - middle;
  return ranks;
}

/** Of columns about 0. */
export function correlation(a: Float64Array, b: Float64Array): number {
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    product += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return squaresA === 0 || squaresB === 0 ? 0 : product / Math.sqrt(squaresA * squaresB);
}
