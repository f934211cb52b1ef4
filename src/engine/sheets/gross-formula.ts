/** A monetization line's formula on the sheets: its gross benefit from baseline, target, drivers and rows. */
import { namesIn } from "../../model/formula/tree.ts";
import type { MonetizationLine } from "../../model/model.ts";
import { whereNumbers } from "../plan/formula.ts";
import type { CellRef, PlanFormula } from "../plan/plan.ts";
import { type Quantity, refOf, toPlanFormula } from "./quantity.ts";

/** Absent in a plain benefit line. */
export interface LevelCells {
  readonly baseline: CellRef | undefined;
  readonly target: CellRef | undefined;
}

/** Whether the gross benefit changes over the years: it reads a quantity that does, or the year before. */
export function variesByYear(line: MonetizationLine, quantities: ReadonlyMap<string, Quantity>): boolean {
  const reads = namesIn(line.formula.tree).map(name => quantities.get(name)?.kind);
  return reads.includes("yearly") || /\bPRIOR\(/i.test(line.formula.text);
}

/** Gross benefit of a year (from 1); a gap as soon as a cell it reads holds no number. */
export function grossFormula(
  line: MonetizationLine,
  levels: LevelCells,
  quantities: ReadonlyMap<string, Quantity>,
  year: number,
  gap: CellRef,
): PlanFormula {
  const resolve = (name: string, back: boolean): PlanFormula => {
    if (name !== "baseline" && name !== "target") return refOf(quantities.get(name), name, year, back);
    const level = levels[name];
    if (!level) throw new Error(`${line.id} reads ${name} but its indicator has none`);
    return level;
  };
  const read = namesIn(line.formula.tree)
    .map(name => resolve(name, false))
    .filter((each): each is CellRef => each.kind === "cell");
  return whereNumbers(read, toPlanFormula(line.formula.tree, resolve), gap);
}
