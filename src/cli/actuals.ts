/** `actuals CASE FILE.csv`: measurements, shown with what they change, and on a yes added to the case's own. */
import { actualsPathOf, addActualsLines, readActualsText } from "../disk/actuals-file.ts";
import { readTextFile } from "../disk/read-files.ts";
import {
  changesOfMeasurements,
  hasErrors,
  inLocale,
  loadCase,
  type Measurement,
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
import { linesOf } from "./with-actuals.ts";

export interface ActualsOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export async function actuals(io: Io, path: string, file: string, options: ActualsOptions): Promise<ExitStatus> {
  const { locale } = io;
  const { kase, model, findings: ofCase, lineOf } = await loadCase(path);
  if (!kase || !model) {
    printFindings(io, ofCase, lineOf);
    return exit.findings;
  }
  const own = readActualsText(actualsPathOf(path));
  const given = readTextFile(file);
  const before = await readMeasurements(own.text, own.path, kase, model);
  const added = await readMeasurements(given.file?.text ?? "", file, kase, model);
  const findings = [
    ...own.findings,
    ...given.findings,
    ...(own.exists ? before.findings.filter(({ severity }) => severity === "error") : []),
    ...(given.file ? added.findings : []),
  ];
  const lines = [linesOf(own), linesOf({ path: file, text: given.file?.text ?? "" })];
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
