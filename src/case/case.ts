/**
 * A customer's case, read and resolved against its metric model. Plain data; shares as fractions; a value the user has yet to
 * fill in is `null`, and everything that needs it becomes a stated gap.
 */
import type { Place } from "../finding/finding.ts";
import type { RankCorrelation } from "../sampling/correlate.ts";
import type { Distribution } from "../sampling/distribution.ts";
import type { Text } from "../text/locale.ts";

export interface Case {
  readonly model: { readonly id: string; readonly version: number };
  readonly customer: { readonly id: string; readonly name: Text; readonly currency: string; readonly note?: Text };
  readonly vendor?: { readonly name: Text };
  readonly prepared: { readonly by?: Text; readonly on?: string };
  readonly calendar: Calendar;
  readonly finance: Finance;
  readonly drivers: ReadonlyMap<string, DriverValue>;
  readonly indicators: readonly IndicatorTerms[];
  /** Share of the full effect reached in each period of the horizon, one value per period. */
  readonly ramp: readonly (number | null)[];
  readonly investment: readonly InvestmentLine[];
  /** What the simulation is told; without it, everything is drawn from the model's ranges. */
  readonly uncertainty?: Uncertainty;
  readonly people: People;
  readonly place: Place;
}

/** Period 0 is the build; periods 1…n follow from go-live. Dates are ISO. */
export interface Calendar {
  readonly build: string;
  readonly goLive: string;
  readonly years: number;
  readonly period: "quarter" | "year";
  readonly periodsPerYear: 1 | 4;
}

export type Discounting = "year-end" | "mid-year" | "period-end";
export type RoiKind = "nominal" | "present-value";
export type ConventionName = "nominal" | "tei" | "period-end";

export interface Finance extends Provenance {
  readonly discountRateYearly: number | null;
  readonly convention: ConventionName;
  readonly discounting: Discounting;
  /** Which of the two ROI figures leads. */
  readonly roi: RoiKind;
}

/** Where a value comes from, who answers for it, and its date. */
export interface Provenance {
  readonly source?: Text;
  readonly owner?: Text;
  readonly asOf?: string;
  readonly place: Place;
}

/** A driver's value: one number, or one per year of the horizon. */
export interface DriverValue extends Provenance {
  readonly value: number | null | readonly (number | null)[];
}

/** What is agreed, or proposed, of one indicator. `chosen: false` is a candidate: shown with its value, not counted. */
export interface IndicatorTerms extends Provenance {
  readonly id: string;
  readonly chosen: boolean;
  readonly baseline: number | null;
  readonly target: number | null;
  readonly attribution: number;
  readonly confidence: number;
  readonly why?: Text;
}

/** Amounts as promised; the risk adjustment raises them by a share. */
export interface InvestmentLine {
  readonly id: string;
  readonly name: Text;
  readonly initial: number | null;
  /** One amount per year of the horizon, spread evenly over its periods. */
  readonly yearly: readonly (number | null)[];
  readonly riskAdjustment: number;
  readonly place: Place;
}

/** Checked: distributions and correlations that can be drawn. */
export interface Uncertainty {
  /** A whole number, printed with the result; draws likewise. */
  readonly seed?: number;
  readonly draws?: number;
  /** ROI to beat, as a fraction. */
  readonly hurdleRoi?: number;
  /** By the id of the input: driver, `first-time-fix-rate.target`, `investment.licence`. */
  readonly inputs: ReadonlyMap<string, GivenDistribution>;
  readonly correlations: readonly GivenCorrelation[];
}

/** Of an input that stands for several amounts, the distribution is of the factor on them. */
export interface GivenDistribution extends Provenance {
  readonly distribution: Distribution;
  readonly because?: Text;
}

export interface GivenCorrelation extends RankCorrelation, Provenance {
  readonly because?: Text;
}

export interface Person {
  readonly name: Text;
  readonly role: Text;
}

export const customerGroups = [
  "steering-committee",
  "implementation-group",
  "monitoring-group",
  "improvement-group",
] as const;
export type CustomerGroup = (typeof customerGroups)[number];
export const vendorRoles = ["sales", "delivery", "service"] as const;
export type VendorRole = (typeof vendorRoles)[number];

export interface People {
  readonly customer: { readonly [G in CustomerGroup]: readonly Person[] };
  readonly vendor: { readonly [R in VendorRole]?: Person };
}
