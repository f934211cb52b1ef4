/** From benefit and cost of each period to net, cumulative and discounted flows, and what they tell. One formula along each row. */
import { formula, range, whereAllNumbers, whereNumbers } from "../plan/formula.ts";
import type { PlanFormula } from "../plan/plan.ts";
import type { PlanContext } from "./context.ts";
import { type FlowMeasures, planFlowMeasures } from "./flow-measures.ts";
import { type CashKey, cellOf, type Line, type RowWriter } from "./flow-rows.ts";
import type { InputsSheet } from "./inputs-sheet.ts";

/** The flows of one view, without or including one-off cash. */
export interface View {
  readonly benefit: Line;
  readonly cost: Line;
  readonly net: Line;
  readonly cumulative: Line;
  readonly discountedBenefit: Line;
  readonly discountedCost: Line;
  readonly discountedNet: Line;
  readonly cumulativeDiscounted: Line;
  readonly measures: FlowMeasures;
}

/** Rows from benefit and cost on; `kind` tells the figures without one-off cash from those including it. */
export function viewRows(
  context: PlanContext,
  rows: RowWriter,
  inputs: InputsSheet,
  { benefit, cost, factor }: { readonly benefit: Line; readonly cost: Line; readonly factor: Line },
  kind: "without" | "including",
): View {
  const [prefix, suffix] = kind === "without" ? ["", ""] : ["including.", "IncludingCash"];
  const { gap } = context.words;
  const both = (a: Line, b: Line, index: number, then: PlanFormula) =>
    whereNumbers([cellOf(a, index), cellOf(b, index)], then, gap);
  const net = rows.line(
    "cash.net",
    "total",
    "money",
    index => both(benefit, cost, index, formula`=${cellOf(benefit, index)}-${cellOf(cost, index)}`),
    { figure: `net${suffix}`, total: true },
  );
  const cumulate = (title: CashKey, of: Line, figure: string): Line =>
    rows.line(
      title,
      "calculated",
      "money",
      index => {
        const upTo = range(cellOf(of, 0), cellOf(of, index));
        return whereAllNumbers(upTo, formula`=SUM(${upTo})`, gap);
      },
      { figure },
    );
  const cumulative = cumulate("cash.cumulative", net, `cumulative${suffix}`);
  const discount = (title: CashKey, of: Line) =>
    rows.line(
      title,
      "calculated",
      "money",
      index => both(of, factor, index, formula`=${cellOf(of, index)}*${cellOf(factor, index)}`),
      { total: true },
    );
  const discountedBenefit = discount("cash.discounted-benefit", benefit);
  const discountedCost = discount("cash.discounted-cost", cost);
  const discountedNet = rows.line(
    "cash.discounted-net",
    "total",
    "money",
    index =>
      both(
        discountedBenefit,
        discountedCost,
        index,
        formula`=${cellOf(discountedBenefit, index)}-${cellOf(discountedCost, index)}`,
      ),
    { total: true },
  );
  const cumulativeDiscounted = cumulate("cash.cumulative-discounted", discountedNet, `cumulativeDiscounted${suffix}`);
  const measures = planFlowMeasures(context, rows, inputs, net, cumulative, cumulativeDiscounted, prefix);
  return {
    benefit,
    cost,
    net,
    cumulative,
    discountedBenefit,
    discountedCost,
    discountedNet,
    cumulativeDiscounted,
    measures,
  };
}
