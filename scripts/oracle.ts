/**
 * Proves written workbooks by another spreadsheet program: for each case, in each language, with the inputs as they are and changed,
 * LibreOffice recalculates the workbook from falsified results and every formula cell is compared.
 *
 *     npx tsx scripts/oracle.ts [CASE FOLDER …]
 */
import { loadCase } from "../src/disk/load.ts";
import { buildPlan } from "../src/engine/build-plan.ts";
import { calculate } from "../src/engine/calculate.ts";
import type { WorkbookPlan } from "../src/engine/plan/plan.ts";
import { locales } from "../src/text/locale.ts";
import { writeWorkbook } from "../src/workbook/write-workbook.ts";
import { compareWithCalculation, comparisonText } from "../test/oracle/compare.ts";
import { falsifyResults, typeInputs } from "../test/oracle/edit-workbook.ts";
import { changesToTry } from "../test/oracle/input-changes.ts";
import { recalculateAllWithLibreOffice, whyNoLibreOffice } from "../test/oracle/libreoffice.ts";
import { withInputs } from "../test/oracle/with-inputs.ts";

const folders = process.argv.slice(2);
const missing = whyNoLibreOffice();
if (missing) {
  console.error(missing);
  process.exit(2);
}
for (const folder of folders.length > 0 ? folders : ["fixtures/jianglan", "fixtures/jianglan-all"]) {
  const { model, kase } = await loadCase(folder);
  if (!model || !kase) throw new Error(`${folder} is no case that can be read`);
  await prove(folder, buildPlan(model, kase));
}

async function prove(folder: string, plan: WorkbookPlan): Promise<void> {
  const calculation = calculate(plan);
  const trials = new Map([["as it is", new Map()], ...changesToTry(plan)]);
  for (const locale of locales) {
    const written = await writeWorkbook(calculation, locale);
    const files = [...trials.values()].map(changes => falsifyResults(typeInputs(written, plan, locale, changes)));
    const recalculated = await recalculateAllWithLibreOffice(files);
    [...trials].forEach(([title, changes], index) => {
      const file = recalculated[index];
      if (!file) throw new Error(`${title} was not recalculated`);
      const comparison = compareWithCalculation(file, calculate(withInputs(plan, changes)), locale);
      console.log(`${folder} ${locale}, ${title}: ${comparisonText(comparison)}`);
      if (comparison.differing.length > 0) process.exitCode = 1;
    });
  }
}
