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

/** In the order of the inputs. Columns have a value a draw; ranks of the values (from 0, equal ones sharing theirs) do as well. */
export function rankContributions(
  inputs: readonly { readonly id: string; readonly column: Float64Array }[],
  output: Float64Array,
): Contribution[] {
  const kept = output.some(Number.isNaN) ? keep(output) : undefined;
  const ranked = inputs.map(({ id, column }) => ({ id, ranks: rankValues(kept ? kept(column) : column) }));
  return contributionsOfRanks(ranked, rankValues(kept ? kept(output) : output));
}

/** The same from ranks, from 0. */
export function contributionsOfRanks(
  inputs: readonly { readonly id: string; readonly ranks: Float64Array }[],
  outputRanks: Float64Array,
): Contribution[] {
  const own = centred(outputRanks);
  const correlations = inputs.map(({ ranks }) => correlation(centred(ranks), own));
  const sum = correlations.reduce((total, r) => total + r * r, 0);
  return inputs.map(({ id }, i) => {
    const rankCorrelation = correlations[i] ?? 0;
    return { id, rankCorrelation, share: sum === 0 ? 0 : (rankCorrelation * rankCorrelation) / sum };
  });
}

/** Spearman's rank correlation of two columns of equal length; equal values share their mean rank. 0 if a column never changes. */
export function rankCorrelationOf(a: Float64Array, b: Float64Array): number {
  return correlation(centred(rankValues(a)), centred(rankValues(b)));
}

/** A column without the draws in which `output` is NaN. */
function keep(output: Float64Array): (column: Float64Array) => Float64Array {
  return column => column.filter((_, i) => !Number.isNaN(output[i]));
}

function centred(ranks: Float64Array): Float64Array {
  const middle = (ranks.length - 1) / 2;
  const about = new Float64Array(ranks.length);
  for (let i = 0; i < about.length; i++) about[i] = (ranks[i] ?? 0) - middle;
  return about;
}

function correlation(a: Float64Array, b: Float64Array): number {
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    product += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return squaresA === 0 || squaresB === 0 ? 0 : product / Math.sqrt(squaresA * squaresB);
}
