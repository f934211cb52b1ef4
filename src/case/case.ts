/**
 * A customer's case, read and resolved against its metric model. Plain data; shares as fractions; a value the user has yet to
 * fill in is `null`, and everything that needs it becomes a stated gap.
 */
import type { Place } from "../finding/finding.ts";
import type { RankCorrelation } from "../sampling/correlate.ts";
import type { Distribution } from "../sampling/distribution.ts";
import type { GainShareTerms } from "./gain-share.ts";
import type { Text } from "../text/locale.ts";

export interface Case {
  readonly model: { readonly id: string; readonly version: number };
  readonly customer: Customer;
  readonly vendor?: { readonly name: Text };
  readonly prepared: { readonly by?: Text; readonly on?: string };
  readonly calendar: Calendar;
  readonly finance: Finance;
  readonly drivers: ReadonlyMap<string, DriverValue>;
  /** Of the model's tables those that the case fills in, by id. */
  readonly tables: ReadonlyMap<string, CaseTable>;
  readonly indicators: readonly IndicatorTerms[];
  /** Share of the full effect reached in each period of the horizon, one value per period. */
  readonly ramp: readonly (number | null)[];
  readonly investment: readonly InvestmentLine[];
  /** Figures that a publisher printed, to be compared with what is calculated. */
  readonly published: readonly PublishedFigure[];
  /** Risk adjustments of the model's cost lines that the case sets itself, by id. */
  readonly costRisks: ReadonlyMap<string, number>;
  /** In the order in which they are shown; `expected`, which is the case as written, among them. */
  readonly scenarios: readonly Scenario[];
  /** The scenario whose figures the workbook shows when it is opened, and which `calc` prints. */
  readonly shownScenario: string;
  /** What the simulation is told; without it, everything is drawn from the model's ranges. */
  readonly uncertainty?: Uncertainty;
  /** In the order of their dates; without it, nothing is shared. */
  readonly gainShare?: readonly GainShareTerms[];
  readonly people: People;
  /** What both parties agreed to do, in the order written. */
  readonly actions?: readonly AgreedAction[];
  readonly place: Place;
}

/** An action agreed in a review: `due` and `done` are ISO dates. */
export interface AgreedAction {
  /** The indicator that it shall move; without it, the project as a whole. */
  readonly indicator?: string;
  readonly what: Text;
  readonly owner: Text;
  readonly due: string;
  readonly done?: string;
  readonly place: Place;
}

export interface Customer {
  readonly id: string;
  readonly name: Text;
  readonly currency: string;
  /** What a portfolio and benchmarks are grouped by. */
  readonly industry?: Text;
  readonly note?: Text;
}

/** Period 0 is the build; periods 1…n follow from go-live. Dates are ISO. */
export interface Calendar {
  readonly build: string;
  readonly goLive: string;
  readonly years: number;
  readonly period: "month" | "quarter" | "year";
  readonly periodsPerYear: 1 | 4 | 12;
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
  /** At the build, of a driver with a value per year: what PRIOR(…) gives in the first year, and what initial costs read. */
  readonly initial?: number;
}

/** The rows of a table, sorted so that those of a group stand together: groups in the order in which they first come. */
export interface CaseTable extends Provenance {
  /** ISO dates for which rows give values, in order; one empty date where none does. */
  readonly dates: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** Of text columns, by id. */
  readonly texts: ReadonlyMap<string, Text>;
  /** Of number and level columns by id, one for each date of the table (the same where a column has no dates). */
  readonly values: ReadonlyMap<string, readonly TableValue[]>;
  readonly place: Place;
}

/** A number, the id of a level, null for what is yet to be filled in, `absent` before the row's first date. */
export type TableValue = number | { readonly level: string } | null | "absent";

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

/** Named changes of inputs. `expected` changes nothing. */
export interface Scenario {
  readonly id: string;
  readonly name: Text;
  readonly because?: Text;
  /** Share of every agreed improvement that is reached: target = baseline + share × (target − baseline), within what is possible. */
  readonly improvement: number;
  /** Factors on every attribution and confidence; the results stay at or below 100 %. */
  readonly attribution: number;
  readonly confidence: number;
  /** Factor on every investment line, after its risk adjustment. */
  readonly cost: number;
  /** Months by which the ramp starts later. */
  readonly delayMonths: number;
  /** New values by input: a driver, first-time-fix-rate.target, finance.discount-rate. They stand as they are, whatever the shares and factors. */
  readonly values: ReadonlyMap<string, number>;
  /** Factors by input: a driver, investment.licence. */
  readonly factors: ReadonlyMap<string, number>;
  readonly place: Place;
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

/** A figure as a study prints it: 8,230,482 or 131%. */
export interface PublishedFigure {
  /** A name that `explain` knows: npv, summary.presentValueCost, row.a6.2. */
  readonly figure: string;
  readonly prints: string;
  readonly value: number;
  /** Half of the last digit printed: what agrees lies so near. */
  readonly within: number;
  /** Printed as “< 6”: what agrees lies below. */
  readonly under: boolean;
  /** Why it does not follow from what is printed, where that is known. */
  readonly because?: Text;
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
