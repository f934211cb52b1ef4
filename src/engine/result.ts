/**
 * The figures of a calculated case, as `calc --json` prints them and the report reads them. Unrounded; rates as fractions; money in
 * the case's currency; `null` is a gap whose reason stands in `gaps`, never a zero.
 */
import type { Party } from "../agreement/event.ts";
import type { CaseTerm } from "../agreement/standing.ts";
import type { ConventionName, Discounting, RoiKind } from "../case/case.ts";
import type { Place } from "../finding/finding.ts";
import type { ValueType } from "../model/model.ts";
import type { Text } from "../text/locale.ts";
import type { PublishedResult } from "./published.ts";

export interface CaseResult {
  readonly model: string;
  readonly customer: string;
  readonly currency: string;
  /** With an agreement log all figures count what is agreed, and nothing else; without one they are an estimate. */
  readonly basis: Basis;
  /** What is agreed, in which state, signed by whom; null for an estimate. */
  readonly agreement: AgreementResult | null;
  readonly conventions: Conventions;
  /** False if an indicator that counts or another input is missing: the totals then leave it out, and `gaps` says which. */
  readonly complete: boolean;
  readonly gaps: readonly Gap[];
  /** The scenario that all figures are of; `expected` is the case as written. */
  readonly scenario: string;
  readonly summary: Summary;
  /** All scenarios side by side, `expected` among them; none where the case has no other. */
  readonly scenarios: readonly ScenarioResult[];
  /** The indicators that count, in the order of the case: those committed, of an estimate all chosen. Their nets add up to the summary's. */
  readonly indicators: readonly IndicatorResult[];
  /** What is chosen and not agreed, counted nowhere else; null for an estimate. */
  readonly potential: PotentialResult | null;
  /** Indicators of the case that are not chosen: what they would bring, counted nowhere. */
  readonly candidates: readonly IndicatorResult[];
  /** Net of the indicators that count by stage × dimension; every cell of the matrix, those without such an indicator with count 0. */
  readonly matrix: readonly MatrixCell[];
  /** What it costs, line by line; the model's cost lines among them. */
  readonly investment: readonly InvestmentResult[];
  readonly years: readonly Flow[];
  /** Period 0 is the build. */
  readonly periods: readonly PeriodFlow[];
  readonly checks: readonly CheckResult[];
  /** Figures of a published study beside those calculated. */
  readonly published: readonly PublishedResult[];
  /** Levels that follow from the customer's data, beside the typed baselines; absent where the model has no formula for any. */
  readonly levels?: readonly LevelResult[];
  /** The tables of the case, rolled up; absent where it has none. */
  readonly tables?: readonly TableResult[];
  /** Conditions of the model that hold: to be looked into; absent where the model has no warnings. */
  readonly warnings?: readonly WarningResult[];
}

/** What the data say of an indicator, in its unit. */
export interface LevelResult {
  readonly id: string;
  readonly baseline: number | null;
  /** At the date of the baseline, or the first there is. */
  readonly measured: number | null;
  /** A baseline may differ by so much. */
  readonly tolerance: number | null;
  /** Whether the typed baseline agrees; null where there is nothing to compare. */
  readonly agrees: boolean | null;
  /** At the last date. */
  readonly latest: number | null;
  readonly target: number | null;
  /** ISO date of the data compared with; empty where they have none. */
  readonly date: string;
}

export interface TableResult {
  readonly id: string;
  /** ISO dates, in order; one empty date where the data have none. */
  readonly dates: readonly string[];
  /** The whole table first, then every group before the groups within it. */
  readonly groups: readonly GroupResult[];
  /** Sorted by their groups; values at the last date. */
  readonly rows: readonly TableRowResult[];
}

export interface GroupResult {
  /** 0 is the whole table. */
  readonly level: number;
  readonly title: Text;
  /** Of each measure, one figure for each date. */
  readonly measures: Readonly<Record<string, readonly (number | null)[]>>;
}

export interface TableRowResult {
  readonly texts: Readonly<Record<string, Text>>;
  /** A number, the id of a level, or null: missing, or not there. */
  readonly values: Readonly<Record<string, number | string | null>>;
  readonly rank: number | null;
  readonly place: Place;
}

export interface WarningResult {
  readonly id: string;
  readonly name: Text;
  /** With the row's values in their places. */
  readonly says: Text;
  readonly table?: string;
  /** Index in the table's rows. */
  readonly row?: number;
  readonly place: Place;
}

export type Basis = "committed" | "estimate";

/** The state of the agreement that the figures stand on. */
export interface AgreementResult {
  /** As people read it to each other: 7K3F-9QXM-20ZB-A1VE. */
  readonly fingerprint: string;
  /** Lines of the log. */
  readonly lines: number;
  /** ISO date of its last event. */
  readonly date: string | null;
  /** The signatures of what is agreed now; a party that has not signed it is left out. */
  readonly signedBy: { readonly [P in Party]?: SignedBy };
  readonly isSignedByBoth: boolean;
  /** Terms of the case as a whole (ramp, discount rate …) that are not agreed, though every figure reads them. */
  readonly openCaseTerms: readonly CaseTerm[];
}

export interface SignedBy {
  readonly by: string;
  /** ISO date. */
  readonly date: string;
  readonly keyFingerprint: string;
}

/**
 * What the proposed indicators would add to the committed figures if they were agreed as the case states them: the figures with them less
 * the figures without, because overlap between them is deducted. Zero where nothing is proposed.
 */
export interface PotentialResult extends PotentialFigures {
  /** `overlap` and the nets are of each one on its own, beside what is committed; so they need not add up to the total. */
  readonly indicators: readonly PotentialIndicator[];
  /** False if an input of one of them is missing: the figures then leave it out. */
  readonly complete: boolean;
  /** Committed and potential together. */
  readonly together: PotentialFigures;
}

export interface PotentialFigures {
  readonly netBenefitPerYear: number | null;
  readonly oneOffCash: number | null;
  /** Without one-off cash, as the summary's. */
  readonly npv: number | null;
  readonly totalBenefit: number | null;
}

export interface PotentialIndicator extends IndicatorResult {
  /** Terms behind it that are not agreed: its own, and drivers. */
  readonly openTerms: readonly string[];
}

export interface Conventions {
  readonly name: ConventionName;
  readonly discounting: Discounting;
  readonly discountRateYearly: number | null;
  readonly roi: RoiKind;
  readonly payback: "from-go-live, undiscounted, linear within the period";
  readonly irr: "yearly rate of the flows of the calendar's periods";
  readonly period: "month" | "quarter" | "year";
  readonly periodsPerYear: number;
  readonly years: number;
}

/** Something that is missing or cannot be computed. */
export interface Gap {
  /** What is missing: a driver id, `indicator.baseline`, `finance.discount-rate`, an investment line … */
  readonly input: string;
  readonly reason: "missing" | "failed";
  /** Error value of the cell that failed, as the spreadsheet shows it. */
  readonly error?: string;
  /** Indicators (ids) that cannot be computed because of it. */
  readonly indicators: readonly string[];
}

export type PaybackState = "reached" | "not-reached" | "no-investment";

export interface Payback {
  readonly state: PaybackState | null;
  /** Months from go-live; null unless reached (0 if there is nothing to pay back). */
  readonly months: number | null;
}

/** The headline figures of one view: without, or with, one-off cash. */
export interface Headlines {
  readonly npv: number | null;
  readonly irr: number | null;
  /** `unique`: one sign change, one root. `none` or `several`: no figure is given. */
  readonly irrState: "unique" | "none" | "several" | null;
  readonly roi: { readonly nominal: number | null; readonly presentValue: number | null };
  readonly benefitCostRatio: number | null;
  readonly payback: Payback;
  readonly discountedPayback: Payback;
  /** Over the horizon, undiscounted. */
  readonly totalBenefit: number | null;
  /** Over the horizon, undiscounted, initial included. */
  readonly totalCost: number | null;
  readonly presentValueBenefit: number | null;
  readonly presentValueCost: number | null;
}

export interface Summary extends Headlines {
  /** Recurring, per year at full effect. */
  readonly grossBenefitPerYear: number | null;
  readonly netBenefitPerYear: number | null;
  /** One-off working-capital release, net, at full effect: cash, not profit. */
  readonly oneOffCash: number | null;
  readonly includingCash: Headlines;
}

/** The headline figures of a scenario, and what it changes. */
export interface ScenarioResult extends Headlines {
  readonly id: string;
  readonly name: Text;
  readonly because?: Text;
  readonly changes: {
    readonly improvement: number;
    readonly attribution: number;
    readonly confidence: number;
    readonly cost: number;
    readonly delayMonths: number;
    readonly values: Readonly<Record<string, number>>;
    readonly factors: Readonly<Record<string, number>>;
  };
  readonly netBenefitPerYear: number | null;
  readonly oneOffCash: number | null;
  readonly includingCash: Headlines;
  /** Cumulative cash flow without one-off cash, by period. */
  readonly cumulative: readonly (number | null)[];
}

export interface IndicatorResult {
  readonly id: string;
  readonly stage: string;
  readonly dimension: string;
  readonly chosen: boolean;
  readonly baseline: number | null;
  readonly target: number | null;
  /** Recurring, per year at full effect, before overlap, attribution and confidence. */
  readonly gross: number | null;
  /** Share kept after overlap with other counted indicators. */
  readonly overlap: number | null;
  readonly attribution: number | null;
  readonly confidence: number | null;
  readonly net: number | null;
  readonly oneOffGross: number | null;
  readonly oneOffNet: number | null;
  readonly lines: readonly LineResult[];
}

export interface LineResult {
  readonly id: string;
  readonly type: ValueType;
  readonly recurrence: "yearly" | "one-off";
  readonly alternative: boolean;
  readonly gross: number | null;
  /** Null for an alternative line, which is never added. */
  readonly net: number | null;
}

export interface MatrixCell {
  readonly stage: string;
  readonly dimension: string;
  /** Indicators with money that count in this cell. */
  readonly count: number;
  /** Indicators in this cell that bring no money of their own; left out where there are none. */
  readonly unpriced?: number;
  readonly net: number | null;
  readonly oneOffNet: number | null;
}

/** An investment line, its risk adjustment included, and what the scenario shown makes of it. */
export interface InvestmentResult {
  readonly id: string;
  readonly name: Text;
  readonly riskAdjustment: number;
  /** By year; year 0 is the build. */
  readonly years: readonly (number | null)[];
  readonly total: number | null;
  readonly presentValue: number | null;
}

/** Money of a year (year 0 is the build) or period; costs positive; `net` = benefit − cost. */
export interface Flow {
  /** 0 is the build. */
  readonly year: number;
  readonly benefit: number | null;
  readonly cost: number | null;
  readonly net: number | null;
  readonly cumulative: number | null;
  /** One-off cash, counted in none of the figures above. */
  readonly oneOffCash: number | null;
  readonly cumulativeIncludingCash: number | null;
}

export interface PeriodFlow extends Flow {
  readonly period: number;
  /** `Build`-period: null. First day of the period, ISO. */
  readonly start: string;
  /** 2025Q2, 2025 for whole calendar years, or the start month. */
  readonly label: string;
  readonly ramp: number | null;
  readonly discountFactor: number | null;
  readonly cumulativeDiscounted: number | null;
}

export interface CheckResult {
  readonly id: string;
  readonly ok: boolean;
}
