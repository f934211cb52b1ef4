/** What the bare scripts need: the demonstration case's sheets as HyperFormula takes them, its finished HTML, and the browser's path. */
import { writeFileSync } from "node:fs";
import { calculate, inLocale, loadCase, renderReport } from "../src/index.ts";
import { printPlanFormula } from "../src/engine/plan/print-formula.ts";
import { findBrowser } from "../src/report/pdf/find-browser.ts";

export async function preparePeers(folder: string): Promise<void> {
  const { model, kase } = await loadCase("fixtures/jianglan");
  if (!model || !kase) throw new Error("the demonstration case cannot be loaded");
  const assessment = await calculate(model, kase);
  const style = { nameAt: () => undefined, sheetName: (sheet: string) => `'${sheet}'` };
  const sheets = Object.fromEntries(
    assessment.calculation.plan.sheets.map(sheet => {
      const grid: (string | number | null)[][] = [];
      for (const { ref, content } of sheet.cells) {
        const row = (grid[ref.row - 1] ??= []);
        row[ref.column - 1] =
          content.kind === "formula"
            ? printPlanFormula(content.formula, sheet.id, style)
            : content.kind === "input"
              ? content.value
              : content.kind === "label"
                ? typeof content.text === "number"
                  ? content.text
                  : `'${inLocale(content.text, "en")}`
                : `'${content.word}`;
      }
      return [sheet.id, Array.from(grid, row => Array.from(row ?? [], cell => cell ?? null))];
    }),
  );
  writeFileSync(`${folder}/sheets.json`, JSON.stringify(sheets));
  writeFileSync(`${folder}/report.html`, await renderReport(assessment, "en"));
  writeFileSync(`${folder}/browser.json`, JSON.stringify(await findBrowser(process.env)));
}
