/** Findings on the error stream, and whether there are errors among them. */

import type { LineOf } from "../disk/load.ts";
import { type Finding, findingAsData, hasErrors, inReadingOrder, printFinding } from "../index.ts";
import { say } from "../text/say.ts";
import type { Io } from "./io.ts";

export function printFindings(io: Io, findings: readonly Finding[], lineOf: LineOf): boolean {
  if (findings.length > 0) {
    const ordered = inReadingOrder(findings);
    if (io.json)
      io.err(`${JSON.stringify({ findings: ordered.map(finding => findingAsData(finding, io.locale)) }, null, 2)}\n`);
    else
      io.err(
        `${ordered.map(finding => printFinding(finding, io.locale, lineOf)).join("\n\n")}\n\n${countOf(findings, io)}\n`,
      );
  }
  return hasErrors(findings);
}

/** 2 errors, 1 warning. */
export function countOf(findings: readonly Finding[], io: Io): string {
  const count = (severity: Finding["severity"]) => findings.filter(finding => finding.severity === severity).length;
  return say(io.locale, "cli.count", { errors: count("error"), warnings: count("warning") });
}
