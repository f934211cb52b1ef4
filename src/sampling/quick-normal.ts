/**
 * Normal quantile and cumulative probability from tables, for long columns: off by at most 1e-7 in z and 1e-9 in probability
 * (test/sampling/normal.test.ts). The exact functions of normal.ts cost several times as much. Tables are built at the first use.
 */
import { cubicTable } from "./cubic-table.ts";
import { normalCumulative, normalDensity, normalQuantile } from "./normal.ts";

/** The least uniform that a column holds, 2^-33; the greatest is 1 less this. Their z are ∓6.338. */
const LEAST_UNIFORM = 1 / 8589934592;

/** z for the octaves [2^-k, 2^(1-k)) from 2^-33 up to ½, sixteen pieces each: a number's own leading bits tell its piece. */
const OCTAVES = 32;
const PIECES_PER_OCTAVE = 16;
const SHIFT = 20 - 4;
const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
number[0] = LEAST_UNIFORM;
const HIGH = words[0] === 0 ? 1 : 0;
const FIRST = (words[HIGH] ?? 0) >>> SHIFT;

/** A number's piece: its high word, shifted, from this on. */
export const zPieces = { shift: SHIFT, first: FIRST } as const;

let zTable: Float64Array | undefined;
let tailTable: Float64Array | undefined;

/** For a loop over a column: `tables` once, then `quickNormalQuantile` for each. */
export function normalQuantileTable(): Float64Array {
  zTable ??= buildQuantileTable();
  return zTable;
}

/** z with Φ(z) = u; u outside 2^-33 … 1 − 2^-33 counts as the nearer end. */
export function quickNormalQuantile(table: Float64Array, u: number): number {
  let tail = u < 0.5 ? u : 1 - u;
  if (!(tail >= LEAST_UNIFORM)) tail = LEAST_UNIFORM;
  number[0] = tail;
  const k = 6 * (((words[HIGH] ?? 0) >>> SHIFT) - FIRST);
  const s = (tail - (table[k] ?? 0)) * (table[k + 1] ?? 0);
  const z = (table[k + 2] ?? 0) + s * ((table[k + 3] ?? 0) + s * ((table[k + 4] ?? 0) + s * (table[k + 5] ?? 0)));
  return u < 0.5 ? z : -z;
}

/** Six numbers a piece: its start, the reciprocal of its width, the coefficients. The last piece is the point ½, where z = 0. */
function buildQuantileTable(): Float64Array {
  const table = new Float64Array(6 * (OCTAVES * PIECES_PER_OCTAVE + 1));
  for (let octave = 0, base = LEAST_UNIFORM; octave < OCTAVES; octave++, base *= 2) {
    const width = base / PIECES_PER_OCTAVE;
    const zs = Float64Array.from({ length: PIECES_PER_OCTAVE + 1 }, (_, j) => normalQuantile(base + j * width));
    const pieces = cubicTable(
      zs,
      zs.map(z => width / normalDensity(z)),
    );
    for (let j = 0; j < PIECES_PER_OCTAVE; j++) {
      const k = 6 * (octave * PIECES_PER_OCTAVE + j);
      table[k] = base + j * width;
      table[k + 1] = 1 / width;
      table.set(pieces.subarray(4 * j, 4 * j + 4), k + 2);
    }
  }
  table[table.length - 6] = 0.5;
  return table;
}

/** Φ from −7 to 0 in steps of 1/64. */
const TAIL_FROM = -7;
const TAIL_STEPS = 64;

function normalCumulativeTable(): Float64Array {
  if (!tailTable) {
    // One node more than the half needs, so that z = 0 starts a piece of its own.
    const zs = Float64Array.from({ length: 2 - TAIL_FROM * TAIL_STEPS }, (_, k) => TAIL_FROM + k / TAIL_STEPS);
    tailTable = cubicTable(
      zs.map(normalCumulative),
      zs.map(z => normalDensity(z) / TAIL_STEPS),
    );
  }
  return tailTable;
}

/** z of each uniform, as quickNormalQuantile gives it, into `z`. */
export function normalScores(uniforms: Float64Array, z = new Float64Array(uniforms.length)): Float64Array {
  const table = normalQuantileTable();
  for (let i = 0; i < z.length; i++) z[i] = quickNormalQuantile(table, uniforms[i] ?? 0);
  return z;
}

/** Φ of each z in place, kept within 2^-33 … 1 − 2^-33. */
export function toUniforms(z: Float64Array): void {
  const table = normalCumulativeTable();
  for (let i = 0; i < z.length; i++) {
    const score = z[i] ?? 0;
    const position = Math.max(TAIL_FROM, -Math.abs(score)) * TAIL_STEPS - TAIL_FROM * TAIL_STEPS;
    // readCubic, written out for speed.
    const piece = position | 0;
    const s = position - piece;
    const k = 4 * piece;
    const cubic = (table[k] ?? 0) + s * ((table[k + 1] ?? 0) + s * ((table[k + 2] ?? 0) + s * (table[k + 3] ?? 0)));
    const tail = Math.max(cubic, LEAST_UNIFORM);
    z[i] = score < 0 ? tail : 1 - tail;
  }
}
