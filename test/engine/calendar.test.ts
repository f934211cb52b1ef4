/** A calendar in months, quarters or years: the same money in other steps. */
import { expect, test } from "vitest";
import { type Case, type CaseResult, calculate } from "../../src/index.ts";
import { loadDemo } from "./demo.ts";

type Period = Case["calendar"]["period"];
const perYear = { month: 12, quarter: 4, year: 1 } as const;

async function results(discounting: Case["finance"]["discounting"]): Promise<Record<Period, CaseResult>> {
  const { model, kase } = await loadDemo();
  const under = async (period: Period): Promise<CaseResult> => {
    const calendar = { ...kase.calendar, period, periodsPerYear: perYear[period] };
    const ramp = Array.from({ length: 3 * perYear[period] }, () => 1);
    return (await calculate(model, { ...kase, calendar, ramp, finance: { ...kase.finance, discounting } })).result;
  };
  return { month: await under("month"), quarter: await under("quarter"), year: await under("year") };
}

test("at full effect from the start, the steps change neither totals nor what is discounted by the year", async () => {
  const { month, quarter, year } = await results("year-end");
  expect(month.periods).toHaveLength(37);
  expect(month.periods[1]?.label).toBe("2025-04");
  expect(year.periods).toHaveLength(4);
  for (const finer of [month, quarter]) {
    expect(finer.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(finer.summary.npv).toBeCloseTo(year.summary.npv ?? Number.NaN, 4);
    expect(finer.summary.totalBenefit).toBeCloseTo(year.summary.totalBenefit ?? Number.NaN, 4);
    expect(finer.summary.payback.months).toBeCloseTo(year.summary.payback.months ?? Number.NaN, 6);
  }
});

test("discounted at the end of each period, finer steps bring flows forward and are worth more", async () => {
  const { month, quarter, year } = await results("period-end");
  expect(month.summary.presentValueBenefit ?? 0).toBeGreaterThan(quarter.summary.presentValueBenefit ?? 0);
  expect(quarter.summary.presentValueBenefit ?? 0).toBeGreaterThan(year.summary.presentValueBenefit ?? 0);
});
