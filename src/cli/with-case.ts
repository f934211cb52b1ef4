/** Loads and calculates the case that most commands begin with; prints its findings, and gives nothing where it cannot be used. */
import { type Finding, warning } from "../finding/finding.ts";
import { type Assessment, calculate, hasErrors, loadCase } from "../index.ts";
import { say } from "../text/say.ts";
import type { Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";

/** More warnings than these are only counted; `check` shows them all. */
const warningsShown = 3;

export async function assess(io: Io, path: string): Promise<Assessment | undefined> {
  const { model, kase, findings: loaded, lineOf } = await loadCase(path);
  const assessment = model && kase ? await calculate(model, kase) : undefined;
  const findings = assessment ? [...loaded, ...failedFormulas(assessment)] : loaded;
  if (hasErrors(findings) || findings.length <= warningsShown || io.json) printFindings(io, findings, lineOf);
  else io.err(`${say(io.locale, "cli.warnings", { warnings: findings.length, path })}\n`);
  return hasErrors(findings) ? undefined : assessment;
}

/** Formulas that fail with the values of a case (a division by 0), each led home to its indicator in the case file. */
export function failedFormulas({ kase, result }: Assessment): Finding[] {
  return result.gaps.flatMap(({ reason, input, error = "", indicators }) => {
    const place = kase.indicators.find(({ id }) => indicators.includes(id))?.place;
    return reason === "failed" && place ? [warning("cell-failed", place, { figure: input, error })] : [];
  });
}
