/** What other values of terms would do to the value: the quick way agrees with calculating the changed case anew. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Json } from "../../src/agreement/canonical.ts";
import { caseWith } from "../../src/agreement/case-with.ts";
import { termRows, valueAt } from "../../src/agreement/term-rows.ts";
import { termsOfCase } from "../../src/agreement/terms.ts";
import type { Case } from "../../src/case/case.ts";
import { buildPlan } from "../../src/engine/build-plan.ts";
import { calculate } from "../../src/engine/calculate.ts";
import { type Effect, effectsOf, type TermChange } from "../../src/engine/effects.ts";
import { Figures } from "../../src/engine/result-of.ts";
import { inputNameOf } from "../../src/engine/sheets/terms-sheet.ts";
import type { Model } from "../../src/model/model.ts";
import { loaded } from "../workbook/returned/sent.ts";

let kase: Case;
let model: Model;
beforeAll(async () => {
  ({ kase, model } = await loaded("fixtures/agreement"));
});

function change(term: string, to: Json, from = termsOfCase(kase, model).get(term) ?? null): TermChange {
  const rows = termRows(kase, model).filter(row => row.term === term);
  const inputs = rows.flatMap(row => {
    const [name, value] = [inputNameOf(row), valueAt(to, row.part ?? 0)];
    return name !== undefined && typeof value === "number" ? [{ name, value }] : [];
  });
  return { term, from, to, inputs };
}

function figures(values: readonly (readonly [string, Json])[]): Effect {
  const found = new Figures(calculate(buildPlan(model, caseWith(kase, new Map(values)))));
  return { netPerYear: found.number("summary.netBenefitPerYear"), npv: found.number("summary.npv") };
}

/** By calculating both cases anew. */
function anew(changes: readonly TermChange[]): Effect {
  const [before, after] = [figures([]), figures(changes.map(({ term, to }) => [term, to]))];
  return { netPerYear: (after.netPerYear ?? 0) - (before.netPerYear ?? 0), npv: (after.npv ?? 0) - (before.npv ?? 0) };
}

function expectSame(found: Effect | undefined, expected: Effect): void {
  expect(found?.netPerYear).toBeCloseTo(expected.netPerYear ?? Number.NaN, 4);
  expect(found?.npv).toBeCloseTo(expected.npv ?? Number.NaN, 4);
}

describe("the effect of a change", () => {
  test.each<[string, Json]>([
    ["first-time-fix-rate.target", 0.77],
    ["first-time-fix-rate.baseline", 0.73],
    ["customer-complaint-rate.confidence", 0.5],
    ["annual_corrective_work_orders", 47_500],
    ["finance.discount-rate", 0.1],
    ["ramp", [0.2, 0.4, 0.6, 0.8, 1]],
    ["first-time-fix-rate.chosen", false],
    ["finance.convention", "period-end"],
  ])("of %s is that of the case calculated anew", (term, to) => {
    const changes = [change(term, to)];
    const { each, together } = effectsOf(kase, model, changes);
    expectSame(each[0], anew(changes));
    expectSame(together, anew(changes));
    expect(each[0]).not.toEqual({ netPerYear: 0, npv: 0 });
  });

  test("of all together is that of the case with all of them, not their sum", () => {
    const changes = [
      change("first-time-fix-rate.target", 0.77),
      change("annual_corrective_work_orders", 40_000),
      change("customer-complaint-rate.chosen", false),
    ];
    const { each, together } = effectsOf(kase, model, changes);
    expectSame(together, anew(changes));
    expect(each.reduce((sum, { npv }) => sum + (npv ?? 0), 0)).not.toBeCloseTo(together.npv ?? 0, 0);
  });

  test("of what is accepted as it was asked is none", () => {
    const changes = [change("first-time-fix-rate.target", 0.79), change("first-time-fix-rate.chosen", true)];
    expect(effectsOf(kase, model, changes)).toEqual({
      each: changes.map(() => ({ netPerYear: 0, npv: 0 })),
      together: { netPerYear: 0, npv: 0 },
    });
  });

  test("is against what was asked, where the case says otherwise", () => {
    const [asked, countered] = [0.81, 0.77];
    const { each } = effectsOf(kase, model, [change("first-time-fix-rate.target", countered, asked)]);
    const [from, to] = [
      figures([["first-time-fix-rate.target", asked]]),
      figures([["first-time-fix-rate.target", countered]]),
    ];
    expectSame(each[0], {
      netPerYear: (to.netPerYear ?? 0) - (from.netPerYear ?? 0),
      npv: (to.npv ?? 0) - (from.npv ?? 0),
    });
  });

  test("of a value that was yet to be given is what it adds", () => {
    const id = "annual_corrective_work_orders";
    const driver = kase.drivers.get(id);
    if (!driver) throw new Error(id);
    const open: Case = { ...kase, drivers: new Map([...kase.drivers, [id, { ...driver, value: null }]]) };
    const { each } = effectsOf(open, model, [change(id, 49_600, null)]);
    const before = new Figures(calculate(buildPlan(model, open)));
    expect(each[0]?.npv).toBeCloseTo((figures([]).npv ?? 0) - (before.number("summary.npv") ?? Number.NaN), 4);
  });
});
