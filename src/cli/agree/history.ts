/** `agree history CASE [TERM]`: the events of a term, of an indicator with all its terms, or all. */
import { unknownTerm } from "../../agreement/check-value.ts";
import { readLog, logPathOf } from "../../disk/agreement-log.ts";
import { hasErrors } from "../../index.ts";
import { say } from "../../text/say.ts";
import { type ExitStatus, exit, type Io } from "../io.ts";
import { printFindings } from "../print-findings.ts";
import { caseOfLog, eventTable } from "./with-log.ts";

export async function history(io: Io, path: string, term: string | undefined): Promise<ExitStatus> {
  const of = await caseOfLog(io, path);
  if (!of) return exit.findings;
  const log = readLog(logPathOf(path));
  const { events } = log.ledger;
  const found =
    term === undefined
      ? events
      : events.filter(event => "term" in event && (event.term === term || event.term.startsWith(`${term}.`)));
  const isKnown =
    term === undefined || found.length > 0 || of.definitions.has(term) || of.definitions.has(`${term}.chosen`);
  const unknown = isKnown ? [] : [unknownTerm(term, of.definitions, log.placeOfLine(1))];
  const findings = [...log.findings, ...unknown];
  printFindings(io, findings, log.lineOf);
  if (unknown.length > 0) return exit.findings;
  if (io.json) io.out(`${JSON.stringify({ events: found }, null, 2)}\n`);
  else if (log.exists) io.out(`${eventTable(found, of.definitions, io)}\n`);
  else io.out(`${say(io.locale, "agree.no-log", { path })}\n`);
  return hasErrors(findings) ? exit.findings : exit.clean;
}
