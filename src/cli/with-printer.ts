/** A browser for the time of one command, started while the rest is prepared; where there is none, how to get one. */
import { openReportPrinter, type ReportPrinter } from "../index.ts";
import { NoBrowserError } from "../report/pdf/no-browser-error.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";

export async function withPrinter(
  io: Io,
  use: (printer: Promise<ReportPrinter>) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const opening = openReportPrinter(warning => io.err(`${say(io.locale, `cli.${warning}`)}\n`));
  opening.catch(() => undefined);
  try {
    return await use(opening);
  } catch (thrown) {
    if (!(thrown instanceof NoBrowserError)) throw thrown;
    sayNoBrowser(io, thrown);
    return exit.findings;
  } finally {
    await opening.then(
      printer => printer.close(),
      () => undefined,
    );
  }
}

/** Where a browser was looked for, and how to get one. */
export function sayNoBrowser(io: Io, { tried, install }: NoBrowserError): void {
  const places = tried.map(each => `${each.path ?? each.place}: ${each.why}`).join("; ");
  io.err(`${say(io.locale, "cli.no-browser", { tried: places, command: install })}\n`);
}
