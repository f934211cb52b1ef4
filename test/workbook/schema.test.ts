import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadCase } from "../../src/disk/load.ts";
import { buildPlan } from "../../src/engine/build-plan.ts";
import { calculate } from "../../src/engine/calculate.ts";
import type { WorkbookPlan } from "../../src/engine/plan/plan.ts";
import { sensitivityOf } from "../../src/engine/sensitivity.ts";
import { locales } from "../../src/text/locale.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { fillInPlan } from "../../src/review/fill-in/fill-in-plan.ts";
import { reviewPlan } from "../../src/review/sheets/review-plan.ts";
import { sendFillIn } from "../review/filled-in.ts";
import { smallPlan } from "./small-plan.ts";

/** Checks a workbook's parts against the schemas of ISO/IEC 29500; kept beside the repository, not in it. */
const checker = fileURLToPath(new URL("../../../shared/tools/xlsx-valid", import.meta.url));
const canCheck = existsSync(checker) && spawnSync("xmllint", ["--version"]).status === 0;

async function demonstration(): Promise<WorkbookPlan> {
  const { model, kase } = await loadCase(fileURLToPath(new URL("../../fixtures/jianglan", import.meta.url)));
  if (!model || !kase) throw new Error("the demonstration case cannot be read");
  const sensitivity = sensitivityOf(model, kase, calculate(buildPlan(model, kase)));
  return buildPlan(model, kase, { sensitivity });
}

/** The workbook of a review, and the one for measurements. */
async function ofReviews(): Promise<WorkbookPlan[]> {
  const { model, kase, ledger, history } = await sendFillIn("en");
  const of = { model, kase, ledger, history };
  return [reviewPlan({ ...of, period: 6 }), fillInPlan({ ...of, period: 7 }).plan];
}

test.skipIf(!canCheck)(
  "every part of a workbook is valid by the standard's schemas (needs xlsx-valid beside the repository, and xmllint)",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "schema-"));
    try {
      const plans = [
        smallPlan({ texts: ["<a>", "_x0041_", "=1"], inputsName: "Bob's" }),
        await demonstration(),
        ...(await ofReviews()),
      ];
      for (const plan of plans) {
        for (const locale of locales) {
          const path = join(folder, "workbook.xlsx");
          writeFileSync(path, await writeWorkbook(calculate(plan), locale));
          expect(execFileSync(checker, [path], { encoding: "utf8" })).toContain("invalid 0");
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  120_000,
);
