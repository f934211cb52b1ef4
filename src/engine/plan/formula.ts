/** Writing plan formulas the way a spreadsheet user would: `` formula`=${net}*${ramp}/${periodsPerYear}` ``. */
import { planFunctions } from "../../model/formula/functions.ts";
import { parse } from "../../model/formula/parse.ts";
import type { FormulaTree, NameRef, Span } from "../../model/formula/tree.ts";
import type { CellRef, PlanFormula, RangeRef } from "./plan.ts";

interface Hole {
  readonly kind: "hole";
  readonly index: number;
}

const nowhere: Span = { start: 0, end: 0 };
const parsed = new WeakMap<TemplateStringsArray, FormulaTree<Hole>>();

/** A formula with references, numbers or other formulas filled in. Throws if it is not well-formed: that is our fault. */
export function formula(template: TemplateStringsArray, ...parts: readonly (PlanFormula | number)[]): PlanFormula {
  const tree = parsed.get(template) ?? parseTemplate(template);
  parsed.set(template, tree);
  return fillHoles(tree, parts);
}

function parseTemplate(template: TemplateStringsArray): FormulaTree<Hole> {
  const text = template.reduce((before, next, index) => `${before}⟨${index - 1}⟩${next}`);
  const { tree, fault } = parse<Hole>(text, {
    functions: planFunctions,
    refuseAddresses: true,
    hole: index => ({ kind: "hole", index }),
  });
  if (fault) throw new Error(`plan formula ${text}: ${fault.code}`);
  return tree as FormulaTree<Hole>;
}

function fillHoles(tree: FormulaTree<Hole>, parts: readonly (PlanFormula | number)[]): PlanFormula {
  return replaceLeaves<Hole | NameRef, CellRef | RangeRef>(tree, leaf => {
    if (leaf.kind === "name") throw new Error(`plan formula reads the name ${leaf.name}; refer to its cell`);
    const part = parts[leaf.index];
    if (part === undefined) throw new Error("plan formula with a hole too many");
    return typeof part === "number" ? number(part) : part;
  });
}

/** A tree with each reference replaced by what `replace` gives for it. */
export function replaceLeaves<From extends { kind: string }, To extends { kind: string }>(
  tree: FormulaTree<From>,
  replace: (leaf: From) => FormulaTree<To>,
): FormulaTree<To> {
  const node = tree as Exclude<FormulaTree<never>, never>;
  const each = (child: unknown) => replaceLeaves(child as FormulaTree<From>, replace);
  switch (node.kind) {
    case "number":
    case "text":
      return node as FormulaTree<To>;
    case "minus":
    case "percent":
      return { ...node, of: each(node.of) } as FormulaTree<To>;
    case "binary":
      return { ...node, left: each(node.left), right: each(node.right) } as FormulaTree<To>;
    case "call":
      return { ...node, args: node.args.map(each) } as FormulaTree<To>;
    default:
      return replace(tree as From);
  }
}

export function number(value: number): PlanFormula {
  const size: PlanFormula = { kind: "number", value: Math.abs(value), text: String(Math.abs(value)), span: nowhere };
  return value < 0 ? { kind: "minus", of: size, span: nowhere } : size;
}

export function call(name: string, ...args: readonly PlanFormula[]): PlanFormula {
  if (!planFunctions.has(name)) throw new Error(`${name} is not a function of the plan`);
  return { kind: "call", name, args, span: nowhere };
}

export function sum(parts: readonly PlanFormula[]): PlanFormula {
  return parts.length === 0 ? number(0) : call("SUM", ...parts);
}

/** `then` where every one of the cells holds a number, else the word for a gap: what is missing or failed never counts as 0. */
export function whereNumbers(cells: readonly CellRef[], then: PlanFormula, gap: CellRef): PlanFormula {
  return formula`=IF(${call("COUNT", ...cells)}=${cells.length},${then},${gap})`;
}

/** The same for all cells of a range. */
export function whereAllNumbers(range: RangeRef, then: PlanFormula, gap: CellRef): PlanFormula {
  const size = (range.to.row - range.from.row + 1) * (range.to.column - range.from.column + 1);
  return formula`=IF(COUNT(${range})=${size},${then},${gap})`;
}

export const range = (from: CellRef, to: CellRef): RangeRef => ({ kind: "range", from, to });
