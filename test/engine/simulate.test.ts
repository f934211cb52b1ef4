/** The simulation: reproducible, centred where theory puts it, honest about draws without a figure. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Uncertainty } from "../../src/case/case.ts";
import { uncertainInputs } from "../../src/engine/uncertain-inputs.ts";
import {
  type Assessment,
  calculate,
  compileSimulation,
  type Simulation,
  sensitivity,
  simulate,
} from "../../src/index.ts";
import type { Distribution } from "../../src/sampling/distribution.ts";
import { assessDemo } from "./demo.ts";

const options = { draws: 4096, seed: 7, hurdleRoi: 0.5 };
let demo: Assessment;
let found: Simulation;
beforeAll(async () => {
  const assessment = await assessDemo();
  const { uncertainty: _, ...kase } = assessment.kase;
  demo = { ...assessment, kase };
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

/** The case with these distributions, everything else as planned, or as without them. */
function withUncertainty(
  given: Readonly<Record<string, Distribution>>,
  parts: Partial<Pick<Uncertainty, "seed" | "draws" | "hurdleRoi">> & {
    readonly pairs?: readonly { a: string; b: string; rank: number }[];
    readonly othersFixed?: boolean;
  } = {},
): Assessment {
  const { pairs = [], othersFixed = true, ...settings } = parts;
  const { place } = demo.kase;
  const planned = othersFixed ? uncertainInputs(demo.model, demo.kase, demo.calculation.plan) : [];
  const inputs = new Map([
    ...planned.map(
      ({ id, planned: value }) => [id, { distribution: { kind: "fixed" as const, value }, place }] as const,
    ),
    ...Object.entries(given).map(([id, distribution]) => [id, { distribution, place }] as const),
  ]);
  const correlations = pairs.map(pair => ({ ...pair, place }));
  return { ...demo, kase: { ...demo.kase, uncertainty: { ...settings, inputs, correlations } } };
}

const subscription = "investment.annual-subscription";
const licence = "investment.licence";
const twentyPercent: Distribution = { kind: "uniform", low: 0.8, high: 1.2 };

describe("distributions of the case", () => {
  test("alone, give the NPV that theory gives: a uniform factor on one line of costs", async () => {
    const one = await simulate(withUncertainty({ [licence]: twentyPercent }), options);
    // The licence is paid in period 0: 600,000, not discounted.
    const npv = Number(demo.result.summary.npv);
    const spread = 0.2 * 600_000;
    expect(one.npv.figures?.mean).toBeCloseTo(npv, -1);
    expect(Math.abs(Number(one.npv.figures?.percentiles.p5) - (npv - 0.9 * spread))).toBeLessThan(100);
    expect(Math.abs(Number(one.npv.figures?.percentiles.p95) - (npv + 0.9 * spread))).toBeLessThan(100);
    expect(one.inputs).toMatchObject([{ id: licence, range: "case", distribution: twentyPercent, contribution: 1 }]);
    expect(one.fixed).toHaveLength(73);
  });

  test("of a later start of the ramp give what the tornado gives at its ends", async () => {
    const distribution = { kind: "uniform", low: 0, high: 3 } as const;
    const { npv, inputs } = await simulate(withUncertainty({ "ramp.delay": distribution }), options);
    const delay = (await sensitivity(demo)).inputs.find(({ id }) => id === "ramp.delay");
    expect(inputs.map(({ id }) => id)).toEqual(["ramp.delay"]);
    // Within one period the NPV falls in a straight line.
    const [now, late] = [Number(delay?.low.npv), Number(delay?.high.npv)];
    expect(Math.abs(Number(npv.figures?.mean) - (now + late) / 2)).toBeLessThan(0.001 * (now - late));
    expect(Math.abs(Number(npv.figures?.percentiles.p5) - (late + 0.05 * (now - late)))).toBeLessThan(
      0.005 * (now - late),
    );
  });

  test("of two lines that rise together widen the NPV as their correlation says", async () => {
    const given = { [licence]: twentyPercent, [subscription]: twentyPercent };
    const deviation = async (rank: number) => {
      const pairs = rank === 0 ? [] : [{ a: licence, b: subscription, rank }];
      return Number((await simulate(withUncertainty(given, { pairs }), options)).npv.figures?.standardDeviation);
    };
    const alone = async (id: string) =>
      Number((await simulate(withUncertainty({ [id]: twentyPercent }), options)).npv.figures?.standardDeviation);
    const [a, b] = [await alone(licence), await alone(subscription)];
    // Of uniform quantities the rank correlation is the ordinary one, and the NPV is linear in both.
    for (const rank of [-0.8, 0, 0.5, 1]) {
      const expected = Math.sqrt(a * a + b * b + 2 * rank * a * b);
      expect(Math.abs((await deviation(rank)) / expected - 1)).toBeLessThan(0.005);
    }
  });

  test("go before the model's, and leave the others as they were", async () => {
    const id = "first-time-fix-rate.target";
    const narrow: Distribution = { kind: "triangular", low: 0.78, likely: 0.79, high: 0.8 };
    const changed = await simulate(withUncertainty({ [id]: narrow }, { othersFixed: false }), options);
    expect(changed.inputs).toHaveLength(found.inputs.length);
    for (const each of changed.inputs) {
      const before = found.inputs.find(other => other.id === each.id);
      if (each.id === id) expect(each).toMatchObject({ range: "case", low: 0.78, high: 0.8, distribution: narrow });
      else expect({ ...each, contribution: 0 }).toEqual({ ...before, contribution: 0 });
    }
  });

  test("also set the ends of the tornado: the outermost values, of a curve without ends P5 and P95; the plan within", () => {
    const cost = "avoidable_cost_per_field_visit";
    const ends = (distribution: Distribution) => {
      const { kase } = withUncertainty({ [cost]: distribution });
      const input = uncertainInputs(demo.model, kase, demo.calculation.plan).find(({ id }) => id === cost);
      return [input?.low, input?.planned, input?.high];
    };
    const planned = Number(demo.kase.drivers.get(cost)?.value);
    expect(ends({ kind: "uniform", low: planned - 50, high: planned + 10 })).toEqual([
      planned - 50,
      planned,
      planned + 10,
    ]);
    expect(ends({ kind: "uniform", low: planned + 5, high: planned + 10 })).toEqual([planned, planned, planned + 10]);
    const [low, , high] = ends({ kind: "normal", mean: planned, standardDeviation: 100 });
    expect(Number(high) - planned).toBeCloseTo(164.485, 2);
    expect(planned - Number(low)).toBeCloseTo(164.485, 2);
  });
});

describe("what is stated", () => {
  test("draws, seed and hurdle are those of the call, else of the case, else 10,000, 1 and 0", async () => {
    const none = await simulate(demo, { draws: 64 });
    expect(none).toMatchObject({ draws: 64, seed: 1, hurdleRoi: 0 });
    const kase = withUncertainty({ [licence]: twentyPercent }, { seed: 20250320, draws: 128, hurdleRoi: 0.5 });
    expect(await simulate(kase)).toMatchObject({ draws: 128, seed: 20250320, hurdleRoi: 0.5 });
    expect(await simulate(kase, { seed: 2, hurdleRoi: 0.1 })).toMatchObject({ draws: 128, seed: 2, hurdleRoi: 0.1 });
  });

  test("correlations are named where they were used, and only there", async () => {
    expect(found).toMatchObject({ method: "scrambled Sobol, independent inputs", correlations: [], fixed: [] });
    const pair = { a: licence, b: subscription, rank: 0.5 };
    const two = { [licence]: twentyPercent, [subscription]: twentyPercent };
    const used = await simulate(withUncertainty(two, { pairs: [pair] }), options);
    expect(used).toMatchObject({
      method: "scrambled Sobol, rank correlations by a Gaussian copula",
      correlations: [pair],
    });
    const idle = await simulate(withUncertainty({ [licence]: twentyPercent }, { pairs: [pair] }), options);
    expect(idle).toMatchObject({ method: "scrambled Sobol, independent inputs", correlations: [] });
  });
});

describe("draws in portions", () => {
  const draws = 3001;
  const compiled = () =>
    compileSimulation(
      withUncertainty(
        { [licence]: twentyPercent, "remote-resolution-rate.target": { kind: "lognormal", p10: 0.22, p90: 0.29 } },
        { othersFixed: false, pairs: [{ a: licence, b: "first-time-fix-rate.target", rank: 0.6 }] },
      ),
    );

  test.each([1, 2, 3, 7])("in %i ranges, by as many workers, merge to the same bits", async parts => {
    const whole = (await compiled()).run({ draws, seed: 5 });
    const ranges = await Promise.all(
      Array.from({ length: parts }, async (_, part) => {
        const [first, end] = [part, part + 1].map(each => Math.floor((each * draws) / parts));
        return (await compiled()).runRange(5, Number(first), Number(end) - Number(first));
      }),
    );
    expect((await compiled()).merge(ranges.toReversed(), { draws, seed: 5 })).toEqual(whole);
    const joined = ranges.flatMap(({ columns }) => Array.from(columns[0] ?? []));
    expect(joined).toEqual(Array.from((await compiled()).runRange(5, 0, draws).columns[0] ?? []));
  });

  test("with a gap, an overlap or an end too soon are refused", async () => {
    const simulation = await compiled();
    const [a, b] = [simulation.runRange(5, 0, 10), simulation.runRange(5, 10, 10)];
    expect(() => simulation.merge([a], { draws: 20, seed: 5 })).toThrow("10 draws, not 20");
    expect(() => simulation.merge([a, a, b], { draws: 20, seed: 5 })).toThrow("draw 0, not 10");
    expect(() => simulation.merge([b], { draws: 10, seed: 5 })).toThrow("draw 10, not 0");
  });
});
