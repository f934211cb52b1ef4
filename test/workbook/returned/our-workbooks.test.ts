/** What we wrote is read back as planned: from our own file, and from what LibreOffice saved of it. */
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadCase } from "../../../src/disk/load.ts";
import { buildPlan } from "../../../src/engine/build-plan.ts";
import { calculate } from "../../../src/engine/calculate.ts";
import type { Calculation } from "../../../src/engine/calculation.ts";
import type { Locale } from "../../../src/text/locale.ts";
import { parseInWorker } from "../../../src/workbook/returned/in-worker.ts";
import { parseReturned } from "../../../src/workbook/returned/read-returned.ts";
import { writeWorkbook } from "../../../src/workbook/write-workbook.ts";
import { recalculateAllWithLibreOffice, whyNoLibreOffice } from "../../oracle/libreoffice.ts";
import { smallPlan } from "../small-plan.ts";
import { differencesFromPlan, plannedNames, unplanned } from "./as-planned.ts";
import { workbookIn } from "./read-back.ts";

const texts = ["=1+1", "_x0041_ is not A", "line one\nline two", "𠮷野家 🙂", "a & b < c", "__proto__", "  around  "];

async function calculated(fixture: string): Promise<Calculation> {
  if (fixture === "small") return calculate(smallPlan({ texts, inputsName: "Bob's [inputs]: a/b" }));
  const { model, kase } = await loadCase(fileURLToPath(new URL(`../../../fixtures/${fixture}`, import.meta.url)));
  if (!model || !kase) throw new Error(`the case ${fixture} cannot be read`);
  return calculate(buildPlan(model, kase));
}

const written: readonly (readonly [fixture: string, locale: Locale])[] = [
  ["small", "en"],
  ["small", "zh-CN"],
  ["jianglan", "en"],
  ["jianglan", "zh-CN"],
  ["jianglan-all", "zh-CN"],
];

describe.each(written)("the workbook of %s in %s", (fixture, locale) => {
  test("is read back cell by cell and name by name, and nothing else", async () => {
    const calculation = await calculated(fixture);
    const workbook = workbookIn(await writeWorkbook(calculation, locale));
    expect(differencesFromPlan(workbook, calculation, locale, "us")).toEqual([]);
    expect(unplanned(workbook, calculation, locale)).toEqual([]);
    expect(workbook.names).toEqual(plannedNames(calculation, locale));
    expect(workbook.ignored).toEqual([]);
    expect(workbook.program).toBe("Microsoft Excel");
    const hidden = calculation.plan.sheets.map(sheet => (sheet.hidden ? "veryHidden" : "visible"));
    expect(workbook.sheets.map(({ state }) => state)).toEqual(hidden);
  });
});

test("the thread gives what parsing gives", async () => {
  const file = await writeWorkbook(await calculated("small"), "en");
  expect(await parseInWorker(file, "small.xlsx")).toEqual(parseReturned(file, "small.xlsx"));
});

const whyNot = whyNoLibreOffice();

describe.skipIf(whyNot)(`saved by LibreOffice${whyNot ? ` (skipped: ${whyNot})` : ""}`, { timeout: 240_000 }, () => {
  test("they are read back as planned too", async () => {
    const calculations = await Promise.all(written.map(([fixture]) => calculated(fixture)));
    const files = await Promise.all(
      written.map(([, locale], index) => writeWorkbook(calculations[index] ?? calculate(smallPlan()), locale)),
    );
    const saved = await recalculateAllWithLibreOffice(files);
    saved.forEach((file, index) => {
      const [calculation, [fixture, locale]] = [calculations[index], written[index] ?? ["", "en"]];
      if (!calculation) throw new Error(`no calculation of ${fixture}`);
      const workbook = workbookIn(file);
      expect(differencesFromPlan(workbook, calculation, locale, "another program"), fixture).toEqual([]);
      expect(workbook.names, fixture).toEqual(plannedNames(calculation, locale));
      expect(workbook.ignored, fixture).toEqual([]);
      expect(workbook.program).toMatch(/^LibreOffice/);
    });
  });
});
