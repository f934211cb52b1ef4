/**
 * The correlation matrix nearest to one that cannot be (say a with b 0.9, b with c 0.9, but a with c −0.9): the least change, in sum of
 * squares, that leaves no eigenvalue below a given one. N. J. Higham, Computing the nearest correlation matrix, IMA J. Numerical Analysis 22
 * (2002), 329–343: alternating projections with Dykstra's correction. Eigenvalues by Jacobi rotations, for matrices of some tens of rows.
 */
export type Matrix = readonly Float64Array[];

const ROUNDS = 200;

/** `least`: the smallest eigenvalue that the answer may have, 0 … 1. */
export function nearestCorrelation(given: Matrix, least: number): Matrix {
  let nearest = given.map(row => row.slice());
  let correction = given.map(row => new Float64Array(row.length));
  for (let round = 0; round < ROUNDS; round++) {
    const shifted = nearest.map((row, i) => row.map((value, j) => value - entry(correction, i, j)));
    const projected = raiseEigenvalues(shifted, least);
    correction = projected.map((row, i) => row.map((value, j) => value - entry(shifted, i, j)));
    const next = projected.map((row, i) => row.map((value, j) => (i === j ? 1 : value)));
    const change = Math.max(
      ...next.flatMap((row, i) => Array.from(row, (value, j) => Math.abs(value - entry(nearest, i, j)))),
    );
    nearest = next;
    if (change < 1e-9) break;
  }
  return nearest;
}

/** The smallest eigenvalue of a symmetric matrix; below 0 for ranks that contradict each other. */
export function smallestEigenvalue(matrix: Matrix): number {
  return Math.min(...eigen(matrix).values);
}

function raiseEigenvalues(matrix: Matrix, least: number): Float64Array[] {
  const { values, vectors } = eigen(matrix);
  const raised = values.map(value => Math.max(value, least));
  return matrix.map((_, i) =>
    Float64Array.from(matrix, (_row, j) =>
      raised.reduce((sum, value, k) => sum + value * entry(vectors, i, k) * entry(vectors, j, k), 0),
    ),
  );
}

/** Jacobi's cyclic method; vectors in columns. */
function eigen(matrix: Matrix): { values: number[]; vectors: Matrix } {
  const a = matrix.map(row => row.slice());
  const vectors = matrix.map((_, i) => Float64Array.from(matrix, (_row, j) => (i === j ? 1 : 0)));
  const n = a.length;
  for (let sweep = 0; sweep < 50; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += entry(a, p, q) ** 2;
    if (off < 1e-24) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, p, q);
  }
  return { values: a.map((_, i) => entry(a, i, i)), vectors };
}

/** Turns the plane of p and q so that their common entry vanishes. */
function rotate(a: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const common = entry(a, p, q);
  if (common === 0) return;
  const theta = (entry(a, q, q) - entry(a, p, p)) / (2 * common);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (const matrix of [a, vectors])
    for (const row of matrix) {
      const [x, y] = [row[p] ?? 0, row[q] ?? 0];
      row[p] = cosine * x - sine * y;
      row[q] = sine * x + cosine * y;
    }
  const [rowP, rowQ] = [a[p], a[q]];
  if (!rowP || !rowQ) return;
  for (let k = 0; k < rowP.length; k++) {
    const [x, y] = [rowP[k] ?? 0, rowQ[k] ?? 0];
    rowP[k] = cosine * x - sine * y;
    rowQ[k] = sine * x + cosine * y;
  }
}

function entry(matrix: Matrix, row: number, column: number): number {
  return matrix[row]?.[column] ?? 0;
}
