/** Loads and calculates the case that most commands begin with; prints its findings, and gives nothing where it cannot be used. */
import { type Finding, warning } from "../finding/finding.ts";
import { type Assessment, calculate, hasErrors, type LineOf, loadCase } from "../index.ts";
import { say } from "../text/say.ts";
import type { Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";

/** More warnings than these are only counted; `check` shows them all. */
const warningsShown = 3;

export async function assess(io: Io, path: string): Promise<Assessment | undefined> {
  const { assessment, findings, lineOf } = await loadAndCalculate(path);
  if (hasErrors(findings) || findings.length <= warningsShown || io.json) printFindings(io, findings, lineOf);
  else io.err(`${say(io.locale, "cli.warnings", { warnings: findings.length, path })}\n`);
  return hasErrors(findings) ? undefined : assessment;
}

/** A case with all its findings, those too that show only when it is calculated. */
export async function loadAndCalculate(
  path: string,
): Promise<{ assessment?: Assessment; findings: readonly Finding[]; lineOf: LineOf }> {
  const { model, kase, findings, lineOf } = await loadCase(path);
  if (!model || !kase) return { findings, lineOf };
  const assessment = await calculate(model, kase);
  return { assessment, findings: [...findings, ...failedFormulas(assessment)], lineOf };
}

/** Formulas that fail with the values of a case (a division by 0), each led home to its indicator in the case file. */
function failedFormulas({ kase, result }: Assessment): Finding[] {
  return result.gaps.flatMap(({ reason, input, error = "", indicators }) => {
    const place = kase.indicators.find(({ id }) => indicators.includes(id))?.place;
    return reason === "failed" && place ? [warning("cell-failed", place, { figure: input, error })] : [];
  });
}
