/** The headline figures, without and with one-off cash; value by stage and dimension; from gross to net; by year. */
import type { Text } from "../../text/locale.ts";
import { type TextKey, words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { formula, range, whereNumbers } from "../plan/formula.ts";
import type { CellRef, PlanFormula, SheetPlan } from "../plan/plan.ts";
import { agreementNote, planBasisSwitch } from "./basis.ts";
import { type BasisFigures, planBothBases } from "./both-bases.ts";
import type { CashFlowSheet } from "./cash-flow-sheet.ts";
import { type PlanContext, scenarioWord, sheet } from "./context.ts";
import { type HeadlineCells, headlineCount, HeadlineWriter } from "./headlines.ts";
import type { InputsSheet } from "./inputs-sheet.ts";
import { type Matrix, matrixChart, planWaterfall, summaryChartRows } from "./summary-charts.ts";
import type { Block, ValueSheets } from "./value-sheet.ts";

export interface SummarySheet {
  readonly sheet: SheetPlan;
  readonly without: HeadlineCells;
  readonly including: HeadlineCells;
  readonly netPerYear: CellRef;
  readonly oneOffCash: CellRef;
  /** Sum of the stage × dimension table. */
  readonly matrixTotal: CellRef;
}

export function planSummary(
  context: PlanContext,
  inputs: InputsSheet,
  value: ValueSheets,
  cash: CashFlowSheet,
  turned: BasisFigures | undefined,
): SummarySheet {
  const cells = sheet(context, "summary");
  const { currency, standing } = context;
  cells.label(1, 1, words("summary.title", { customer: context.kase.customer.name }), "title", { across: 6 });
  cells.label(2, 1, standing ? agreementNote(standing) : words("summary.basis"), "note", { across: 6 });
  planSwitch(context, cells);
  const head = 4 + planBasisSwitch(context, cells);
  cells.labels(head, 1, [
    words("summary.figure"),
    words("summary.without"),
    words("summary.including"),
    words("column.unit"),
  ]);
  cells.label(head, 5, words("summary.convention"), "column-head", { across: 2 });
  const headlines = new HeadlineWriter(context, cells, inputs, head + 1);
  const without = headlines.column(2, cash.without, "summary.");
  const including = headlines.column(3, cash.including, "including.");
  headlines.titles(currency, { unit: 4, means: 5 }, cash.without);

  const below = head + headlineCount + 2;
  const shown = {
    netPerYear: value.yearly.totals.net,
    oneOffCash: value.oneOff.totals.net,
    totalBenefit: without.totalBenefit,
    npv: without.npv,
  };
  const top = turned ? planBothBases(context, cells, { shown, turned }, below) : below;
  cells.label(top, 1, words("summary.per-year", { currency }), "section", { across: 6 });
  const perYear = (row: number, key: TextKey & `summary.${string}`, cell: CellRef, figure: string) => {
    cells.label(row, 1, words(key as "summary.net-per-year"), "row-head", { link: cell });
    return cells.formula(row, 2, cell, figure === "netBenefitPerYear" ? "result" : "calculated", {
      format: "money",
      figure: `summary.${figure}`,
    });
  };
  const { totals } = value.yearly;
  perYear(top + 1, "summary.gross-per-year", totals.gross, "grossBenefitPerYear");
  const deduction = (
    row: number,
    key: "summary.overlap" | "summary.attribution" | "summary.confidence",
    from: CellRef,
    to: CellRef,
  ) => {
    cells.label(row, 1, words(key), "row-head", { link: to });
    cells.formula(row, 2, whereNumbers([from, to], formula`=${to}-${from}`, context.words.gap), "calculated", {
      format: "money",
      figure: key.replace("summary.", "deduction."),
    });
  };
  deduction(top + 2, "summary.overlap", totals.gross, totals.afterOverlap);
  deduction(top + 3, "summary.attribution", totals.afterOverlap, totals.afterAttribution);
  deduction(top + 4, "summary.confidence", totals.afterAttribution, totals.net);
  const netPerYear = perYear(top + 5, "summary.net-per-year", totals.net, "netBenefitPerYear");
  const oneOffCash = perYear(top + 6, "summary.one-off-cash", value.oneOff.totals.net, "oneOffCash");

  const chartsTop = top + 8;
  const chartsLast = chartsTop + summaryChartRows - 1;
  const matrix = planMatrix(context, cells, value, chartsLast + 2, currency);
  const hasParts = context.model.stages.length > 1 || context.model.dimensions.length > 1;
  planWaterfall(context, cells, value.yearly, {
    top: matrix.last + 2,
    over: range(cells.ref(chartsTop, 1), cells.ref(chartsLast, hasParts ? 3 : 6)),
    title: words("summary.per-year", { currency }),
  });
  const besideIt = range(cells.ref(chartsTop, 4), cells.ref(chartsLast, 6));
  if (hasParts) cells.chart(matrixChart(matrix, words("summary.matrix", { currency }), besideIt));
  return {
    sheet: cells.done({
      name: words("sheet.summary"),
      columns: [40, 18, 18, 18, 18, 40],
      landscape: false,
      onePage: true,
      lastPrinted: matrix.last,
    }),
    without,
    including,
    netPerYear,
    oneOffCash,
    matrixTotal: matrix.total,
  };
}

const choicePlace = { row: 3, column: 2 } as const;

/** Where the switch between scenarios stands. */
export const scenarioChoice = (context: PlanContext): CellRef =>
  sheet(context, "summary").ref(choicePlace.row, choicePlace.column);

/** The live switch between scenarios; none where a case has only its own. */
function planSwitch({ kase }: PlanContext, cells: SheetBuilder): void {
  if (kase.scenarios.length === 1) return;
  const { row, column } = choicePlace;
  const among = kase.scenarios.map(({ id }) => scenarioWord(id));
  cells.label(row, 1, words("summary.scenario"), "row-head");
  cells.choice(row, column, scenarioWord(kase.shownScenario), among, words("hint.scenario-switch"), {
    name: "scenario",
    origin: kase.place,
  });
  cells.label(row, column + 1, words("summary.scenario-how"), "note", { across: 4 });
}

/** Net value of counted indicators by stage × dimension: yearly, and one-off beside it. */
function planMatrix(
  context: PlanContext,
  cells: SheetBuilder,
  value: ValueSheets,
  top: number,
  currency: Text,
): Matrix & { readonly last: number; readonly total: CellRef } {
  const { model } = context;
  cells.label(top, 1, words("summary.matrix", { currency }), "section", { across: 6 });
  cells.label(top + 1, 1, words("column.stage-name"), "column-head");
  const dimensions = model.dimensions.map(({ name }, index) => cells.label(top + 1, 2 + index, name, "column-head"));
  cells.label(top + 1, 2 + model.dimensions.length, words("summary.one-off-column"), "column-head");
  model.stages.forEach((stage, index) => {
    const row = top + 2 + index;
    cells.label(row, 1, stage.name, "row-head");
    model.dimensions.forEach((dimension, which) => {
      cells.formula(row, 2 + which, sumIn(context, value.yearly, index + 1, dimension.id), "calculated", {
        format: "money",
        figure: `matrix.${stage.id}.${dimension.id}.net`,
      });
    });
    cells.formula(row, 2 + model.dimensions.length, sumIn(context, value.oneOff, index + 1), "calculated", {
      format: "money",
      figure: `matrix.${stage.id}.oneOffNet`,
    });
  });
  const last = top + 1 + model.stages.length;
  cells.label(last + 1, 1, words("summary.matrix-total"), "total");
  const down = (column: number) => range(cells.ref(top + 2, column), cells.ref(last, column));
  for (let column = 2; column <= 2 + model.dimensions.length; column += 1)
    cells.formula(last + 1, column, formula`=SUM(${down(column)})`, "total", { format: "money" });
  const all = range(cells.ref(last + 1, 2), cells.ref(last + 1, 1 + model.dimensions.length));
  cells.label(last + 2, 1, words("summary.matrix-all"), "total");
  const total = cells.formula(last + 2, 2, formula`=SUM(${all})`, "total", { format: "money" });
  const values = dimensions.map((_, index) => down(2 + index));
  return { dimensions, stages: down(1), values, last: last + 2, total };
}

function sumIn(context: PlanContext, block: Block, stage: number, dimension?: string): PlanFormula {
  if (block.lines.length === 0) return formula`=0`;
  const { gap } = context.words;
  const text = (value: string): PlanFormula => ({ kind: "text", value, span: { start: 0, end: 0 } });
  const over = (values: PlanFormula) =>
    dimension === undefined
      ? formula`=SUMIFS(${values},${block.stages},${stage})`
      : formula`=SUMIFS(${values},${block.stages},${stage},${block.dimensions},${text(dimension)})`;
  return formula`=IF(${over(block.chosen)}=0,0,IF(${over(block.counted)}=0,${gap},${over(block.countedNet)}))`;
}
