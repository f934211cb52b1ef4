/** The simulation: reproducible, centred where theory puts it, honest about draws without a figure. */
import { beforeAll, describe, expect, test } from "vitest";
import { type Assessment, calculate, type Simulation, simulate } from "../../src/index.ts";
import { assessDemo } from "./demo.ts";

const options = { draws: 4096, seed: 7, hurdleRoi: 0.5 };
let demo: Assessment;
let found: Simulation;
beforeAll(async () => {
  demo = await assessDemo();
  found = await simulate(demo, options);
});

describe("simulation", () => {
  test("gives the same figures for the same seed, and others for another", async () => {
    expect(await simulate(demo, options)).toEqual(found);
    const other = await simulate(demo, { ...options, seed: 8 });
    expect(other.npv.figures?.mean).not.toBe(found.npv.figures?.mean);
  });

  test("two seeds agree on the mean NPV within a thousandth", async () => {
    const other = await simulate(demo, { ...options, seed: 8 });
    const [a, b] = [Number(found.npv.figures?.mean), Number(other.npv.figures?.mean)];
    expect(Math.abs(a - b) / a).toBeLessThan(1e-3);
  });

  test("percentiles rise, and every draw of the demonstration has an NPV", () => {
    const percentiles = Object.values(found.npv.figures?.percentiles ?? {});
    expect(percentiles).toEqual(percentiles.toSorted((a, b) => a - b));
    expect(percentiles).toHaveLength(7);
    expect(found.npv).toMatchObject({ draws: 4096, numbers: 4096, notANumber: 0 });
    expect(found.uncompiled).toEqual([]);
  });

  test("contributions to the variance add up to all of it", () => {
    const sum = found.inputs.reduce((total, { contribution }) => total + contribution, 0);
    expect(sum).toBeCloseTo(1, 9);
  });

  test("with ten times the cost no draw pays back, and the probabilities say so", async () => {
    const investment = demo.kase.investment.map(line => ({
      ...line,
      initial: Number(line.initial) * 10,
      yearly: line.yearly.map(each => Number(each) * 10),
    }));
    const loss = await simulate(await calculate(demo.model, { ...demo.kase, investment }), options);
    expect(loss.probability).toEqual({ npvAboveZero: 0, roiAboveHurdle: 0, paybackReached: 0 });
    expect(loss.paybackMonths).toMatchObject({ numbers: 0, draws: 4096 });
    expect(loss.paybackMonths.figures).toBeUndefined();
    expect(loss.npv.figures?.percentiles.p95).toBeLessThan(0);
  });

  test("a missing cost leaves no figure, never 0", async () => {
    const investment = demo.kase.investment.map((line, index) => (index === 0 ? { ...line, initial: null } : line));
    const open = await simulate(await calculate(demo.model, { ...demo.kase, investment }), options);
    expect(open.npv).toMatchObject({ numbers: 0, draws: 4096 });
    expect(open.probability).toMatchObject({ npvAboveZero: null, roiAboveHurdle: null, paybackReached: 0 });
  });
});
