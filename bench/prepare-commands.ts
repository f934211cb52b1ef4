/** What the bare scripts need: the demonstration case's sheets as HyperFormula takes them, its finished HTML, and the browser's path. */
import { writeFileSync } from "node:fs";
import { sheetContents } from "../src/engine/calculate.ts";
import { calculate, loadCase, renderReport } from "../src/index.ts";
import { findBrowser } from "../src/report/pdf/find-browser.ts";

export async function preparePeers(folder: string): Promise<void> {
  const { model, kase } = await loadCase("fixtures/jianglan");
  if (!model || !kase) throw new Error("the demonstration case cannot be loaded");
  const assessment = await calculate(model, kase);
  writeFileSync(`${folder}/sheets.json`, JSON.stringify(sheetContents(assessment.calculation.plan)));
  writeFileSync(`${folder}/report.html`, await renderReport(assessment, "en"));
  writeFileSync(`${folder}/browser.json`, JSON.stringify(await findBrowser(process.env)));
}
