/**
 * What the vendor earns of the value that was really produced. Money in the case's currency; what is paid is rounded to its cent, and the
 * parts of an amount always add up to it. Whether anything is shared at all is decided on the figures as they are, never on rounded ones.
 */
import type { GainShareTerms } from "../case/gain-share.ts";
import { wholeCents } from "./cents.ts";

export interface GainShareInput {
  /** What was planned for the time settled, in the terms' base (net or gross); of a whole year, or of the year to date. */
  readonly base: number;
  /** What was realized in the same time. */
  readonly realized: number;
  /** ISO date: the terms in force on that day apply. */
  readonly on: string;
  /** Part of a year that is settled, for amounts that are agreed per year. Default 1. */
  readonly years?: number;
  /** Earned in the same year before, under other terms: the cap of the year counts it. Default 0. */
  readonly earnedBefore?: number;
}

/**
 * `no-terms`: nothing is agreed for that day; `no-base`: nothing was planned; `loss`: the realized benefit is negative; `below-threshold`;
 * `shared`: by the share or the tiers; `capped`: that, up to the cap.
 */
export type GainShareRule = "no-terms" | "no-base" | "loss" | "below-threshold" | "shared" | "capped";

export interface GainShareSettlement {
  readonly rule: GainShareRule;
  readonly terms: GainShareTerms | undefined;
  /** Realized ÷ base, unrounded; null without a base. */
  readonly realization: number | null;
  /** The vendor's share: `paid` + `withheld`, to the cent. */
  readonly earned: number;
  readonly paid: number;
  readonly withheld: number;
  /** The vendor's part of a loss. */
  readonly lossBorne: number;
  /** Of the fee at risk: what is due, and what is not because less than planned was reached; together the fee at risk. */
  readonly feeDue: number;
  readonly feeForfeited: number;
  /** What the vendor gets in all: paid + fee due − loss borne. */
  readonly toVendor: number;
}

/** The terms in force on a day: the last ones that have begun. */
export function termsOn(terms: readonly GainShareTerms[], on: string): GainShareTerms | undefined {
  return terms
    .filter(({ from }) => from <= on)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1);
}

export function settleGainShare(terms: readonly GainShareTerms[], input: GainShareInput): GainShareSettlement {
  const { base, realized, on, years = 1, earnedBefore = 0 } = input;
  if (![base, realized, years, earnedBefore].every(Number.isFinite))
    throw new RangeError("base, realized, years and earnedBefore must be numbers");
  const of = termsOn(terms, on);
  if (!of) return settled("no-terms", undefined, null, 0, 0, 0, 0);
  const fee = of.feeAtRisk * years;
  if (base <= 0) return settled("no-base", of, null, 0, 0, fee, fee);
  const realization = realized / base;
  const feeDue = fee * Math.min(1, Math.max(0, realization));
  if (realized < 0) return settled("loss", of, realization, 0, of.losses * -realized, feeDue, fee);
  const threshold = of.threshold * base;
  if (realized < threshold) return settled("below-threshold", of, realization, 0, 0, feeDue, fee);
  const from = of.counts === "above-threshold" ? threshold : 0;
  const share = sharedOf(of, base, from, realized);
  const cap = of.cap === undefined ? Number.POSITIVE_INFINITY : Math.max(0, of.cap - earnedBefore);
  return settled(share > cap ? "capped" : "shared", of, realization, Math.min(share, cap), 0, feeDue, fee);
}

/** The share of what lies between `from` and `to`: one rate, or each tier's rate for what lies in it. */
function sharedOf({ share = 0, tiers }: GainShareTerms, base: number, from: number, to: number): number {
  if (!tiers) return share * (to - from);
  return tiers.reduce((sum, tier, index) => {
    const next = tiers[index + 1];
    const low = Math.max(from, tier.above * base);
    const high = next ? Math.min(to, next.above * base) : to;
    return sum + tier.share * Math.max(0, high - low);
  }, 0);
}

function settled(
  rule: GainShareRule,
  terms: GainShareTerms | undefined,
  realization: number | null,
  share: number,
  loss: number,
  feeDue: number,
  fee: number,
): GainShareSettlement {
  const earned = wholeCents(share);
  const withheld = wholeCents(share * (terms?.withhold ?? 0));
  const due = wholeCents(feeDue);
  const lossBorne = wholeCents(loss);
  const paid = earned - withheld;
  return {
    rule,
    terms,
    realization,
    earned: earned / 100,
    paid: paid / 100,
    withheld: withheld / 100,
    lossBorne: lossBorne / 100,
    feeDue: due / 100,
    feeForfeited: (wholeCents(fee) - due) / 100,
    toVendor: (paid + due - lossBorne) / 100,
  };
}

/** A period to be settled, of one year of the horizon. */
export interface SettledPeriod {
  /** Year of the horizon, from 1. */
  readonly year: number;
  /** Its first day: the terms in force then apply to all of it. */
  readonly start: string;
  readonly base: number;
  readonly realized: number;
}

export interface PeriodSettlement {
  /** Of this period alone: the year to date less what was settled before; may be negative. */
  readonly inPeriod: GainShareSettlement;
  readonly yearToDate: GainShareSettlement;
}

/**
 * Period by period: each year is settled to date, and a period is what that adds. So no cent is lost over the periods, a bad quarter
 * takes back what a good one earned too early, and thresholds and caps are those of the year. `periodsPerYear`: parts of the amounts
 * that are agreed per year. Terms that change within a year are settled each for their own periods, under one cap.
 */
export function settlePeriods(
  terms: readonly GainShareTerms[],
  periods: readonly SettledPeriod[],
  periodsPerYear: number,
): PeriodSettlement[] {
  return periods.map((period, index) => {
    const toDate = yearToDate(terms, periods.slice(0, index + 1), period.year, periodsPerYear);
    const before = yearToDate(terms, periods.slice(0, index), period.year, periodsPerYear);
    return { inPeriod: minus(toDate, before), yearToDate: toDate };
  });
}

function yearToDate(
  terms: readonly GainShareTerms[],
  periods: readonly SettledPeriod[],
  year: number,
  periodsPerYear: number,
): GainShareSettlement {
  const ofYear = periods.filter(each => each.year === year);
  const runs: SettledPeriod[][] = [];
  for (const period of ofYear) {
    const run = runs.at(-1);
    if (run?.[0] && termsOn(terms, run[0].start) === termsOn(terms, period.start)) run.push(period);
    else runs.push([period]);
  }
  let all = settled("no-terms", undefined, null, 0, 0, 0, 0);
  for (const run of runs) {
    const [first] = run;
    if (!first) continue;
    const sum = (of: (period: SettledPeriod) => number) => run.reduce((total, each) => total + of(each), 0);
    const next = settleGainShare(terms, {
      base: sum(({ base }) => base),
      realized: sum(({ realized }) => realized),
      on: first.start,
      years: run.length / periodsPerYear,
      earnedBefore: all.earned,
    });
    all = runs.length === 1 ? next : plus(all, next);
  }
  return all;
}

const amounts = ["earned", "paid", "withheld", "lossBorne", "feeDue", "feeForfeited", "toVendor"] as const;

const plus = (a: GainShareSettlement, b: GainShareSettlement): GainShareSettlement => combined(a, b, 1);
/** `a` less `b`: the rule and the terms are those of `a`. */
const minus = (a: GainShareSettlement, b: GainShareSettlement): GainShareSettlement => ({
  ...combined(b, a, 1, -1),
  rule: a.rule,
  terms: a.terms,
  realization: a.realization,
});

/** Sums of whole cents stay whole cents. */
function combined(a: GainShareSettlement, b: GainShareSettlement, ofB: number, ofA = 1): GainShareSettlement {
  const sums = amounts.map(each => [each, Math.round(100 * ofA * a[each] + 100 * ofB * b[each]) / 100 || 0]);
  return { ...b, ...(Object.fromEntries(sums) as Pick<GainShareSettlement, (typeof amounts)[number]>) };
}
