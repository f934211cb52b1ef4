/** `actuals CASE FILE`: measurements of a CSV file or a filled-in workbook, shown with what they change, and on a yes added to the case's own. */
import { actualsPathOf, addActualsLines, readActualsText } from "../disk/actuals-file.ts";
import { readTextFile } from "../disk/read-files.ts";
import {
  type Actuals,
  type Case,
  changesOfMeasurements,
  hasErrors,
  inLocale,
  loadCase,
  type Measurement,
  type Model,
  periodNumber,
  readAgreement,
  readFillIn,
  readMeasurements,
  UnwritableError,
} from "../index.ts";
import { periodsOf } from "../case/calendar.ts";
import { exactText, formatDate, percentText } from "../text/format.ts";
import { reasonText } from "../text/reason.ts";
import { say } from "../text/say.ts";
import { visibleLine } from "../text/visible.ts";
import { consentOf } from "./consent.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";
import { table } from "./table.ts";
import { linesOf, wrongPeriod } from "./with-actuals.ts";

export interface ActualsOptions {
  /** The workbook to write, in place of a file to take in. */
  readonly fillIn?: string;
  readonly quarter?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export async function actuals(
  io: Io,
  path: string,
  file: string | undefined,
  options: ActualsOptions,
): Promise<ExitStatus> {
  if (file === undefined && options.fillIn !== undefined)
    return (await import("./fill-in.ts")).fillIn(io, path, options.fillIn, options.quarter);
  if (file !== undefined && options.fillIn === undefined) return takeIn(io, path, file, options);
  io.err(`${say(io.locale, "fill-in.which")}\n`);
  return exit.usage;
}

async function takeIn(io: Io, path: string, file: string, options: ActualsOptions): Promise<ExitStatus> {
  const { locale } = io;
  const { kase, model, findings: ofCase, lineOf } = await loadCase(path);
  if (!kase || !model) {
    printFindings(io, ofCase, lineOf);
    return exit.findings;
  }
  const own = readActualsText(actualsPathOf(path));
  const before = await readMeasurements(own.text, own.path, kase, model);
  const isWorkbook = workbooks.test(file);
  if (options.quarter !== undefined && !isWorkbook) {
    io.err(`${say(locale, "fill-in.quarter-csv")}\n`);
    return exit.usage;
  }
  const period = options.quarter === undefined ? undefined : await periodNumber(kase, options.quarter);
  if (options.quarter !== undefined && period === undefined) return wrongPeriod(io, kase, options.quarter);
  const log = await readAgreement(path);
  const ledger = log.ledger.opened ? log.ledger : undefined;
  const added: Added = isWorkbook
    ? { ...(await readFillIn(file, { kase, model, ledger, history: before.history, period })), text: "" }
    : await fromCsv(file, kase, model);
  const findings = [
    ...own.findings,
    ...(own.exists ? before.findings.filter(({ severity }) => severity === "error") : []),
    ...added.findings,
  ];
  const lines = [linesOf(own), linesOf({ path: file, text: added.text })];
  printFindings(io, findings, place => lines.map(each => each(place)).find(each => each !== undefined));
  if (hasErrors(findings)) return exit.findings;
  const { changes, lines: toAdd, head } = await changesOfMeasurements(before.history, added.history, kase);
  const show = ({ item, value, date }: Measurement) =>
    date !== undefined
      ? formatDate(date, locale)
      : inLocale(
          (model.indicators.find(({ id }) => id === item)?.format === "percent" ? percentText : exactText)(value),
          locale,
        );
  if (io.json) {
    const data = changes.map(({ kind, measurement: { place: _, ...rest }, before: old }) => ({
      kind,
      ...rest,
      before: old?.value ?? null,
      ...(old?.date === undefined ? {} : { dateBefore: old.date }),
    }));
    io.out(`${JSON.stringify({ changes: data }, null, 2)}\n`);
  } else if (changes.length === 0) io.out(`${say(locale, "actuals.nothing")}\n`);
  else {
    const periods = periodsOf(kase.calendar);
    const rows = changes.map(({ kind, measurement, before: old }) => [
      periods[measurement.period]?.label || "–",
      measurement.of === "go-live" ? say(locale, "report.cover.go-live") : visibleLine(measurement.item),
      old ? show(old) : "–",
      show(measurement),
      say(locale, `actuals.${kind}`),
    ]);
    const heads = ["actuals.period", "actuals.item", "actuals.before", "actuals.now", "actuals.change"] as const;
    io.out(
      `${table(
        heads.map(key => ({ head: say(locale, key) })),
        rows,
      )}\n`,
    );
  }
  if (changes.length === 0 || options.dryRun) return exit.clean;
  const consent = await consentOf(io, options.yes, say(locale, "actuals.ask", { count: changes.length }));
  if (consent !== "yes") return consent === "no" ? exit.clean : exit.usage;
  try {
    addActualsLines(own.path, own.text, head, toAdd);
    if (!io.json) io.out(`${say(locale, "actuals.added", { count: toAdd.length, path: own.path })}\n`);
    return exit.clean;
  } catch (thrown) {
    if (!(thrown instanceof UnwritableError)) throw thrown;
    io.err(`${say(locale, "cli.unwritable", { path: thrown.path, reason: reasonText(thrown.reason) })}\n`);
    return exit.findings;
  }
}

/** Those of other kinds are told what to save them as. */
const workbooks = /\.(xls\w?|ods|et)$/i;

/** New measurements, and the text that they were read from. */
interface Added extends Actuals {
  readonly text: string;
}

async function fromCsv(path: string, kase: Case, model: Model): Promise<Added> {
  const { file, findings } = readTextFile(path);
  if (!file) return { history: [], findings, text: "" };
  const read = await readMeasurements(file.text, path, kase, model);
  return { history: read.history, findings: [...findings, ...read.findings], text: file.text };
}
