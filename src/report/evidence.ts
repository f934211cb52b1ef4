/** What is typical elsewhere, and how good the evidence is. No source means that practitioners estimated it, and the report says so. */
import type { Indicator } from "../model/model.ts";
import type { Phrasing } from "./phrasing.ts";

/** "Grades A, C", "grade B, adjusted by judgement", "practitioner estimate". */
export function evidenceText(phrasing: Phrasing, sources: readonly string[], adjusted = false): string {
  const { model, say } = phrasing;
  const grades = new Set(sources.flatMap(id => model.sources.find(source => source.id === id)?.grade ?? []));
  if (grades.size === 0) return say("report.evidence.estimate");
  const grade = [...grades].sort().join("/");
  return adjusted ? say("report.evidence.adjusted", { grade }) : say("report.evidence.grade", { grade });
}

export function typicalBaseline(phrasing: Phrasing, indicator: Indicator): string {
  const { low, high } = indicator.typical.baseline;
  return phrasing.say("report.range", {
    low: phrasing.quantity(low, indicator.format),
    high: phrasing.quantity(high, indicator.format),
  });
}

/** Low to high, and what is likely. */
export function typicalImprovement(phrasing: Phrasing, indicator: Indicator): string {
  const likely = improvementSize(phrasing, indicator, indicator.typical.improvement.likely);
  return phrasing.say("report.typical.likely", { range: typicalRange(phrasing, indicator), likely });
}

/** Low to high, with sign: +3 to +10 points, −8% to −20%. */
export function typicalRange(phrasing: Phrasing, indicator: Indicator): string {
  const { by, low, high } = indicator.typical.improvement;
  const range = phrasing.say("report.range", {
    low: improvementSize(phrasing, indicator, low),
    high: improvementSize(phrasing, indicator, high),
  });
  return by === "absolute" && indicator.format === "percent" ? phrasing.say("report.points", { points: range }) : range;
}

function improvementSize(phrasing: Phrasing, indicator: Indicator, size: number): string {
  const sign = indicator.better === "higher" ? "+" : "−";
  if (indicator.typical.improvement.by === "relative") return sign + phrasing.percent(size);
  const isPercent = indicator.format === "percent";
  return (
    sign + (isPercent ? phrasing.quantity(rounded(size * 100), "number") : phrasing.quantity(size, indicator.format))
  );
}

export type Ambition = "below" | "within" | "above" | "none";

/** The planned improvement beside the typical one; `none` without both values. */
export function ambitionOf(indicator: Indicator, baseline: number | null, target: number | null): Ambition {
  const size = plannedSize(indicator, baseline, target);
  if (size === null) return "none";
  const { low, high } = indicator.typical.improvement;
  const slack = 1e-9;
  if (size < low - slack) return "below";
  return size > high + slack ? "above" : "within";
}

/** The planned improvement as readers see it: +7 points, −12%. */
export function plannedChange(phrasing: Phrasing, indicator: Indicator, baseline: number, target: number): string {
  const change = target - baseline;
  const sign = change > 0 ? "+" : "";
  if (indicator.format === "percent") return `${sign}${points(phrasing, change)}`;
  return baseline === 0
    ? `${sign}${phrasing.quantity(rounded(change), indicator.format)}`
    : `${sign}${phrasing.percent(change / Math.abs(baseline), 0)}`;
}

/** Positive for a change to the better, in the terms of the typical range. */
function plannedSize(indicator: Indicator, baseline: number | null, target: number | null): number | null {
  if (baseline === null || target === null) return null;
  const change = indicator.better === "higher" ? target - baseline : baseline - target;
  if (indicator.typical.improvement.by === "absolute") return change;
  return baseline === 0 ? null : change / Math.abs(baseline);
}

/** A difference of shares in percentage points. */
const points = (phrasing: Phrasing, share: number): string =>
  phrasing.say("report.points", { points: phrasing.quantity(rounded(share * 100), "number") });

/** Without the dust of binary fractions: 0.79 − 0.72 is 0.07. */
const rounded = (value: number): number => Number(value.toPrecision(10));
