/** Random distributions without faults, of all kinds, for property tests. */
import fc from "fast-check";
import type { Distribution } from "../../src/sampling/distribution.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const amount = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const width = fc.double({ min: 1e-3, max: 1e6, noNaN: true });

const threePoint = fc
  .record({ low: amount, width, part: share })
  .map(({ low, width, part }) => ({ low, likely: Math.min(low + part * width, low + width), high: low + width }));

export const anyDistribution: fc.Arbitrary<Distribution> = fc.oneof(
  threePoint.map(estimate => ({ kind: "pert" as const, ...estimate })),
  threePoint.map(estimate => ({ kind: "triangular" as const, ...estimate })),
  fc.record({ low: amount, width }).map(({ low, width }) => ({ kind: "uniform" as const, low, high: low + width })),
  fc.record({ mean: amount, standardDeviation: width }).map(normal => ({ kind: "normal" as const, ...normal })),
  fc
    .record({ mean: amount, standardDeviation: width, from: fc.double({ min: -4, max: 4, noNaN: true }), width: share })
    .map(({ mean, standardDeviation: s, from, width }) => ({
      kind: "normal" as const,
      mean,
      standardDeviation: s,
      low: mean + from * s,
      high: mean + (from + 0.01 + 5 * width) * s,
    })),
  fc
    .record({ p10: width, times: fc.double({ min: 1.01, max: 10, noNaN: true }) })
    .map(({ p10, times }) => ({ kind: "lognormal" as const, p10, p90: p10 * times })),
  fc
    .array(fc.record({ value: amount, weight: fc.integer({ min: 1, max: 9 }) }), { minLength: 1, maxLength: 6 })
    .map(list => {
      const total = list.reduce((sum, { weight }) => sum + weight, 0);
      return {
        kind: "discrete" as const,
        outcomes: list.map(({ value, weight }) => ({ value, probability: weight / total })),
      };
    }),
);
