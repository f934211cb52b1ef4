/** Results that are not good news: negative, never, none, missing. Each is stated, never guessed and never 0. */
import { beforeAll, describe, expect, test } from "vitest";
import { type Case, type CaseResult, calculate, type Model } from "../../src/index.ts";
import { loadDemo } from "./demo.ts";

let model: Model;
let demo: Case;
beforeAll(async () => {
  ({ model, kase: demo } = await loadDemo());
});

const result = async (kase: Case): Promise<CaseResult> => (await calculate(model, kase)).result;
const withTerms = (id: string, change: Partial<Case["indicators"][number]>): Case => ({
  ...demo,
  indicators: demo.indicators.map(terms => (terms.id === id ? { ...terms, ...change } : terms)),
});
const withCost = (initial: number, yearly: number): Case => ({
  ...demo,
  investment: demo.investment.slice(0, 1).map(line => ({ ...line, initial, yearly: line.yearly.map(() => yearly) })),
});

describe("payback", () => {
  test("is not reached where the cumulative flow ends below zero", async () => {
    const { summary } = await result(withCost(500_000_000, 0));
    expect(summary.payback).toEqual({ state: "not-reached", months: null });
    expect(summary.npv).toBeLessThan(0);
    expect(summary.irr).toBeLessThan(0);
  });

  test("is no question where nothing is invested", async () => {
    const { summary } = await result({ ...demo, investment: [] });
    expect(summary.payback).toEqual({ state: "no-investment", months: 0 });
    expect(summary.roi).toEqual({ nominal: null, presentValue: null });
    expect(summary.benefitCostRatio).toBeNull();
    expect(summary.irrState).toBe("none");
    expect(summary.irr).toBeNull();
  });

  test("counts a benefit only from the quarter its ramp starts", async () => {
    const { periods } = await result({ ...demo, ramp: demo.ramp.map((_, index) => (index < 4 ? 0 : 1)) });
    expect(periods.slice(0, 5).map(period => period.benefit)).toEqual([0, 0, 0, 0, 0]);
    expect(periods[5]?.benefit).toBeGreaterThan(0);
  });
});

describe("IRR", () => {
  test("is not given where the flows change sign several times", async () => {
    const { summary } = await result({
      ...demo,
      investment: demo.investment
        .slice(0, 1)
        .map(line => ({ ...line, initial: 1_000_000, yearly: [0, 0, 90_000_000] })),
    });
    expect(summary.irrState).toBe("several");
    expect(summary.irr).toBeNull();
  });
});

describe("negative values", () => {
  test("are kept: an indicator that gets worse lowers the total", async () => {
    const worse = await result(withTerms("first-time-fix-rate", { baseline: 0.79, target: 0.72 }));
    const before = await result(demo);
    const net = worse.indicators.find(({ id }) => id === "first-time-fix-rate")?.net;
    expect(net).toBeLessThan(0);
    expect(Number(worse.summary.netBenefitPerYear)).toBeCloseTo(
      Number(before.summary.netBenefitPerYear) + 2 * Number(net),
      4,
    );
    expect(worse.checks.find(({ id }) => id === "improvements")?.ok).toBe(false);
  });
});

describe("gaps", () => {
  test("a missing target makes its indicator a gap, and the totals say that they leave it out", async () => {
    const found = await result(withTerms("first-time-fix-rate", { target: null }));
    const indicator = found.indicators.find(({ id }) => id === "first-time-fix-rate");
    expect(indicator).toMatchObject({ gross: null, net: null });
    expect(found.complete).toBe(false);
    expect(found.gaps).toEqual([
      { input: "first-time-fix-rate.target", reason: "missing", indicators: ["first-time-fix-rate"] },
    ]);
    expect(found.checks.find(({ id }) => id === "gaps")?.ok).toBe(false);
    const without = await result(withTerms("first-time-fix-rate", { chosen: false }));
    expect(found.summary.npv).toBe(without.summary.npv);
  });

  test("an indicator that is a gap takes no overlap from others", async () => {
    const found = await result(withTerms("remote-resolution-rate", { baseline: null }));
    expect(found.indicators.find(({ id }) => id === "first-time-fix-rate")?.overlap).toBe(1);
  });

  test("a missing driver holds up every indicator that reads it", async () => {
    const drivers = new Map(demo.drivers);
    drivers.delete("avoidable_cost_per_field_visit");
    const found = await result({ ...demo, drivers });
    expect(found.gaps.map(({ input, indicators }) => [input, indicators])).toEqual([
      ["avoidable_cost_per_field_visit", expect.arrayContaining(["first-time-fix-rate", "remote-resolution-rate"])],
    ]);
  });

  test("a missing cost leaves the whole result open: costs left out would flatter it", async () => {
    const found = await result({
      ...demo,
      investment: demo.investment.map((line, index) => (index === 0 ? { ...line, initial: null } : line)),
    });
    expect(found.summary).toMatchObject({
      npv: null,
      irr: null,
      totalCost: null,
      roi: { nominal: null, presentValue: null },
    });
    expect(found.summary.payback).toEqual({ state: null, months: null });
    expect(found.summary.totalBenefit).toBeGreaterThan(0);
    expect(found.complete).toBe(false);
  });

  test("a missing discount rate leaves undiscounted figures standing", async () => {
    const found = await result({ ...demo, finance: { ...demo.finance, discountRateYearly: null } });
    expect(found.summary.npv).toBeNull();
    expect(found.summary.roi.nominal).toBeGreaterThan(0);
    expect(found.summary.payback.state).toBe("reached");
  });

  test("with everything missing nothing is 0", async () => {
    const found = await result({
      ...demo,
      drivers: new Map(),
      indicators: demo.indicators.map(terms => ({ ...terms, baseline: null, target: null })),
      ramp: demo.ramp.map(() => null),
    });
    expect(found.summary).toMatchObject({
      npv: null,
      totalBenefit: null,
      netBenefitPerYear: null,
      grossBenefitPerYear: null,
      oneOffCash: null,
    });
    expect(found.periods.slice(1).every(period => period.benefit === null)).toBe(true);
  });

  test("a formula that fails is a gap with the spreadsheet's error, led home to its line", async () => {
    const all = await loadDemo("jianglan-all");
    const kase: Case = {
      ...all.kase,
      indicators: all.kase.indicators.map(terms =>
        terms.id === "technicians-per-dispatcher" ? { ...terms, baseline: 0 } : terms,
      ),
    };
    const found = (await calculate(all.model, kase)).result;
    expect(found.gaps).toEqual([
      {
        input: expect.stringMatching(/^technicians-per-dispatcher\./),
        reason: "failed",
        error: "#DIV/0!",
        indicators: ["technicians-per-dispatcher"],
      },
    ]);
    expect(found.summary.npv).toEqual(expect.any(Number));
  });
});
