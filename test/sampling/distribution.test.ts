import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Distribution, fillQuantiles, quantile } from "../../src/sampling/distribution.ts";
import { distributionFaults } from "../../src/sampling/distribution-faults.ts";
import { moments } from "../../src/sampling/moments.ts";
import { anyDistribution } from "./random.ts";

const columnAt = (distribution: Distribution, uniforms: ArrayLike<number>) => {
  const column = Float64Array.from(uniforms);
  fillQuantiles(distribution, column, column);
  return column;
};
const pert = (likely: number): Distribution => ({ kind: "pert", low: 0, likely, high: 1 });

/** Uniforms that leave nothing out: even ones, and both tails down to 2^-33. */
const everywhere = Float64Array.from({ length: 6000 }, (_, i) => {
  const even = (i + 0.5) / 6000;
  return i % 3 === 0 ? even : i % 3 === 1 ? 2 ** (-1 - 32 * even) : 1 - 2 ** (-1 - 32 * even);
});

describe("quantiles", () => {
  // Reference values: SciPy 1.17 (beta.ppf, norm.ppf, truncnorm.ppf).
  it.each([
    [
      0.1,
      [
        9.082648239736703e-8, 0.001758216547935033, 0.05079277566596267, 0.2026648503614662, 0.4623297499614663,
        0.8094776522411731,
      ],
    ],
    [
      0.3,
      [
        2.7800846088497334e-5, 0.01503338675332437, 0.13619996256367142, 0.35099948494911815, 0.6207544856651201,
        0.8963691376284508,
      ],
    ],
    [
      0.5,
      [0.0004642666601310034, 0.04755189817545767, 0.2466364532884666, 0.5, 0.7533635467115334, 0.9524481018245423],
    ],
    [
      0.9,
      [
        0.009320696368756553, 0.19052234775882687, 0.5376702500385336, 0.7973351496385338, 0.9492072243340373,
        0.9982417834520649,
      ],
    ],
  ])("of a PERT estimate with its peak at %d are those of the Beta distribution, to 1e-13", (likely, expected) => {
    [1e-9, 0.001, 0.1, 0.5, 0.9, 0.999].forEach((u, i) => {
      expect(Math.abs(quantile(pert(likely), u) - (expected[i] ?? 0))).toBeLessThan(1e-13);
    });
  });

  it("of a PERT estimate with its peak at an end have a closed form", () => {
    for (const u of everywhere) {
      expect(Math.abs(quantile(pert(1), u) - u ** 0.2)).toBeLessThan(1e-14);
      expect(Math.abs(quantile(pert(0), u) - (1 - (1 - u) ** 0.2))).toBeLessThan(1e-14);
    }
  });

  it("of PERT columns, from tables, are off by at most 1e-7 of the range, for any shape, far into the tails", () => {
    for (let step = 0; step <= 60; step++) {
      const distribution = pert(step / 60);
      const column = columnAt(distribution, everywhere);
      const worst = everywhere.reduce(
        (most, u, i) => Math.max(most, Math.abs((column[i] ?? 0) - quantile(distribution, u))),
        0,
      );
      expect(worst, `likely ${step}/60`).toBeLessThan(1e-7);
    }
  });

  it("of a normal distribution are Wichura's", () => {
    const standard: Distribution = { kind: "normal", mean: 0, standardDeviation: 1 };
    const expected = [
      -6.361340902404056, -3.090232306167813, -2.053748910631823, -1.2815515655446004, -0.5244005127080409, 0,
      1.2815515655446004, 3.719016485455709,
    ];
    [1e-10, 0.001, 0.02, 0.1, 0.3, 0.5, 0.9, 0.9999].forEach((u, i) => {
      expect(quantile(standard, u)).toBeCloseTo(expected[i] ?? 0, 11);
    });
    expect(quantile(standard, 0)).toBe(Number.NEGATIVE_INFINITY);
  });

  it.each([
    [
      { low: -1, high: 2 },
      [-0.9667232518503338, 0.17116391801782482, 1.8672107987812512],
      0.22963717909132902,
      0.5197625392115339,
    ],
    [
      { low: 0.5 },
      [0.5087830142494418, 1.0182955159602791, 2.7385674144270595],
      1.1410777703680648,
      0.2684804071558784,
    ],
    [
      { high: -2 },
      [-3.5059371543707547, -2.2776048388094594, -2.0042315605388676],
      -2.37321553282284,
      0.11427910041408329,
    ],
    [
      { low: 3, high: 4 },
      [3.0029877950357196, 3.1984741317619534, 3.91686750434795],
      3.2604542855900243,
      0.04927779377738217,
    ],
  ])("and moments of a cut normal distribution %o are exact", (bounds, expected, mean, variance) => {
    const cut: Distribution = { kind: "normal", mean: 0, standardDeviation: 1, ...bounds };
    [0.01, 0.5, 0.99].forEach((u, i) => {
      expect(quantile(cut, u)).toBeCloseTo(expected[i] ?? 0, 11);
    });
    expect(moments(cut).mean).toBeCloseTo(mean, 9);
    expect(moments(cut).variance).toBeCloseTo(variance, 9);
  });

  it("of a normal distribution cut far above its mean keep their digits: they mirror those cut far below", () => {
    const [above, below]: Distribution[] = [
      { kind: "normal", mean: 0, standardDeviation: 1, low: 4.7 },
      { kind: "normal", mean: 0, standardDeviation: 1, high: -4.7 },
    ];
    if (above && below)
      for (const u of [1 / 64, 0.25, 0.5, 63 / 64]) expect(quantile(above, u)).toBe(-quantile(below, 1 - u));
  });

  it("of a lognormal quantity meet its P10 and P90, the median between them as a geometric mean", () => {
    const cost: Distribution = { kind: "lognormal", p10: 20, p90: 80 };
    expect(quantile(cost, 0.1)).toBeCloseTo(20, 11);
    expect(quantile(cost, 0.5)).toBeCloseTo(40, 11);
    expect(quantile(cost, 0.9)).toBeCloseTo(80, 11);
  });

  it("of a discrete quantity jump where the probabilities add up, in the order of the values", () => {
    const outcomes = [
      { value: 9, probability: 0.5 },
      { value: 1, probability: 0.2 },
      { value: 4, probability: 0.3 },
      { value: 2, probability: 0 },
    ];
    expect([...columnAt({ kind: "discrete", outcomes }, [0.01, 0.19, 0.21, 0.49, 0.51, 0.99])]).toEqual([
      1, 1, 4, 4, 9, 9,
    ]);
  });

  it("never fall when u rises, and stay within the bounds", () => {
    fc.assert(
      fc.property(anyDistribution, distribution => {
        expect(distributionFaults(distribution)).toEqual([]);
        const column = columnAt(distribution, everywhere.toSorted());
        // A cubic piece may miss its own end by rounding.
        const rounding = 1e-14 * (Math.abs(column[0] ?? 0) + Math.abs(column.at(-1) ?? 0));
        expect(column.findIndex((value, i) => value < (column[i - 1] ?? value) - rounding)).toBe(-1);
        const [least, most] = [column[0] ?? 0, column.at(-1) ?? 0];
        if ("low" in distribution) expect(least).toBeGreaterThanOrEqual((distribution.low ?? least) - rounding);
        if ("high" in distribution) expect(most).toBeLessThanOrEqual((distribution.high ?? most) + rounding);
      }),
    );
  });
});

describe("moments", () => {
  it("are the mean and variance of the quantiles", () => {
    const n = 20_000;
    const middles = Float64Array.from({ length: n }, (_, i) => (i + 0.5) / n);
    fc.assert(
      fc.property(anyDistribution, distribution => {
        const { mean, variance } = moments(distribution);
        const column = columnAt(distribution, middles);
        const sampleMean = column.reduce((sum, value) => sum + value, 0) / n;
        const sampleVariance = column.reduce((sum, value) => sum + (value - sampleMean) ** 2, 0) / n;
        // The middles of 20,000 slices leave out some of a long tail: for the widest lognormal here 2 % of the variance.
        expect(Math.abs(sampleMean - mean)).toBeLessThan(1e-3 * Math.sqrt(variance) + 1e-9 * (1 + Math.abs(mean)));
        expect(Math.abs(sampleVariance - variance)).toBeLessThan(0.02 * variance + 1e-9 * (1 + mean * mean));
      }),
    );
  });
});

describe("faults of a distribution", () => {
  const faulty: [Distribution, string][] = [
    [{ kind: "fixed", value: Number.NaN }, "not-finite"],
    [{ kind: "pert", low: 3, likely: 2, high: 1 }, "low-above-high"],
    [{ kind: "triangular", low: 1, likely: 4, high: 3 }, "likely-outside"],
    [{ kind: "uniform", low: 1, high: Number.POSITIVE_INFINITY }, "not-finite"],
    [{ kind: "normal", mean: 0, standardDeviation: -1 }, "negative-standard-deviation"],
    [{ kind: "normal", mean: 0, standardDeviation: 1, low: 2, high: 1 }, "low-above-high"],
    [{ kind: "normal", mean: 0, standardDeviation: 1, low: 6 }, "bounds-off-the-curve"],
    [{ kind: "normal", mean: 0, standardDeviation: 0, low: 1 }, "bounds-off-the-curve"],
    [{ kind: "lognormal", p10: 0, p90: 1 }, "not-positive"],
    [{ kind: "lognormal", p10: 2, p90: 1 }, "p10-above-p90"],
    [{ kind: "discrete", outcomes: [] }, "no-outcomes"],
    [{ kind: "discrete", outcomes: [{ value: 1, probability: 1.5 }] }, "probability-outside"],
    [{ kind: "discrete", outcomes: [{ value: 1, probability: 0.4 }] }, "probabilities-not-1"],
  ];
  it.each(faulty)("%o: %s", (distribution, code) => {
    expect(distributionFaults(distribution).map(fault => fault.code)).toEqual([code]);
  });

  it("carry the values at fault", () => {
    expect(distributionFaults({ kind: "uniform", low: 3, high: 2 })).toEqual([
      { code: "low-above-high", values: { low: 3, high: 2 } },
    ]);
  });

  it("do not include low = high, which is a fixed value", () => {
    const fixed: Distribution[] = [
      { kind: "pert", low: 2, likely: 2, high: 2 },
      { kind: "triangular", low: 2, likely: 2, high: 2 },
      { kind: "uniform", low: 2, high: 2 },
      { kind: "normal", mean: 0, standardDeviation: 1, low: 2, high: 2 },
      { kind: "normal", mean: 2, standardDeviation: 0 },
      { kind: "lognormal", p10: 2, p90: 2 },
    ];
    for (const distribution of fixed) {
      expect(distributionFaults(distribution)).toEqual([]);
      expect([...columnAt(distribution, [0.01, 0.5, 0.99])]).toEqual([2, 2, 2]);
      expect(moments(distribution).variance).toBe(0);
    }
  });
});
