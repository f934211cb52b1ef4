/** The amounts of a model's cost lines: their formulas with the drivers and rows of the build, and of each year. */
import { namesIn } from "../../model/formula/tree.ts";
import type { CostLine, Formula } from "../../model/model.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { whereNumbers } from "../plan/formula.ts";
import type { CellRef, PlanFormula } from "../plan/plan.ts";
import type { PlanContext } from "./context.ts";
import { type Quantity, refOf, toPlanFormula } from "./quantity.ts";

export interface CostAmounts {
  readonly initial: CellRef;
  readonly yearly: readonly CellRef[];
}

/** Writes them along a row. `figures`: as figures of their own. */
export function planCostAmounts(
  context: PlanContext,
  cells: SheetBuilder,
  line: CostLine,
  at: { readonly row: number; readonly initial: number; readonly years: number },
  quantities: ReadonlyMap<string, Quantity>,
  figures: boolean,
): CostAmounts {
  const { gap } = context.words;
  const amount = (formula: Formula | undefined, column: number, year: number): CellRef => {
    if (!formula) return cells.label(at.row, column, 0, "calculated", { format: "money" });
    const resolve = (name: string, back: boolean): PlanFormula => refOf(quantities.get(name), name, year, back);
    const read = namesIn(formula.tree)
      .map(name => resolve(name, false))
      .filter((each): each is CellRef => each.kind === "cell");
    return cells.formula(at.row, column, whereNumbers(read, toPlanFormula(formula.tree, resolve), gap), "calculated", {
      format: "money",
      origin: line.place,
      ...(figures ? { figure: `cost.${line.id}.${year === 0 ? "initial" : year}` } : {}),
    });
  };
  return {
    initial: amount(line.initial, at.initial, 0),
    yearly: Array.from({ length: context.kase.calendar.years }, (_, index) =>
      amount(line.yearly, at.years + index, index + 1),
    ),
  };
}
