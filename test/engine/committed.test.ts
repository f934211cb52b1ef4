/** What is agreed counts, what is proposed is shown apart: laws of the two, on random agreements over the demonstration case. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Ledger } from "../../src/agreement/ledger.ts";
import { calculate as calculatePlan } from "../../src/engine/calculate.ts";
import { compileCaseFigures } from "../../src/engine/case-figures.ts";
import { Figures } from "../../src/engine/result-of.ts";
import { reservedNames } from "../../src/model/check-model.ts";
import { type Case, type CaseResult, calculate, type Model, sensitivity, simulate } from "../../src/index.ts";
import { withInputs } from "../oracle/with-inputs.ts";
import { agreedBut, agreementOf } from "./agreements.ts";
import { loadDemo } from "./demo.ts";

let model: Model;
let demo: Case;
let estimate: CaseResult;
beforeAll(async () => {
  ({ model, kase: demo } = await loadDemo());
  estimate = await result();
});

const result = async (ledger?: Ledger, kase = demo): Promise<CaseResult> =>
  (await calculate(model, kase, ledger)).result;
const number = (value: number | null | undefined): number => {
  if (typeof value !== "number") throw new Error("a gap where a number was expected");
  return value;
};
const near = (a: number | null | undefined, b: number | null | undefined) =>
  expect(Math.abs(number(a) - number(b))).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(number(a))));
const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + number(value), 0);
const ids = (all: readonly { readonly id: string }[] | undefined) => (all ?? []).map(({ id }) => id).sort();

/** The case with only some of its chosen indicators chosen. */
const choosing = (isChosen: (id: string) => boolean): Case => ({
  ...demo,
  indicators: demo.indicators.map(terms => ({ ...terms, chosen: terms.chosen && isChosen(terms.id) })),
});

const additive = ["netBenefitPerYear", "oneOffCash", "npv", "totalBenefit"] as const;

describe("committed and potential", () => {
  test("together are what the estimate counts; committed is what the case with only those chosen would be", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), async flags => {
        const proposed = estimate.indicators.filter((_, index) => flags[index]).map(({ id }) => id);
        const found = await result(agreedBut(demo, model, proposed));
        const fewer = await result(
          undefined,
          choosing(id => !proposed.includes(id)),
        );
        expect(ids(found.potential?.indicators)).toEqual(proposed.toSorted());
        expect(ids([...found.indicators, ...(found.potential?.indicators ?? [])])).toEqual(ids(estimate.indicators));
        for (const key of additive) {
          near(number(found.summary[key]) + number(found.potential?.[key]), estimate.summary[key]);
          near(found.potential?.together[key], estimate.summary[key]);
        }
        expect(found.summary).toEqual(fewer.summary);
        expect(found.years).toEqual(fewer.years);
        expect(found.scenarios).toEqual(fewer.scenarios);
        expect(found.matrix).toEqual(fewer.matrix);
        near(sum(found.indicators.map(each => each.net)), found.summary.netBenefitPerYear);
        expect(found.checks.filter(check => !check.ok)).toEqual([]);
      }),
      { numRuns: 6, seed: 20260331 },
    );
  });

  test("an agreement on everything gives exactly the figures of the same case without a log", async () => {
    const { basis, agreement, potential, ...figures } = await result(agreementOf(demo, model, () => true));
    const { basis: _, agreement: none, potential: nothing, ...estimated } = estimate;
    expect(figures).toEqual(estimated);
    expect([basis, none, nothing]).toEqual(["committed", null, null]);
    expect(agreement).toMatchObject({
      fingerprint: expect.stringMatching(/^(\w{4}-){3}\w{4}$/),
      lines: 191,
      date: "2025-03-05",
      signedBy: {},
      isSignedByBoth: false,
      openCaseTerms: [],
    });
    expect(potential).toMatchObject({ indicators: [], complete: true, netBenefitPerYear: 0, npv: 0 });
    expect(potential?.together.npv).toBe(figures.summary.npv);
  });

  test("with nothing agreed no benefit counts, and all costs do", async () => {
    const { summary, indicators, potential, agreement, complete, checks } = await result(
      agreementOf(demo, model, () => false),
    );
    expect([indicators, summary.netBenefitPerYear, summary.totalBenefit, complete]).toEqual([[], 0, 0, true]);
    expect([summary.totalCost, summary.presentValueCost]).toEqual([
      estimate.summary.totalCost,
      estimate.summary.presentValueCost,
    ]);
    near(summary.npv, -number(estimate.summary.presentValueCost));
    near(potential?.totalBenefit, estimate.summary.totalBenefit);
    expect(potential?.indicators).toHaveLength(12);
    expect(agreement?.openCaseTerms).toEqual(["calendar", "ramp", "finance.discount-rate", "finance.convention"]);
    expect(checks.filter(check => !check.ok)).toEqual([]);
  });

  test("an indicator that is no longer agreed raises the share that another keeps of the overlap", async () => {
    const { overlaps } = model;
    const counted = new Set(ids(estimate.indicators));
    const pair = overlaps.find(({ keep, reduce, factor }) => factor > 0 && counted.has(keep) && counted.has(reduce));
    if (!pair) throw new Error("the demonstration case has an overlap");
    const found = await result(agreedBut(demo, model, [pair.keep]));
    const kept = (of: CaseResult) => number(of.indicators.find(({ id }) => id === pair.reduce)?.overlap);
    near(kept(found) * (1 - pair.factor), kept(estimate));
    const [proposed] = found.potential?.indicators ?? [];
    expect(number(found.potential?.netBenefitPerYear)).toBeLessThan(number(proposed?.net));
    expect(proposed?.openTerms).toEqual([`${pair.keep}.chosen`]);
  });

  test("a driver that is not agreed keeps every indicator that reads it from being committed", async () => {
    const found = await result(agreementOf(demo, model, term => term !== "annual_corrective_work_orders"));
    expect(ids(found.potential?.indicators)).toContain("first-time-fix-rate");
    for (const each of found.potential?.indicators ?? [])
      expect(each.openTerms).toEqual(["annual_corrective_work_orders"]);
  });

  test("a proposed indicator without a figure leaves the committed figures complete", async () => {
    const without = {
      ...demo,
      indicators: demo.indicators.map(each => (each.id === "first-time-fix-rate" ? { ...each, target: null } : each)),
    };
    const found = await result(agreedBut(without, model, []), without);
    expect(ids(found.potential?.indicators)).toEqual(["first-time-fix-rate"]);
    expect([found.complete, found.potential?.complete]).toEqual([true, false]);
    expect(found.potential?.netBenefitPerYear).toBe(0);
  });
});

describe("the switch of the workbook", () => {
  test("turned, counts all that is chosen and leaves committed and potential as they were", async () => {
    const ledger = agreedBut(demo, model, ["first-time-fix-rate", "travel-time-per-visit"]);
    const { calculation } = await calculate(model, demo, ledger);
    const turned = calculatePlan(withInputs(calculation.plan, new Map([["basis", "with_proposed" as const]])));
    const [before, after] = [new Figures(calculation), new Figures(turned)];
    near(after.number("summary.npv"), estimate.summary.npv);
    expect(after.word("checks.overall")).toBe("passed");
    for (const basis of ["committed", "potential", "together"])
      for (const key of additive) near(after.number(`${basis}.${key}`), before.number(`${basis}.${key}`));
  });

  test("is not there for an estimate, nor where all that is chosen is agreed; every name is reserved", async () => {
    const names = async (ledger?: Ledger) => [...(await calculate(model, demo, ledger)).calculation.plan.names.keys()];
    const none = await names();
    expect(await names(agreedBut(demo, model, []))).not.toContain("basis");
    const more = (await names(agreedBut(demo, model, ["first-time-fix-rate"]))).filter(name => !none.includes(name));
    expect(more.sort()).toEqual(["agreed", "basis", "committed_only", "proposed", "with_proposed"]);
    expect(more.filter(name => !reservedNames.has(name))).toEqual([]);
  });
});

describe("what is uncertain", () => {
  test("is of the committed figures: no input of a proposed indicator moves them", async () => {
    const assessment = await calculate(model, demo, agreedBut(demo, model, ["first-time-fix-rate"]));
    const found = await sensitivity(assessment);
    near(found.npv, assessment.result.summary.npv);
    expect(found.inputs.filter(({ id }) => id.startsWith("first-time-fix-rate."))).toEqual([]);
    expect(found.uncompiled).toEqual([]);
    const { inputs, uncompiled, npv } = await simulate(assessment, { draws: 256 });
    expect(inputs.filter(({ id }) => id.startsWith("first-time-fix-rate."))).toEqual([]);
    expect([uncompiled, npv.numbers]).toEqual([[], 256]);
  });

  test("the kernel computes committed, potential and together as the workbook does", async () => {
    const { calculation } = await calculate(model, demo, agreedBut(demo, model, ["first-time-fix-rate"]));
    const keys = ["committed.npv", "potential.npv", "together.npv", "potential.netBenefitPerYear"];
    const kernel = compileCaseFigures(calculation, keys);
    expect(kernel.uncompiled).toEqual([]);
    const { columns } = kernel.evaluate(
      kernel.planned.map(value => Float64Array.of(value)),
      1,
    );
    const figures = new Figures(calculation);
    kernel.figures.forEach((key, index) => void near(columns[index]?.[0], figures.number(key)));
  });
});
