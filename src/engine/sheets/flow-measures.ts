/** What a row of flows tells: how often its sign changes (for the IRR), and when it has paid back. Helper rows, all visible. */
import { formula, number, range, whereAllNumbers, whereNumbers } from "../plan/formula.ts";
import type { CellRef } from "../plan/plan.ts";
import type { PlanContext } from "./context.ts";
import { cellOf, firstColumn, type Line, type RowWriter } from "./flow-rows.ts";
import type { InputsSheet } from "./inputs-sheet.ts";

export interface FlowMeasures {
  /** 0 no sign change, 1 one, 2 or more several. */
  readonly signChanges: CellRef;
  readonly payback: PaybackCells;
  readonly discountedPayback: PaybackCells;
}

export interface PaybackCells {
  readonly state: CellRef;
  readonly months: CellRef;
  /** The months in the period that they fall into; 0 in every other. */
  readonly crossing: Line;
}

export function planFlowMeasures(
  context: PlanContext,
  rows: RowWriter,
  inputs: InputsSheet,
  net: Line,
  cumulative: Line,
  cumulativeDiscounted: Line,
  prefix: string,
): FlowMeasures {
  const { gap } = context.words;
  const sign = rows.line("cash.sign", "calculated", "integer", index => {
    const flow = cellOf(net, index);
    const before = index === 0 ? number(0) : rows.cells.ref(rows.at, 2 + index);
    return whereNumbers([flow], formula`=IF(${flow}=0,${before},SIGN(${flow}))`, gap);
  });
  const change = rows.line("cash.sign-change", "calculated", "integer", index => {
    if (index === 0) return number(0);
    const [before, now] = [cellOf(sign, index - 1), cellOf(sign, index)];
    return whereNumbers([before, now], formula`=IF(AND(${before}<>0,${now}<>${before}),1,0)`, gap);
  });
  const signChanges = rows.cells.formula(
    rows.at - 1,
    2,
    whereAllNumbers(change.range, formula`=SUM(${change.range})`, gap),
    "calculated",
    {
      format: "integer",
    },
  );
  const payback = planPayback(context, rows, inputs, cumulative, "cash.payback", `${prefix}payback`);
  const discountedPayback = planPayback(
    context,
    rows,
    inputs,
    cumulativeDiscounted,
    "cash.discounted-payback",
    `${prefix}discountedPayback`,
  );
  rows.fold(4);
  return { signChanges, payback, discountedPayback };
}

/**
 * Months from go-live until the cumulative flow turns from negative to non-negative for good, linear within that period. Each period
 * shows the months if it is the one, else 0; the state is beside the sum.
 */
function planPayback(
  context: PlanContext,
  rows: RowWriter,
  { periodsPerYear }: InputsSheet,
  cumulative: Line,
  title: "cash.payback" | "cash.discounted-payback",
  figure: string,
): PaybackCells {
  const { gap, reached, not_reached, no_investment } = context.words;
  const last = context.periods.length - 1;
  const row = rows.at;
  const crossing = rows.line(title, "calculated", "months", index => {
    if (index === 0) return number(0);
    const [before, now] = [cellOf(cumulative, index - 1), cellOf(cumulative, index)];
    const rest = range(now, cellOf(cumulative, last));
    const months = formula`=(${index - 1}+${before}/(${before}-${now}))*12/${periodsPerYear}`;
    return whereAllNumbers(cumulative.range, formula`=IF(AND(${before}<0,MIN(${rest})>=0),${months},0)`, gap);
  });
  const end = cellOf(cumulative, last);
  const stateColumn = firstColumn + context.periods.length;
  const state = rows.cells.formula(
    row,
    stateColumn,
    whereAllNumbers(
      cumulative.range,
      formula`=IF(MIN(${cumulative.range})>=0,${no_investment},IF(${end}<0,${not_reached},${reached}))`,
      gap,
    ),
    "calculated",
    { format: "text", figure: `${rows.prefix}${figure}.state` },
  );
  const months = rows.cells.formula(
    row,
    2,
    formula`=IF(${state}=${reached},SUM(${crossing.range}),IF(${state}=${no_investment},0,${state}))`,
    "total",
    { format: "months", figure: `${rows.prefix}${figure}.months` },
  );
  return { state, months, crossing };
}
