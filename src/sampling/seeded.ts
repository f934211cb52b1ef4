/**
 * Seeded numbers in 32-bit integer arithmetic, the same on every machine. Streams are addressed by numbers (seed, column, block), so no
 * state travels between workers.
 */

/** Mixes a word until each input bit touches each output bit: "lowbias32" of C. Wellons' hash prospector. A bijection. */
export function mix(word: number): number {
  let x = word | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** One word from a seed and the numbers of what it is for. Of a seed, 53 bits count: any safe integer. */
export function keyOf(seed: number, ...address: readonly number[]): number {
  if (!Number.isSafeInteger(seed)) throw new Error(`A seed is a whole number, not ${seed}`);
  let key = mix((seed | 0) ^ 0x9e3779b9);
  for (const part of [Math.floor(seed / 4294967296), ...address])
    key = mix((key + 0x9e3779b9) ^ Math.imul(part, 0x85ebca6b));
  return key;
}

/** Draws that one generator gives before the next block starts. */
const BLOCK = 1024;

/**
 * Plain uniforms: into[i] is draw first + i of the column, 0 ≤ i < count, on the odd multiples of 2^-33 in (0, 1).
 * Generator: xoshiro128++ (D. Blackman, S. Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47, 2021), one for each
 * block of 1,024 draws, its state hashed from seed, column and block: draws can be had from anywhere at the cost of at most one block.
 */
export function plainColumn(column: number, seed: number, first: number, count: number, into: Float64Array): void {
  let done = 0;
  while (done < count) {
    const block = Math.floor((first + done) / BLOCK);
    const skipped = first + done - block * BLOCK;
    const taken = Math.min(count - done, BLOCK - skipped);
    xoshiro(blockState(keyOf(seed, column, block)), skipped, into.subarray(done, done + taken));
    done += taken;
  }
}

export type XoshiroState = readonly [number, number, number, number];

function blockState(key: number): XoshiroState {
  const a = mix(key + 0x9e3779b9);
  const b = mix(a + 0x9e3779b9);
  const c = mix(b + 0x9e3779b9);
  const d = mix(c + 0x9e3779b9);
  // The state must not be all 0.
  return (a | b | c | d) === 0 ? [0, 0, 0, 1] : [a, b, c, d];
}

/** Words of xoshiro128++ from a state on, after `skipped` of them, as (word + ½) ÷ 2^32. */
export function xoshiro(state: XoshiroState, skipped: number, into: Float64Array): void {
  let [a, b, c, d] = state;
  for (let i = -skipped; i < into.length; i++) {
    const sum = (a + d) | 0;
    const word = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    if (i >= 0) into[i] = (word + 0.5) / 4294967296;
  }
}
