/** The headline figures as a reader sees them: a label, a figure or the reason why there is none, and what it rests on. */
import type { Headlines } from "../engine/result.ts";
import { reasonForTotal } from "./gaps.ts";
import type { Phrasing } from "./phrasing.ts";
import type { Reference } from "./reference.ts";

export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  /** `gap`: could not be calculated; `none`: there is no such figure. */
  readonly tone: "plain" | "negative" | "gap" | "none";
  /** Where it stands in the workbook. */
  readonly reference: Reference | null;
}

/** The headline figures of one view, and how the workbook calls them: `summary.`, `including.`, `scenario.conservative.` */
export interface Shown {
  readonly of: Headlines;
  readonly prefix: string;
}

/** `key` names the figure in the workbook. */
export function moneyFigure(
  phrasing: Phrasing,
  label: string,
  amount: number | null,
  note: string,
  key: string | null,
): Figure {
  if (amount === null) return gapFigure(phrasing, label);
  const reference = key === null ? null : phrasing.reference(amount, key);
  return figure(label, phrasing.moneyShort(amount), note, amount, reference);
}

export function npvFigure(phrasing: Phrasing, { of: headlines, prefix }: Shown): Figure {
  const { say, result } = phrasing;
  const label = say("report.figure.npv");
  const rate = result.conventions.discountRateYearly;
  if (headlines.npv === null || rate === null) return presentValueGap(phrasing, label);
  const note = say("report.figure.npv-note", { years: years(phrasing), rate: phrasing.percent(rate) });
  const reference = phrasing.reference(headlines.npv, `${prefix}npv`);
  return figure(label, phrasing.moneyShort(headlines.npv), note, headlines.npv, reference);
}

/** The kind of ROI that the case's convention puts first. */
export function roiFigure(phrasing: Phrasing, { of: headlines, prefix }: Shown): Figure {
  const { say } = phrasing;
  const label = say("report.figure.roi");
  const roi = leadingRoi(phrasing, headlines);
  if (roi === null)
    return headlines.totalCost === 0
      ? noFigure(phrasing, label, say("report.figure.no-cost"))
      : phrasing.result.conventions.roi === "present-value"
        ? presentValueGap(phrasing, label)
        : gapFigure(phrasing, label);
  const note = say("report.figure.roi-note", { years: years(phrasing), kind: roiKind(phrasing) });
  const kind = phrasing.result.conventions.roi === "nominal" ? "nominal" : "presentValue";
  return figure(label, phrasing.percent(roi, 0), note, roi, phrasing.reference(roi, `${prefix}roi.${kind}`));
}

export function leadingRoi(phrasing: Phrasing, headlines: Headlines): number | null {
  return phrasing.result.conventions.roi === "nominal" ? headlines.roi.nominal : headlines.roi.presentValue;
}

export function roiKind(phrasing: Phrasing): string {
  return phrasing.result.conventions.roi === "nominal"
    ? phrasing.say("report.roi.nominal")
    : phrasing.say("report.roi.present-value");
}

export function paybackFigure(phrasing: Phrasing, { of, prefix }: Shown, label: string, note: string): Figure {
  const { say } = phrasing;
  const { payback } = of;
  switch (payback.state) {
    case "reached":
      return payback.months === null
        ? gapFigure(phrasing, label)
        : figure(
            label,
            monthsText(phrasing, payback.months),
            note,
            payback.months,
            phrasing.reference(payback.months, `${prefix}paybackShown`),
          );
    case "not-reached":
      return {
        label,
        value: say("report.payback.not-reached"),
        note: say("report.payback.horizon", { years: years(phrasing) }),
        tone: "negative",
        reference: null,
      };
    case "no-investment":
      return noFigure(phrasing, label, say("report.payback.no-investment"));
    case null:
      return gapFigure(phrasing, label);
    default:
      return payback.state satisfies never;
  }
}

export function irrFigure(phrasing: Phrasing, { of: headlines, prefix }: Shown): Figure {
  const { say } = phrasing;
  const label = say("report.figure.irr");
  switch (headlines.irrState) {
    case "unique":
      return headlines.irr === null
        ? gapFigure(phrasing, label)
        : figure(
            label,
            phrasing.percent(headlines.irr, 0),
            say("report.figure.irr-note"),
            headlines.irr,
            phrasing.reference(headlines.irr, `${prefix}irr`),
          );
    case "none":
      return noFigure(phrasing, label, say("report.irr.none"));
    case "several":
      return noFigure(phrasing, label, say("report.irr.several"));
    case null:
      return gapFigure(phrasing, label);
    default:
      return headlines.irrState satisfies never;
  }
}

export function ratioFigure(phrasing: Phrasing, { of: headlines, prefix }: Shown): Figure {
  const { say } = phrasing;
  const label = say("report.figure.benefit-cost-ratio");
  const ratio = headlines.benefitCostRatio;
  if (ratio === null)
    return headlines.presentValueCost === 0
      ? noFigure(phrasing, label, say("report.figure.no-cost"))
      : presentValueGap(phrasing, label);
  const value = phrasing.quantity(Math.round(ratio * 100) / 100, "number");
  const reference = phrasing.reference(ratio, `${prefix}benefitCostRatio`);
  const note = say("report.figure.benefit-cost-ratio-note");
  return { label, value, note, tone: ratio < 1 ? "negative" : "plain", reference };
}

/** One decimal: 13.4 months. */
export function monthsText(phrasing: Phrasing, months: number): string {
  return phrasing.say("report.months", { months: phrasing.quantity(Math.round(months * 10) / 10, "number") });
}

export function years(phrasing: Phrasing): string {
  const { years: count } = phrasing.result.conventions;
  return count === 1 ? phrasing.say("report.years.one") : phrasing.say("report.years.many", { count });
}

function figure(label: string, value: string, note: string, amount: number, reference: Reference | null): Figure {
  return { label, value, note, tone: amount < 0 ? "negative" : "plain", reference };
}

/** There is no such figure, for a reason that is no gap. */
function noFigure({ say }: Phrasing, label: string, note: string): Figure {
  return { label, value: say("report.figure.none"), note, tone: "none", reference: null };
}

/** Without a discount rate that is the reason, whatever else is missing. */
function presentValueGap(phrasing: Phrasing, label: string): Figure {
  const gap = gapFigure(phrasing, label);
  const isRateMissing = phrasing.result.conventions.discountRateYearly === null;
  return isRateMissing ? { ...gap, note: phrasing.say("report.convention.no-rate") } : gap;
}

function gapFigure(phrasing: Phrasing, label: string): Figure {
  return {
    label,
    value: phrasing.say("report.gap.figure"),
    note: reasonForTotal(phrasing),
    tone: "gap",
    reference: null,
  };
}
