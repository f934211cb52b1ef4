/** How one value review says things: as a report does, and its levels, cents and differences besides. Every view is a function of this. */
import type { ReviewedIndicator, ValueReview } from "../../review/review.ts";
import { formatNumber, formatPercent } from "../../text/format.ts";
import { moneyScale } from "../money-scale.ts";
import { type Phrasing, phrasingFor, type ReportInput } from "../phrasing.ts";

export interface ReviewInput extends ReportInput {
  readonly review: ValueReview;
}

export interface ReviewPhrasing extends Phrasing {
  readonly review: ValueReview;
  /** A level of an indicator, as precise as its promised change asks for. */
  readonly level: (indicator: ReviewedIndicator, value: number | null) => string;
  /** Money to the cent, without its currency. */
  readonly cents: (amount: number | null) => string;
  /** A difference with its sign, in the unit of the tables. */
  readonly signed: (amount: number) => string;
  /** The same to the cent. */
  readonly signedCents: (amount: number | null) => string;
}

export function reviewPhrasing(input: ReviewInput): ReviewPhrasing {
  const { review, locale } = input;
  const phrasing = phrasingFor(input);
  const scale = moneyScale(largestAmount(review), review.currency, locale);
  const cents = (amount: number | null) =>
    amount === null ? phrasing.say("report.gap.cell") : formatNumber(amount, locale, 2);
  const plus = (text: string, amount: number) => (amount > 0 ? `+${text}` : text);
  return {
    ...phrasing,
    review,
    scale,
    level: (indicator, value) =>
      value === null ? "–" : levelText(value, decimalsOf(indicator, isPercent(phrasing, indicator)), phrasing, indicator),
    cents,
    signed: amount => plus(scale.amount(amount), amount),
    signedCents: amount => (amount === null ? "–" : plus(cents(amount), amount)),
  };
}

const isPercent = (phrasing: Phrasing, { id }: ReviewedIndicator): boolean =>
  phrasing.indicator(id)?.format === "percent";

function levelText(value: number, decimals: number, phrasing: Phrasing, indicator: ReviewedIndicator): string {
  const show = isPercent(phrasing, indicator) ? formatPercent : formatNumber;
  return show(value, phrasing.locale, decimals);
}

/** So many that the promised change shows with two digits: from one to four. */
function decimalsOf({ baseline, target }: ReviewedIndicator, percent: boolean): number {
  const span = Math.abs((target ?? 0) - (baseline ?? 0)) * (percent ? 100 : 1);
  return span === 0 ? 1 : Math.min(4, Math.max(1, 1 - Math.floor(Math.log10(span))));
}

function largestAmount({ toDate, quarter, forecast, oneOffCash }: ValueReview): number {
  const amounts = [toDate.planned, toDate.realized, quarter.planned, forecast.planned, oneOffCash.planned];
  return Math.max(...amounts.map(amount => Math.abs(amount ?? 0)));
}
