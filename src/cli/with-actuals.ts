/** The measurements that a review begins with, and the period it is of. */
import { periodsOf } from "../case/calendar.ts";
import type { ActualsText } from "../disk/actuals-file.ts";
import { type Actuals, type Assessment, type Case, hasErrors, type LineOf, periodNumber } from "../index.ts";
import { measurementsOf } from "../portfolio/measurements.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";
import { assess } from "./with-case.ts";

export interface Measured {
  readonly assessment: Assessment;
  readonly actuals: Actuals;
  /** Number of the period, from 1. */
  readonly period: number;
}

/** Prints what is wrong, and gives nothing where it cannot be used; "usage" where the period is none of the case. */
export async function measured(io: Io, path: string, quarter: string): Promise<Measured | "usage" | undefined> {
  const assessment = await assess(io, path);
  if (!assessment) return undefined;
  const { kase, model } = assessment;
  const period = await periodNumber(kase, quarter);
  if (period === undefined) {
    wrongPeriod(io, kase, quarter);
    return "usage";
  }
  const actuals = measurementsOf(path, kase, model);
  const { findings } = actuals;
  if (!io.json || hasErrors(findings)) printFindings(io, findings, linesOf(actuals.text));
  return hasErrors(findings) ? undefined : { assessment, actuals, period };
}

/** Says which periods there are. */
export function wrongPeriod(io: Io, { calendar }: Case, quarter: string): ExitStatus {
  const labels = periodsOf(calendar)
    .slice(1)
    .map(({ label }) => label)
    .join(", ");
  io.err(`${say(io.locale, "cli.option-wrong", { option: "--quarter", value: quarter, expected: labels })}\n`);
  return exit.usage;
}

export function linesOf({ path, text }: Pick<ActualsText, "path" | "text">): LineOf {
  const lines = text.split(/\r?\n/);
  return ({ file, line }) => (file === path ? lines[line - 1] : undefined);
}
