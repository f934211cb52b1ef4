/**
 * The value review of a period: what was agreed, what was measured, what it is worth, where the difference from plan comes from, what is
 * shared, what is to be expected, and what to do next. Plain data, as `review --json` prints it.
 */

import { canonicalJson } from "../agreement/canonical.ts";
import { fingerprintOf, hashOf } from "../agreement/hash.ts";
import { countedCase, type Standing } from "../agreement/standing.ts";
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import type { Text } from "../text/locale.ts";
import type { Measurement } from "./actuals.ts";
import type { LineFigures } from "./line-figures.ts";
import { type Action, nextActions } from "./next-actions.ts";
import { type IndicatorRealization, type PeriodValue, realize, type Status, sumOfCents } from "./realization.ts";
import { type PeriodSettlement, settlePeriods, termsOn } from "./settle-gain-share.ts";

/** Net amounts, in cents; null where nothing of it is known. */
export interface RealizedAndPlanned {
  /** Of what was measured. */
  readonly realized: number | null;
  /** Of everything that was due. */
  readonly planned: number | null;
}

export interface PeriodSum extends RealizedAndPlanned {
  /** Planned, of what was measured: what `realization` divides by. */
  readonly plannedOfMeasured: number | null;
  readonly realization: number | null;
}

export interface ReviewedIndicator extends RealizedAndPlanned {
  readonly id: string;
  readonly name: Text;
  readonly baseline: number | null;
  readonly target: number | null;
  readonly plannedLevel: number | null;
  readonly actual: number | null;
  readonly gapClosed: number | null;
  readonly progress: number | null;
  readonly status: Status;
  readonly realizedGross: number | null;
  readonly plannedGross: number | null;
  /** Realized − planned = indicator + volume; `volume` only where drivers were measured too, and not in `realized`. */
  readonly difference: { readonly indicator: number | null; readonly volume: number | null };
  readonly toDate: RealizedAndPlanned;
  readonly oneOffCash: RealizedAndPlanned | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly source: string | null;
  readonly person: string | null;
  readonly note: string | null;
  readonly trend: readonly {
    readonly period: string;
    readonly actual: number | null;
    readonly plannedLevel: number | null;
    readonly status: Status;
  }[];
}

export interface ValueReview {
  readonly customer: string;
  readonly currency: string;
  /** Label of the period: 2026Q3. */
  readonly period: string;
  readonly number: number;
  readonly basis: "committed" | "estimate";
  readonly agreement: { readonly fingerprint: string; readonly isSignedByBoth: boolean } | null;
  /** Of the measurements that the figures rest on: the first 80 bits of their SHA-256. */
  readonly data: { readonly fingerprint: string; readonly measurements: number };
  readonly indicators: readonly ReviewedIndicator[];
  readonly statusCounts: Readonly<Record<Status, number>>;
  /** Indicators that were due and not measured, by period. */
  readonly missing: readonly { readonly period: string; readonly indicators: readonly string[] }[];
  readonly quarter: PeriodSum;
  readonly toDate: PeriodSum;
  /** One-off cash to date; `quarter` is the change in this period. */
  readonly oneOffCash: RealizedAndPlanned & { readonly quarter: RealizedAndPlanned };
  readonly trend: readonly ({ readonly period: string } & PeriodSum)[];
  readonly settlement: readonly ({ readonly period: string } & PeriodSettlement)[] | null;
  readonly forecast: Forecast;
  readonly actions: readonly Action[];
}

/** Net benefit over the whole horizon, without one-off cash: measured so far, and what follows on three assumptions. */
export interface Forecast {
  readonly planned: number | null;
  /** Every indicator stays where it was last measured. */
  readonly low: number | null;
  /** Every indicator keeps its progress: the share of the planned gap that it has closed. */
  readonly likely: number | null;
  /** Every indicator that is behind is back on its plan from the next period on; who is ahead stays ahead. */
  readonly high: number | null;
}

export interface ReviewInput {
  readonly model: Model;
  readonly kase: Case;
  /** Of the case with what counts in its headline figures. */
  readonly figures: LineFigures;
  readonly standing: Standing | undefined;
  readonly history: readonly Measurement[];
  /** Number of the period, from 1. */
  readonly period: number;
}

export function reviewOf({ model, kase, figures, standing, history, period }: ReviewInput): ValueReview {
  const counted = countedCase(kase, standing);
  const measured = history.filter(each => each.period <= period);
  const horizon = realize(model, counted, figures, measured);
  const periods = horizon.periods.slice(0, period);
  const indicators = horizon.indicators.map(each => ({ ...each, periods: each.periods.slice(0, period) }));
  const label = (number: number): string => periods[number - 1]?.label ?? "";
  const due = ({ status }: PeriodValue): boolean => status !== "not-due";
  const sums = periods.map((_, index) => ({ period: label(index + 1), ...sumOf(indicators, [index]) }));
  const upTo = periods.map((_, index) => index);
  const reviewed = indicators.map(each => reviewedIndicator(each, model, label));
  const statuses: Status[] = ["exceeded", "met", "missed", "worsened", "not-measured", "not-due"];
  return {
    customer: kase.customer.id,
    currency: kase.customer.currency,
    period: label(period),
    number: period,
    basis: standing ? "committed" : "estimate",
    agreement: standing ? { fingerprint: standing.fingerprint, isSignedByBoth: standing.isSignedByBoth } : null,
    data: {
      fingerprint: fingerprintOf(hashOf(canonicalJson(measured.map(({ place: _, ...rest }) => rest)))),
      measurements: measured.length,
    },
    indicators: reviewed,
    statusCounts: Object.fromEntries(
      statuses.map(status => [status, reviewed.filter(each => each.status === status).length]),
    ) as Record<Status, number>,
    missing: periods.flatMap(({ number }, index) => {
      const open = indicators.filter(each => {
        const value = each.periods[index];
        return value && due(value) && !value.measured;
      });
      return open.length === 0 ? [] : [{ period: label(number), indicators: open.map(({ id }) => id) }];
    }),
    quarter: sumOf(indicators, [period - 1]),
    toDate: sumOf(indicators, upTo),
    oneOffCash: oneOffOf(indicators, period),
    trend: sums,
    settlement: settlementOf(kase, indicators, periods),
    forecast: forecastOf(horizon.indicators, period),
    actions: nextActions(model, kase, reviewed),
  };
}

function reviewedIndicator(
  { id, terms, periods, hasOneOff }: IndicatorRealization,
  model: Model,
  label: (number: number) => string,
): ReviewedIndicator {
  const now = periods.at(-1);
  if (!now) throw new Error("a review of no period");
  const { measured, realized, planned, realizedAtVolumes } = now;
  const difference = realized === null || planned === null ? null : sumOfCents([realized, -planned]);
  const volume = realized === null || realizedAtVolumes === null ? null : sumOfCents([realizedAtVolumes, -realized]);
  return {
    id,
    name: model.indicators.find(each => each.id === id)?.name ?? id,
    baseline: terms.baseline,
    target: terms.target,
    plannedLevel: now.plannedLevel,
    actual: measured?.value ?? null,
    gapClosed: now.gapClosed,
    progress: now.progress,
    status: now.status,
    realized,
    planned,
    realizedGross: now.realizedGross,
    plannedGross: now.plannedGross,
    difference: { indicator: difference, volume: volume === 0 ? null : volume },
    toDate: {
      realized: sumOfCents(periods.map(each => each.realized)),
      planned: sumOfCents(periods.map(each => each.planned)),
    },
    oneOffCash: hasOneOff ? { realized: lastKnown(periods, "oneOffRealized"), planned: now.oneOffPlanned } : null,
    numerator: measured?.numerator ?? null,
    denominator: measured?.denominator ?? null,
    source: measured?.source ?? null,
    person: measured?.person ?? null,
    note: measured?.note ?? null,
    trend: periods.map(each => ({
      period: label(each.period),
      actual: each.measured?.value ?? null,
      plannedLevel: each.plannedLevel,
      status: each.status,
    })),
  };
}

/** Over some periods (by index), all indicators. */
function sumOf(indicators: readonly IndicatorRealization[], which: readonly number[]): PeriodSum {
  const values = indicators.flatMap(({ periods }) => which.flatMap(index => periods[index] ?? []));
  const realized = sumOfCents(values.map(each => each.realized));
  const plannedOfMeasured = sumOfCents(values.filter(each => each.realized !== null).map(each => each.planned));
  return {
    realized,
    planned: sumOfCents(values.map(each => each.planned)),
    plannedOfMeasured,
    realization:
      realized === null || plannedOfMeasured === null || plannedOfMeasured <= 0 ? null : realized / plannedOfMeasured,
  };
}

function oneOffOf(indicators: readonly IndicatorRealization[], period: number): ValueReview["oneOffCash"] {
  const of = indicators.filter(({ hasOneOff }) => hasOneOff);
  const level = (upTo: number, which: "oneOffRealized" | "oneOffPlanned"): number | null =>
    sumOfCents(of.map(({ periods }) => lastKnown(periods.slice(0, upTo), which)));
  const both = (upTo: number): RealizedAndPlanned => ({
    realized: level(upTo, "oneOffRealized"),
    planned: level(upTo, "oneOffPlanned"),
  });
  const [now, before] = [both(period), both(period - 1)];
  const change = (a: number | null, b: number | null) => (a === null ? null : sumOfCents([a, -(b ?? 0)]));
  return {
    ...now,
    quarter: { realized: change(now.realized, before.realized), planned: change(now.planned, before.planned) },
  };
}

/** A level holds until it is measured again. */
const lastKnown = (periods: readonly PeriodValue[], which: "oneOffRealized" | "oneOffPlanned"): number | null =>
  periods.findLast(each => each[which] !== null)?.[which] ?? null;

function settlementOf(
  { gainShare, calendar }: Case,
  indicators: readonly IndicatorRealization[],
  periods: readonly { readonly label: string; readonly year: number; readonly start: string }[],
): ValueReview["settlement"] {
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
  return settlePeriods(gainShare, settled, calendar.periodsPerYear).map((each, index) => ({
    period: periods[index]?.label ?? "",
    ...each,
  }));
}

function forecastOf(indicators: readonly IndicatorRealization[], period: number): Forecast {
  const total = (of: (indicator: IndicatorRealization) => (number | null)[]) => sumOfCents(indicators.flatMap(of));
  const past = ({ periods }: IndicatorRealization) => periods.slice(0, period).map(each => each.realized);
  const future = ({ periods }: IndicatorRealization) => periods.slice(period);
  const last = ({ periods }: IndicatorRealization) => periods.slice(0, period).findLast(each => each.measured);
  const cents = (amount: number | null) => (amount === null ? null : Math.round(amount * 100) / 100);
  const stay = (indicator: IndicatorRealization) => {
    const { realized = null } = last(indicator) ?? {};
    return future(indicator).map(() => realized);
  };
  const keep = (indicator: IndicatorRealization) => {
    const { progress = null } = last(indicator) ?? {};
    return future(indicator).map(({ planned }) =>
      progress === null || planned === null ? null : cents(planned * progress),
    );
  };
  const recover = (indicator: IndicatorRealization) => {
    const { progress = null } = last(indicator) ?? {};
    return future(indicator).map(({ planned }) =>
      planned === null ? null : cents(planned * Math.max(1, progress ?? 1)),
    );
  };
  const paths = [stay, keep, recover].map(path => total(indicator => [...past(indicator), ...path(indicator)]));
  const known = paths.filter(each => each !== null).toSorted((a, b) => a - b);
  const likely = paths[1] ?? null;
  return {
    planned: total(({ periods }) => periods.map(each => each.planned)),
    low: known[0] ?? null,
    likely,
    high: known.at(-1) ?? null,
  };
}
