/** `export CASE -o FILE.xlsx`: the customer's workbook. */
import { writeWorkbook } from "../index.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { save } from "./save.ts";
import { assess } from "./with-case.ts";

export async function exportWorkbook(io: Io, path: string, output: string): Promise<ExitStatus> {
  if (!/\.xlsx$/i.test(output)) {
    io.err(`${say(io.locale, "cli.output-kind", { path: output, expected: ".xlsx" })}\n`);
    return exit.usage;
  }
  const assessment = await assess(io, path);
  if (!assessment) return exit.findings;
  return save(io, output, await writeWorkbook(assessment, io.locale));
}
