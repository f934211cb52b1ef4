/** `export CASE -o FILE.xlsx`: the customer's workbook. */
import { writeWorkbook } from "../index.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { save } from "./save.ts";
import { assess, withScenario } from "./with-case.ts";

/** `scenario`: where the workbook's switch stands when it is opened. */
export interface ExportOptions {
  readonly output: string;
  readonly scenario?: string;
}

export async function exportWorkbook(io: Io, path: string, { output, scenario }: ExportOptions): Promise<ExitStatus> {
  if (!/\.xlsx$/i.test(output)) {
    io.err(`${say(io.locale, "cli.output-kind", { path: output, expected: ".xlsx" })}\n`);
    return exit.usage;
  }
  return withScenario(io, async () => {
    const assessment = await assess(io, path, scenario);
    return assessment ? save(io, output, await writeWorkbook(assessment, io.locale)) : exit.findings;
  });
}
