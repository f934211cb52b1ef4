/** Cases as an overview counts them, and samples as benchmarks are made of, without any folder; for laws over many. */
import fc from "fast-check";
import type { CaseSample } from "../../src/portfolio/benchmarks/samples.ts";
import type { PlannedFigures, PortfolioCase } from "../../src/portfolio/overview/portfolio-case.ts";

export function portfolioCaseOf(
  name: string,
  figures: Partial<PlannedFigures> = {},
  more: Partial<PortfolioCase> = {},
): PortfolioCase {
  return {
    name,
    customer: { id: name, name },
    industry: null,
    model: "after-sales@1",
    modelName: "After-sales",
    currency: "CNY",
    basis: "committed",
    fingerprint: null,
    complete: true,
    years: 3,
    figures: { netBenefitPerYear: 0, totalBenefit: 0, totalCost: 0, npv: 0, oneOffCash: 0, ...figures },
    stages: [],
    toDate: null,
    ...more,
  };
}

/** Money in cents, also a lot of it, and gaps. */
export const amounts = fc.option(
  fc.integer({ min: -1e14, max: 1e14 }).map(cents => cents / 100),
  { freq: 8 },
);

/** Sound cases of a few customers, industries, models and currencies. */
export const portfolios = fc
  .array(
    fc.record({
      customer: fc.constantFrom("a", "b", "c", "d"),
      industry: fc.constantFrom("Machinery", " machinery", { en: "Machinery", "zh-CN": "机械" }, "Food", null),
      model: fc.constantFrom("after-sales@1", "after-sales@2", "own@1"),
      currency: fc.constantFrom("CNY", "EUR"),
      basis: fc.constantFrom("committed" as const, "estimate" as const),
      figures: fc.record({
        totalBenefit: amounts,
        totalCost: amounts,
        npv: amounts,
        oneOffCash: amounts,
      }),
      stages: fc.array(fc.record({ netBenefitPerYear: amounts, realized: amounts }), { maxLength: 3 }),
      toDate: fc.option(
        fc.record({ period: fc.constant("2026Q3"), realized: amounts, plannedOfMeasured: amounts, cost: amounts }),
      ),
    }),
    { maxLength: 25 },
  )
  .map(all =>
    all.map(({ customer, industry, model, currency, basis, figures, stages, toDate }, index): PortfolioCase => {
      const nets = stages.flatMap(each => each.netBenefitPerYear ?? []);
      const net = nets.length === 0 ? null : nets.reduce((sum, each) => sum + Math.round(each * 100), 0) / 100;
      return portfolioCaseOf(
        `case-${String(index).padStart(3, "0")}`,
        { ...figures, netBenefitPerYear: net },
        {
          customer: { id: customer, name: `Customer ${customer}` },
          industry,
          model,
          currency,
          basis,
          stages: stages.map((each, position) => ({ id: `s${position}`, name: `S${position}`, position, ...each })),
          toDate,
        },
      );
    }),
  );

/** One case's sample with one indicator. */
export function sampleWith(
  customer: string,
  baseline: number | null,
  improvement: number | null,
  more: Partial<CaseSample> & { readonly unit?: string; readonly id?: string } = {},
): CaseSample {
  const { unit = "1", id = "first-time-fix-rate", ...rest } = more;
  const relative = improvement === null || !baseline ? null : improvement / baseline;
  return {
    customer,
    industry: null,
    currency: "CNY",
    model: "after-sales@1",
    indicators: [
      { id, unit, better: "higher", baseline, improvement, relativeImprovement: relative, gapClosed: relative },
    ],
    ...rest,
  };
}
