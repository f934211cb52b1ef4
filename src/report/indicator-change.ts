/** What an indicator is planned to do: baseline → target, and whether that is more than is typical. */
import { nameOf } from "../engine/plan/builder.ts";
import type { IndicatorResult } from "../engine/result.ts";
import { isUnpriced } from "./counted-lines.ts";
import { ambitionOf, plannedChange } from "./evidence.ts";
import type { Phrasing } from "./phrasing.ts";
import { type Cell, cell } from "./table-view.ts";

/** Baseline → target with its unit below; a value not yet agreed is named as missing. */
export function changeCell(phrasing: Phrasing, each: IndicatorResult): Cell {
  const { say } = phrasing;
  const indicator = phrasing.indicator(each.id);
  if (!indicator) return cell("–");
  const value = (amount: number | null) =>
    amount === null ? say("report.gap.value") : phrasing.quantity(amount, indicator.format);
  const isPlain = each.baseline === null && each.target === null && each.gross !== null && !isUnpriced(each);
  if (isPlain) return cell("–", { note: say("report.indicators.plain-line") });
  const text = `${value(each.baseline)} → ${value(each.target)}`;
  return cell(text, {
    note: phrasing.unit(indicator.shownAs),
    tone: each.baseline === null || each.target === null ? "gap" : "plain",
  });
}

/** Baseline and target, each with its cell; undefined where one of them is missing. */
export function levelsOf(phrasing: Phrasing, { id, baseline, target }: IndicatorResult) {
  const indicator = phrasing.indicator(id);
  if (!indicator || baseline === null || target === null) return undefined;
  const level = (value: number, name: "baseline" | "target") => ({
    text: phrasing.quantity(value, indicator.format),
    reference: phrasing.reference(value, `${nameOf(id)}_${name}`),
  });
  return [level(baseline, "baseline"), level(target, "target")];
}

/** Whether the plan asks more than is typical, in words. */
export function ambitionText(phrasing: Phrasing, each: IndicatorResult): string | null {
  const { say } = phrasing;
  const indicator = phrasing.indicator(each.id);
  if (!indicator || each.baseline === null || each.target === null) return null;
  const change = plannedChange(phrasing, indicator, each.baseline, each.target);
  switch (ambitionOf(indicator, each.baseline, each.target)) {
    case "below":
      return say("report.ambition.below", { change });
    case "within":
      return say("report.ambition.within", { change });
    case "above":
      return say("report.ambition.above", { change });
    default:
      return null;
  }
}
