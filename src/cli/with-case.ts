/** Loads and calculates the case that most commands begin with; prints its findings, and gives nothing where it cannot be used. */
import { type Assessment, calculate, hasErrors, loadCase } from "../index.ts";
import { say } from "../text/say.ts";
import type { Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";

/** More warnings than these are only counted; `check` shows them all. */
const warningsShown = 3;

export async function assess(io: Io, path: string): Promise<Assessment | undefined> {
  const { model, kase, findings, lineOf } = await loadCase(path);
  if (hasErrors(findings) || findings.length <= warningsShown || io.json) printFindings(io, findings, lineOf);
  else io.err(`${say(io.locale, "cli.warnings", { warnings: findings.length, path })}\n`);
  if (hasErrors(findings) || !model || !kase) return undefined;
  return calculate(model, kase);
}
