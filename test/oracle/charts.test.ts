/** Charts after LibreOffice recalculated the workbook: bound to the cells, so that a new choice of scenario moves them. */
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { buildPlan } from "../../src/engine/build-plan.ts";
import { calculate } from "../../src/engine/calculate.ts";
import { type Calculation, valueAt } from "../../src/engine/calculation.ts";
import type { ChartPlan } from "../../src/engine/plan/chart-plan.ts";
import { inLocale } from "../../src/text/locale.ts";
import { refsIn } from "../../src/workbook/charts/chart-cells.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { loadDemo } from "../engine/demo.ts";
import { writtenCharts } from "../workbook/chart-text.ts";
import { falsifyResults } from "./edit-workbook.ts";
import { recalculateWithLibreOffice, whyNoLibreOffice } from "./libreoffice.ts";

const whyNot = whyNoLibreOffice();

/** The workbook with a wrong number in every cache of its charts. */
function falsifyCaches(file: Uint8Array): Uint8Array {
  const parts = unzipSync(file);
  for (const [path, bytes] of Object.entries(parts))
    if (path.startsWith("xl/charts/chart"))
      parts[path] = strToU8(strFromU8(bytes).replaceAll(/<c:v>-?[\d.]+<\/c:v>/g, "<c:v>-987654321</c:v>"));
  return zipSync(parts);
}

const numbersOf = (calculation: Calculation, { series }: ChartPlan): (number | undefined)[][] =>
  series.map(({ values }) =>
    refsIn(values).map(ref => {
      const value = valueAt(calculation, ref);
      return typeof value === "number" ? value : undefined;
    }),
  );

describe.skipIf(whyNot)(`charts in another spreadsheet program${whyNot ? ` (skipped: ${whyNot})` : ""}`, () => {
  test("draw what their cells come to, not what was cached", async () => {
    const { model, kase } = await loadDemo();
    const calculation = calculate(buildPlan(model, kase));
    const file = falsifyCaches(falsifyResults(await writeWorkbook(calculation, "en")));
    const drawn = writtenCharts(await recalculateWithLibreOffice(file));
    const planned = calculation.plan.sheets.flatMap(({ charts = [] }) => charts);
    expect(drawn).toHaveLength(planned.length);
    for (const chart of planned) {
      const written = drawn.find(({ title }) => title === inLocale(chart.title, "en"));
      const numbers = written?.references.filter(({ kind }) => kind === "numbers").map(({ points }) => points) ?? [];
      numbersOf(calculation, chart).forEach((series, which) => {
        series.forEach((value, index) => {
          if (value === undefined) return;
          const point = Number(numbers[which]?.[index]);
          expect(Math.abs(point - value), `${written?.title} ${which} ${index}`).toBeLessThan(
            1e-6 + Math.abs(value) * 1e-9,
          );
        });
      });
    }
  }, 240_000);
});
