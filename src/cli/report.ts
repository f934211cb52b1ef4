/** `report CASE -o FILE.pdf`: the value report; as one HTML page where the file's name ends in .html. */
import { openReportPrinter, renderReport } from "../index.ts";
import { NoBrowserError } from "../report/pdf/no-browser-error.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { save } from "./save.ts";
import { assess, withScenario } from "./with-case.ts";

/** `scenario`: the one whose figures the report gives. */
export interface ReportOptions {
  readonly output: string;
  readonly scenario?: string;
}

export async function report(io: Io, path: string, options: ReportOptions): Promise<ExitStatus> {
  const { output } = options;
  const kind = /\.(pdf|html)$/i.exec(output)?.[1]?.toLowerCase();
  if (!kind) {
    io.err(`${say(io.locale, "cli.output-kind", { path: output, expected: ".pdf / .html" })}\n`);
    return exit.usage;
  }
  return withScenario(io, () => (kind === "html" ? asPage(io, path, options) : asPdf(io, path, options)));
}

async function asPage(io: Io, path: string, { output, scenario }: ReportOptions): Promise<ExitStatus> {
  const assessment = await assess(io, path, scenario);
  return assessment ? save(io, output, await renderReport(assessment, io.locale)) : exit.findings;
}

/** The browser starts while the case is calculated. */
async function asPdf(io: Io, path: string, { output, scenario }: ReportOptions): Promise<ExitStatus> {
  const opening = openReportPrinter(warning => io.err(`${say(io.locale, `cli.${warning}`)}\n`));
  opening.catch(() => undefined);
  try {
    const assessment = await assess(io, path, scenario);
    if (!assessment) return exit.findings;
    return save(io, output, await (await opening).print(assessment, io.locale));
  } catch (thrown) {
    if (!(thrown instanceof NoBrowserError)) throw thrown;
    const tried = thrown.tried.map(each => `${each.path ?? each.place}: ${each.why}`).join("; ");
    io.err(`${say(io.locale, "cli.no-browser", { tried, command: thrown.install })}\n`);
    return exit.findings;
  } finally {
    await opening.then(
      printer => printer.close(),
      () => undefined,
    );
  }
}
