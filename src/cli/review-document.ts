/** The value review as a document: HTML, or a PDF. */
import { type Assessment, openReportPrinter, renderReview, type Theme, type ValueReview } from "../index.ts";
import { NoBrowserError } from "../report/pdf/no-browser-error.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { save } from "./save.ts";

/** Makes the review; an exit status where it cannot be made, and that is said. */
export type Reviewing = () => Promise<{ readonly assessment: Assessment; readonly reviewed: ValueReview } | ExitStatus>;
export type WriteReview = (
  io: Io,
  output: string,
  reviewing: Reviewing,
  theme: Theme | undefined,
) => Promise<ExitStatus>;

/** By the ending of the file's name. Another kind of document is another line here. */
export const reviewWriters: Readonly<Record<string, WriteReview>> = { pdf: asPdf, html: asPage };

async function asPage(io: Io, output: string, reviewing: Reviewing, theme: Theme | undefined): Promise<ExitStatus> {
  const made = await reviewing();
  if (typeof made === "number") return made;
  return save(io, output, await renderReview(made.assessment, made.reviewed, io.locale, { theme }));
}

/** The browser starts while the case is calculated. */
async function asPdf(io: Io, output: string, reviewing: Reviewing, theme: Theme | undefined): Promise<ExitStatus> {
  const opening = openReportPrinter(warning => io.err(`${say(io.locale, `cli.${warning}`)}\n`));
  opening.catch(() => undefined);
  try {
    const made = await reviewing();
    if (typeof made === "number") return made;
    return save(io, output, await (await opening).printReview(made.assessment, made.reviewed, io.locale, { theme }));
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
