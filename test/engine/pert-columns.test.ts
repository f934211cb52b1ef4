/** The draws made in WebAssembly are those made in script, to the bit: any shape, seed, portion; with a copula and without. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compilePertColumns } from "../../src/engine/pert-columns.ts";
import { compileSampler, type Spread } from "../../src/sampling/draw.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const pert = fc
  .record({
    low: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    width: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    part: share,
  })
  .map(({ low, width, part }) => {
    return { kind: "pert" as const, low, likely: Math.min(low + part * width, low + width), high: low + width };
  });

const drawn = (spread: Spread, seed: number, first: number, count: number, isCompiled: boolean) => {
  const columns = spread.inputs.map(() => new Float64Array(count));
  compileSampler(spread, isCompiled ? compilePertColumns : undefined).fill(seed, first, count, columns);
  return columns;
};
/** Bits, not numbers, and told by the first that differs: a column is long. */
const firstDifference = (spread: Spread, seed: number, first: number, count: number): string | undefined => {
  const script = drawn(spread, seed, first, count, false);
  return drawn(spread, seed, first, count, true)
    .map((column, input) => {
      const draw = column.findIndex((value, i) => !Object.is(value, script[input]?.[i]));
      return draw < 0 ? undefined : `input ${input}, draw ${draw}: ${column[draw]}, not ${script[input]?.[draw]}`;
    })
    .find(each => each !== undefined);
};

describe("PERT columns in WebAssembly", () => {
  test("are those in script, to the bit, from any draw on", () => {
    fc.assert(
      fc.property(
        fc.array(pert, { minLength: 1, maxLength: 5 }),
        fc.nat(2 ** 32 - 1),
        fc.nat(5000),
        fc.nat(3000),
        fc.boolean(),
        (distributions, seed, first, count, isCorrelated) => {
          const inputs = distributions.map((distribution, i) => ({ id: `x${i}`, distribution }));
          const correlations = isCorrelated && inputs.length > 2 ? [{ a: "x0", b: "x2", rank: 0.5 }] : [];
          const spread: Spread = { inputs, correlations, method: "sobol" };
          expect(firstDifference(spread, seed, first, count)).toBeUndefined();
        },
      ),
      { numRuns: 60 },
    );
  });

  test("are those in script far into the tails, and at 65,536 draws of each of 100 dimensions", () => {
    const inputs = Array.from({ length: 100 }, (_, i) => ({
      id: `x${i}`,
      distribution: { kind: "pert" as const, low: 0, likely: i / 99, high: 1 },
    }));
    const spread: Spread = { inputs, correlations: [], method: "sobol" };
    expect(firstDifference(spread, 7, 1, 65_536)).toBeUndefined();
  });

  test("go on in script beyond the last Sobol dimension, and share the table of equal shapes", () => {
    const inputs = Array.from({ length: 514 }, (_, i) => ({
      id: `x${i}`,
      distribution: { kind: "pert" as const, low: 0, likely: 0.1 * (1 + i), high: 0.2 * (1 + i) },
    }));
    const spread: Spread = { inputs, correlations: [], method: "sobol" };
    expect(firstDifference(spread, 1, 0, 1000)).toBeUndefined();
  });
});
