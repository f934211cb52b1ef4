import { describe, expect, it } from "vitest";
import { arcSine, exponential, naturalLog, sineOfSmall } from "../../src/sampling/elementary.ts";
import { normalCumulative, normalQuantile } from "../../src/sampling/normal.ts";
import { normalQuantileTable, normalScores, quickNormalQuantile, toUniforms } from "../../src/sampling/quick-normal.ts";

/** Largest relative difference over evenly spaced arguments. */
function worst(f: (x: number) => number, g: (x: number) => number, from: number, to: number): number {
  let most = 0;
  for (let i = 0; i <= 20_000; i++) {
    const x = from + ((to - from) * i) / 20_000;
    if (g(x) !== 0) most = Math.max(most, Math.abs(f(x) / g(x) - 1));
  }
  return most;
}

describe("elementary functions in + − × ÷", () => {
  it("agree with the platform's to 4e-16, relatively", () => {
    expect(worst(naturalLog, Math.log, 1e-9, 1.9)).toBeLessThan(4e-16);
    expect(worst(naturalLog, Math.log, 2, 1e12)).toBeLessThan(4e-16);
    expect(worst(exponential, Math.exp, -700, 700)).toBeLessThan(4e-16);
    expect(worst(exponential, Math.exp, -1, 1)).toBeLessThan(4e-16);
    expect(worst(sineOfSmall, Math.sin, -1.6, 1.6)).toBeLessThan(1e-15);
    expect(worst(arcSine, Math.asin, -1, 1)).toBeLessThan(1e-15);
  });

  it("know the ends", () => {
    expect([naturalLog(0), naturalLog(Number.POSITIVE_INFINITY), naturalLog(-1), naturalLog(1)]).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NaN,
      0,
    ]);
    expect(naturalLog(5e-324)).toBeCloseTo(-744.4400719213812, 10);
    expect([exponential(0), exponential(-1e9), exponential(1e9), exponential(Number.NaN)]).toEqual([
      1,
      0,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
    expect(exponential(709.7)).toBeGreaterThan(1.6e308);
  });
});

describe("the normal distribution", () => {
  it("has a cumulative probability that its quantile inverts, to 1e-12 of the tail", () => {
    expect(
      worst(
        z => normalQuantile(normalCumulative(z)),
        z => z,
        -30,
        -0.01,
      ),
    ).toBeLessThan(1e-12);
    expect(normalCumulative(-1.959963984540054)).toBeCloseTo(0.025, 15);
    expect(normalCumulative(0)).toBe(0.5);
  });

  it("comes from tables off by at most 1e-7 in z and 1e-9 in probability", () => {
    const table = normalQuantileTable();
    const gap = (u: number) => Math.abs(quickNormalQuantile(table, u) - normalQuantile(u));
    const uniforms = Float64Array.from({ length: 100_000 }, (_, i) =>
      i % 2 === 0 ? (i + 1) / 100_002 : 2 ** (-i / 3031),
    );
    expect(uniforms.reduce((most, u) => Math.max(most, gap(u), gap(1 - u)), 0)).toBeLessThan(1e-7);
    const back = normalScores(uniforms);
    toUniforms(back);
    const exact = normalScores(uniforms).map(normalCumulative);
    expect(back.reduce((most, u, i) => Math.max(most, Math.abs(u - (exact[i] ?? 0))), 0)).toBeLessThan(1e-9);
    const ends = Float64Array.of(-9, -0, 0, 9);
    toUniforms(ends);
    expect([...ends]).toEqual([2 ** -33, 0.5, 0.5, 1 - 2 ** -33]);
  });
});
