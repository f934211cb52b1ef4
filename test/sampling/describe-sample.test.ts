import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankContributions, rankCorrelationOf } from "../../src/sampling/contributions.ts";
import { describeSample, shareAbove } from "../../src/sampling/describe-sample.ts";
import { drawInputs } from "../../src/sampling/draw.ts";
import { rankValues } from "../../src/sampling/ranks.ts";
import { plainColumn } from "../../src/sampling/seeded.ts";
import { selectInto } from "../../src/sampling/selection.ts";

const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
  fc.integer({ min: -3, max: 3 }),
);
const columns = fc.array(finite, { minLength: 1, maxLength: 400 }).map(list => Float64Array.from(list));

/** Type 7 by the book, on a sorted copy. */
function percentile(column: Float64Array, share: number): number {
  const sorted = column.toSorted();
  const place = (column.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  return below + (place % 1) * ((sorted[Math.ceil(place)] ?? 0) - below);
}

describe("the summary of an output", () => {
  it("gives Excel's figures for a small column", () => {
    const { figures, ...counts } = describeSample(Float64Array.of(7, 1, 3, 10, 4));
    expect(counts).toEqual({ draws: 5, numbers: 5, notANumber: 0, positiveInfinity: 0, negativeInfinity: 0 });
    expect(figures).toMatchObject({ mean: 5, min: 1, max: 10 });
    expect(figures?.standardDeviation).toBeCloseTo(3.5355339059327378, 13);
    expect(figures?.percentiles).toMatchObject({ p5: 1.4, p10: 1.8, p25: 3, p50: 4, p75: 7, p90: 8.8 });
    expect(figures?.percentiles.p95).toBeCloseTo(9.4, 13);
  });

  it("finds the percentiles that sorting would, whatever the column", () => {
    fc.assert(
      fc.property(columns, column => {
        const before = column.slice();
        const percentiles = describeSample(column).figures?.percentiles;
        for (const [name, share] of [
          ["p5", 5 / 100],
          ["p25", 25 / 100],
          ["p50", 50 / 100],
          ["p90", 90 / 100],
        ] as const)
          expect(percentiles?.[name]).toBeCloseTo(percentile(column, share), 6);
        expect(column).toEqual(before);
      }),
    );
  });

  it("counts what is not a number by kind and leaves it out of all figures", () => {
    const { figures, ...counts } = describeSample(
      Float64Array.of(Number.NaN, 1, Number.POSITIVE_INFINITY, 3, Number.NEGATIVE_INFINITY, Number.NaN),
    );
    expect(counts).toEqual({ draws: 6, numbers: 2, notANumber: 2, positiveInfinity: 1, negativeInfinity: 1 });
    expect(figures).toMatchObject({ mean: 2, min: 1, max: 3 });
    expect(describeSample(Float64Array.of(Number.NaN))).not.toHaveProperty("figures");
    expect(describeSample(new Float64Array())).toMatchObject({ draws: 0, numbers: 0 });
  });

  it("keeps the digits of a small spread around a large mean", () => {
    const column = Float64Array.from({ length: 1000 }, (_, i) => 1e12 + (i % 2));
    expect(describeSample(column).figures).toMatchObject({ mean: 1e12 + 0.5 });
    expect(describeSample(column).figures?.standardDeviation).toBeCloseTo(0.5 * Math.sqrt(1000 / 999), 12);
  });

  it("says the share above a threshold of those that are numbers or infinite", () => {
    expect(shareAbove(Float64Array.of(-1, 0, 1, 2, Number.NaN, Number.POSITIVE_INFINITY), 0)).toBe(3 / 5);
    expect(shareAbove(Float64Array.of(Number.NaN), 0)).toBeUndefined();
  });
});

describe("the histogram", () => {
  it("has edges that read well", () => {
    const edges = (values: number[], bins?: number) =>
      describeSample(Float64Array.from(values), bins).figures?.histogram.edges;
    expect(edges([0.13, 0.21, 0.57], 5)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
    expect(edges([-3_100_000, 4_200_000], 10)).toEqual([-4e6, -3e6, -2e6, -1e6, 0, 1e6, 2e6, 3e6, 4e6, 5e6]);
    expect(edges([5, 5, 5])).toEqual([5, 5]);
    expect(edges([1e12, 1e12 + 2 ** -12])).toHaveLength(2);
    expect(edges([0, 1e-323])).toHaveLength(2);
  });

  it("counts every number once, between the edges that it lies between", () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 2, max: 40 }), (column, bins) => {
        const found = describeSample(column, bins).figures?.histogram;
        if (!found) throw new Error("No histogram");
        const { edges, counts, below, above } = found;
        expect(counts.reduce((sum, count) => sum + count, below + above)).toBe(column.length);
        expect(counts.length).toBeLessThanOrEqual(bins);
        expect(edges).toHaveLength(counts.length + 1);
        if (counts.length === 1) return;
        const last = counts.length - 1;
        counts.forEach((count, bar) => {
          const [from, to] = [edges[bar] ?? 0, edges[bar + 1] ?? 0];
          expect(from).toBeLessThan(to);
          expect(column.filter(value => value >= from && (value < to || (bar === last && value === to))).length).toBe(
            count,
          );
        });
      }),
    );
  });

  it("does not let one far outlier squeeze all others into one bar", () => {
    const column = Float64Array.from({ length: 1001 }, (_, i) => (i < 1000 ? i : 1e9));
    const found = describeSample(column).figures?.histogram;
    expect(found?.above).toBe(1);
    expect(found?.counts.filter(count => count > 0).length).toBeGreaterThan(5);
  });
});

describe("selection", () => {
  it("puts at each place what sorting would", () => {
    const wanted = fc.array(fc.nat(2000), { maxLength: 20 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.nat(),
        wanted,
        (count, kinds, seed, all) => {
          const column = new Float64Array(count);
          plainColumn(0, seed, 0, count, column);
          const values = column.map(u => Math.floor(u * kinds));
          const sorted = values.toSorted();
          const places = all.filter(place => place < count);
          selectInto(values, places);
          expect(places.map(place => values[place])).toEqual(places.map(place => sorted[place]));
          expect(values.toSorted()).toEqual(sorted);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("ranks", () => {
  it("are those of sorting, equal values sharing their mean", () => {
    fc.assert(
      fc.property(columns, column => {
        const sorted = column.toSorted((a, b) => a - b);
        const expected = column.map(value => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
        expect([...rankValues(column)]).toEqual([...expected]);
      }),
    );
  });

  it("put infinities at the ends, and −0 with 0", () => {
    expect([
      ...rankValues(Float64Array.of(0, Number.POSITIVE_INFINITY, -0, -1e-300, Number.NEGATIVE_INFINITY, 1e300)),
    ]).toEqual([2.5, 5, 2.5, 1, 0, 4]);
  });
});

describe("contributions to variance by rank correlation", () => {
  const ids = ["a", "b", "c"];
  const drawn = drawInputs({
    inputs: ids.map(id => ({ id, distribution: { kind: "normal", mean: 0, standardDeviation: 1 } })),
    correlations: [],
    draws: 8192,
    seed: 5,
    method: "sobol",
  });
  const inputs = ids.map((id, i) => ({ id, column: drawn[i] ?? new Float64Array() }));
  const output = (f: (a: number, b: number, c: number) => number) =>
    Float64Array.from({ length: 8192 }, (_, k) => {
      const [a = 0, b = 0, c = 0] = drawn.map(column => column[k] ?? 0);
      return f(a, b, c);
    });

  it("are the shares of variance, within 0.01, where the output is a sum of normal inputs", () => {
    const found = rankContributions(
      inputs,
      output((a, b, c) => 3 * a - 2 * b + c),
    );
    [9 / 14, 4 / 14, 1 / 14].forEach((share, i) => {
      expect(Math.abs((found[i]?.share ?? 0) - share)).toBeLessThan(0.01);
    });
    expect(found.map(({ rankCorrelation }) => Math.sign(rankCorrelation))).toEqual([1, -1, 1]);
    expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it("do not change under a rising function of the output", () => {
    const sum = (a: number, b: number, c: number) => a + 0.5 * b - c;
    expect(
      rankContributions(
        inputs,
        output((...x) => Math.atan(sum(...x))),
      ),
    ).toEqual(rankContributions(inputs, output(sum)));
  });

  it("leave out draws without a number, and are 0 where nothing varies", () => {
    const found = rankContributions(
      inputs,
      output((a, b) => (b > 1 ? Number.NaN : a)),
    );
    expect(found[0]?.rankCorrelation).toBeCloseTo(1, 12);
    expect(
      rankContributions(
        inputs,
        output(() => 1),
      ).map(({ share }) => share),
    ).toEqual([0, 0, 0]);
  });

  it("miss a U-shaped effect, as documented", () => {
    expect(
      Math.abs(
        rankCorrelationOf(
          inputs[0]?.column ?? new Float64Array(),
          output(a => a * a),
        ),
      ),
    ).toBeLessThan(0.03);
  });
});
