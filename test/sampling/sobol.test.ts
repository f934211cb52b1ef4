import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainColumn, xoshiro } from "../../src/sampling/seeded.ts";
import { SOBOL_DIMENSIONS, sobolColumn, sobolInteger } from "../../src/sampling/sobol.ts";

const column = (dimension: number, seed: number, count: number, first = 0) => {
  const into = new Float64Array(count);
  sobolColumn(dimension, seed, first, count, into);
  return into;
};
const unscrambled = (dimension: number, count: number) =>
  Float64Array.from({ length: count }, (_, i) => sobolInteger(dimension, i) / 2 ** 32);

/**
 * The quality t of 2^m points in two dimensions: the least t for which every box of area 2^(t−m) with power-of-two sides holds 2^t of them.
 */
function netQuality(x: Float64Array, y: Float64Array, m: number): number {
  for (let t = 0; t < m; t++) if (isEven(x, y, m - t, 2 ** t)) return t;
  return m;
}

function isEven(x: Float64Array, y: Float64Array, bits: number, each: number): boolean {
  for (let a = 0; a <= bits; a++) {
    const counts = new Uint32Array(2 ** bits);
    x.forEach((value, i) => {
      const box = Math.floor(value * 2 ** a) * 2 ** (bits - a) + Math.floor((y[i] ?? 0) * 2 ** (bits - a));
      counts[box] = (counts[box] ?? 0) + 1;
    });
    if (counts.some(count => count !== each)) return false;
  }
  return true;
}

describe("Sobol points before scrambling", () => {
  // Quarters and eighths of 2^32 as SciPy 1.17 gives them (scipy.stats.qmc.Sobol, scramble off, 32 bits).
  it.each([
    [0, [0, 4, 6, 2, 3, 7, 5, 1]],
    [1, [0, 4, 2, 6, 3, 7, 1, 5]],
    [2, [0, 4, 2, 6, 5, 1, 7, 3]],
    [3, [0, 4, 2, 6, 7, 3, 5, 1]],
    [4, [0, 4, 6, 2, 3, 7, 5, 1]],
    [9, [0, 4, 6, 2, 5, 1, 3, 7]],
    [99, [0, 4, 6, 2, 7, 3, 1, 5]],
    [511, [0, 4, 6, 2, 3, 7, 5, 1]],
  ])("start in dimension %i as published", (dimension, eighths) => {
    expect([...unscrambled(dimension, 8)]).toEqual(eighths.map(eighth => eighth / 8));
  });

  it("agree with SciPy at index 1,000,000, in the last of 32 bits", () => {
    const dimensions = [0, 1, 2, 3, 4, 9, 49, 99, 255, 511];
    expect(dimensions.map(dimension => sobolInteger(dimension, 1_000_000))).toEqual([
      113709056, 1339682816, 3556216832, 2870095872, 2700070912, 1092644864, 1510305792, 1286787072, 2386980864,
      3421007872,
    ]);
  });
});

describe("scrambled Sobol points", () => {
  it("put one of each 2^k points into each of 2^k equal intervals, in every dimension, in every aligned run", () => {
    for (let dimension = 0; dimension < SOBOL_DIMENSIONS; dimension++)
      for (const [count, first] of [
        [64, 0],
        [64, 64],
        [1024, 3072],
      ] as const) {
        const cells = column(dimension, 7, count, first).map(u => Math.floor(u * count));
        expect(new Set(cells).size, `dimension ${dimension}, from ${first}`).toBe(count);
      }
  });

  it("keep the evenness of pairs of dimensions: t is what it is without scrambling, 0 for the first two", () => {
    const m = 10;
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
      [3, 8],
      [20, 21],
      [100, 250],
      [510, 511],
    ] as const) {
      const before = netQuality(unscrambled(a, 2 ** m), unscrambled(b, 2 ** m), m);
      expect(netQuality(column(a, 3, 2 ** m), column(b, 3, 2 ** m), m), `${a}, ${b}`).toBe(before);
      if (a === 0 && b === 1) expect(before).toBe(0);
      expect(before).toBeLessThan(m);
    }
  });

  it("lie strictly between 0 and 1, on odd multiples of 2^-33", () => {
    fc.assert(
      fc.property(fc.nat(511), fc.maxSafeInteger(), fc.nat(2 ** 32 - 100), (dimension, seed, first) => {
        for (const u of column(dimension, seed, 64, first))
          expect(u > 0 && u < 1 && (u * 2 ** 33) % 2 === 1).toBe(true);
      }),
    );
  });

  it("do not depend on how the draws are split", () => {
    fc.assert(
      fc.property(
        fc.nat(511),
        fc.nat(),
        fc.nat(3_000_000_000),
        fc.array(fc.nat(50)),
        (dimension, seed, from, parts) => {
          const total = parts.reduce((sum, part) => sum + part, 0);
          let first = from;
          const joined = parts.flatMap(part => {
            const piece = [...column(dimension, seed, part, first)];
            first += part;
            return piece;
          });
          expect(joined).toEqual([...column(dimension, seed, total, from)]);
        },
      ),
    );
  });

  it("reach the last of the 2^32 points and no further", () => {
    expect(column(5, 1, 4, 2 ** 32 - 4)).toHaveLength(4);
    expect(() => column(5, 1, 5, 2 ** 32 - 4)).toThrow("No Sobol points");
    expect(() => column(SOBOL_DIMENSIONS, 1, 1)).toThrow("No Sobol dimension");
  });

  it("differ by seed without leaning: over 400 pairs of seeds the correlation of two scramblings averages to 0", () => {
    // Two scramblings of one dimension either keep or swap its halves: a correlation of about ±¾ in each pair, 0 in the mean.
    let sum = 0;
    for (let seed = 0; seed < 800; seed += 2) {
      const [a, b] = [column(4, seed, 256), column(4, seed + 1, 256)];
      sum += a.reduce((total, u, i) => total + 12 * (u - 0.5) * ((b[i] ?? 0) - 0.5), 0) / 256;
    }
    expect(Math.abs(sum / 400)).toBeLessThan((4 * 0.77) / Math.sqrt(400));
  });

  it("are unbiased: over many seeds each point falls evenly", () => {
    // Kolmogorov–Smirnov at 2,000 seeds: 1 % of fair samples exceed 1.63 ÷ √2000 = 0.0364.
    for (const [dimension, index] of [
      [0, 0],
      [0, 1],
      [7, 5],
      [200, 1000],
    ] as const) {
      const u = Float64Array.from({ length: 2000 }, (_, seed) => column(dimension, seed, 1, index)[0] ?? 0).sort();
      const distance = Math.max(...u.map((value, i) => Math.abs(value - (i + 0.5) / 2000)));
      expect(distance, `${dimension}, ${index}`).toBeLessThan(0.0364);
    }
  });
});

describe("plain draws", () => {
  it("are those of xoshiro128++: its published first words from the state 1, 2, 3, 4", () => {
    const into = new Float64Array(10);
    xoshiro([1, 2, 3, 4], 0, into);
    expect([...into].map(u => u * 2 ** 32 - 0.5)).toEqual([
      641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011, 621204420,
    ]);
  });

  it("do not depend on how the draws are split, nor on block borders", () => {
    const whole = new Float64Array(5000);
    plainColumn(3, 9, 700, 5000, whole);
    for (const cut of [1, 324, 325, 1348, 4999]) {
      const [left, right] = [new Float64Array(cut), new Float64Array(5000 - cut)];
      plainColumn(3, 9, 700, cut, left);
      plainColumn(3, 9, 700 + cut, 5000 - cut, right);
      expect([...left, ...right]).toEqual([...whole]);
    }
  });

  it("are even: mean ½ and variance 1/12 within four standard errors, neighbours uncorrelated", () => {
    const n = 200_000;
    const u = new Float64Array(n);
    plainColumn(0, 1, 0, n, u);
    const mean = u.reduce((sum, value) => sum + value, 0) / n;
    const variance = u.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
    const serial = u.subarray(1).reduce((sum, value, i) => sum + (value - 0.5) * ((u[i] ?? 0) - 0.5), 0) / n;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / n));
    expect(Math.abs(serial)).toBeLessThan(4 / 12 / Math.sqrt(n));
  });
});
