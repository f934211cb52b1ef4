/** The sheet of what matters most: values of one calculation, which the rest of the workbook does not feel. */
import { describe, expect, test } from "vitest";
import { underScenario } from "../../src/case/scenarios.ts";
import type { PlannedCell, SheetPlan } from "../../src/engine/plan/plan.ts";
import { keyOf } from "../../src/engine/plan/plan.ts";
import { buildPlan } from "../../src/engine/build-plan.ts";
import {
  type Assessment,
  type Calculation,
  type Case,
  calculate,
  inLocale,
  type Sensitivity,
  sensitivity,
  writeWorkbook,
} from "../../src/index.ts";
import { readWrittenSheets } from "../../src/workbook/written-cells.ts";
import { changed, loadDemo } from "./demo.ts";

/** The calculation with the sheet of this sensitivity, as a workbook is sent. */
const withSheet = ({ model, kase, calculation }: Assessment, found: Sensitivity): Calculation => ({
  ...calculation,
  plan: buildPlan(model, kase, { sensitivity: found, returnable: true }),
});

async function planned(change: (kase: Case) => Case = kase => kase) {
  const { model, kase } = await loadDemo();
  const assessment = await calculate(model, change(kase));
  const found = await sensitivity(assessment);
  const before = assessment.calculation;
  return { assessment, found, before, after: withSheet(assessment, found) };
}

const sheetOf = ({ plan }: Calculation, id: string): SheetPlan | undefined => plan.sheets.find(each => each.id === id);
const formulas = ({ plan }: Calculation): (readonly [string, unknown])[] =>
  plan.sheets.flatMap(({ cells }) =>
    cells.flatMap(({ ref, content }) => (content.kind === "formula" ? [[keyOf(ref), content.formula] as const] : [])),
  );

/** What stands in a cell: a number, or the English text. */
const shown = ({ content }: PlannedCell) =>
  content.kind === "label" ? (typeof content.text === "number" ? content.text : inLocale(content.text, "en")) : null;

function rowOf(sheet: SheetPlan | undefined, row: number) {
  return (sheet?.cells ?? []).filter(({ ref }) => ref.row === row).map(shown);
}

/** Below the chart and the heads. */
const firstInput = 31;

describe("the sheet of what matters most", () => {
  test("holds every input as the sensitivity gives it, the widest first, and no formula", async () => {
    const { found, after } = await planned();
    const sheet = sheetOf(after, "sensitivity");
    expect(sheet?.cells.every(({ content }) => content.kind === "label")).toBe(true);
    expect(found.inputs.length).toBeGreaterThan(20);
    found.inputs.forEach(({ title, low, planned: plan, high, swing, breakEven }, index) => {
      expect(rowOf(sheet, firstInput + index)).toEqual([
        inLocale(title, "en"),
        expect.any(String),
        expect.any(String),
        expect.any(String),
        low.value,
        plan,
        high.value,
        low.npv,
        high.npv,
        swing,
        breakEven ?? "–",
      ]);
    });
    expect(rowOf(sheet, 5)[1]).toBe(found.npv);
    expect(rowOf(sheet, 6)[1]).toBe(found.breakEvenRealization);
    expect(rowOf(sheet, 7)[1]).toBe(found.costOfDelayPerMonth);
  });

  test("leaves every formula where it was: nothing has to be calculated anew", async () => {
    const { before, after } = await planned();
    expect(formulas(after)).toEqual(formulas(before));
    expect([...after.plan.names]).toEqual([...before.plan.names]);
    expect(formulas(after).filter(([key]) => !after.values.has(key))).toEqual([]);
  });

  test("stands before the checks, and the first sheet names it only where it is", async () => {
    const { before, after } = await planned();
    const ids = after.plan.sheets.map(({ id }) => id);
    expect(ids.indexOf("sensitivity")).toBe(ids.indexOf("checks") - 1);
    const named = (calculation: Calculation) =>
      sheetOf(calculation, "about")?.cells.map(shown).includes("What matters most");
    expect([named(before), named(after)]).toEqual([false, true]);
  });

  test("says of which day and scenario its figures are, and that they stand still", async () => {
    const { after } = await planned(kase => underScenario(kase, "conservative") ?? kase);
    expect(rowOf(sheetOf(after, "sensitivity"), 2)[0]).toBe(
      "Computed from the case of 20 Mar 2025. Scenario: “Conservative”. These are values, not formulas: they do not change when inputs change. Export the workbook anew to have them renewed.",
    );
  });

  test("says that nothing can be said where the NPV is a gap, and shows no table", async () => {
    const { after } = await planned(kase => changed(kase, { finance: { ...kase.finance, discountRateYearly: null } }));
    const sheet = sheetOf(after, "sensitivity");
    expect(rowOf(sheet, 5)[1]).toBe("gap");
    expect(rowOf(sheet, 9)[0]).toMatch(/^The NPV cannot be computed yet/);
    expect(Math.max(...(sheet?.cells ?? []).map(({ ref }) => ref.row))).toBe(9);
  });

  test("shows a swing that could not be computed as a gap, never as 0", async () => {
    const { assessment, found } = await planned();
    const [first, ...others] = found.inputs;
    if (!first) throw new Error("no input");
    const unknown: Sensitivity = {
      ...found,
      inputs: [...others, { ...first, swing: null, high: { ...first.high, npv: null } }],
    };
    const sheet = sheetOf(withSheet(assessment, unknown), "sensitivity");
    expect(rowOf(sheet, firstInput - 1 + found.inputs.length).slice(8, 10)).toEqual(["gap", "gap"]);
  });

  test("is in the workbook that is exported, as numbers", async () => {
    const { assessment, found } = await planned();
    const sheets = readWrittenSheets(await writeWorkbook(assessment, "en"));
    const cells = sheets.find(({ name }) => name === "What matters most")?.cells ?? [];
    expect(cells.filter(({ formula }) => formula !== undefined)).toEqual([]);
    const at = (address: string) => cells.find(each => each.address === address)?.value;
    expect([at(`A${firstInput}`), at(`H${firstInput}`), at(`I${firstInput}`)]).toEqual([
      inLocale(found.inputs[0]?.title ?? "", "en"),
      found.inputs[0]?.low.npv,
      found.inputs[0]?.high.npv,
    ]);
  });
});
