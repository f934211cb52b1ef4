/** Loads and calculates the case that most commands begin with; prints its findings, and gives nothing where it cannot be used. */
import { type Assessment, calculate, loadCase } from "../index.ts";
import type { Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";

export async function assess(io: Io, path: string): Promise<Assessment | undefined> {
  const { model, kase, findings, lineOf } = await loadCase(path);
  if (printFindings(io, findings, lineOf) || !model || !kase) return undefined;
  return calculate(model, kase);
}
