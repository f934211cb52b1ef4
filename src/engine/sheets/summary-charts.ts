/**
 * The charts of the summary: from gross to net as a waterfall, and value by stage and dimension. The waterfall's columns stand on an
 * unfilled base; what of a column lies above 0 and what below are rows of their own, so that steps may go up, and net may be negative.
 */
import type { Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import type { ChartPlan, SeriesLabel, SeriesRole } from "../plan/chart-plan.ts";
import { formula, range, whereNumbers } from "../plan/formula.ts";
import type { CellRef, PlanFormula, RangeRef } from "../plan/plan.ts";
import type { PlanContext } from "./context.ts";
import type { Block } from "./value-sheet.ts";

/** Rows that the charts stand over. */
export const summaryChartRows = 18;

/** The table of stages × dimensions. */
export interface Matrix {
  readonly dimensions: readonly CellRef[];
  readonly stages: RangeRef;
  /** The column of a dimension. */
  readonly values: readonly RangeRef[];
}

const steps = [
  words("summary.step-gross"),
  words("summary.step-overlap"),
  words("summary.step-attribution"),
  words("summary.step-confidence"),
  words("summary.step-net"),
] as const;

/** A row of the waterfall: what of the column from `before` to `after` it draws. */
interface WaterfallRow {
  readonly title: Text;
  readonly role: SeriesRole;
  readonly label?: SeriesLabel;
  readonly of: (before: PlanFormula, after: PlanFormula) => PlanFormula;
}

const changeRows: readonly WaterfallRow[] = [
  {
    title: words("charts.base"),
    role: "base",
    of: (before, after) => formula`=MAX(0,MIN(${before},${after}))+MIN(0,MAX(${before},${after}))`,
  },
  {
    title: words("charts.less-above"),
    role: "loss",
    label: "minus",
    of: (before, after) => formula`=MAX(0,MAX(0,${before})-MAX(0,${after}))`,
  },
  {
    title: words("charts.less-below"),
    role: "loss",
    label: "minus",
    of: (before, after) => formula`=MIN(0,MIN(0,${after})-MIN(0,${before}))`,
  },
  {
    title: words("charts.more-above"),
    role: "gain",
    label: "plus",
    of: (before, after) => formula`=MAX(0,MAX(0,${after})-MAX(0,${before}))`,
  },
  {
    title: words("charts.more-below"),
    role: "gain",
    label: "plus",
    of: (before, after) => formula`=MIN(0,MIN(0,${before})-MIN(0,${after}))`,
  },
];

/** Writes the figures that the waterfall draws from a row on, below what is printed. */
export function planWaterfall(
  context: PlanContext,
  cells: SheetBuilder,
  { totals }: Block,
  { top, over, title }: { readonly top: number; readonly over: RangeRef; readonly title: Text },
): void {
  const levels = [totals.gross, totals.afterOverlap, totals.afterAttribution, totals.net];
  cells.label(top, 1, words("charts.figures"), "section", { across: 6 });
  cells.label(top + 1, 1, words("charts.step"), "column-head");
  cells.labels(top + 1, 2, steps);
  const last = 1 + steps.length;
  const across = (row: number): RangeRef => range(cells.ref(row, 2), cells.ref(row, last));
  const put = (row: number, column: number, of: PlanFormula) =>
    cells.formula(row, column, of, "calculated", { format: "money" });
  const ends = [
    { title: words("summary.step-gross"), role: "start", column: 2, level: totals.gross },
    { title: words("summary.step-net"), role: "result", column: last, level: totals.net },
  ] as const;
  const endSeries = ends.map(({ title, role, column, level }, index) => {
    const row = top + 2 + index;
    put(row, column, level);
    return { name: cells.label(row, 1, title, "row-head"), values: across(row), role, label: "amount" as const };
  });
  const changeSeries = changeRows.map(({ title, role, label, of }, index) => {
    const row = top + 2 + ends.length + index;
    levels.slice(1).forEach((after, step) => {
      const before = levels[step];
      if (before) put(row, 3 + step, whereNumbers([before, after], of(before, after), context.words.gap));
    });
    const name = cells.label(row, 1, title, "row-head");
    return { name, values: across(row), role, ...(label ? { label } : {}) };
  });
  const zeroRow = top + 2 + ends.length + changeRows.length;
  cells.label(zeroRow, 1, words("charts.zero"), "row-head");
  steps.forEach((_, index) => void cells.label(zeroRow, 2 + index, 0, "calculated", { format: "money" }));
  cells.detail(top + 1, zeroRow);
  cells.chart({
    kind: "stacked-columns",
    title,
    alternative: words("summary.waterfall-alternative"),
    categories: across(top + 1),
    // The base first: the others stand on it.
    series: [...changeSeries.slice(0, 1), ...endSeries, ...changeSeries.slice(1)],
    zeros: across(zeroRow),
    over,
  });
}

export function matrixChart({ dimensions, stages, values }: Matrix, title: Text, over: RangeRef): ChartPlan {
  return {
    kind: "stacked-bars",
    title,
    alternative: words("summary.matrix-alternative"),
    categories: stages,
    series: dimensions.flatMap((name, index) => {
      const of = values[index];
      return of ? [{ name, values: of, role: "part" as const }] : [];
    }),
    over,
    legend: dimensions.length > 1,
    axis: true,
  };
}
