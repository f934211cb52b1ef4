import { describe, expect, test } from "vitest";
import { type Case, calculate } from "../../src/index.ts";
import { loadDemo } from "./demo.ts";
import { independent } from "./independent.ts";

const close = (found: number | null | undefined, expected: number) => {
  expect(found).toEqual(expect.any(Number));
  expect(Math.abs(Number(found) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
};

const conventions: [string, (kase: Case) => Case][] = [
  ["as the case is", kase => kase],
  ["discounted at mid-year", kase => ({ ...kase, finance: { ...kase.finance, discounting: "mid-year" } })],
  [
    "discounted at the end of each period",
    kase => ({ ...kase, finance: { ...kase.finance, discounting: "period-end", discountRateYearly: 0.13 } }),
  ],
  [
    "with cost risk of 15 %",
    kase => ({ ...kase, investment: kase.investment.map(line => ({ ...line, riskAdjustment: 0.15 })) }),
  ],
];

describe.each(["jianglan", "jianglan-all"] as const)("%s", name => {
  test.each(conventions)("a second, independent calculation gives the same headlines: %s", async (_, change) => {
    const { model, kase: original } = await loadDemo(name);
    const kase = change(original);
    const { summary } = (await calculate(model, kase)).result;
    for (const [view, cash] of [
      [summary, false],
      [summary.includingCash, true],
    ] as const) {
      const expected = independent(model, kase, cash);
      close(view.npv, expected.npv);
      close(view.irr, expected.irr);
      close(view.roi.nominal, expected.roi);
      close(view.roi.presentValue, expected.roiPresentValue);
      close(view.benefitCostRatio, expected.benefitCostRatio);
      close(view.totalBenefit, expected.totalBenefit);
      close(view.totalCost, expected.totalCost);
      expect(view.payback.state).toBe("reached");
      close(view.payback.months, expected.paybackMonths ?? Number.NaN);
      close(summary.netBenefitPerYear, expected.netPerYear);
      close(summary.grossBenefitPerYear, expected.grossPerYear);
      close(summary.oneOffCash, expected.oneOff);
    }
  });
});
