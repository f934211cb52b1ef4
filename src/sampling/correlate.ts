/**
 * Correlated inputs by a Gaussian copula: uniforms → normal → mixed by a Cholesky factor → uniforms again, each still uniform, pairs with
 * the rank correlation (Spearman) that was asked for. Rank r is met by the normal correlation 2 sin(π r ÷ 6) (K. Pearson, 1907).
 * Inputs that no correlation names are not touched. What cannot be is a typed fault, never a silent repair.
 */
import { arcSine, sineOfSmall } from "./elementary.ts";
import { type Matrix, nearestCorrelation, smallestEigenvalue } from "./nearest-correlation.ts";
import { normalScores, toUniforms } from "./quick-normal.ts";

/** Spearman's rank correlation of two inputs, −1 … 1. Between inputs with few possible values it comes out nearer to 0. */
export interface RankCorrelation {
  readonly a: string;
  readonly b: string;
  readonly rank: number;
}

export type CorrelationFault =
  | { readonly code: "unknown-input"; readonly values: { readonly id: string } }
  | { readonly code: "correlated-with-itself"; readonly values: { readonly id: string } }
  | { readonly code: "correlated-twice"; readonly values: { readonly a: string; readonly b: string } }
  | { readonly code: "rank-outside"; readonly values: RankCorrelation }
  | { readonly code: "contradictory-ranks"; readonly values: Contradiction };

/**
 * Ranks that no quantities can have together. Two ways out, both tried and found to do, in two decimals: `nearest`, the least change of all
 * for every pair that has to move (also pairs that were not given, of rank 0); or every given rank times `scale`.
 */
export interface Contradiction {
  readonly inputs: readonly string[];
  /** Of their normal correlations; how far below 0 says how bad it is. */
  readonly smallestEigenvalue: number;
  readonly nearest: readonly (RankCorrelation & { readonly nearest: number })[];
  readonly largestChange: number;
  readonly scale: number;
}

/** Inputs that hang together, by place; `factor`: lower triangle of their normal correlations, a row a member. */
interface Block {
  readonly members: readonly number[];
  readonly factor: Matrix;
}
export type Copula = readonly Block[];

/** The copula of the inputs `ids`, in that order; faults if the correlations cannot be used. No correlations: no blocks, no cost. */
export function buildCopula(
  ids: readonly string[],
  correlations: readonly RankCorrelation[],
): { readonly copula: Copula; readonly faults: readonly CorrelationFault[] } {
  const faults = pairFaults(ids, correlations);
  if (faults.length > 0) return { copula: [], faults };
  const blocks: Block[] = [];
  for (const members of connected(ids, correlations)) {
    const ranks = rankMatrix(
      members.map(member => ids[member] ?? ""),
      correlations,
    );
    const normal = ranks.map(row => row.map(normalCorrelation));
    const factor = cholesky(normal);
    if (factor) blocks.push({ members, factor });
    else
      faults.push(
        contradiction(
          members.map(member => ids[member] ?? ""),
          ranks,
          normal,
        ),
      );
  }
  return { copula: blocks, faults };
}

/** Mixes columns of uniforms in place: columns[i] belongs to input i; of inputs that no correlation names it may be absent. */
export function correlate(copula: Copula, columns: readonly (Float64Array | undefined)[]): void {
  for (const { members, factor } of copula) {
    const own = members.map(member => columns[member] ?? new Float64Array());
    const zs = own.map((column, i) => normalScores(column, scratch(i, column.length)));
    // The first member stays as it is.
    for (let i = 1; i < own.length; i++) fillMixed(factor[i] ?? new Float64Array(), zs, own[i] ?? new Float64Array());
  }
}

/** Normal scores in work, a column a member of a block; nothing in them outlives a call. */
const scratches: Float64Array<ArrayBuffer>[] = [];
function scratch(index: number, length: number): Float64Array<ArrayBuffer> {
  const known = scratches[index];
  const column = known && known.length >= length ? known : new Float64Array(length);
  scratches[index] = column;
  return column.length === length ? column : column.subarray(0, length);
}

function fillMixed(weights: Float64Array, zs: readonly Float64Array[], into: Float64Array): void {
  into.fill(0);
  zs.forEach((z, j) => {
    const weight = weights[j] ?? 0;
    if (weight !== 0) for (let i = 0; i < into.length; i++) into[i] = (into[i] ?? 0) + weight * (z[i] ?? 0);
  });
  toUniforms(into);
}

function pairFaults(ids: readonly string[], correlations: readonly RankCorrelation[]): CorrelationFault[] {
  const faults: CorrelationFault[] = [];
  const known = new Set(ids);
  const seen = new Set<string>();
  for (const { a, b, rank } of correlations) {
    for (const id of new Set([a, b])) if (!known.has(id)) faults.push({ code: "unknown-input", values: { id } });
    if (a === b) faults.push({ code: "correlated-with-itself", values: { id: a } });
    if (!(Math.abs(rank) <= 1)) faults.push({ code: "rank-outside", values: { a, b, rank } });
    const pair = JSON.stringify([a, b].sort());
    if (a !== b && seen.has(pair)) faults.push({ code: "correlated-twice", values: { a, b } });
    seen.add(pair);
  }
  return faults;
}

/** Groups of inputs that correlations other than 0 link, directly or through others; each in the order of the inputs. */
function connected(ids: readonly string[], correlations: readonly RankCorrelation[]): number[][] {
  const place = new Map(ids.map((id, i) => [id, i]));
  const group = ids.map((_, i) => i);
  for (const { a, b, rank } of correlations) {
    const from = group[place.get(a) ?? -1];
    const to = group[place.get(b) ?? -1];
    if (rank === 0 || from === undefined || to === undefined) continue;
    for (const [i, g] of group.entries()) if (g === from) group[i] = to;
  }
  return [...new Set(group)]
    .map(g => group.flatMap((other, i) => (other === g ? [i] : [])))
    .filter(members => members.length > 1);
}

function rankMatrix(ids: readonly string[], correlations: readonly RankCorrelation[]): Matrix {
  const place = new Map(ids.map((id, i) => [id, i]));
  const matrix = ids.map((_, i) => Float64Array.from(ids, (_id, j) => (i === j ? 1 : 0)));
  for (const { a, b, rank } of correlations) {
    const [i, j] = [place.get(a), place.get(b)];
    const [rowI, rowJ] = [matrix[i ?? -1], matrix[j ?? -1]];
    if (i === undefined || j === undefined || !rowI || !rowJ) continue;
    rowI[j] = rank;
    rowJ[i] = rank;
  }
  return matrix;
}

/** Correlation of the normal scores for a rank correlation; ±1 and 0 stay exactly that. */
function normalCorrelation(rank: number): number {
  return Math.abs(rank) === 1 ? rank : 2 * sineOfSmall((Math.PI * rank) / 6);
}

function rankOf(normal: number): number {
  return (6 / Math.PI) * arcSine(normal / 2);
}

/** A pivot this near to 0 is one: an input wholly bound to those before it (rank ±1), which may be. */
const PIVOT_TOLERANCE = 1e-10;

/** The lower triangle L with L Lᵀ = matrix; undefined if the matrix has a negative eigenvalue. */
function cholesky(matrix: Matrix): Matrix | undefined {
  const factor = matrix.map(row => new Float64Array(row.length));
  for (const [i, row] of factor.entries()) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]?.[j] ?? 0;
      for (let k = 0; k < j; k++) rest -= (row[k] ?? 0) * (factor[j]?.[k] ?? 0);
      if (j < i) {
        const pivot = factor[j]?.[j] ?? 0;
        if (pivot === 0 && Math.abs(rest) > PIVOT_TOLERANCE) return undefined;
        row[j] = pivot === 0 ? 0 : rest / pivot;
      } else if (rest < -PIVOT_TOLERANCE) return undefined;
      else row[j] = rest < PIVOT_TOLERANCE ? 0 : Math.sqrt(rest);
    }
  }
  return factor;
}

function contradiction(inputs: readonly string[], ranks: Matrix, normal: Matrix): CorrelationFault {
  const least = smallestEigenvalue(normal);
  const near = possibleNear(normal);
  const pairs = inputs.flatMap((a, i) =>
    inputs.slice(i + 1).map((b, after) => {
      const j = i + 1 + after;
      return { a, b, rank: ranks[i]?.[j] ?? 0, nearest: near[i]?.[j] ?? 0 };
    }),
  );
  const nearest = pairs.filter(pair => Math.abs(pair.nearest - pair.rank) >= 0.005);
  const largestChange = nearest.reduce((most, pair) => Math.max(most, Math.abs(pair.nearest - pair.rank)), 0);
  const values = { inputs, smallestEigenvalue: least, nearest, largestChange, scale: possibleScale(ranks) };
  return { code: "contradictory-ranks", values };
}

/** The nearest ranks in two decimals; as much further from the edge of the possible as rounding needs. */
function possibleNear(normal: Matrix): Matrix {
  for (let least = 0.01; least < 1; least *= 1.5) {
    const ranks = nearestCorrelation(normal, least).map((row, i) =>
      row.map((value, j) => (i === j ? 1 : Math.round(100 * rankOf(value)) / 100)),
    );
    if (cholesky(ranks.map(row => row.map(normalCorrelation)))) return ranks;
  }
  throw new Error("Ranks of 0 are possible, and near enough to them some others");
}

/** The largest factor in whole hundredths that makes the ranks possible; 0 always does. */
function possibleScale(ranks: Matrix): number {
  for (let percent = 99; percent > 0; percent--) {
    const scaled = ranks.map((row, i) =>
      row.map((value, j) => (i === j ? 1 : normalCorrelation((value * percent) / 100))),
    );
    if (cholesky(scaled)) return percent / 100;
  }
  return 0;
}
