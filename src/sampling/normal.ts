/**
 * The standard normal distribution: quantile, cumulative probability, density.
 * Quantile: M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988), 477–484; relative error about 1e-16.
 * Cumulative: G. Marsaglia, Evaluating the normal distribution, J. Statistical Software 11 (2004), below 3 in absolute value, and
 * Laplace's continued fraction beyond; absolute error below 1e-15, relative error below 1e-13 also in the lower tail.
 */
import { exponential, naturalLog } from "./elementary.ts";

/** 1/√(2π). */
const DENSITY_AT_0 = 0.3989422804014327;

export function normalDensity(z: number): number {
  return DENSITY_AT_0 * exponential(-0.5 * z * z);
}

/** z with Φ(z) = u, for 0 ≤ u ≤ 1; ∓Infinity at the ends. */
export function normalQuantile(u: number): number {
  const q = u - 0.5;
  if (Math.abs(q) <= 0.425) return q * central(0.180625 - q * q);
  const tail = q < 0 ? u : 1 - u;
  if (tail <= 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-naturalLog(tail));
  const z = r <= 5 ? middle(r - 1.6) : far(r - 5);
  return q < 0 ? -z : z;
}

/** Φ(z): the probability of a standard normal value of at most z. */
export function normalCumulative(z: number): number {
  if (Number.isNaN(z)) return z;
  const x = Math.abs(z);
  const tail = x < 3 ? 0.5 - normalDensity(x) * centralSeries(x) : x < 38 ? normalDensity(x) / tailFraction(x) : 0;
  return z < 0 ? tail : 1 - tail;
}

function central(r: number): number {
  return (
    (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
      13731.69376550946) *
      r +
      1971.5909503065513) *
      r +
      133.14166789178438) *
      r +
      3.3871328727963665) /
    (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
      5394.196021424751) *
      r +
      687.1870074920579) *
      r +
      42.31333070160091) *
      r +
      1)
  );
}

function middle(r: number): number {
  return (
    (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r +
      3.6478483247632045) *
      r +
      5.769497221460691) *
      r +
      4.630337846156546) *
      r +
      1.4234371107496835) /
    (((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r + 0.14810397642748008) *
      r +
      0.6897673349851) *
      r +
      1.6763848301838038) *
      r +
      2.053191626637759) *
      r +
      1)
  );
}

function far(r: number): number {
  return (
    (((((((2.0103343992922881e-7 * r + 0.000027115555687434876) * r + 0.0012426609473880784) * r +
      0.026532189526576124) *
      r +
      0.29656057182850487) *
      r +
      1.7848265399172913) *
      r +
      5.463784911164114) *
      r +
      6.657904643501103) /
    (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 0.000018463183175100548) * r +
      0.0007868691311456133) *
      r +
      0.014875361290850615) *
      r +
      0.1369298809227358) *
      r +
      0.599832206555888) *
      r +
      1)
  );
}

/** Φ(x) − ½ over the density at x: x + x³/3 + x⁵/(3·5) + …, all terms of one sign. */
function centralSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 3; term > 1e-17 * sum; n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return sum;
}

/** The tail beyond x over the density at x is 1/(x + 1/(x + 2/(x + 3/…))); this is its denominator, good to the last bits from x = 3 on. */
function tailFraction(x: number): number {
  let value = x;
  for (let level = 80; level >= 1; level--) value = x + level / value;
  return value;
}
