/** `actuals CASE --fill-in FILE.xlsx`: the workbook in which the customer's monitoring group fills in what it measured. */
import { periodsOf } from "../case/calendar.ts";
import { actualsPathOf, readActualsText } from "../disk/actuals-file.ts";
import {
  hasErrors,
  loadCase,
  openPeriod,
  periodNumber,
  readAgreement,
  readMeasurements,
  writeFillIn,
} from "../index.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";
import { save } from "./save.ts";
import { linesOf, wrongPeriod } from "./with-actuals.ts";

export async function fillIn(io: Io, path: string, output: string, quarter: string | undefined): Promise<ExitStatus> {
  const { locale } = io;
  if (!/\.xlsx$/i.test(output)) {
    io.err(`${say(locale, "cli.output-kind", { path: output, expected: ".xlsx" })}\n`);
    return exit.usage;
  }
  const { kase, model, findings, lineOf } = await loadCase(path);
  if (!kase || !model) {
    printFindings(io, findings, lineOf);
    return exit.findings;
  }
  const log = await readAgreement(path);
  if (printFindings(io, log.findings, log.lineOf)) return exit.findings;
  const of = { model, kase, ledger: log.ledger.opened ? log.ledger : undefined };
  const own = readActualsText(actualsPathOf(path));
  const actuals = await readMeasurements(own.text, own.path, kase, model);
  const wrong = [...own.findings, ...(own.exists ? actuals.findings.filter(each => hasErrors([each])) : [])];
  if (printFindings(io, wrong, linesOf(own))) return exit.findings;
  const period = await (quarter === undefined ? openPeriod(of, actuals.history) : periodNumber(kase, quarter));
  if (period === undefined) {
    if (quarter !== undefined) return wrongPeriod(io, kase, quarter);
    io.err(`${say(locale, "fill-in.all-measured")}\n`);
    return exit.usage;
  }
  const { bytes, rows } = await writeFillIn(of, actuals.history, period, locale);
  const status = save(io, output, bytes);
  if (status === exit.clean && !io.json) {
    const label = periodsOf(kase.calendar)[period]?.label ?? "";
    io.out(`${say(locale, "fill-in.written", { period: label, count: rows })}\n`);
  }
  return status;
}
