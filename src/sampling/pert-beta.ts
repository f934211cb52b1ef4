/**
 * The Beta distribution of a PERT estimate, on 0…1: Beta(a, 6 − a), with a = 1 + 4 × (likely − low) ÷ (high − low) from 1 to 5.
 * Because the two shapes always add to 6, the Beta function has a closed form and one parameter says it all.
 * Cumulative probability by the continued fraction of DLMF 8.17.22 (modified Lentz); relative error about 1e-14.
 */
import { exponential, naturalLog, sineOfSmall } from "./elementary.ts";

/** B(a, 6 − a) = (5−a)(4−a)(3−a)(2−a)(1−a)Γ(1−a)Γ(a) ÷ 5!, the gammas by reflection; the factor nearest 0 cancels against the sine. */
export function pertBeta(a: number): number {
  const nearest = Math.round(a);
  const angle = Math.PI * (a - nearest);
  let product = angle === 0 ? 1 : angle / sineOfSmall(angle);
  for (let j = 1; j <= 5; j++) if (j !== nearest) product *= Math.abs(j - a);
  return product / 120;
}

/** x^a (1 − x)^(6−a) ÷ B, for 0 < x < 1: the density times x (1 − x), and the front factor of both tails. */
function weight(a: number, beta: number, x: number): number {
  return exponential(a * naturalLog(x) + (6 - a) * naturalLog(1 - x)) / beta;
}

/** Density at x, 0 < x < 1; `beta` is pertBeta(a). */
export function pertDensity(a: number, beta: number, x: number): number {
  return weight(a, beta, x) / (x * (1 - x));
}

/** The probability of a value of at most x, 0 ≤ x ≤ 1. */
export function pertCumulative(a: number, beta: number, x: number): number {
  if (x <= 0) return 0;
  return x < 1 ? fromWeight(a, weight(a, beta, x), x) : 1;
}

function fromWeight(a: number, w: number, x: number): number {
  return x <= (a + 1) / 8 ? w / (a * continuedFraction(a, x)) : 1 - w / ((6 - a) * continuedFraction(6 - a, 1 - x));
}

/**
 * x with cumulative probability u, 0 < u ≤ ½, from a first guess. Newton's method on ln F against ln x: that curve rises and is concave
 * (the density of ln x is log-concave), so the steps cannot run away; from the second on they approach from below.
 */
export function solveLowerHalf(a: number, beta: number, u: number, guess: number): number {
  const target = naturalLog(u);
  let x = guess;
  for (let round = 0; round < 60; round++) {
    const w = weight(a, beta, x);
    const cumulative = fromWeight(a, w, x);
    const step = ((target - naturalLog(cumulative)) * cumulative * (1 - x)) / w;
    const next = x * (Math.abs(step) < 1e-4 ? 1 + step + 0.5 * step * step : exponential(step));
    x = next < 1 ? next : 0.5 * (1 + x);
    // Convergence is quadratic: the step after one of 1e-7 would be of the order 1e-14.
    if (Math.abs(step) < 1e-7) return x;
  }
  throw new Error(`PERT quantile: no convergence for shape ${a} at ${u}`);
}

/** x with cumulative probability u, 0 ≤ u ≤ 1; relative error about 1e-13 in x below the median and in 1 − x above it. */
export function pertStandardQuantile(a: number, u: number): number {
  if (u <= 0) return 0;
  if (u >= 1) return 1;
  if (u > 0.5) return 1 - pertStandardQuantile(6 - a, 1 - u);
  const beta = pertBeta(a);
  // F(x) ≤ x^a ÷ (a B): a guess from below.
  const below = exponential(naturalLog(u * a * beta) / a);
  return solveLowerHalf(a, beta, u, Math.min(below, 0.999));
}

/** 1 + d₁/(1 + d₂/(1 + …)) of DLMF 8.17.22 for b = 6 − a; from x ≤ (a + 1)/8 it settles within some twenty levels. */
function continuedFraction(a: number, x: number): number {
  let ratio = 1;
  let c = 1;
  let d = 0;
  for (let m = 0; m < 100; m++) {
    const odd = (-(a + m) * (6 + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    ratio *= c * d;
    const even = ((m + 1) * (5 - a - m) * x) / ((a + 2 * m + 1) * (a + 2 * m + 2));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    ratio *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return ratio;
}
