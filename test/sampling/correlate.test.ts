import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankCorrelationOf } from "../../src/sampling/contributions.ts";
import { buildCopula, type Contradiction, correlate, type RankCorrelation } from "../../src/sampling/correlate.ts";
import { sobolColumn } from "../../src/sampling/sobol.ts";

const ids = ["a", "b", "c", "d"];
const uniforms = (count: number, columns = ids.length) =>
  Array.from({ length: columns }, (_, dimension) => {
    const column = new Float64Array(count);
    sobolColumn(dimension, 11, 0, count, column);
    return column;
  });
const contradictionOf = (correlations: readonly RankCorrelation[]): Contradiction | undefined => {
  const fault = buildCopula(ids, correlations).faults[0];
  return fault?.code === "contradictory-ranks" ? fault.values : undefined;
};
const columnAt = (columns: readonly Float64Array[], i: number) => columns[i] ?? new Float64Array();

describe("rank correlations", () => {
  it("come out as asked, within 0.005 at 4,096 draws, also where none was asked", () => {
    for (const rank of [-1, -0.9, -0.5, -0.1, 0.3, 0.7, 0.99, 1]) {
      const columns = uniforms(4096);
      const { copula, faults } = buildCopula(ids, [{ a: "d", b: "b", rank }]);
      expect(faults).toEqual([]);
      correlate(copula, columns);
      expect(Math.abs(rankCorrelationOf(columnAt(columns, 1), columnAt(columns, 3)) - rank)).toBeLessThan(0.005);
      expect(Math.abs(rankCorrelationOf(columnAt(columns, 0), columnAt(columns, 3)))).toBeLessThan(0.005);
    }
  });

  it("of three inputs at once come out as asked", () => {
    const asked = [
      { a: "a", b: "b", rank: 0.6 },
      { a: "b", b: "c", rank: -0.4 },
      { a: "a", b: "c", rank: 0.2 },
    ];
    const columns = uniforms(8192);
    correlate(buildCopula(ids, asked).copula, columns);
    for (const { a, b, rank } of asked) {
      const found = rankCorrelationOf(columnAt(columns, ids.indexOf(a)), columnAt(columns, ids.indexOf(b)));
      expect(Math.abs(found - rank)).toBeLessThan(0.01);
    }
  });

  it("leave each input uniform: Kolmogorov–Smirnov distance below 0.01 at 4,096 draws", () => {
    const columns = uniforms(4096);
    correlate(
      buildCopula(ids, [
        { a: "a", b: "b", rank: 0.8 },
        { a: "b", b: "c", rank: -0.5 },
      ]).copula,
      columns,
    );
    for (const column of columns) {
      const distance = Math.max(...column.toSorted().map((u, i) => Math.abs(u - (i + 0.5) / 4096)));
      expect(distance).toBeLessThan(0.01);
      expect(column.every(u => u > 0 && u < 1)).toBe(true);
    }
  });

  it("touch only the inputs they name, and of those not the first", () => {
    const [before, after] = [uniforms(256), uniforms(256)];
    correlate(
      buildCopula(ids, [
        { a: "c", b: "b", rank: 0.5 },
        { a: "a", b: "d", rank: 0 },
      ]).copula,
      after,
    );
    expect(after.map((column, i) => column.every((u, k) => u === columnAt(before, i)[k]))).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(buildCopula(ids, []).copula).toEqual([]);
  });

  it("keep every uniform inside (0, 1), and mirror exactly at −1", () => {
    const columns = [Float64Array.of(2 ** -33, 0.25, 1 - 2 ** -33), Float64Array.of(0.9, 0.9, 0.9)];
    correlate(buildCopula(["a", "b"], [{ a: "a", b: "b", rank: -1 }]).copula, columns);
    expect(columnAt(columns, 1)[0]).toBeCloseTo(1, 9);
    expect(columnAt(columns, 1)[1]).toBeCloseTo(0.75, 7);
    expect(columnAt(columns, 1).every(u => u > 0 && u < 1)).toBe(true);
  });
});

describe("faults of correlations", () => {
  it.each([
    [[{ a: "a", b: "x", rank: 0.5 }], "unknown-input"],
    [[{ a: "a", b: "a", rank: 0.5 }], "correlated-with-itself"],
    [
      [
        { a: "a", b: "b", rank: 0.5 },
        { a: "b", b: "a", rank: 0.4 },
      ],
      "correlated-twice",
    ],
    [[{ a: "a", b: "b", rank: 1.2 }], "rank-outside"],
    [[{ a: "a", b: "b", rank: Number.NaN }], "rank-outside"],
    [
      [
        { a: "a", b: "b", rank: 0.9 },
        { a: "b", b: "c", rank: 0.9 },
        { a: "a", b: "c", rank: -0.9 },
      ],
      "contradictory-ranks",
    ],
    [
      [
        { a: "a", b: "b", rank: 1 },
        { a: "b", b: "c", rank: 0.5 },
      ],
      "contradictory-ranks",
    ],
  ])("%j: %s", (correlations, code) => {
    expect(buildCopula(ids, correlations).faults.map(fault => fault.code)).toEqual([code]);
  });

  it("name the inputs that contradict each other and say by how much each rank would have to give way", () => {
    const found = contradictionOf([
      { a: "a", b: "b", rank: 0.9 },
      { a: "b", b: "c", rank: 0.9 },
      { a: "a", b: "c", rank: -0.9 },
    ]);
    expect(found?.inputs).toEqual(["a", "b", "c"]);
    expect(found?.smallestEigenvalue).toBeLessThan(-0.7);
    // By symmetry all three give way alike, to just under ½, where a triangle of equal ranks closes.
    expect(found?.nearest.map(({ nearest }) => nearest)).toEqual([0.48, -0.48, 0.48]);
    expect(found?.largestChange).toBeCloseTo(0.42, 10);
  });

  it("offer ranks that do: both the nearest ones and the given ones times the scale", () => {
    const rank = fc.integer({ min: -99, max: 99 }).map(percent => percent / 100);
    fc.assert(
      fc.property(fc.array(rank, { minLength: 6, maxLength: 6 }), ranks => {
        const pairs = ids.flatMap((a, i) => ids.slice(i + 1).map(b => ({ a, b })));
        const given = pairs.map((pair, k) => ({ ...pair, rank: ranks[k] ?? 0 }));
        const found = contradictionOf(given);
        if (!found) return;
        const moved = given.map(pair => {
          const near = found.nearest.find(({ a, b }) => a === pair.a && b === pair.b);
          return near ? { ...pair, rank: near.nearest } : pair;
        });
        expect(contradictionOf(moved)).toBeUndefined();
        expect(contradictionOf(given.map(pair => ({ ...pair, rank: pair.rank * found.scale })))).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
