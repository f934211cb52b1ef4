/** Every chosen indicator: where it began, where it should be, where it is, where it shall go, and what that is worth; with its course as a picture. */
import type { Status } from "../../review/realization.ts";
import type { ReviewedIndicator } from "../../review/review.ts";
import { trendChart } from "../charts/trend.ts";
import { type Cell, cell, moneyCell } from "../table-view.ts";
import type { ReviewPhrasing } from "./review-phrasing.ts";

export interface IndicatorsView {
  readonly title: string;
  readonly lead: string;
  readonly columns: readonly { readonly label: string; readonly align: "start" | "end" }[];
  readonly rows: readonly IndicatorRow[];
  readonly total: { readonly label: string; readonly realized: Cell; readonly planned: Cell };
  /** How the pictures are to be read. */
  readonly key: string;
}

export interface IndicatorRow {
  readonly name: string;
  readonly unit: string;
  readonly levels: readonly Cell[];
  readonly status: Status;
  readonly statusText: string;
  /** The drawing. */
  readonly svg: string;
  readonly realized: Cell;
  readonly planned: Cell;
}

export function reviewedIndicatorsView(phrasing: ReviewPhrasing): IndicatorsView {
  const { review, say, scale } = phrasing;
  const number = (label: string) => ({ label, align: "end" as const });
  const text = (label: string) => ({ label, align: "start" as const });
  return {
    title: say("review.doc.indicators-title"),
    lead: say("review.doc.indicators-lead", { count: review.indicators.length, period: review.period, unit: scale.name }),
    columns: [
      text(say("column.indicator")),
      number(say("agreement.baseline")),
      number(say("review.planned-level")),
      number(say("review.actual")),
      number(say("agreement.target")),
      number(say("review.progress")),
      text(say("review.status")),
      text(say("review.doc.course")),
      number(say("review.realized")),
      number(say("review.planned")),
    ],
    rows: review.indicators.map(each => rowOf(phrasing, each)),
    total: {
      label: say("review.doc.total", { period: review.period }),
      realized: amountCell(phrasing, review.quarter.realized),
      planned: amountCell(phrasing, review.quarter.planned),
    },
    key: say("review.doc.trend-key"),
  };
}

function rowOf(phrasing: ReviewPhrasing, each: ReviewedIndicator): IndicatorRow {
  const { level, percent, say } = phrasing;
  const { baseline, plannedLevel, actual, target, progress, status } = each;
  const shown = phrasing.indicator(each.id);
  const unit = shown === undefined || shown.format === "percent" ? "" : phrasing.unit(shown.shownAs);
  return {
    name: phrasing.text(each.name),
    unit,
    levels: [
      cell(level(each, baseline)),
      cell(level(each, plannedLevel)),
      actual === null ? cell("–", { tone: "muted" }) : cell(level(each, actual), { tone: "strong" }),
      cell(level(each, target)),
      progress === null
        ? cell("–", { tone: "muted" })
        : cell(percent(progress, 0), { tone: progress < 0 ? "negative" : "plain" }),
    ],
    status,
    statusText: say(`status.${status}`),
    svg: trendOf(phrasing, each),
    realized: each.realized === null ? cell("–", { tone: "muted" }) : amountCell(phrasing, each.realized),
    planned: amountCell(phrasing, each.planned),
  };
}

/** A missing amount stays a stated gap. */
const amountCell = (phrasing: ReviewPhrasing, amount: number | null): Cell => moneyCell(phrasing, amount);

function trendOf(phrasing: ReviewPhrasing, each: ReviewedIndicator): string {
  const { level, say } = phrasing;
  const measured = each.trend
    .filter(({ actual }) => actual !== null)
    .map(({ period, actual }) => `${period} ${level(each, actual)}`);
  const values = {
    indicator: phrasing.text(each.name),
    baseline: level(each, each.baseline),
    target: level(each, each.target),
    measured: measured.length === 0 ? say("status.not-measured") : measured.join(say("report.list.comma")),
  };
  return trendChart({
    alternative: say("review.doc.trend-alternative", values),
    width: 112,
    height: 30,
    baseline: each.baseline,
    target: each.target,
    planned: each.trend.map(({ plannedLevel }) => plannedLevel),
    actual: each.trend.map(({ actual }) => actual),
  }).svg;
}
