/** Which kinds of money an indicator has at all: one without one-off lines has no one-off cash, which is not the same as none of it. */
import type { IndicatorResult } from "../engine/result.ts";

export function hasYearlyLines(indicator: IndicatorResult): boolean {
  return indicator.lines.some(line => line.recurrence === "yearly" && !line.alternative);
}

export function hasOneOffLines(indicator: IndicatorResult): boolean {
  return indicator.lines.some(line => line.recurrence === "one-off" && !line.alternative);
}

/** Brings no money of its own: it is agreed and measured, and in no sum. */
export const isUnpriced = ({ lines }: Pick<IndicatorResult, "lines">): boolean => lines.length === 0;

/** The keys of its lines' figures, which add up to the indicator's. */
export function lineKeys(
  indicator: IndicatorResult,
  recurrence: "yearly" | "one-off",
  name: "gross" | "net",
): readonly string[] {
  return indicator.lines
    .filter(line => line.recurrence === recurrence && !line.alternative)
    .map(line => `line.${indicator.id}.${line.id}.${name}`);
}
