/** LibreOffice at the same work: the written workbook open in it, inputs set and the headlines read by UNO, draw by draw. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { calculate } from "../../src/engine/calculate.ts";
import type { CellRef } from "../../src/engine/plan/plan.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import type { Sample } from "../sample-plans.ts";

/** The Python that LibreOffice's bridge is installed for. */
const python = process.env.UNO_PYTHON ?? "/usr/bin/python3";

/** Milliseconds of each draw and the NPV of the last; undefined where LibreOffice or its bridge is not installed. */
export async function libreOfficeDraws(
  sample: Sample,
  draws: readonly Float64Array[],
  count: number,
): Promise<{ times: number[]; npv: number } | undefined> {
  if (spawnSync(python, ["-c", "import uno"]).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    mkdirSync(join(folder, "profile"));
    const sheets = sample.plan.sheets.map(({ id }) => id);
    const place = ({ sheet, row, column }: CellRef) => [sheets.indexOf(sheet), row - 1, column - 1];
    writeFileSync(join(folder, "book.xlsx"), await writeWorkbook(calculate(sample.plan), "en"));
    const job = {
      inputs: sample.uncertain.map(place),
      outputs: sample.headlines.map(place),
      draws: Array.from({ length: count }, (_, draw) => draws.map(column => column[draw] ?? 0)),
    };
    writeFileSync(join(folder, "job.json"), JSON.stringify(job));
    const { status, stderr } = spawnSync(python, ["bench/peers/libreoffice.py", folder], { encoding: "utf8" });
    if (status !== 0) throw new Error(`LibreOffice by UNO failed: ${stderr}`);
    return JSON.parse(readFileSync(join(folder, "result.json"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
