/** What follows over the whole horizon from what was measured so far, on three stated assumptions. Net, without one-off cash, in cents. */
import { type IndicatorRealization, type Realization, sumOfCents } from "./realization.ts";

/** Net benefit over the whole horizon, without one-off cash: measured so far, and what follows on three assumptions. */
export interface Forecast {
  readonly planned: number | null;
  /** The least of the three assumptions. */
  readonly low: number | null;
  /** Every indicator keeps its progress: the share of the planned gap that it has closed. */
  readonly likely: number | null;
  /** The most of the three. */
  readonly high: number | null;
  readonly assumptions: Paths;
  /** Every period of the horizon: those up to the review as they were realized, on each assumption alike. */
  readonly periods: readonly ({ readonly period: string; readonly planned: number | null } & Paths)[];
}

export interface Paths {
  /** Every indicator stays where it was last measured. */
  readonly stays: number | null;
  /** Every indicator keeps its progress. */
  readonly keeps: number | null;
  /** Every indicator that is behind is back on its plan from the next period on; who is ahead stays ahead. */
  readonly recovers: number | null;
}

const assumptions = ["stays", "keeps", "recovers"] as const;

/** `period`: number of the one reviewed, from 1. */
export function forecastOf({ indicators, periods }: Realization, period: number): Forecast {
  const paths = indicators.map(each => ({ planned: plannedOf(each), ...pathsOf(each, period) }));
  const sumAt = (index: number, which: "planned" | keyof Paths) => sumOfCents(paths.map(path => path[which][index] ?? null));
  const ofPeriods = periods.map(({ label }, index) => ({
    period: label,
    planned: sumAt(index, "planned"),
    stays: sumAt(index, "stays"),
    keeps: sumAt(index, "keeps"),
    recovers: sumAt(index, "recovers"),
  }));
  const total = (which: "planned" | keyof Paths) => sumOfCents(ofPeriods.map(each => each[which]));
  const totals = { stays: total("stays"), keeps: total("keeps"), recovers: total("recovers") };
  const known = assumptions.flatMap(which => totals[which] ?? []).toSorted((a, b) => a - b);
  return {
    planned: total("planned"),
    low: known[0] ?? null,
    likely: totals.keeps,
    high: known.at(-1) ?? null,
    assumptions: totals,
    periods: ofPeriods,
  };
}

const plannedOf = ({ periods }: IndicatorRealization) => periods.map(({ planned }) => planned);

/** Amounts of each period on each assumption; null where nothing was measured that it could follow from. */
function pathsOf({ periods }: IndicatorRealization, period: number) {
  const past = periods.slice(0, period).map(({ realized }) => realized);
  const last = periods.slice(0, period).findLast(({ measured }) => measured);
  const { realized = null, progress = null } = last ?? {};
  const following = (of: (planned: number) => number | null) => [
    ...past,
    ...periods.slice(period).map(({ planned }) => (planned === null ? null : cents(of(planned)))),
  ];
  return {
    stays: [...past, ...periods.slice(period).map(() => realized)],
    keeps: following(planned => (progress === null ? null : planned * progress)),
    recovers: following(planned => planned * Math.max(1, progress ?? 1)),
  };
}

const cents = (amount: number | null) => (amount === null ? null : Math.round(amount * 100) / 100);
