/**
 * A smooth rising function as cubic pieces: Hermite interpolation from exact values and slopes at even nodes. Such tables make long
 * columns cheap: u → z (normal quantile), z → x (PERT quantile), z → u (Φ). Between nodes h apart the error is at most h⁴/384 × the
 * largest fourth derivative, and each piece rises (Fritsch and Carlson 1980: both end slopes at most 3 × the chord's).
 */

/** From the values at the nodes and the slopes per piece: four coefficients a piece, of 1, s, s², s³, s running from 0 to 1. */
export function cubicTable(values: Float64Array, slopes: Float64Array): Float64Array {
  const table = new Float64Array(4 * (values.length - 1));
  for (let i = 0; i + 1 < values.length; i++) {
    const value = values[i] ?? 0;
    const rise = (values[i + 1] ?? 0) - value;
    const start = slopes[i] ?? 0;
    const end = slopes[i + 1] ?? 0;
    if (!(start >= 0 && end >= 0 && start <= 3 * rise && end <= 3 * rise))
      throw new Error(`Piece ${i} of a table does not rise: ${rise} with slopes ${start} and ${end}`);
    table[4 * i] = value;
    table[4 * i + 1] = start;
    table[4 * i + 2] = 3 * rise - 2 * start - end;
    table[4 * i + 3] = start + end - 2 * rise;
  }
  return table;
}

/** The value at `position`, counted in pieces from the first node; the caller keeps it within the table. */
export function readCubic(table: Float64Array, position: number): number {
  const piece = position | 0;
  const s = position - piece;
  const k = 4 * piece;
  return (table[k] ?? 0) + s * ((table[k + 1] ?? 0) + s * ((table[k + 2] ?? 0) + s * (table[k + 3] ?? 0)));
}

/** The slope at `position`, per piece. */
export function readSlope(table: Float64Array, position: number): number {
  const piece = position | 0;
  const s = position - piece;
  const k = 4 * piece;
  return (table[k + 1] ?? 0) + s * (2 * (table[k + 2] ?? 0) + s * 3 * (table[k + 3] ?? 0));
}
