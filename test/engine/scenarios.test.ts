/** Scenarios: each is the case with its inputs changed, no more; expected is the case itself; the switch and the columns agree. */
import { beforeAll, describe, expect, test } from "vitest";
import { inShownOrder, scenarioOf, underScenario, usualScenarios } from "../../src/case/scenarios.ts";
import type { Scenario } from "../../src/case/case.ts";
import { type Case, type CaseResult, calculate, type Model } from "../../src/index.ts";
import { loadDemo } from "./demo.ts";

let model: Model;
let demo: Case;
beforeAll(async () => {
  ({ model, kase: demo } = await loadDemo());
});

type Changes = Partial<Omit<Scenario, "id" | "place">>;

const result = async (kase: Case): Promise<CaseResult> => (await calculate(model, kase)).result;
const withScenarios = (kase: Case, all: Readonly<Record<string, Changes>>): Case => ({
  ...kase,
  scenarios: inShownOrder(
    Object.entries(all).map(([id, changes]) => scenarioOf(id, changes, kase.place, id)),
    kase.place,
  ),
});
/** The figures of a case shown in its scenario `tried`. */
async function shown(kase: Case, changes: Changes): Promise<CaseResult> {
  const under = underScenario(withScenarios(kase, { tried: changes }), "tried");
  if (!under) throw new Error("no scenario");
  return result(under);
}
const bare = (kase: Case): Case => withScenarios(kase, {});
const amount = (value: number | null) => value ?? Number.NaN;
const near = (got: number | null, wanted: number | null) => {
  expect(got === null).toBe(wanted === null);
  if (wanted === null) return;
  expect(Math.abs(amount(got) - amount(wanted))).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(amount(wanted))));
};
/** Every headline the same, with and without one-off cash. */
function sameHeadlines(got: CaseResult, wanted: CaseResult): void {
  for (const [a, b] of [
    [got.summary, wanted.summary],
    [got.summary.includingCash, wanted.summary.includingCash],
  ] as const) {
    near(a.npv, b.npv);
    near(a.roi.nominal, b.roi.nominal);
    near(a.irr, b.irr);
    near(a.payback.months, b.payback.months);
    near(a.totalCost, b.totalCost);
  }
  near(got.summary.oneOffCash, wanted.summary.oneOffCash);
}

const several = { "with-a-recession": { improvement: 0.4, factors: new Map([["annual_field_work_orders", 0.7]]) } };

test("expected stays what it is, to the last bit, when other scenarios are added, changed or taken away", async () => {
  const alone = await result(bare(demo));
  const strip = ({ scenarios: _, checks: __, ...rest }: CaseResult) => rest;
  for (const kase of [demo, withScenarios(demo, several), withScenarios(demo, { conservative: { cost: 3 } })]) {
    const found = await result(kase);
    expect(strip(found)).toEqual(strip(alone));
    expect(found.checks.every(({ ok }) => ok)).toBe(true);
  }
  expect(alone.scenarios).toEqual([]);
});

test("what the switch shows is what stands in the scenario's column", async () => {
  const kase = withScenarios(demo, {
    ...several,
    late: { delayMonths: 4, cost: 1.2 },
    dear: { values: new Map([["finance.discount-rate", 0.14]]), confidence: 0.8, attribution: 1.3 },
  });
  const sideBySide = (await result(kase)).scenarios;
  expect(sideBySide.map(({ id }) => id)).toEqual(["expected", "with-a-recession", "late", "dear"]);
  for (const column of sideBySide) {
    const under = underScenario(kase, column.id);
    if (!under) throw new Error(column.id);
    const live = await result(under);
    expect(live.scenario).toBe(column.id);
    expect(live.checks.filter(({ ok }) => !ok)).toEqual([]);
    for (const [a, b] of [
      [column, live.summary],
      [column.includingCash, live.summary.includingCash],
    ] as const) {
      near(a.npv, b.npv);
      near(a.irr, b.irr);
      near(a.payback.months, b.payback.months);
      near(a.presentValueCost, b.presentValueCost);
    }
    near(column.netBenefitPerYear, live.summary.netBenefitPerYear);
    near(column.oneOffCash, live.summary.oneOffCash);
    expect(column.cumulative.map(amount)).toEqual(
      live.periods.map(({ cumulative }) => expect.closeTo(amount(cumulative), 3)),
    );
  }
});

describe("a scenario is the case with these inputs changed:", () => {
  test("so much of each improvement", async () => {
    const indicators = demo.indicators.map(terms => ({
      ...terms,
      target: amount(terms.baseline) + 0.6 * (amount(terms.target) - amount(terms.baseline)),
    }));
    sameHeadlines(await shown(demo, { improvement: 0.6 }), await result(bare({ ...demo, indicators })));
  });

  test("a factor on attribution and confidence, never above 100%", async () => {
    const indicators = demo.indicators.map(terms => ({
      ...terms,
      attribution: Math.min(1, terms.attribution * 1.6),
      confidence: terms.confidence * 0.5,
    }));
    expect(indicators.some(({ attribution }) => attribution === 1)).toBe(true);
    const found = await shown(demo, { attribution: 1.6, confidence: 0.5 });
    sameHeadlines(found, await result(bare({ ...demo, indicators })));
  });

  test("a factor on all costs, and on one line", async () => {
    const investment = demo.investment.map((line, index) => {
      const factor = 1.3 * (index === 1 ? 0.5 : 1);
      return {
        ...line,
        initial: amount(line.initial) * factor,
        yearly: line.yearly.map(each => amount(each) * factor),
      };
    });
    const factors = new Map([[`investment.${demo.investment[1]?.id}`, 0.5]]);
    sameHeadlines(await shown(demo, { cost: 1.3, factors }), await result(bare({ ...demo, investment })));
  });

  test("a ramp that starts later, by whole periods or by a part of one", async () => {
    const at = (index: number) => (index < 0 ? 0 : amount(demo.ramp[index] ?? null));
    const later = (periods: number) => {
      const [whole, part] = [Math.floor(periods), periods - Math.floor(periods)];
      return demo.ramp.map((_, index) => (1 - part) * at(index - whole) + part * at(index - whole - 1));
    };
    for (const months of [3, 4, 7.5, 36]) {
      const ramp = later(months / 3);
      const [found, wanted] = [await shown(demo, { delayMonths: months }), await result(bare({ ...demo, ramp }))];
      near(found.summary.npv, wanted.summary.npv);
      near(found.summary.includingCash.npv, wanted.summary.includingCash.npv);
    }
  });

  test("values and factors of drivers, terms and the discount rate", async () => {
    const driver = demo.drivers.get("annual_field_work_orders");
    if (!driver) throw new Error("no such driver");
    const drivers = new Map([...demo.drivers, ["annual_field_work_orders", { ...driver, value: 61000 }]]);
    const indicators = demo.indicators.map(terms =>
      terms.id === "first-time-fix-rate" ? { ...terms, target: 0.75, attribution: 0.4 } : terms,
    );
    const finance = { ...demo.finance, discountRateYearly: 0.12 };
    const found = await shown(demo, {
      values: new Map([
        ["annual_field_work_orders", 61000],
        ["first-time-fix-rate.target", 0.75],
        ["first-time-fix-rate.attribution", 0.4],
        ["finance.discount-rate", 0.12],
      ]),
    });
    sameHeadlines(found, await result(bare({ ...demo, drivers, indicators, finance })));
    const less = new Map([...demo.drivers, ["annual_field_work_orders", { ...driver, value: 76000 * 0.9 }]]);
    const factors = new Map([["annual_field_work_orders", 0.9]]);
    sameHeadlines(await shown(demo, { factors }), await result(bare({ ...demo, drivers: less })));
  });

  test("a driver with a value per year, by a factor", async () => {
    const driver = demo.drivers.get("annual_field_work_orders");
    if (!driver) throw new Error("no such driver");
    const yearly = (factor: number): Case => ({
      ...demo,
      drivers: new Map([
        ...demo.drivers,
        ["annual_field_work_orders", { ...driver, value: [76000, 80000, 84000].map(each => each * factor) }],
      ]),
    });
    const factors = new Map([["annual_field_work_orders", 0.8]]);
    sameHeadlines(await shown(yearly(1), { factors }), await result(bare(yearly(0.8))));
  });
});

test("a target never goes beyond what is possible", async () => {
  const { calculation } = await calculate(model, {
    ...withScenarios(demo, { tried: { improvement: 5 } }),
    shownScenario: "tried",
  });
  const targets = demo.indicators.map(({ id }) => {
    const ref = calculation.plan.names.get(`${id.replaceAll("-", "_")}_target_shown`);
    const value = ref && calculation.values.get(`${ref.sheet}!${ref.row},${ref.column}`);
    const { min, max } = model.indicators.find(each => each.id === id)?.bounds ?? { min: 0, max: 0 };
    return { within: typeof value === "number" && value >= min && value <= max, atEnd: value === min || value === max };
  });
  expect(targets.every(({ within }) => within)).toBe(true);
  expect(targets.some(({ atEnd }) => atEnd)).toBe(true);
});

test("without improvement there is no benefit, and costs remain", async () => {
  const { summary } = await shown(demo, { improvement: 0 });
  expect(Math.abs(amount(summary.totalBenefit))).toBeLessThan(1e-6);
  near(summary.npv, -amount(summary.presentValueCost));
  expect(summary.payback.state).toBe("not-reached");
});

test("a gap stays a gap in every scenario, and no other gap appears", async () => {
  const indicators = demo.indicators.map((terms, index) => (index === 0 ? { ...terms, target: null } : terms));
  const { scenarios, gaps } = await result({ ...demo, indicators });
  expect(gaps.map(({ input }) => input)).toEqual([`${demo.indicators[0]?.id}.target`]);
  for (const { npv } of scenarios) expect(npv).not.toBeNull();
  const noRate = await result({
    ...withScenarios(demo, several),
    finance: { ...demo.finance, discountRateYearly: null },
  });
  for (const { npv, netBenefitPerYear } of noRate.scenarios) {
    expect(npv).toBeNull();
    expect(netBenefitPerYear).not.toBeNull();
  }
});

test("a case that names none has a conservative and an ambitious one, said to be an estimate", async () => {
  const { kase } = await loadDemo("jianglan-all");
  expect(kase.scenarios.map(({ id }) => id)).toEqual(["conservative", "expected", "ambitious"]);
  for (const { because } of usualScenarios(kase.place)) expect(because).toMatchObject({ en: "Practitioner estimate" });
});
