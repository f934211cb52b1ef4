import { expect, test } from "vitest";
import { calculate } from "../../src/engine/calculate.ts";
import { formula } from "../../src/engine/plan/formula.ts";
import type { CellRef, PlanFormula } from "../../src/engine/plan/plan.ts";
import { locales } from "../../src/text/locale.ts";
import { sheetNames } from "../../src/engine/plan/sheet-names.ts";
import { addressStyle, formulaText } from "../../src/workbook/workbook-formula.ts";
import { workbookText } from "../../src/workbook/workbook-text.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { compareWithCalculation } from "../oracle/compare.ts";
import { part, writtenCell } from "./read-part.ts";
import { smallPlan } from "./small-plan.ts";

const plan = smallPlan();
const calculation = calculate(plan);
const written = { en: await writeWorkbook(calculation, "en"), "zh-CN": await writeWorkbook(calculation, "zh-CN") };

test.each(locales)("writes every cell as planned, in %s", async locale => {
  await expect(workbookText(written[locale])).toMatchFileSnapshot(`golden/small.${locale}.txt`);
});

test.each(locales)("caches the calculated result in every formula cell, in %s", locale => {
  const { formulaCells, differing } = compareWithCalculation(written[locale], calculation, locale);
  expect(formulaCells).toBeGreaterThan(15);
  expect(differing).toEqual([]);
});

test("formulas read names where cells have one, the same in every language", () => {
  expect(writtenCell(written.en, "Value", "B2").formula).toBe("IF(counted=yes,volume*price,0)");
  expect(writtenCell(written["zh-CN"], "价值", "B2").formula).toBe("IF(counted=yes,volume*price,0)");
});

test("formulas name other sheets in the reader's language, in quotes", () => {
  const elsewhere: CellRef = { kind: "cell", sheet: "inputs", row: 3, column: 2 };
  const text = (locale: "en" | "zh-CN") =>
    formulaText(formula`=${elsewhere}+1`, "value", addressStyle(plan, sheetNames(plan, locale)));
  expect(text("en")).toBe("'Inputs'!$B$3+1");
  expect(text("zh-CN")).toBe("'输入'!$B$3+1");
});

test("an apostrophe in a sheet's name is doubled in formulas and names", async () => {
  const named = smallPlan({ inputsName: "Bob's [inputs]: a/b" });
  const file = await writeWorkbook(calculate(named), "en");
  expect(part(file, "xl/workbook.xml")).toContain(
    '<definedName name="volume">&apos;Bob&apos;&apos;s inputs a b&apos;!$B$4</definedName>',
  );
});

test("results are words of the language, errors, truth and numbers, each of its own type", () => {
  expect(writtenCell(written.en, "Value", "B5").value).toBe("gap");
  expect(writtenCell(written["zh-CN"], "价值", "B5").value).toBe("缺口");
  expect(writtenCell(written.en, "Value", "B6").value).toEqual({ error: "#DIV/0!" });
  expect(writtenCell(written.en, "Value", "B8").value).toBe(true);
  expect(writtenCell(written.en, "Value", "B3").value).toBe(10_875);
});

test("an error that only a calculator knows becomes one that a file can hold", async () => {
  const values = new Map(calculation.values).set("value!6,2", { error: "#CYCLE!" });
  const file = await writeWorkbook({ plan, values }, "en");
  expect(writtenCell(file, "Value", "B6").value).toEqual({ error: "#VALUE!" });
});

test("a formula without a calculated result is refused", async () => {
  const values = new Map(calculation.values);
  values.delete("value!6,2");
  await expect(writeWorkbook({ plan, values }, "en")).rejects.toThrow("value!6,2 was not calculated");
});

test("functions younger than the file format get their prefix", () => {
  const call = (name: string, ...args: PlanFormula[]): PlanFormula => ({
    kind: "call",
    name,
    args,
    span: { start: 0, end: 0 },
  });
  const text = formulaText(
    call("SUM", call("NORM.INV", formula`=0.5`, formula`=0`, formula`=1`), formula`=2`),
    "value",
    addressStyle(plan, sheetNames(plan, "en")),
  );
  expect(text).toBe("SUM(_xlfn.NORM.INV(0.5,0,1),2)");
});

test("a formula that Excel could not open is refused", () => {
  const long = Array.from({ length: 2100 }).reduce<PlanFormula>(sum => formula`=${sum}+100`, formula`=1`);
  expect(() => formulaText(long, "value", addressStyle(plan, sheetNames(plan, "en")))).toThrow("Excel takes 8192");
});

test("every name of the plan is defined once, and the file asks to be recalculated when opened", () => {
  const workbook = part(written.en, "xl/workbook.xml");
  for (const name of plan.names.keys()) expect(workbook.split(`<definedName name="${name}">`)).toHaveLength(2);
  expect(workbook).toContain('fullCalcOnLoad="1"');
});

test("a name that JavaScript keeps for itself is defined like any other", async () => {
  const ref = plan.names.get("volume") ?? { kind: "cell", sheet: "inputs", row: 4, column: 2 };
  const odd = { ...plan, names: new Map([...plan.names, ["constructor", ref]]) } as typeof plan;
  expect(part(await writeWorkbook({ ...calculation, plan: odd }, "en"), "xl/workbook.xml")).toContain(
    '<definedName name="constructor">&apos;Inputs&apos;!$B$4',
  );
});
