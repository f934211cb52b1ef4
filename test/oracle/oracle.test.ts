/** Written workbooks proved by LibreOffice: every formula cell, as the case is and with inputs changed, in both languages. */
import { fileURLToPath } from "node:url";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { loadCase } from "../../src/disk/load.ts";
import { buildPlan } from "../../src/engine/build-plan.ts";
import { calculate } from "../../src/engine/calculate.ts";
import type { WorkbookPlan } from "../../src/engine/plan/plan.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { agreedBut } from "../engine/agreements.ts";
import { loadDemo } from "../engine/demo.ts";
import { smallPlan } from "../workbook/small-plan.ts";
import { compareWithCalculation, comparisonText } from "./compare.ts";
import { falsifyResults, typeInputs } from "./edit-workbook.ts";
import { changesToTry } from "./input-changes.ts";
import { recalculateAllWithLibreOffice, recalculateWithLibreOffice, whyNoLibreOffice } from "./libreoffice.ts";
import { type InputChanges, type InputValue, withInputs } from "./with-inputs.ts";

const whyNot = whyNoLibreOffice();
const patience = { timeout: 240_000 };

async function planOf(fixture: string): Promise<WorkbookPlan> {
  const { model, kase } = await loadCase(fileURLToPath(new URL(`../../fixtures/${fixture}`, import.meta.url)));
  if (!model || !kase) throw new Error(`the case ${fixture} cannot be read`);
  return buildPlan(model, kase);
}

describe.skipIf(whyNot)(
  `another spreadsheet program computes the same${whyNot ? ` (skipped: ${whyNot})` : ""}`,
  patience,
  () => {
    test.each([
      ["jianglan", "en"],
      ["jianglan", "zh-CN"],
      ["jianglan-all", "zh-CN"],
      ["studies/copilot", "en"],
      ["closeness", "zh-CN"],
      ["cost-to-serve", "en"],
      ["service-tiers", "zh-CN"],
    ] as const)("in every formula cell of %s in %s, as it is and with inputs changed", async (fixture, locale) => {
      const plan = await planOf(fixture);
      const trials = new Map([["as it is", new Map()], ...changesToTry(plan)]);
      const written = await writeWorkbook(calculate(plan), locale);
      const recalculated = await recalculateAllWithLibreOffice(
        [...trials.values()].map(changes => falsifyResults(typeInputs(written, plan, locale, changes))),
      );
      const told = [...trials].map(([title, changes], index) => {
        const comparison = compareWithCalculation(
          recalculated[index] ?? new Uint8Array(),
          calculate(withInputs(plan, changes)),
          locale,
        );
        return {
          title,
          cells: comparison.formulaCells,
          differing: comparison.differing.length,
          text: comparisonText(comparison),
        };
      });
      expect(told.filter(({ differing }) => differing > 0)).toEqual([]);
      expect(told.every(({ cells }) => cells > (fixture.startsWith("studies") ? 100 : 1000))).toBe(true);
      expect([...changesToTry(plan)].filter(([, changes]) => changes.size === 0)).toEqual([]);
    });

    test.each(["en", "zh-CN"] as const)("of a case with an agreement in %s, the switch turned or not", async locale => {
      const { model, kase } = await loadDemo();
      const proposed = ["first-time-fix-rate", "spare-parts-inventory-days", "travel-time-per-visit"];
      const plan = buildPlan(model, kase, { ledger: agreedBut(kase, model, proposed) });
      const turned = ["basis", "with_proposed"] as const;
      const trials: InputChanges[] = [
        new Map(),
        new Map([turned]),
        new Map<string, InputValue>([turned, ["first_time_fix_rate_chosen", "no"], ["scenario", "scenario_ambitious"]]),
        new Map([["annual_corrective_work_orders", null]]),
      ];
      const written = await writeWorkbook(calculate(plan), locale);
      const recalculated = await recalculateAllWithLibreOffice(
        trials.map(changes => falsifyResults(typeInputs(written, plan, locale, changes))),
      );
      const told = trials.map((changes, index) =>
        compareWithCalculation(recalculated[index] ?? new Uint8Array(), calculate(withInputs(plan, changes)), locale),
      );
      expect(told.flatMap(({ differing }) => differing)).toEqual([]);
      expect(told.every(({ formulaCells }) => formulaCells > 1000)).toBe(true);
    });

    test("errors, truth and words of a plan with every kind of cell too", async () => {
      const calculation = calculate(smallPlan());
      const recalculated = await recalculateWithLibreOffice(falsifyResults(await writeWorkbook(calculation, "zh-CN")));
      expect(compareWithCalculation(recalculated, calculation, "zh-CN")).toMatchObject({ differing: [], errors: 1 });
    });

    test("and would be caught if it did not: a changed formula is found", async () => {
      const calculation = calculate(smallPlan());
      const tampered = withFormula(await writeWorkbook(calculation, "en"), "revenue*share", "revenue*share*1.00000001");
      const { differing } = compareWithCalculation(
        await recalculateWithLibreOffice(falsifyResults(tampered)),
        calculation,
        "en",
      );
      expect(differing.map(({ name }) => name)).toEqual(expect.arrayContaining(["part", "value!4,2", "value!7,2"]));
    });
  },
);

test("falsified results differ in every formula cell, so agreement means recalculation", async () => {
  const calculation = calculate(smallPlan());
  const falsified = falsifyResults(await writeWorkbook(calculation, "en"));
  const { formulaCells, differing } = compareWithCalculation(falsified, calculation, "en");
  expect(differing).toHaveLength(formulaCells);
});

test("inputs that a plan does not have cannot be changed", () => {
  expect(() => withInputs(smallPlan(), new Map([["no_such_input", 1]]))).toThrow("no input no_such_input");
  expect(() => withInputs(smallPlan(), new Map([["counted", 1]]))).toThrow("cannot be typed");
});

function withFormula(file: Uint8Array, from: string, to: string): Uint8Array {
  const parts = Object.entries(unzipSync(file)).map(
    ([path, bytes]) => [path, strToU8(strFromU8(bytes).replace(`<f>${from}</f>`, `<f>${to}</f>`))] as const,
  );
  return zipSync(Object.fromEntries(parts));
}
