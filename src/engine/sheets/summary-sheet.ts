/** The headline figures, without and with one-off cash; value by stage and dimension; from gross to net; by year. */
import type { Text } from "../../text/locale.ts";
import { type TextKey, words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { formula, range, whereAllNumbers, whereNumbers } from "../plan/formula.ts";
import type { CellRef, Format, PlanFormula, SheetPlan } from "../plan/plan.ts";
import type { CashFlowSheet, View } from "./cash-flow-sheet.ts";
import { type PlanContext, sheet } from "./context.ts";
import type { InputsSheet } from "./inputs-sheet.ts";
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

export interface HeadlineCells {
  readonly npv: CellRef;
  readonly irr: CellRef;
  readonly roi: CellRef;
  readonly payback: CellRef;
}

export function planSummary(
  context: PlanContext,
  inputs: InputsSheet,
  value: ValueSheets,
  cash: CashFlowSheet,
): SummarySheet {
  const cells = sheet(context, "summary");
  const { currency } = context;
  cells.label(1, 1, words("summary.title", { customer: context.kase.customer.name }), "title", { across: 6 });
  cells.label(2, 1, words("summary.basis"), "note", { across: 6 });
  cells.labels(4, 1, [
    words("summary.figure"),
    words("summary.without"),
    words("summary.including"),
    words("column.unit"),
  ]);
  cells.label(4, 5, words("summary.convention"), "column-head", { across: 2 });
  const headlines = new HeadlineWriter(context, cells, inputs);
  const without = headlines.column(2, cash.without, "summary.");
  const including = headlines.column(3, cash.including, "including.");
  headlines.titles(currency);

  const top = 5 + headlines.rowCount + 1;
  cells.label(top, 1, words("summary.per-year", { currency }), "section", { across: 6 });
  const perYear = (row: number, key: TextKey & `summary.${string}`, cell: CellRef, figure: string) => {
    cells.label(row, 1, words(key as "summary.net-per-year"), "row-head");
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
    cells.label(row, 1, words(key), "row-head");
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

  const matrixTop = top + 8;
  const matrixTotal = planMatrix(context, cells, value, matrixTop, currency);
  return {
    sheet: cells.done({ name: words("sheet.summary"), columns: [40, 18, 18, 18, 18, 40], landscape: false }),
    without,
    including,
    netPerYear,
    oneOffCash,
    matrixTotal,
  };
}

const rows = [
  { key: "npv", format: "money", result: true },
  { key: "irr", format: "percent", result: true },
  { key: "roi-nominal", format: "percent", result: true },
  { key: "roi-present-value", format: "percent", result: true },
  { key: "benefit-cost-ratio", format: "ratio", result: false },
  { key: "payback", format: "months", result: true },
  { key: "discounted-payback", format: "months", result: false },
  { key: "total-benefit", format: "money", result: false },
  { key: "total-cost", format: "money", result: false },
  { key: "present-value-benefit", format: "money", result: false },
  { key: "present-value-cost", format: "money", result: false },
  { key: "irr-state", format: "text", result: false },
] as const satisfies readonly { key: string; format: Format; result: boolean }[];
type RowKey = (typeof rows)[number]["key"];

class HeadlineWriter {
  readonly rowCount = rows.length;
  private readonly context: PlanContext;
  private readonly cells: SheetBuilder;
  private readonly inputs: InputsSheet;

  constructor(context: PlanContext, cells: SheetBuilder, inputs: InputsSheet) {
    this.context = context;
    this.cells = cells;
    this.inputs = inputs;
  }

  titles(currency: Text): void {
    rows.forEach(({ key, format }, index) => {
      this.cells.label(5 + index, 1, words(`summary.${key}`), "row-head");
      const unit =
        format === "money"
          ? currency
          : format === "months"
            ? words("unit.months")
            : format === "percent"
              ? "%"
              : format === "ratio"
                ? "×"
                : "";
      this.cells.label(5 + index, 4, key === "irr" ? words("unit.per-year") : unit, "unit");
      this.cells.label(5 + index, 5, words(`summary.${key}-means`), "source", { across: 2 });
    });
  }

  column(column: number, view: View, prefix: "summary." | "including."): HeadlineCells {
    const { gap } = this.context.words;
    const at = (key: RowKey) => this.cells.ref(5 + rows.findIndex(row => row.key === key), column);
    const put = (key: RowKey, of: PlanFormula, figure: string, name?: string) => {
      const row = rows.find(each => each.key === key);
      if (!row) throw new Error(`no headline ${key}`);
      return this.cells.formula(at(key).row, column, of, row.result ? "result" : "calculated", {
        format: row.format,
        figure: prefix + figure,
        ...(name && prefix === "summary." ? { name } : {}),
      });
    };
    const [benefit, cost] = [at("total-benefit"), at("total-cost")];
    const [presentBenefit, presentCost] = [at("present-value-benefit"), at("present-value-cost")];
    put("total-benefit", totalOf(view.benefit), "totalBenefit");
    put("total-cost", totalOf(view.cost), "totalCost");
    put("present-value-benefit", totalOf(view.discountedBenefit), "presentValueBenefit");
    put("present-value-cost", totalOf(view.discountedCost), "presentValueCost");
    const npv = put(
      "npv",
      whereNumbers([presentBenefit, presentCost], formula`=${presentBenefit}-${presentCost}`, gap),
      "npv",
      "npv",
    );
    const ratio = (top: PlanFormula, bottom: CellRef, read: readonly CellRef[]) =>
      whereNumbers(read, formula`=IF(${bottom}=0,${gap},${top}/${bottom})`, gap);
    const roi = put(
      "roi-nominal",
      ratio(formula`=(${benefit}-${cost})`, cost, [benefit, cost]),
      "roi.nominal",
      "roi_nominal",
    );
    put(
      "roi-present-value",
      ratio(formula`=(${presentBenefit}-${presentCost})`, presentCost, [presentBenefit, presentCost]),
      "roi.presentValue",
      "roi_present_value",
    );
    put(
      "benefit-cost-ratio",
      ratio(presentBenefit, presentCost, [presentBenefit, presentCost]),
      "benefitCostRatio",
      "benefit_cost_ratio",
    );
    const irr = this.irr(view, put);
    const payback = put("payback", view.measures.payback.months, "paybackShown", "payback_months");
    put("discounted-payback", view.measures.discountedPayback.months, "discountedPaybackShown");
    return { npv, irr, roi, payback };
  }

  /** The yearly rate at which the flows of the periods are worth nothing; only where exactly one change of sign promises one root. */
  private irr(view: View, put: (key: RowKey, of: PlanFormula, figure: string, name?: string) => CellRef): CellRef {
    const { gap, one_root, no_root, several_roots } = this.context.words;
    const { signChanges } = view.measures;
    const flows = view.net.range;
    const state = put(
      "irr-state",
      whereNumbers(
        [signChanges],
        formula`=IF(${signChanges}=1,${one_root},IF(${signChanges}=0,${no_root},${several_roots}))`,
        gap,
      ),
      "irrState",
    );
    const rate = formula`=IFERROR(IRR(${flows},0.1),IFERROR(IRR(${flows},-0.1),${gap}))`;
    const yearly = formula`=IF(ISNUMBER(${rate}),(1+${rate})^${this.inputs.periodsPerYear}-1,${gap})`;
    return put("irr", formula`=IF(${state}=${one_root},${whereAllNumbers(flows, yearly, gap)},${state})`, "irr", "irr");
  }
}

const totalOf = (line: { readonly total?: CellRef }): CellRef => {
  if (!line.total) throw new Error("a row without its total");
  return line.total;
};

/** Net value of counted indicators by stage × dimension: yearly, and one-off beside it. */
function planMatrix(
  context: PlanContext,
  cells: SheetBuilder,
  value: ValueSheets,
  top: number,
  currency: Text,
): CellRef {
  const { model } = context;
  cells.label(top, 1, words("summary.matrix", { currency }), "section", { across: 6 });
  cells.label(top + 1, 1, words("column.stage-name"), "column-head");
  model.dimensions.forEach(({ name }, index) => void cells.label(top + 1, 2 + index, name, "column-head"));
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
  for (let column = 2; column <= 2 + model.dimensions.length; column += 1) {
    const over = range(cells.ref(top + 2, column), cells.ref(last, column));
    cells.formula(last + 1, column, formula`=SUM(${over})`, "total", { format: "money" });
  }
  const all = range(cells.ref(last + 1, 2), cells.ref(last + 1, 1 + model.dimensions.length));
  cells.label(last + 2, 1, words("summary.matrix-all"), "total");
  return cells.formula(last + 2, 2, formula`=SUM(${all})`, "total", { format: "money" });
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
