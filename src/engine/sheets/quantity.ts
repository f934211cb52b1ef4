/** Drivers and rows as formulas read them: one number for the whole horizon, or one per year; and PRIOR(x), the year before. */
import { isComparison } from "../../model/formula/comparison.ts";
import { type FormulaNode, namesIn } from "../../model/formula/tree.ts";
import type { Formula, Model } from "../../model/model.ts";
import { quantityNamed } from "../../model/quantities.ts";
import type { Text } from "../../text/locale.ts";
import { formula, number, replaceLeaves } from "../plan/formula.ts";
import type { CellRef, PlanFormula } from "../plan/plan.ts";

export type Quantity =
  | { readonly kind: "constant"; readonly cell: CellRef }
  /** One cell per year of the horizon, and one of the build where it has a value there. */
  | { readonly kind: "yearly"; readonly cells: readonly CellRef[]; readonly initial?: CellRef };

/** What readers call a driver, a row or the measure of a table; the name itself where it is none of these. */
export const quantityWord = (model: Model, name: string): Text => quantityNamed(model, name)?.name ?? name;

/** The quantities that a formula reads. */
export function quantitiesIn(formula: Formula, quantities: ReadonlyMap<string, Quantity>): Quantity[] {
  return namesIn(formula.tree).flatMap(name => quantities.get(name) ?? []);
}

/**
 * The cell of a quantity in a year, or in the year before it. Year 0 is the build: what changes over the years has its initial value
 * there, or 0; the year before year 1 is the build, and before that is nothing.
 */
export function refOf(
  quantity: Quantity | undefined,
  name: string,
  year: number,
  yearBefore: boolean,
): PlanFormula & { kind: string } {
  if (!quantity) throw new Error(`a formula reads ${name}, which is not on the sheets`);
  const wanted = yearBefore ? year - 1 : year;
  if (quantity.kind === "constant") return wanted < (yearBefore ? 1 : 0) ? number(0) : quantity.cell;
  if (wanted < 1) return (wanted === 0 ? quantity.initial : undefined) ?? number(0);
  const cell = quantity.cells[wanted - 1];
  if (!cell) throw new Error(`${name} has no year ${wanted}`);
  return cell;
}

/** A model's formula on the sheets: names become cells, PRIOR(x) the cell of the year before, a truth 1 or 0. */
export function toPlanFormula(
  tree: FormulaNode,
  resolve: (name: string, yearBefore: boolean) => PlanFormula,
): PlanFormula {
  return asNumber(toCells(tree, resolve));
}

/** TRUE and FALSE as 1 and 0: spreadsheets do not count them as numbers. */
function asNumber(tree: PlanFormula): PlanFormula {
  if (tree.kind === "call" && tree.name === "IF") {
    const [test, ...branches] = tree.args;
    return test ? { ...tree, args: [test, ...branches.map(asNumber)] } : tree;
  }
  const isTruth =
    (tree.kind === "binary" && isComparison(tree.operator)) ||
    (tree.kind === "call" && ["AND", "OR", "NOT"].includes(tree.name));
  return isTruth ? formula`=IF(${tree},1,0)` : tree;
}

function toCells(tree: FormulaNode, resolve: (name: string, yearBefore: boolean) => PlanFormula): PlanFormula {
  const walk = (node: FormulaNode): PlanFormula => {
    switch (node.kind) {
      case "name":
        return resolve(node.name, false);
      case "minus":
      case "percent":
        return { ...node, of: walk(node.of) };
      case "binary":
        return { ...node, left: walk(node.left), right: walk(node.right) };
      case "call": {
        if (node.name !== "PRIOR") return { ...node, args: node.args.map(walk) };
        const [inner] = node.args;
        if (!inner) throw new Error("PRIOR without an argument");
        return replaceLeaves(inner, leaf => resolve(leaf.name, true));
      }
      default:
        return node;
    }
  };
  return walk(tree);
}
