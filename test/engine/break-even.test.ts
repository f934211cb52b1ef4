/** Break-even values of many inputs at once, of results that are straight, bent, curved or broken. */
import { describe, expect, test } from "vitest";
import { breakEvens, type Point } from "../../src/engine/break-even.ts";

type Curve = (x: number) => number;

/** What is found within bounds, and how many points were asked for after both ends. */
function found(curves: readonly (readonly [Curve, number, number])[]) {
  let asked = -2 * curves.length;
  const resultsAt = (points: readonly Point[]) => {
    asked += points.length;
    return points.map(({ index, value }) => curves[index]?.[0](value) ?? Number.NaN);
  };
  const values = breakEvens(
    curves.map(([, low, high]) => ({ low, high })),
    resultsAt,
  );
  return { values, asked };
}

describe("the value at which a result is 0", () => {
  test("is found with one more point where the result is a straight line", () => {
    const { values, asked } = found([
      [x => 3 * x - 6, -10, 50],
      [x => 1e9 - 2.5e7 * x, 0, 1000],
    ]);
    expect(values[0]).toBeCloseTo(2, 12);
    expect(values[1]).toBeCloseTo(40, 10);
    expect(asked).toBe(2);
  });

  test("is closed in on where the result is bent, curved, or jumps over 0", () => {
    const { values, asked } = found([
      [x => Math.max(-1, 1000 * (x - 7)), 0, 10_000],
      [x => x ** 3 - 2, -1, 100],
      [x => Math.exp(-x) - 1e-6, 0, 1000],
      [x => (x < Math.PI ? -1 : 1), 0, 1e6],
    ]);
    expect(values[0]).toBeCloseTo(7, 9);
    expect(values[1]).toBeCloseTo(2 ** (1 / 3), 9);
    expect(values[2]).toBeCloseTo(Math.log(1e6), 6);
    expect(values[3]).toBeCloseTo(Math.PI, 6);
    expect(asked).toBeLessThan(300);
  });

  test("may be an end; is none without a change of sign, or where the result is a gap", () => {
    const { values } = found([
      [x => x - 5, 5, 9],
      [x => x - 9, 5, 9],
      [x => x + 1, 0, 9],
      [() => 0 / 0, 0, 9],
      [x => (x > 4 && x < 6 ? Number.NaN : x - 5), 0, 10],
    ]);
    expect(values).toEqual([5, 9, null, null, null]);
  });
});
