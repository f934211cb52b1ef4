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
import { type ReviewedAction, reviewedActions } from "./agreed-actions.ts";
import { correctionsIn } from "./corrections.ts";
import { type Difference, differenceOf, differenceOver } from "./difference.ts";
import { type Forecast, forecastOf } from "./forecast.ts";
import type { LineFigures } from "./line-figures.ts";
import { type Action, nextActions } from "./next-actions.ts";
import {
  type IndicatorRealization,
  type PeriodValue,
  type Realization,
  realize,
  type Status,
  statuses,
  sumOfCents,
} from "./realization.ts";
import { type ReviewedSettlement, settlementOf } from "./settlement.ts";

export type { Difference } from "./difference.ts";
export type { Forecast } from "./forecast.ts";

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
  /** Where the difference between realized and planned comes from, to the cent. */
  readonly difference: Difference & {
    /** What was planned of indicators that are not measured, as a loss. */
    readonly notMeasured: number | null;
  };
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
  readonly difference: Difference;
  readonly toDate: RealizedAndPlanned & { readonly difference: Difference };
  readonly oneOffCash: RealizedAndPlanned | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly source: string | null;
  readonly person: string | null;
  readonly note: string | null;
  /** What was noted in each period up to this one. */
  readonly notes: readonly {
    readonly period: string;
    readonly note: string;
    readonly person: string | null;
    readonly source: string | null;
  }[];
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
  readonly settlement: readonly ReviewedSettlement[] | null;
  readonly forecast: Forecast;
  readonly actions: readonly Action[];
  /** Actions that are agreed in the case. */
  readonly agreedActions: readonly ReviewedAction[];
  readonly goLive: ReviewedGoLive;
  /** Measurements that later ones superseded, in the order in which that happened. */
  readonly corrections: readonly ReviewedCorrection[];
}

/** `actual`: where the day is stated; the delay then, in days and in periods of the case. */
export interface ReviewedGoLive {
  readonly planned: string;
  readonly actual: string | null;
  readonly daysLate: number | null;
  readonly periodsLate: number | null;
  readonly source: string | null;
  readonly person: string | null;
  readonly note: string | null;
}

/** Values in the unit of the indicator or driver; of a go-live, days after the planned one, and the day. */
export interface ReviewedCorrection {
  readonly period: string;
  readonly item: string;
  readonly of: Measurement["of"];
  readonly name: Text;
  readonly before: CorrectedValue;
  readonly after: CorrectedValue;
}

export interface CorrectedValue {
  readonly value: number;
  readonly date: string | null;
  readonly source: string | null;
  readonly person: string | null;
  readonly note: string | null;
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
  const measured = history.filter(each => each.period <= period || each.of === "go-live");
  const horizon = realize(model, counted, figures, measured);
  const periods = horizon.periods.slice(0, period);
  const indicators = horizon.indicators.map(each => ({ ...each, periods: each.periods.slice(0, period) }));
  const label = (number: number): string => periods[number - 1]?.label ?? "";
  const due = ({ status }: PeriodValue): boolean => status !== "not-due";
  const sums = periods.map((_, index) => ({ period: label(index + 1), ...sumOf(indicators, [index]) }));
  const upTo = periods.map((_, index) => index);
  const reviewed = indicators.map(each => reviewedIndicator(each, model, label));
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
    forecast: forecastOf(horizon, period),
    actions: nextActions(model, kase, reviewed),
    agreedActions: reviewedActions(kase, model, period),
    goLive: goLiveOf(horizon, kase),
    corrections: corrected(measured, model, label),
  };
}

function reviewedIndicator(
  { id, terms, periods, hasOneOff }: IndicatorRealization,
  model: Model,
  label: (number: number) => string,
): ReviewedIndicator {
  const now = periods.at(-1);
  if (!now) throw new Error("a review of no period");
  const { measured, realized, planned } = now;
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
    difference: differenceOf(now),
    toDate: {
      realized: sumOfCents(periods.map(each => each.realized)),
      planned: sumOfCents(periods.map(each => each.planned)),
      difference: differenceOver(periods),
    },
    oneOffCash: hasOneOff ? { realized: lastKnown(periods, "oneOffRealized"), planned: now.oneOffPlanned } : null,
    numerator: measured?.numerator ?? null,
    denominator: measured?.denominator ?? null,
    source: measured?.source ?? null,
    person: measured?.person ?? null,
    note: measured?.note ?? null,
    notes: periods.flatMap(({ period, measured: { note, person, source } = {} as Partial<Measurement> }) =>
      note === undefined ? [] : [{ period: label(period), note, person: person ?? null, source: source ?? null }],
    ),
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
  const open = values.filter(each => each.realized === null && each.planned !== null);
  return {
    realized,
    planned: sumOfCents(values.map(each => each.planned)),
    plannedOfMeasured,
    realization:
      realized === null || plannedOfMeasured === null || plannedOfMeasured <= 0 ? null : realized / plannedOfMeasured,
    difference: {
      ...differenceOver(values),
      notMeasured: sumOfCents(open.map(({ planned }) => (planned === null ? null : -planned))),
    },
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

function goLiveOf({ goLive }: Realization, { calendar }: Case): ReviewedGoLive {
  const { measured, periodsLate } = goLive ?? {};
  return {
    planned: calendar.goLive,
    actual: measured?.date ?? null,
    daysLate: measured?.value ?? null,
    periodsLate: periodsLate ?? null,
    source: measured?.source ?? null,
    person: measured?.person ?? null,
    note: measured?.note ?? null,
  };
}

function corrected(
  history: readonly Measurement[],
  model: Model,
  label: (period: number) => string,
): ReviewedCorrection[] {
  const valueOf = ({ value, date, source, person, note }: Measurement): CorrectedValue => ({
    value,
    date: date ?? null,
    source: source ?? null,
    person: person ?? null,
    note: note ?? null,
  });
  return correctionsIn(history).map(({ before, after }) => ({
    period: label(after.period),
    item: after.item,
    of: after.of,
    name: [...model.indicators, ...model.drivers].find(({ id }) => id === after.item)?.name ?? after.item,
    before: valueOf(before),
    after: valueOf(after),
  }));
}
