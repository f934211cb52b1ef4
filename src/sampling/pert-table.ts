/**
 * The quantile of a standard PERT Beta against z, the normal quantile of u: a smooth curve without the poles that the quantile has
 * against u, so that a coarse even grid of cubic pieces serves. Off by at most 1e-7 of the range (test/sampling/distribution.test.ts).
 *
 * Nodes are not solved for anew: the curve is solved once for 20 shapes (Chebyshev points on 1…5) and read off between them by
 * polynomial interpolation of ln x and its slope in the shape, which is smooth; error below 1e-9. Each half comes from its own tail, the
 * upper one as 1 − x of the mirrored shape.
 */
import { cubicTable, readCubic, readSlope } from "./cubic-table.ts";
import { exponential, naturalLog, sineOfSmall } from "./elementary.ts";
import { normalCumulative, normalDensity, normalQuantile } from "./normal.ts";
import { pertBeta, pertDensity, pertStandardQuantile, solveLowerHalf } from "./pert-beta.ts";
import { normalQuantileTable, quickNormalQuantile } from "./quick-normal.ts";

const STEPS_PER_UNIT = 8;
/** Nodes on a half, from z = 0 to just beyond 6.338, the z of the least uniform. */
const HALF = 52;
const CENTRE = HALF - 1;
const SHAPES = 20;

/** Against u: even pieces of 1/256 from 1/16 to 15/16. */
const MIDDLE_FROM = 1 / 16;
const MIDDLE_STEPS = 256;

/** A solved shape. `half`: ln x at each node from z = 0 downwards, then d ln x / dz at each. */
interface Solved {
  readonly a: number;
  readonly weight: number;
  readonly half: Float64Array;
}
let family: Solved[] | undefined;
let middleNodes: Float64Array | undefined;
let middleSlopes: Float64Array | undefined;

/** The curve of one shape in both tables. */
export interface PertTable {
  readonly tails: Float64Array;
  readonly middle: Float64Array;
}

/** `a` counts to 2^-30, far below the tables' own error: shapes that differ by rounding only share a table in `built`. */
export function pertTable(a: number, built: Map<number, PertTable> = new Map()): PertTable {
  const shape = Math.round(a * SHAPE_STEPS) / SHAPE_STEPS;
  const known = built.get(shape);
  if (known) return known;
  const tails = tailTable(shape);
  const table = { tails, middle: middleTable(tails) };
  built.set(shape, table);
  return table;
}

const SHAPE_STEPS = 2 ** 30;

/** How the tables are cut: pieces of the middle that the tails hold on either side; of the tails, the piece of z = 0 and pieces per unit of z. */
export const pertTail = { pieces: MIDDLE_STEPS * MIDDLE_FROM, centre: CENTRE, stepsPerUnit: STEPS_PER_UNIT } as const;

/** low + range × quantile, for a whole column of uniforms; `into` may be the same array. */
export function fillPert(
  { tails, middle }: PertTable,
  low: number,
  range: number,
  uniforms: Float64Array,
  into: Float64Array,
): void {
  const zTable = normalQuantileTable();
  for (let i = 0; i < uniforms.length; i++) {
    const u = uniforms[i] ?? 0;
    let table = middle;
    let position = (u - MIDDLE_FROM) * MIDDLE_STEPS;
    if (!(u >= MIDDLE_FROM && u < 1 - MIDDLE_FROM)) {
      table = tails;
      position = CENTRE + STEPS_PER_UNIT * quickNormalQuantile(zTable, u);
    }
    // readCubic, written out: the call alone would double the time of this loop.
    const piece = position | 0;
    const s = position - piece;
    const k = 4 * piece;
    into[i] =
      low + range * ((table[k] ?? 0) + s * ((table[k + 1] ?? 0) + s * ((table[k + 2] ?? 0) + s * (table[k + 3] ?? 0))));
  }
}

/** The curve against z, from −51/8 to 51/8. */
function tailTable(a: number): Float64Array {
  const values = new Float64Array(2 * CENTRE + 1);
  const slopes = new Float64Array(2 * CENTRE + 1);
  readHalf(6 - a, (k, x, slope) => {
    values[CENTRE + k] = 1 - x;
    slopes[CENTRE + k] = slope / STEPS_PER_UNIT;
  });
  readHalf(a, (k, x, slope) => {
    values[CENTRE - k] = x;
    slopes[CENTRE - k] = slope / STEPS_PER_UNIT;
  });
  return cubicTable(values, slopes);
}

/** The same curve against u, where that has no pole near: seven draws of eight need one table only. */
function middleTable(tails: Float64Array): Float64Array {
  middleNodes ??= Float64Array.from({ length: MIDDLE_STEPS * (1 - 2 * MIDDLE_FROM) + 1 }, (_, k) =>
    normalQuantile(MIDDLE_FROM + k / MIDDLE_STEPS),
  );
  middleSlopes ??= middleNodes.map(z => STEPS_PER_UNIT / (normalDensity(z) * MIDDLE_STEPS));
  const values = new Float64Array(middleNodes.length);
  const slopes = new Float64Array(middleNodes.length);
  for (let k = 0; k < values.length; k++) {
    const position = CENTRE + STEPS_PER_UNIT * (middleNodes[k] ?? 0);
    values[k] = readCubic(tails, position);
    slopes[k] = readSlope(tails, position) * (middleSlopes[k] ?? 0);
  }
  return cubicTable(values, slopes);
}

/** x and dx/dz of shape a at the nodes z = 0, −1/8, −2/8 …: barycentric interpolation between the solved shapes. */
function readHalf(a: number, take: (k: number, x: number, slope: number) => void): void {
  family ??= solveFamily();
  const sum = new Float64Array(2 * HALF);
  let total = 0;
  for (const solved of family) {
    const distance = a - solved.a;
    // On a solved shape its weight drowns the others.
    const weight = solved.weight / (distance === 0 ? 1e-200 : distance);
    const { half } = solved;
    total += weight;
    for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] ?? 0) + weight * (half[k] ?? 0);
  }
  for (let k = 0; k < HALF; k++) {
    const x = exponential((sum[k] ?? 0) / total);
    take(k, x, (x * (sum[HALF + k] ?? 0)) / total);
  }
}

/** Chebyshev points of the second kind on 1…5, both ends among them, with their barycentric weights. */
function solveFamily(): Solved[] {
  const turn = Math.PI / (SHAPES - 1);
  return Array.from({ length: SHAPES }, (_, s) => {
    const a = 3 + 2 * sineOfSmall((s - (SHAPES - 1) / 2) * turn);
    const end = s === 0 || s === SHAPES - 1;
    return { a, weight: (s % 2 === 0 ? 1 : -1) * (end ? 0.5 : 1), half: solveHalf(a) };
  });
}

/** Nodes of one shape, each started from where slope and bend at its neighbour lead. */
function solveHalf(a: number): Float64Array {
  const beta = pertBeta(a);
  const half = new Float64Array(2 * HALF);
  let x = pertStandardQuantile(a, 0.5);
  for (let k = 0; k < HALF; k++) {
    const z = -k / STEPS_PER_UNIT;
    if (k > 0) x = solveLowerHalf(a, beta, normalCumulative(z), x);
    const slope = normalDensity(z) / (x * pertDensity(a, beta, x));
    half[k] = naturalLog(x);
    half[HALF + k] = slope;
    // d² ln x / dz²
    const bend = -slope * (z + slope * (a - ((5 - a) * x) / (1 - x)));
    x *= exponential((-slope + (0.5 * bend) / STEPS_PER_UNIT) / STEPS_PER_UNIT);
  }
  return half;
}
