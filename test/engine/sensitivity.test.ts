/** The tornado and its companions, against the whole engine run again with the changed case. */
import { beforeAll, describe, expect, test } from "vitest";
import { type Assessment, type Case, calculate, type Sensitivity, sensitivity } from "../../src/index.ts";
import { assessDemo } from "./demo.ts";

let demo: Assessment;
let found: Sensitivity;
beforeAll(async () => {
  demo = await assessDemo();
  found = await sensitivity(demo);
});

const npvOf = async (parts: Partial<Case>): Promise<number> => {
  const { summary } = (await calculate(demo.model, { ...demo.kase, ...parts })).result;
  if (summary.npv === null) throw new Error("no NPV");
  return summary.npv;
};
const withTerm = (id: string, term: "target" | "attribution" | "confidence", value: number): Partial<Case> => ({
  indicators: demo.kase.indicators.map(terms => (terms.id === id ? { ...terms, [term]: value } : terms)),
});
const withDriver = (id: string, value: number): Partial<Case> => {
  const driver = demo.kase.drivers.get(id);
  if (!driver) throw new Error(id);
  return { drivers: new Map([...demo.kase.drivers, [id, { ...driver, value }]]) };
};
const input = (id: string) => {
  const each = found.inputs.find(one => one.id === id);
  if (!each) throw new Error(`no input ${id}`);
  return each;
};
const near = (a: number | null, b: number) => {
  expect(a).not.toBeNull();
  expect(Math.abs(Number(a) - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(b)));
};

describe("tornado", () => {
  test("leaves nothing to be computed elsewhere, and starts from the NPV of the case", () => {
    expect(found.uncompiled).toEqual([]);
    expect(found.npv).toBe(demo.result.summary.npv);
  });

  test("gives the NPV that the whole engine gives with that one value changed", async () => {
    const target = input("first-time-fix-rate.target");
    near(target.low.npv, await npvOf(withTerm("first-time-fix-rate", "target", target.low.value)));
    near(target.high.npv, await npvOf(withTerm("first-time-fix-rate", "target", target.high.value)));
    const share = input("travel-time-per-visit.confidence");
    near(share.low.npv, await npvOf(withTerm("travel-time-per-visit", "confidence", share.low.value)));
    const driver = input("avoidable_cost_per_field_visit");
    near(driver.high.npv, await npvOf(withDriver("avoidable_cost_per_field_visit", driver.high.value)));
    const cost = input("investment.annual-subscription");
    near(
      cost.high.npv,
      await npvOf({
        investment: demo.kase.investment.map(line =>
          line.id === "annual-subscription"
            ? { ...line, yearly: line.yearly.map(amount => Number(amount) * 1.1) }
            : line,
        ),
      }),
    );
  });

  test("ranges a target as the model says is typical, and never leaves out the plan", () => {
    const target = input("first-time-fix-rate.target");
    expect(target).toMatchObject({ range: "typical", planned: 0.79 });
    expect(target.low.value).toBeCloseTo(0.75, 12);
    expect(target.high.value).toBeCloseTo(0.82, 12);
    for (const each of found.inputs) {
      expect(each.low.value).toBeLessThanOrEqual(each.planned);
      expect(each.high.value).toBeGreaterThanOrEqual(each.planned);
    }
  });

  test("ranks by swing, widest first", () => {
    const swings = found.inputs.map(({ swing }) => swing ?? -1);
    expect(swings).toEqual(swings.toSorted((a, b) => b - a));
    expect(swings[0]).toBeGreaterThan(0);
  });

  test("reads counted indicators only", () => {
    expect(found.inputs.some(({ id }) => id.startsWith("mean-time-to-repair"))).toBe(false);
  });
});

describe("break-even", () => {
  test("is the value at which the whole engine finds no NPV", async () => {
    const { breakEven } = input("first-time-fix-rate.target");
    expect(breakEven).not.toBeNull();
    expect(Math.abs(await npvOf(withTerm("first-time-fix-rate", "target", Number(breakEven))))).toBeLessThan(1e-3);
  });

  test("realization is the share of all benefit at which the NPV is 0", async () => {
    const share = Number(found.breakEvenRealization);
    const indicators = demo.kase.indicators.map(terms => ({ ...terms, confidence: terms.confidence * share }));
    expect(Math.abs(await npvOf({ indicators }))).toBeLessThan(1e-3);
  });

  test("is none where no possible value brings the NPV to 0", () => {
    expect(input("remote-resolution-rate.target").breakEven).toBeNull();
  });
});

test("the cost of delay is the NPV lost when the ramp starts a quarter later, per month", async () => {
  const later = await npvOf({
    ramp: demo.kase.ramp.map((_, period) => (period === 0 ? 0 : (demo.kase.ramp[period - 1] ?? 0))),
  });
  near(found.costOfDelayPerMonth, (Number(found.npv) - later) / 3);
});

test("with a missing discount rate there is no NPV, and nothing is 0", async () => {
  const kase: Case = { ...demo.kase, finance: { ...demo.kase.finance, discountRateYearly: null } };
  const without = await sensitivity(await calculate(demo.model, kase));
  expect(without).toMatchObject({ npv: null, breakEvenRealization: null, costOfDelayPerMonth: null });
  expect(
    without.inputs.every(({ low, high, swing, breakEven }) =>
      [low.npv, high.npv, swing, breakEven].every(each => each === null),
    ),
  ).toBe(true);
});
