/** `report CASE -o FILE.pdf`: the value report; as one HTML page with `--format html`, or where the file's name ends in .html. */
import { renderReport, type Theme } from "../index.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { save } from "./save.ts";
import { themeOf } from "./theme-of.ts";
import { assess, withScenario } from "./with-case.ts";
import { withPrinter } from "./with-printer.ts";

/** `scenario`: the one whose figures the report gives. */
export interface ReportOptions {
  readonly output: string;
  readonly scenario?: string;
  readonly format?: string;
  /** Path of a theme's file. */
  readonly theme?: string;
}

const formats = ["pdf", "html"] as const;
type Format = (typeof formats)[number];

export async function report(io: Io, path: string, options: ReportOptions): Promise<ExitStatus> {
  const asked = formatOf(io, options);
  if (!asked) return exit.usage;
  const theme = await themeOf(io, options.theme);
  if (theme === "unusable") return exit.findings;
  const print = asked === "html" ? asPage : asPdf;
  return withScenario(io, () => print(io, path, options, theme));
}

/** As asked, or as the file's name says; undefined, and said, where it says neither, or another one than is asked. */
function formatOf(io: Io, { format, output }: ReportOptions): Format | undefined {
  const asked = formats.find(each => each === format?.toLowerCase());
  if (format !== undefined && !asked) {
    const values = { option: "--format", value: format, expected: formats.join(", ") };
    io.err(`${say(io.locale, "cli.option-wrong", values)}\n`);
    return undefined;
  }
  const ending = /\.(pdf|html)$/i.exec(output)?.[1]?.toLowerCase();
  if (asked ? ending === undefined || ending === asked : ending !== undefined) return asked ?? (ending as Format);
  const expected = asked ? `.${asked}` : ".pdf / .html";
  io.err(`${say(io.locale, "cli.output-kind", { path: output, expected })}\n`);
  return undefined;
}

async function asPage(
  io: Io,
  path: string,
  { output, scenario }: ReportOptions,
  theme: Theme | undefined,
): Promise<ExitStatus> {
  const assessment = await assess(io, path, scenario);
  return assessment ? save(io, output, await renderReport(assessment, io.locale, theme)) : exit.findings;
}

/** The browser starts while the case is calculated. */
const asPdf = (
  io: Io,
  path: string,
  { output, scenario }: ReportOptions,
  theme: Theme | undefined,
): Promise<ExitStatus> =>
  withPrinter(io, async printer => {
    const assessment = await assess(io, path, scenario);
    if (!assessment) return exit.findings;
    return save(io, output, await (await printer).print(assessment, io.locale, theme));
  });
