/**
 * Scrambled Sobol points: uniforms that fill the cube evenly, so that a simulation needs several times fewer of them than plain random
 * ones. Point i of dimension d depends on nothing but (d, seed, i): workers that share the draws among them give the same numbers.
 *
 * Points: I. M. Sobol' (1967) in the Gray-code order of Antonov and Saleev (1979), direction numbers of Joe and Kuo. Scrambling: Owen's
 * (1995), by hash (S. Laine, T. Karras 2011; B. Burley, Practical Hash-based Owen Scrambling, JCGT 9(4), 2020), with the constants of
 * N. Vegdahl, Building a Better LK Hash (2021). It keeps every equidistribution property and makes each estimate unbiased.
 */
import { joeKuoRows } from "./joe-kuo-rows.ts";
import { keyOf } from "./seeded.ts";

/** Dimensions count from 0. Beyond these, draws are plain (seeded.ts): a model has its weightiest inputs before. */
export const SOBOL_DIMENSIONS = 512;
const BITS = 32;
const MOST_POINTS = 4294967296;

let rows: readonly string[] | undefined;
const directions = new Map<number, Int32Array>();

/**
 * into[i] is point first + i of the dimension, 0 ≤ i < count: an odd multiple of 2^-33, so strictly between 0 and 1. Any two seeds are two
 * independent scramblings; a number of points that is a power of two is the most even.
 */
export function sobolColumn(dimension: number, seed: number, first: number, count: number, into: Float64Array): void {
  if (!(first >= 0 && count >= 0 && first + count <= MOST_POINTS))
    throw new Error(`No Sobol points ${first} + ${count}`);
  const steps = sobolDirections(dimension);
  const { key, factor, ...start } = sobolStart(dimension, seed, first);
  let point = start.point;
  for (let i = 0; i < count; i++) {
    // The permutation moves each bit by the lower ones only; on reversed bits, that is by the leading digits: Owen's nested scramble.
    let x = point ^ Math.imul(point, 0x3d20adea);
    x = Math.imul((x + key) | 0, factor);
    x ^= Math.imul(x, 0x05526c56);
    x ^= Math.imul(x, 0x53a22864);
    into[i] = ((reverseBits(x) >>> 0) + 0.5) / MOST_POINTS;
    // The next point differs by one direction: that of the lowest 0 bit of the index.
    const index = first + i;
    point ^= steps[31 - Math.clz32(~index & (index + 1))] ?? 0;
  }
}

export interface SobolStart {
  /** Point `first` before scrambling, bits in reverse. */
  readonly point: number;
  /** Of the scrambling. */
  readonly key: number;
  readonly factor: number;
}

export function sobolStart(dimension: number, seed: number, first: number): SobolStart {
  const key = keyOf(seed, dimension) | 0;
  return { point: sobolReversed(sobolDirections(dimension), first), key, factor: (key >>> 16) | 1 };
}

/**
 * Ranks of the first points, as many as `into` has places, a power of two; from 0: each of as many equal parts of 0…1 holds exactly one of them, so a point's part is its rank.
 */
export function sobolRanks(dimension: number, seed: number, into: Float64Array): void {
  sobolColumn(dimension, seed, 0, into.length, into);
  for (let i = 0; i < into.length; i++) into[i] = Math.floor((into[i] ?? 0) * into.length);
}

/** Point `index` of the dimension before scrambling, as a whole number out of 2^32: 0, ½, ¾, ¼ … in the first dimension. */
export function sobolInteger(dimension: number, index: number): number {
  return reverseBits(sobolReversed(sobolDirections(dimension), index)) >>> 0;
}

function sobolReversed(steps: Int32Array, index: number): number {
  const gray = index ^ (index >>> 1);
  let point = 0;
  for (let k = 0; k < BITS; k++) if ((gray >>> k) & 1) point ^= steps[k] ?? 0;
  return point;
}

/** The 32 direction numbers of a dimension, bits in reverse: the leading digit of the point is bit 0. */
export function sobolDirections(dimension: number): Int32Array {
  let steps = directions.get(dimension);
  if (!steps) {
    steps = directionNumbers(dimension).map(reverseBits);
    directions.set(dimension, steps);
  }
  return steps;
}

/** v_k = m_k / 2^k as 32-bit words; beyond the given ones by the recurrence of the dimension's polynomial. */
function directionNumbers(dimension: number): Int32Array {
  if (dimension === 0) return Int32Array.from({ length: BITS }, (_, k) => 1 << (BITS - 1 - k));
  rows ??= joeKuoRows.trim().split("\n");
  const [degree = 0, inner = 0, ...m] = rows[dimension - 1]?.split(" ").map(Number) ?? [];
  if (degree === 0) throw new Error(`No Sobol dimension ${dimension}`);
  const v = new Int32Array(BITS);
  for (let k = 0; k < BITS; k++) {
    if (k < degree) {
      v[k] = (m[k] ?? 0) << (BITS - 1 - k);
      continue;
    }
    const oldest = v[k - degree] ?? 0;
    let next = oldest ^ (oldest >>> degree);
    for (let j = 1; j < degree; j++) if ((inner >>> (degree - 1 - j)) & 1) next ^= v[k - j] ?? 0;
    v[k] = next;
  }
  return v;
}

function reverseBits(word: number): number {
  let x = word;
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8);
  return (x >>> 16) | (x << 16);
}
