/** What is to be expected until the end of the horizon: three stated assumptions, what each comes to, and their course. */
import type { Forecast, Paths } from "../../review/forecast.ts";
import { sumOfCents } from "../../review/realization.ts";
import type { ChartView } from "../chart-view.ts";
import { linesChart } from "../charts/lines.ts";
import { cell, column, moneyCell, type TableView, table } from "../table-view.ts";
import type { ReviewPhrasing } from "./review-phrasing.ts";

export interface ForecastView {
  readonly title: string;
  readonly lead: string;
  readonly table: TableView;
  readonly chart: ChartView | null;
}

export function forecastView(phrasing: ReviewPhrasing): ForecastView {
  const { review, say, scale, moneyShort, percent } = phrasing;
  const { forecast } = review;
  const { planned, low, likely, high, assumptions } = forecast;
  const title = say("review.doc.forecast-title");
  const share = (amount: number | null) =>
    amount === null || planned === null || planned <= 0 ? "–" : percent(amount / planned, 1);
  const row = (name: string, means: string, amount: number | null) => ({
    cells: [cell(name, { tone: "strong" as const, note: means }), moneyCell(phrasing, amount), cell(share(amount))],
  });
  const end = forecast.periods.at(-1)?.period ?? "";
  return {
    title,
    lead:
      low === null || likely === null || high === null
        ? say("review.doc.forecast-gap")
        : say("review.doc.forecast-lead", {
            end,
            likely: moneyShort(likely),
            low: moneyShort(low),
            high: moneyShort(high),
            planned: planned === null ? say("review.doc.plan-unknown") : moneyShort(planned),
          }),
    table: table(
      "forecast",
      title,
      [
        column(say("review.doc.assumption")),
        column(say("review.doc.horizon-total"), "end", scale.name),
        column(say("review.doc.of-planned"), "end"),
      ],
      [
        row(say("review.doc.stays"), say("review.doc.stays-means"), assumptions.stays),
        row(say("review.doc.keeps"), say("review.doc.keeps-means"), assumptions.keeps),
        row(say("review.doc.recovers"), say("review.doc.recovers-means"), assumptions.recovers),
        row(say("review.planned"), say("review.doc.planned-means"), planned),
      ],
    ),
    chart: chartOf(phrasing, forecast),
  };
}

/** Cumulative; none where nothing was measured, or there is one period only. */
function chartOf(phrasing: ReviewPhrasing, { periods }: Forecast): ChartView | null {
  const { say, scale } = phrasing;
  const { stays, keeps, recovers } = phrasing.review.forecast.assumptions;
  if (periods.length < 2 || stays === null || keeps === null || recovers === null) return null;
  const cumulative = (of: (period: Forecast["periods"][number]) => number | null) => {
    let total = 0;
    return periods.map(each => {
      total = sumOfCents([total, of(each)]) ?? total;
      return total;
    });
  };
  const line = (name: string, which: keyof Paths | "planned", isLeading = false) => {
    const values = cumulative(each => each[which]);
    return { name, end: scale.amount(values.at(-1) ?? 0), values, isLeading };
  };
  const lines = [
    line(say("review.doc.keeps-short"), "keeps", true),
    line(say("review.planned"), "planned"),
    line(say("review.doc.stays-short"), "stays"),
    line(say("review.doc.recovers-short"), "recovers"),
  ];
  return {
    title: say("review.doc.forecast-chart"),
    note: scale.name,
    ...linesChart({
      alternative: say("review.doc.forecast-alternative", {
        unit: scale.name,
        lines: lines.map(({ name, end }) => `${name} ${end}`).join(say("report.list.comma")),
      }),
      width: 640,
      height: 190,
      periods: periods.map(({ period }) => period),
      lines,
      tick: scale.amount,
    }),
  };
}
