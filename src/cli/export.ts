/** `export CASE -o FILE.xlsx`: the customer's workbook. */
import { UnwritableError, writeFileWhole, writeWorkbook } from "../index.ts";
import { reasonText } from "../text/reason.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
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

/** Writes a document and says where it is, or why it could not be written. */
export function save(io: Io, output: string, content: string | Uint8Array): ExitStatus {
  try {
    writeFileWhole(output, content);
  } catch (thrown) {
    if (!(thrown instanceof UnwritableError)) throw thrown;
    io.err(`${say(io.locale, "cli.unwritable", { path: output, reason: reasonText(thrown.reason) })}\n`);
    return exit.findings;
  }
  const bytes = typeof content === "string" ? Buffer.byteLength(content) : content.length;
  const size = Math.ceil(bytes / 1024);
  io.out(
    io.json
      ? `${JSON.stringify({ file: output, bytes })}\n`
      : `${say(io.locale, "cli.written", { path: output, size })}\n`,
  );
  return exit.clean;
}
