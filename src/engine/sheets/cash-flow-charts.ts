/**
 * The charts of the cash-flow sheet: what has added up by each period, without and with one-off cash. A column below 0 is what is still
 * to be recovered; the period in which the outlay is paid back for good is marked.
 */
import { words } from "../../text/say.ts";
import { formula, range, whereNumbers } from "../plan/formula.ts";
import type { RangeRef } from "../plan/plan.ts";
import type { PlanContext } from "./context.ts";
import { cellOf, firstColumn, type Line, type RowWriter } from "./flow-rows.ts";
import type { View } from "./flow-view.ts";

/** Rows that the charts stand over. */
export const cashChartRows = 16;
/** The widest that a chart is, in characters. */
const widest = 92;

export interface CashChart {
  readonly view: View;
  readonly title: "cash.chart-without" | "cash.chart-including";
}

/** Writes the figures that the charts draw, below what is printed; the charts stand over rows from `top` on, side by side. */
export function planCashCharts(
  context: PlanContext,
  rows: RowWriter,
  charts: readonly CashChart[],
  { top, widths }: { readonly top: number; readonly widths: readonly number[] },
): void {
  const { cells } = rows;
  const { currency } = context;
  const head = cells.ref(4, firstColumn);
  const categories = range(head, { ...head, column: firstColumn + context.periods.length - 1 });
  rows.next("charts.figures");
  let column = 1;
  for (const { view, title } of charts) {
    const series = seriesOf(context, rows, view);
    const last = lastColumn(widths, column, charts.length);
    const over: RangeRef = range(cells.ref(top, column), cells.ref(top + cashChartRows - 1, last));
    cells.chart({
      kind: "overlaid-columns",
      title: words(title, { currency }),
      alternative: words("cash.chart-alternative", { title: words(title, { currency }) }),
      categories,
      series,
      over,
      axis: true,
    });
    column = last + 1;
  }
  rows.fold(3 * charts.length);
}

function seriesOf(context: PlanContext, rows: RowWriter, { cumulative, measures }: View) {
  const { gap } = context.words;
  const { crossing } = measures.payback;
  const line = (title: "charts.below" | "charts.above" | "charts.payback", of: Line) => ({
    name: rows.cells.ref(rows.at - 1, 1),
    values: of.range,
    title,
  });
  const put = (
    title: "charts.below" | "charts.above" | "charts.payback",
    at: (index: number) => ReturnType<typeof formula>,
  ) =>
    line(
      title,
      rows.line(title, "calculated", "money", index => whereNumbers([cellOf(cumulative, index)], at(index), gap)),
    );
  const isPayback = (index: number) => {
    const cell = cellOf(crossing, index);
    return formula`=AND(ISNUMBER(${cell}),${cell}>0)`;
  };
  const below = put("charts.below", index => formula`=MIN(0,${cellOf(cumulative, index)})`);
  const above = put("charts.above", index => formula`=IF(${isPayback(index)},0,MAX(0,${cellOf(cumulative, index)}))`);
  const payback = put(
    "charts.payback",
    index => formula`=IF(${isPayback(index)},MAX(0,${cellOf(cumulative, index)}),0)`,
  );
  return [
    { ...below, role: "loss" as const },
    { ...above, role: "result" as const },
    { ...payback, role: "mark" as const, label: { text: words("charts.payback") } },
  ];
}

/** Of a chart that begins at a column: as wide as its part of the sheet, and never wider than it can be read. */
function lastColumn(widths: readonly number[], from: number, charts: number): number {
  const all = widths.reduce((sum, width) => sum + width, 0);
  const room = Math.min(widest, all / charts);
  let last = from;
  let width = widths[from - 1] ?? 0;
  while (last < widths.length && width + (widths[last] ?? 0) / 2 <= room) {
    width += widths[last] ?? 0;
    last += 1;
  }
  return last;
}
