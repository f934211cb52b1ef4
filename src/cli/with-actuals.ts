/** The measurements that a review begins with, and the period it is of. */
import { actualsPathOf, type ActualsText, readActualsText } from "../disk/actuals-file.ts";
import { type Actuals, type Assessment, hasErrors, type LineOf, periodNumber, readMeasurements } from "../index.ts";
import { say } from "../text/say.ts";
import type { Io } from "./io.ts";
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
    const labels = (await periodLabels(assessment)).join(", ");
    io.err(`${say(io.locale, "cli.option-wrong", { option: "--quarter", value: quarter, expected: labels })}\n`);
    return "usage";
  }
  const text = readActualsText(actualsPathOf(path));
  const actuals = await readMeasurements(text.text, text.path, kase, model);
  const findings = [...text.findings, ...(text.exists ? actuals.findings : [])];
  if (!io.json || hasErrors(findings)) printFindings(io, findings, linesOf(text));
  return hasErrors(findings) ? undefined : { assessment, actuals, period };
}

const periodLabels = async ({ kase }: Assessment): Promise<string[]> => {
  const { periodsOf } = await import("../case/calendar.ts");
  return periodsOf(kase.calendar)
    .slice(1)
    .map(({ label }) => label);
};

export function linesOf({ path, text }: Pick<ActualsText, "path" | "text">): LineOf {
  const lines = text.split(/\r?\n/);
  return ({ file, line }) => (file === path ? lines[line - 1] : undefined);
}
