/**
 * Logarithm, exponential and the sine of small angles from + − × ÷ alone. ECMAScript leaves the last bits of Math.log, Math.exp and
 * Math.sin to the engine, but fixes these four and Math.sqrt (IEEE 754, one rounding each, never fused); so a seed gives the same bits
 * everywhere. Errors are below 2 units in the last place; each is a Taylor series on a reduced argument.
 */

/** ln 2 in two parts: the high one has 21 trailing zero bits, so that a whole multiple of it up to 2^11 is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_TO_54 = 18014398509481984;
const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
number[0] = 1;
/** Which of the two words holds sign and exponent: 1 where the lower word comes first. */
const HIGH = words[0] === 0 ? 1 : 0;

/** 2^k for k = −1022 … 1023, at k + 1022; by doubling, hence exact. */
const powersOfTwo = new Float64Array(2046);
for (let k = 0, power = SMALLEST_NORMAL; k < powersOfTwo.length; k++, power *= 2) powersOfTwo[k] = power;

/** Natural logarithm; −Infinity at 0, NaN below. */
export function naturalLog(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x < SMALLEST_NORMAL) return naturalLog(x * TWO_TO_54) - 54 * LN2_HIGH - 54 * LN2_LOW;
  number[0] = x;
  const high = words[HIGH] ?? 0;
  let exponent = (high >>> 20) - 1023;
  words[HIGH] = (high & 0xfffff) | 0x3ff00000;
  let mantissa = number[0];
  if (mantissa > Math.SQRT2) {
    mantissa *= 0.5;
    exponent += 1;
  }
  // ln m = 2 artanh s, |s| ≤ 0.172: the first term left out is below 1e-18.
  const f = mantissa - 1;
  const s = f / (2 + f);
  const t = s * s;
  const series =
    t *
    (2 / 3 +
      t *
        (2 / 5 +
          t *
            (2 / 7 +
              t * (2 / 9 + t * (2 / 11 + t * (2 / 13 + t * (2 / 15 + t * (2 / 17 + t * (2 / 19 + t * (2 / 21))))))))));
  // 2s = f − s·f, written so that the rounding of s touches only the small part.
  return exponent * LN2_HIGH + (f - (s * (f - series) - exponent * LN2_LOW));
}

/** e^x; 0 below −708, Infinity above 709.78. */
export function exponential(x: number): number {
  if (!(x > -708)) return Number.isNaN(x) ? x : 0;
  if (x > 709.78) return Number.POSITIVE_INFINITY;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  // |r| ≤ 0.347: the first term left out, r^14/14!, is below 5e-18.
  const r = high - low;
  const r2 = r * r;
  const even = 1 / 2 + r2 * (1 / 24 + r2 * (1 / 720 + r2 * (1 / 40320 + r2 * (1 / 3628800 + r2 * (1 / 479001600)))));
  const odd =
    1 / 6 + r2 * (1 / 120 + r2 * (1 / 5040 + r2 * (1 / 362880 + r2 * (1 / 39916800 + r2 * (1 / 6227020800)))));
  const value = 1 + (high + (r2 * (even + r * odd) - low));
  return k === 1024 ? value * 2 * (powersOfTwo[2045] ?? 0) : value * (powersOfTwo[k + 1022] ?? 0);
}

/** sin x for |x| ≤ π/2. */
export function sineOfSmall(x: number): number {
  const t = x * x;
  let sum = 0;
  for (let n = 23; n >= 3; n -= 2) sum = (-t / (n * (n - 1))) * (1 + sum);
  return x * (1 + sum);
}

/** The angle in −π/2 … π/2 whose sine is s, |s| ≤ 1, by Newton's method. */
export function arcSine(s: number): number {
  if (s < 0) return -arcSine(-s);
  // Half angles keep the cosine away from 0: asin s = π/2 − 2 asin √((1 − s)/2).
  if (s > 0.5) return Math.PI / 2 - 2 * arcSine(Math.sqrt((1 - s) / 2));
  let angle = s;
  for (let round = 0; round < 5; round++) {
    const sine = sineOfSmall(angle);
    angle += (s - sine) / Math.sqrt(1 - sine * sine);
  }
  return angle;
}
