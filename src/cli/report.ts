/** `report CASE -o FILE.pdf`: the value report; as one HTML page where the file's name ends in .html. */
import { printReports, renderReport } from "../index.ts";
import { NoBrowserError } from "../report/pdf/no-browser-error.ts";
import { say } from "../text/say.ts";
import { save } from "./export.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { assess } from "./with-case.ts";

export async function report(io: Io, path: string, output: string): Promise<ExitStatus> {
  const kind = /\.(pdf|html)$/i.exec(output)?.[1]?.toLowerCase();
  if (!kind) {
    io.err(`${say(io.locale, "cli.output-kind", { path: output, expected: ".pdf / .html" })}\n`);
    return exit.usage;
  }
  const assessment = await assess(io, path);
  if (!assessment) return exit.findings;
  if (kind === "html") return save(io, output, await renderReport(assessment, io.locale));
  try {
    const [pdf] = await printReports([{ assessment, locale: io.locale }], message => io.err(`${message}\n`));
    if (!pdf) throw new Error("the printer gave nothing");
    return save(io, output, pdf);
  } catch (thrown) {
    if (!(thrown instanceof NoBrowserError)) throw thrown;
    const tried = thrown.tried.map(each => `${each.path ?? each.place}: ${each.why}`).join("; ");
    io.err(`${say(io.locale, "cli.no-browser", { tried, command: thrown.install })}\n`);
    return exit.findings;
  }
}
