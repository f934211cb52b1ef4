/** Order statistics without a full sort: Hoare's quickselect for several places at once, about a third of the time of sorting. */

/**
 * Reorders `values` (no NaN) so that each of the `places` holds what it would hold after sorting. Places may repeat, in any order.
 */
export function selectInto(values: Float64Array, places: readonly number[]): void {
  const wanted = [...new Set(places)].sort((a, b) => a - b);
  selectWithin(values, 0, values.length - 1, wanted, 0);
}

const SHORT = 24;
/** Halving a column of 2^32 takes 32 rounds; twice that without end is an unlucky order, and sorting takes over. */
const MOST_ROUNDS = 64;

function selectWithin(values: Float64Array, from: number, to: number, wanted: readonly number[], round: number): void {
  if (wanted.length === 0 || from >= to) return;
  if (to - from < SHORT || round > MOST_ROUNDS) {
    values.subarray(from, to + 1).sort();
    return;
  }
  const pivot = medianOfThree(values[from] ?? 0, values[(from + to) >>> 1] ?? 0, values[to] ?? 0);
  let i = from;
  let j = to;
  // Both sides stop at equal values, so columns of few different values split evenly too.
  while (i <= j) {
    while ((values[i] ?? 0) < pivot) i++;
    while ((values[j] ?? 0) > pivot) j--;
    if (i > j) break;
    const kept = values[i] ?? 0;
    values[i] = values[j] ?? 0;
    values[j] = kept;
    i++;
    j--;
  }
  selectWithin(
    values,
    from,
    j,
    wanted.filter(place => place <= j),
    round + 1,
  );
  selectWithin(
    values,
    i,
    to,
    wanted.filter(place => place >= i),
    round + 1,
  );
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
