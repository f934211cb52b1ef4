/** Mean and variance of a distribution, in closed form; a cut normal distribution by Simpson's rule, good to about 1e-10. */
import { type Discrete, type Distribution, logMoments, type Normal } from "./distribution.ts";
import { exponential } from "./elementary.ts";

export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** The distribution must be free of faults. */
export function moments(distribution: Distribution): Moments {
  switch (distribution.kind) {
    case "fixed":
      return { mean: distribution.value, variance: 0 };
    case "pert": {
      const { low, likely, high } = distribution;
      const mean = (low + 4 * likely + high) / 6;
      return { mean, variance: ((mean - low) * (high - mean)) / 7 };
    }
    case "triangular": {
      const { low, likely, high } = distribution;
      const [left, right] = [likely - low, high - likely];
      return { mean: (low + likely + high) / 3, variance: (left * left + left * right + right * right) / 18 };
    }
    case "uniform": {
      const { low, high } = distribution;
      return { mean: (low + high) / 2, variance: ((high - low) * (high - low)) / 12 };
    }
    case "normal":
      return normalMoments(distribution);
    case "lognormal": {
      const { mean: m, standardDeviation: s } = logMoments(distribution);
      const mean = exponential(m + (s * s) / 2);
      return { mean, variance: mean * mean * (exponential(s * s) - 1) };
    }
    case "discrete":
      return discreteMoments(distribution);
    default:
      return distribution satisfies never;
  }
}

function normalMoments({ mean, standardDeviation, low, high }: Normal): Moments {
  if (standardDeviation === 0 || (low === undefined && high === undefined))
    return { mean, variance: standardDeviation * standardDeviation };
  const from = low === undefined ? Number.NEGATIVE_INFINITY : (low - mean) / standardDeviation;
  const to = high === undefined ? Number.POSITIVE_INFINITY : (high - mean) / standardDeviation;
  const z = windowMoments(from, to);
  return { mean: mean + standardDeviation * z.mean, variance: standardDeviation * standardDeviation * z.variance };
}

const PANELS = 4096;

/** Of the standard normal between two bounds, as integrals from the point of the window where the density is greatest. */
function windowMoments(from: number, to: number): Moments {
  const peak = Math.min(Math.max(0, from), to);
  // Ten units of z out, or what the steeper fall beyond a far bound leaves of it, the density is below 1e-20 of its peak.
  const reach = 10;
  const start = Math.max(from, peak - reach);
  const width = Math.min(to, peak + reach) - start;
  if (width === 0) return { mean: start, variance: 0 };
  let [mass, first, second] = [0, 0, 0];
  for (let i = 0; i <= PANELS; i++) {
    const d = start - peak + (width * i) / PANELS;
    const weight = (i === 0 || i === PANELS ? 1 : i % 2 === 1 ? 4 : 2) * exponential(-d * (peak + 0.5 * d));
    mass += weight;
    first += weight * d;
    second += weight * d * d;
  }
  const mean = first / mass;
  return { mean: peak + mean, variance: second / mass - mean * mean };
}

function discreteMoments({ outcomes }: Discrete): Moments {
  const sum = outcomes.reduce((total, { probability }) => total + probability, 0);
  const mean = outcomes.reduce((total, { value, probability }) => total + value * probability, 0) / sum;
  const variance =
    outcomes.reduce((total, { value, probability }) => total + probability * (value - mean) ** 2, 0) / sum;
  return { mean, variance };
}
