/** `check PATH`: every finding of a model or a case. */
import { compareWithCase } from "../agreement/compare.ts";
import { logPathOf, readLog } from "../disk/agreement-log.ts";
import {
  type Finding,
  findingAsData,
  hasErrors,
  inReadingOrder,
  isCase,
  type LineOf,
  loadModelFolder,
} from "../index.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";
import { loadAndCalculate } from "./with-case.ts";

export async function check(io: Io, path: string): Promise<ExitStatus> {
  const { findings, lineOf } = isCase(path) ? await caseWithAgreement(path) : await loadModelFolder(path);
  if (io.json) {
    const data = inReadingOrder(findings).map(finding => findingAsData(finding, io.locale));
    io.out(`${JSON.stringify({ path, clean: !hasErrors(findings), findings: data }, null, 2)}\n`);
    return hasErrors(findings) ? exit.findings : exit.clean;
  }
  if (printFindings(io, findings, lineOf)) return exit.findings;
  io.out(`${say(io.locale, findings.length === 0 ? "cli.check-clean" : "cli.check-usable", { path })}\n`);
  return exit.clean;
}

/** A case with its findings and those of its agreement, if it has one. */
async function caseWithAgreement(path: string): Promise<{ findings: readonly Finding[]; lineOf: LineOf }> {
  const { assessment, findings, lineOf } = await loadAndCalculate(path);
  const log = readLog(logPathOf(path));
  const compared = assessment ? compareWithCase(log.ledger, assessment.kase, assessment.model, log.placeOfLine) : [];
  return {
    findings: [...findings, ...log.findings, ...compared],
    lineOf: place => lineOf(place) ?? log.lineOf(place),
  };
}
