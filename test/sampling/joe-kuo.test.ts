/** The direction numbers, against their sources and against what Joe and Kuo promise of them. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { joeKuoRows } from "../../src/sampling/joe-kuo-rows.ts";
import { SOBOL_DIMENSIONS } from "../../src/sampling/sobol.ts";

const rows = joeKuoRows
  .trim()
  .split("\n")
  .map(row => {
    const [degree = 0, inner = 0, ...m] = row.split(" ").map(Number);
    return { degree, inner, m, polynomial: (1 << degree) | (inner << 1) | 1 };
  });

/** Smallest n with x^n = 1 modulo the polynomial over GF(2). */
function orderOfX(polynomial: number, degree: number): number {
  let power = 1;
  for (let n = 1; ; n++) {
    power <<= 1;
    if (power >>> degree) power ^= polynomial;
    if (power === 1) return n;
    if (n > 2 ** degree) return 0;
  }
}

/** The first binary digit of the direction numbers v_1 … v_count of a dimension; bit k of the answer is that of v_(k+1). */
function firstDigits(row: (typeof rows)[number] | undefined, count: number): bigint {
  // v_k as a number of `count` binary digits after the point.
  const v: bigint[] = [];
  for (let k = 0; k < count; k++) {
    if (!row) v.push(1n << BigInt(count - 1 - k));
    else if (k < row.degree) v.push(BigInt(row.m[k] ?? 0) << BigInt(count - 1 - k));
    else {
      const oldest = v[k - row.degree] ?? 0n;
      let next = oldest ^ (oldest >> BigInt(row.degree));
      for (let j = 1; j < row.degree; j++) if ((row.inner >> (row.degree - 1 - j)) & 1) next ^= v[k - j] ?? 0n;
      v.push(next);
    }
  }
  return v.reduce((bits, value, k) => bits | ((value >> BigInt(count - 1)) << BigInt(k)), 0n);
}

describe("Joe and Kuo's direction numbers", () => {
  it("are, digit for digit, those that SciPy 1.17 and Boost 1.74 carry", () => {
    expect(createHash("sha256").update(joeKuoRows.trim()).digest("hex")).toBe(
      "f7429ee848c5efcaf99584200beb69ea7add1c2e7254c6953b750922a234ff67",
    );
  });

  it("cover every dimension after the first", () => {
    expect(rows).toHaveLength(SOBOL_DIMENSIONS - 1);
  });

  it("stand on primitive polynomials, each once, in rising order", () => {
    for (const { degree, polynomial } of rows)
      expect(orderOfX(polynomial, degree), `${polynomial}`).toBe(2 ** degree - 1);
    const polynomials = rows.map(row => row.polynomial);
    expect(polynomials).toEqual([...new Set(polynomials)].sort((a, b) => a - b));
    // None is left out: there are φ(2^s − 1) ÷ s of degree s.
    const counts = [1, 1, 2, 2, 6, 6, 18, 16, 48, 60, 176];
    const found = counts.map((_, s) => rows.filter(row => row.degree === s + 1).length);
    expect(found).toEqual(counts);
  });

  it("are odd and below 2^i", () => {
    for (const { degree, m } of rows) {
      expect(m).toHaveLength(degree);
      expect(
        m.every((value, i) => value % 2 === 1 && value < 2 ** (i + 1)),
        `${m}`,
      ).toBe(true);
    }
  });

  it("have Sobol's Property A: the first 2^d points put one into each of the 2^d halves-of-all-axes, d up to 512", () => {
    // Every leading square part of the matrix of first digits is regular over GF(2): elimination without exchanges goes through.
    const matrix = [undefined, ...rows].map(row => firstDigits(row, SOBOL_DIMENSIONS));
    const reduced: bigint[] = [];
    matrix.forEach((row, i) => {
      let rest = row;
      reduced.forEach((pivot, k) => {
        if ((rest >> BigInt(k)) & 1n) rest ^= pivot;
      });
      expect((rest >> BigInt(i)) & 1n, `dimension ${i + 1}`).toBe(1n);
      reduced.push(rest);
    });
  });
});
