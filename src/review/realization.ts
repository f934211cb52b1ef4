/**
 * What the measured levels are worth, by the very formulas that the case was agreed with: the actual stands in the place of the target,
 * a period is its part of the year, overlap, attribution and confidence stay as agreed. Money in cents of the case's currency, so that
 * sums over indicators and periods are the same in any order; nothing is decided on them: the unrounded figures are beside.
 */

import { type Period, periodsOf } from "../case/calendar.ts";
import type { Case, IndicatorTerms } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import { currentOf, keyOf, type Measurement } from "./actuals.ts";
import { goLiveItem, periodsLate, shiftedRamp } from "./go-live.ts";
import { type LineFigures, linesOf } from "./line-figures.ts";

/** Amounts of one indicator in one period; null where it cannot be computed, or was not measured. */
export interface PeriodValue {
  readonly period: number;
  /** baseline + ramp × (target − baseline). */
  readonly plannedLevel: number | null;
  readonly measured: Measurement | undefined;
  /** (actual − baseline) ÷ (target − baseline). */
  readonly gapClosed: number | null;
  /** Gap closed ÷ ramp of the period. */
  readonly progress: number | null;
  readonly status: Status;
  /** Net, per period. */
  readonly realized: number | null;
  readonly planned: number | null;
  /** Planned, had it begun on the day on which it really went live; the same as `planned` where that is not stated. */
  readonly plannedAtGoLive: number | null;
  readonly realizedGross: number | null;
  readonly plannedGross: number | null;
  /** As it was computed, before any rounding. */
  readonly exact: {
    readonly realized: number | null;
    readonly planned: number | null;
    readonly realizedGross: number | null;
    readonly plannedGross: number | null;
  };
  /** Net with the drivers as they were measured in the period; the same as `realized` where none was. */
  readonly realizedAtVolumes: number | null;
  /** One-off cash: a level, to date. */
  readonly oneOffRealized: number | null;
  readonly oneOffPlanned: number | null;
}

/**
 * `exceeded`: progress of 110 % and more; `met`: 100 % and more; `missed`: less; `worsened`: below the baseline; `not-due`: the ramp is
 * still 0; `not-measured`: no measurement.
 */
export const statuses = ["exceeded", "met", "missed", "worsened", "not-measured", "not-due"] as const;
export type Status = (typeof statuses)[number];

export interface IndicatorRealization {
  readonly id: string;
  readonly terms: IndicatorTerms;
  readonly hasYearly: boolean;
  readonly hasOneOff: boolean;
  /** Period 1 to the end of the horizon. */
  readonly periods: readonly PeriodValue[];
}

export interface Realization {
  readonly periods: readonly Period[];
  readonly indicators: readonly IndicatorRealization[];
  /** The actual go-live, where it is stated, and by how many periods it is later than planned. */
  readonly goLive: { readonly measured: Measurement; readonly periodsLate: number } | undefined;
}

/** Over the whole horizon. `kase`: with what counts chosen, and nothing else. */
export function realize(model: Model, kase: Case, figures: LineFigures, history: readonly Measurement[]): Realization {
  const periods = periodsOf(kase.calendar).slice(1);
  const chosen = kase.indicators.filter(terms => terms.chosen);
  const current = currentOf(history);
  const grosses = new Grosses(model, kase, figures, chosen, periods, current);
  const measured = current.get(goLiveItem);
  const late = measured?.date === undefined ? 0 : periodsLate(kase.calendar, measured.date);
  const rampAtGoLive = shiftedRamp(kase.ramp, late);
  return {
    periods,
    goLive: measured && { measured, periodsLate: late },
    indicators: chosen.map(terms => {
      const lines = linesOf(model, terms.id);
      return {
        id: terms.id,
        terms,
        hasYearly: lines.some(({ recurrence }) => recurrence === "yearly"),
        hasOneOff: lines.some(({ recurrence }) => recurrence === "one-off"),
        periods: periods.map((period, index) =>
          periodValue(terms, period, index, { model, kase, figures, grosses, current, rampAtGoLive }),
        ),
      };
    }),
  };
}

interface Realizing {
  readonly model: Model;
  readonly kase: Case;
  readonly figures: LineFigures;
  readonly grosses: Grosses;
  readonly current: ReadonlyMap<string, Measurement>;
  /** Of the plan, had it begun on the actual go-live. */
  readonly rampAtGoLive: readonly (number | null)[];
}

function periodValue(
  terms: IndicatorTerms,
  { number, year }: Period,
  index: number,
  { model, kase, figures, grosses, current, rampAtGoLive }: Realizing,
): PeriodValue {
  const { baseline, target } = terms;
  const ramp = kase.ramp[index] ?? null;
  const measured = current.get(keyOf({ period: number, item: terms.id }));
  const span = baseline === null || target === null ? null : target - baseline;
  const gapClosed =
    measured && span !== null && span !== 0 && baseline !== null ? (measured.value - baseline) / span : null;
  const progress = gapClosed === null || ramp === null || ramp === 0 ? null : gapClosed / ramp;
  const parts = kase.calendar.periodsPerYear;
  const amounts = (recurrence: "yearly" | "one-off", which: Which, factor: number | null): Amounts => {
    const lines = linesOf(model, terms.id).filter(each => each.recurrence === recurrence);
    return lines.reduce(
      (sum: Amounts, line) => {
        const gross = grosses.at(`line.${terms.id}.${line.id}.gross`, year, which, index);
        const share = shareOf(figures, `line.${terms.id}.${line.id}`);
        if (gross === null || share === null || factor === null) return { gross: null, net: null };
        return {
          gross: sum.gross === null ? null : sum.gross + gross * factor,
          net: sum.net === null ? null : sum.net + gross * share * factor,
        };
      },
      { gross: 0, net: 0 },
    );
  };
  const planned = amounts("yearly", "planned", ramp === null ? null : ramp / parts);
  const shifted = rampAtGoLive[index] ?? null;
  const atGoLive = amounts("yearly", "planned", shifted === null ? null : shifted / parts);
  const realized = measured ? amounts("yearly", "actual", 1 / parts) : { gross: null, net: null };
  const volumes = measured ? amounts("yearly", "volumes", 1 / parts) : { gross: null, net: null };
  return {
    period: number,
    plannedLevel: span === null || ramp === null || baseline === null ? null : baseline + ramp * span,
    measured,
    gapClosed,
    progress,
    status: statusOf(measured, ramp, progress, gapClosed),
    realized: toCents(realized.net),
    planned: toCents(planned.net),
    plannedAtGoLive: toCents(atGoLive.net),
    realizedGross: toCents(realized.gross),
    plannedGross: toCents(planned.gross),
    exact: {
      realized: realized.net,
      planned: planned.net,
      realizedGross: realized.gross,
      plannedGross: planned.gross,
    },
    realizedAtVolumes: toCents(volumes.net),
    oneOffRealized: measured ? toCents(amounts("one-off", "actual", 1).net) : null,
    oneOffPlanned: toCents(amounts("one-off", "planned", ramp).net),
  };
}

interface Amounts {
  readonly gross: number | null;
  readonly net: number | null;
}

/** Of a target that is the baseline, a better level than it has met, and a worse one worsened. */
function statusOf(
  measured: Measurement | undefined,
  ramp: number | null,
  progress: number | null,
  gapClosed: number | null,
): Status {
  if (ramp === 0) return "not-due";
  if (!measured || (progress === null && gapClosed !== null)) return "not-measured";
  const reached = progress ?? 1;
  // Levels are measured; the last bit of a quotient is not.
  const least = (limit: number): boolean => reached >= limit - 1e-9;
  if (least(1.1)) return "exceeded";
  if (least(1)) return "met";
  return least(0) ? "missed" : "worsened";
}

/** Overlap × attribution × confidence, as agreed. */
function shareOf(figures: LineFigures, line: string): number | null {
  const parts = ["overlap", "attribution", "confidence"].map(part => figures.number(`${line}.${part}`));
  return parts.some(part => part === null) ? null : parts.reduce((product: number, part) => product * (part ?? 0), 1);
}

/** With the target; with the actuals of a period; with its drivers besides. */
type Which = "planned" | "actual" | "volumes";

/** The gross of every line with the plan's target, with each period's actuals, and with its drivers too: one pass of the kernel. */
class Grosses {
  private readonly results: ReadonlyMap<string, readonly (number | null)[]>;
  private readonly count: number;

  constructor(
    model: Model,
    kase: Case,
    figures: LineFigures,
    chosen: readonly IndicatorTerms[],
    periods: readonly Period[],
    current: ReadonlyMap<string, Measurement>,
  ) {
    this.count = periods.length;
    const keys = chosen.flatMap(({ id }) =>
      linesOf(model, id).flatMap(({ id: line }) => {
        const key = `line.${id}.${line}.gross`;
        const years = Array.from({ length: kase.calendar.years }, (_, year) => `${key}.year.${year + 1}`);
        return [key, ...years].filter(each => figures.has(each));
      }),
    );
    const measured = periods.map(({ number }) => [...current.values()].filter(({ period }) => period === number));
    const cases = [
      new Map<string, number>(),
      ...measured.map(all => new Map(targetsOf(all))),
      ...measured.map(all => new Map([...targetsOf(all), ...driversOf(all)])),
    ];
    this.results = figures.evaluate(keys, cases);
  }

  at(key: string, year: number, which: Which, index: number): number | null {
    const of = this.results.get(`${key}.year.${year}`) ?? this.results.get(key);
    const position = which === "planned" ? 0 : which === "actual" ? 1 + index : 1 + this.count + index;
    return of?.[position] ?? null;
  }
}

/** Terms that measurements stand in for: the target of an indicator, a driver. */
const targetsOf = (all: readonly Measurement[]): [string, number][] =>
  all.flatMap(({ of, item, value }) => (of === "indicator" ? [[`${item}.target`, value]] : []));
const driversOf = (all: readonly Measurement[]): [string, number][] =>
  all.flatMap(({ of, item, value }) => (of === "driver" ? [[item, value]] : []));

/** Half a cent away from zero; null stays null. */
export function toCents(amount: number | null): number | null {
  if (amount === null) return null;
  return (Math.sign(amount) * Math.round(Math.abs(amount) * 100)) / 100 || 0;
}

/** Sums of whole cents, exact in any order. Null only where there is nothing to add. */
export function sumOfCents(amounts: readonly (number | null)[]): number | null {
  const given = amounts.filter(each => each !== null);
  return given.length === 0 ? null : given.reduce((sum, each) => sum + Math.round(each * 100), 0) / 100;
}
