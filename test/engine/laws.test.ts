/** Laws that hold for any values, tried on random changes of the demonstration case. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Case, type CaseResult, calculate, type Model } from "../../src/index.ts";
import { loadDemo } from "./demo.ts";

let model: Model;
let demo: Case;
beforeAll(async () => {
  ({ model, kase: demo } = await loadDemo());
});

const result = async (kase: Case): Promise<CaseResult> => (await calculate(model, kase)).result;
const number = (value: number | null): number => {
  if (value === null) throw new Error("a gap where a number was expected");
  return value;
};
const near = (a: number, b: number, tolerance = 1e-9) =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(a), Math.abs(b)));
const runs = { numRuns: 15, seed: 20260331 };

/** Random choices of indicators, and random shifts of some drivers. */
const choices = fc.array(fc.boolean(), { minLength: 20, maxLength: 20 });
const scale = fc.double({ min: 0.2, max: 5, noNaN: true });

const choose = (kase: Case, flags: readonly boolean[]): Case => ({
  ...kase,
  indicators: kase.indicators.map((terms, index) => ({ ...terms, chosen: flags[index] ?? false })),
});

/** The case in a currency worth 1/factor. */
function inCurrency(kase: Case, factor: number): Case {
  const isMoney = (id: string) => (model.drivers.find(driver => driver.id === id)?.unit ?? "").startsWith("money");
  const levels = (id: string) =>
    (model.indicators.find(indicator => indicator.id === id)?.unit ?? "").startsWith("money");
  return {
    ...kase,
    drivers: new Map(
      [...kase.drivers].map(([id, driver]) => [
        id,
        isMoney(id) ? { ...driver, value: Number(driver.value) * factor } : driver,
      ]),
    ),
    indicators: kase.indicators.map(terms =>
      levels(terms.id)
        ? { ...terms, baseline: Number(terms.baseline) * factor, target: Number(terms.target) * factor }
        : terms,
    ),
    investment: kase.investment.map(line => ({
      ...line,
      initial: Number(line.initial) * factor,
      yearly: line.yearly.map(amount => Number(amount) * factor),
    })),
  };
}

describe("laws", () => {
  test("scaling the currency scales money and leaves ROI, IRR and payback alone", async () => {
    await fc.assert(
      fc.asyncProperty(choices, scale, async (flags, factor) => {
        const kase = choose(demo, [true, ...flags]);
        const [before, after] = [await result(kase), await result(inCurrency(kase, factor))];
        near(number(after.summary.npv), number(before.summary.npv) * factor);
        near(number(after.summary.netBenefitPerYear), number(before.summary.netBenefitPerYear) * factor);
        near(number(after.summary.oneOffCash), number(before.summary.oneOffCash) * factor);
        near(number(after.summary.roi.nominal), number(before.summary.roi.nominal));
        expect(after.summary.payback.state).toBe(before.summary.payback.state);
        if (before.summary.payback.months !== null)
          near(number(after.summary.payback.months), before.summary.payback.months, 1e-8);
        expect(after.summary.irrState).toBe(before.summary.irrState);
        if (before.summary.irr !== null) near(number(after.summary.irr), before.summary.irr, 1e-7);
      }),
      runs,
    );
  });

  test("a better target never lowers the benefit of its indicator or the total", async () => {
    const base = await result(demo);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 11 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        async (which, further) => {
          const id = base.indicators[which]?.id;
          const better = {
            ...demo,
            indicators: demo.indicators.map(terms =>
              terms.id === id
                ? { ...terms, target: Number(terms.target) + (Number(terms.target) - Number(terms.baseline)) * further }
                : terms,
            ),
          };
          const after = await result(better);
          expect(number(after.summary.netBenefitPerYear)).toBeGreaterThanOrEqual(
            number(base.summary.netBenefitPerYear) - 1e-6,
          );
          expect(number(after.summary.npv)).toBeGreaterThanOrEqual(number(base.summary.npv) - 1e-6);
        },
      ),
      runs,
    );
  });

  test("the NPV is linear in the flows: half the confidence is half the present value of benefits", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.001, max: 1, noNaN: true }), async share => {
        const less = {
          ...demo,
          indicators: demo.indicators.map(terms => ({ ...terms, confidence: terms.confidence * share })),
        };
        const [before, after] = [(await result(demo)).summary, (await result(less)).summary];
        near(number(after.presentValueBenefit), number(before.presentValueBenefit) * share);
        near(number(after.npv), number(before.presentValueBenefit) * share - number(before.presentValueCost));
      }),
      runs,
    );
  });

  test("the share kept after overlap lies between 0 and 1, and leaving an indicator out never lowers another's", async () => {
    await fc.assert(
      fc.asyncProperty(choices, fc.integer({ min: 0, max: 19 }), async (flags, drop) => {
        const all = await result(choose(demo, flags));
        const fewer = await result(
          choose(
            demo,
            flags.map((flag, index) => flag && index !== drop),
          ),
        );
        for (const each of [...all.indicators, ...all.candidates]) {
          expect(number(each.overlap)).toBeGreaterThanOrEqual(0);
          expect(number(each.overlap)).toBeLessThanOrEqual(1);
          const after = [...fewer.indicators, ...fewer.candidates].find(({ id }) => id === each.id);
          expect(number(after?.overlap ?? null)).toBeGreaterThanOrEqual(number(each.overlap) - 1e-12);
        }
      }),
      runs,
    );
  });

  test("the nets of the counted indicators add up to the summary, the periods to the years, and every check passes", async () => {
    await fc.assert(
      fc.asyncProperty(choices, async flags => {
        const found = await result(choose(demo, flags));
        const sum = (values: (number | null)[]) => values.reduce<number>((a, b) => a + number(b), 0);
        near(sum(found.indicators.map(each => each.net)), number(found.summary.netBenefitPerYear));
        near(sum(found.indicators.map(each => each.gross)), number(found.summary.grossBenefitPerYear));
        near(sum(found.matrix.map(cell => cell.net)), number(found.summary.netBenefitPerYear));
        near(sum(found.years.map(year => year.net)), sum(found.periods.map(period => period.net)));
        near(sum(found.periods.map(period => period.benefit)), number(found.summary.totalBenefit));
        expect(found.checks.filter(check => !check.ok)).toEqual([]);
      }),
      runs,
    );
  });

  test("the order of drivers and indicators in the file changes nothing", async () => {
    const turned: Case = {
      ...demo,
      drivers: new Map([...demo.drivers].reverse()),
      indicators: demo.indicators.toReversed(),
    };
    const [before, after] = [await result(demo), await result(turned)];
    expect(after.summary).toEqual(before.summary);
    expect(after.periods).toEqual(before.periods);
  });
});
