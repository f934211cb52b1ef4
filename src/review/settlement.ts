/**
 * The settlement of every period up to the one reviewed. What is due and not measured counts as nothing realized against its whole plan:
 * the amounts are decided on that, and provisional until it is measured.
 */
import type { Case } from "../case/case.ts";
import { type IndicatorRealization, type PeriodValue, toCents } from "./realization.ts";
import { type PeriodSettlement, settlePeriods, termsOn } from "./settle-gain-share.ts";

export interface ReviewedSettlement extends PeriodSettlement {
  readonly period: string;
  /** Planned and realized of the year to date, in the base of the terms: what the rule was held against; in cents. */
  readonly base: { readonly planned: number; readonly realized: number };
  /** Something that the year to date counts is due and not measured. */
  readonly isProvisional: boolean;
  /** What that is, by period of the year to date. */
  readonly unmeasured: readonly { readonly period: string; readonly indicators: readonly string[] }[];
}

/** Null where the case has no gain share. */
export function settlementOf(
  { gainShare, calendar }: Case,
  indicators: readonly IndicatorRealization[],
  periods: readonly { readonly label: string; readonly year: number; readonly start: string }[],
): ReviewedSettlement[] | null {
  if (!gainShare) return null;
  const settled = periods.map(({ year, start }, index) => {
    const isGross = termsOn(gainShare, start)?.base === "gross";
    const values = indicators.flatMap(each => each.periods[index] ?? []);
    const sum = (of: (value: PeriodValue) => number | null) =>
      values.reduce((total, each) => total + (of(each) ?? 0), 0);
    return {
      year,
      start,
      base: sum(({ exact }) => (isGross ? exact.plannedGross : exact.planned)),
      realized: sum(({ exact }) => (isGross ? exact.realizedGross : exact.realized)),
    };
  });
  const open = periods.map(({ label, year }, index) => ({
    period: label,
    year,
    indicators: indicators.filter(each => each.hasYearly && isOpen(each.periods[index])).map(({ id }) => id),
  }));
  return settlePeriods(gainShare, settled, calendar.periodsPerYear).map((each, index) => {
    const unmeasured = open
      .slice(0, index + 1)
      .filter(({ year, indicators: ids }) => year === periods[index]?.year && ids.length > 0)
      .map(({ period, indicators: ids }) => ({ period, indicators: ids }));
    const year = settled.slice(0, index + 1).filter(other => other.year === periods[index]?.year);
    const total = (which: "base" | "realized") => toCents(year.reduce((sum, one) => sum + one[which], 0)) ?? 0;
    const base = { planned: total("base"), realized: total("realized") };
    return { period: periods[index]?.label ?? "", base, isProvisional: unmeasured.length > 0, unmeasured, ...each };
  });
}

/** Due, and without an amount: not measured, or measured and not to be computed. */
const isOpen = (value: PeriodValue | undefined): boolean =>
  value !== undefined && value.status !== "not-due" && value.exact.realized === null;
