/** The headline figures of a view of the flows, one below another: NPV, IRR, both ROIs, payback, totals. */
import type { Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { formula, whereAllNumbers, whereNumbers } from "../plan/formula.ts";
import type { CellRef, Format, PlanFormula } from "../plan/plan.ts";
import type { PlanContext } from "./context.ts";
import type { View } from "./flow-view.ts";
import type { InputsSheet } from "./inputs-sheet.ts";

export interface HeadlineCells {
  readonly npv: CellRef;
  readonly irr: CellRef;
  readonly roi: CellRef;
  readonly payback: CellRef;
  readonly totalBenefit: CellRef;
  /** All of them, in their order. */
  readonly cells: readonly CellRef[];
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

export const headlineCount = rows.length;
export const headlineFormats: readonly Format[] = rows.map(({ format }) => format);

/** Writes the headline figures of views as columns, from a row on. */
export class HeadlineWriter {
  private readonly context: PlanContext;
  private readonly cells: SheetBuilder;
  private readonly inputs: InputsSheet;
  private readonly top: number;

  constructor(context: PlanContext, cells: SheetBuilder, inputs: InputsSheet, top: number) {
    this.context = context;
    this.cells = cells;
    this.inputs = inputs;
    this.top = top;
  }

  /** Names of the rows, their units, and what they mean; with a view, each leads to the flows that it is calculated from. */
  titles(currency: Text, column: { readonly unit: number; readonly means?: number }, view?: View): void {
    rows.forEach(({ key, format }, index) => {
      const row = this.top + index;
      const link = view && flowsOf(view)[key];
      this.cells.label(row, 1, words(`summary.${key}`), "row-head", { link });
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
      this.cells.label(row, column.unit, key === "irr" ? words("unit.per-year") : unit, "unit");
      if (column.means) this.cells.label(row, column.means, words(`summary.${key}-means`), "source", { across: 2 });
    });
  }

  /** `prefix` of the figures; those of the summary are named cells too. */
  column(column: number, view: View, prefix: string): HeadlineCells {
    const { gap } = this.context.words;
    const at = (key: RowKey) => this.cells.ref(this.top + rows.findIndex(row => row.key === key), column);
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
    return { npv, irr, roi, payback, totalBenefit: benefit, cells: rows.map(({ key }) => at(key)) };
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

/** Where the flows of each figure begin. */
function flowsOf(view: View): { readonly [K in RowKey]?: CellRef | undefined } {
  const { benefit, cost, net, discountedBenefit, discountedCost, discountedNet, measures } = view;
  return {
    npv: discountedNet.total,
    irr: net.cells[0],
    "roi-nominal": net.total,
    "roi-present-value": discountedNet.total,
    payback: measures.payback.months,
    "discounted-payback": measures.discountedPayback.months,
    "total-benefit": benefit.total,
    "total-cost": cost.total,
    "present-value-benefit": discountedBenefit.total,
    "present-value-cost": discountedCost.total,
    "irr-state": measures.signChanges,
  };
}

const totalOf = (line: { readonly total?: CellRef }): CellRef => {
  if (!line.total) throw new Error("a row without its total");
  return line.total;
};
