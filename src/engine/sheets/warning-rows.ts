/** The model's warnings on the sheet of checks: in how many rows, or whether at all, each condition holds. They are no part of the outcome. */
import { namesIn } from "../../model/formula/tree.ts";
import type { ModelWarning } from "../../model/model.ts";
import { words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { formula, whereNumbers } from "../plan/formula.ts";
import type { CellRef, PlanFormula } from "../plan/plan.ts";
import type { PlanContext } from "./context.ts";
import { type Quantity, refOf, toPlanFormula } from "./quantity.ts";
import type { TablesSheet } from "./tables-sheet.ts";

/** The warnings whose inputs stand on the sheets. */
export function warningsPlanned(
  { model }: PlanContext,
  tables: TablesSheet | undefined,
  quantities: ReadonlyMap<string, Quantity>,
): readonly ModelWarning[] {
  return model.warnings.filter(({ id, table, when }) =>
    table === undefined
      ? namesIn(when.tree).every(name => quantities.has(name))
      : tables?.tables.get(table)?.warnings.has(id) === true,
  );
}

export function planWarnings(
  context: PlanContext,
  cells: SheetBuilder,
  tables: TablesSheet | undefined,
  quantities: ReadonlyMap<string, Quantity>,
  top: number,
): void {
  const planned = warningsPlanned(context, tables, quantities);
  const { dataWords, words: own } = context;
  if (planned.length === 0 || !dataWords) return;
  cells.label(top, 1, words("checks.warnings"), "section", { across: 5 });
  planned.forEach(({ id, name, table, when, place }, index) => {
    const row = top + 1 + index;
    cells.label(row, 1, name, "row-head", { origin: place });
    const over = table === undefined ? undefined : tables?.tables.get(table)?.warnings.get(id);
    const count = over
      ? cells.formula(row, 2, formula`=SUM(${over})`, "check", { format: "integer", origin: place })
      : cells.formula(row, 2, condition(context, when.tree, quantities), "check", { format: "integer", origin: place });
    const open = over
      ? cells.formula(row, 3, formula`=COUNTIF(${over},${own.gap})`, "check", { format: "integer" })
      : count;
    const unknown = over ? formula`=${open}>0` : formula`=COUNT(${count})=0`;
    const outcome = formula`=IF(AND(COUNT(${count})=1,${count}>0),${dataWords.warning},IF(${unknown},${own.gap},${dataWords.no_warning}))`;
    cells.formula(row, 4, outcome, "flag", { format: "text", origin: place, figure: `warning.${id}` });
    cells.label(row, 5, words(over ? "checks.warning-rows" : "checks.warning-case"), "source");
  });
}

function condition(
  context: PlanContext,
  tree: ModelWarning["when"]["tree"],
  quantities: ReadonlyMap<string, Quantity>,
): PlanFormula {
  const resolve = (name: string) => refOf(quantities.get(name), name, 1, false);
  const read = namesIn(tree)
    .map(resolve)
    .filter((each): each is CellRef => each.kind === "cell");
  return whereNumbers(read, toPlanFormula(tree, resolve), context.words.gap);
}
