/** HyperFormula as the kernel's reference: built once for a plan, its inputs changed draw by draw. */
import { type CellValue, DetailedCellError, HyperFormula } from "hyperformula";
import { asExcel, sheetContents } from "../../src/engine/calculate.ts";
import type { CalculatedValue } from "../../src/engine/calculation.ts";
import { type CellRef, keyOf, type WorkbookPlan } from "../../src/engine/plan/plan.ts";
import { isWord } from "../../src/engine/plan/words.ts";

/** A value, or undefined for a blank. */
export type Value = CalculatedValue | undefined;

export class Reference {
  private readonly engine: HyperFormula;
  private readonly uncertain: readonly CellRef[];

  constructor(plan: WorkbookPlan, uncertain: readonly CellRef[]) {
    this.engine = HyperFormula.buildFromSheets(sheetContents(plan), asExcel);
    this.uncertain = uncertain;
  }

  set(draw: readonly number[]): void {
    this.engine.batch(() => {
      this.uncertain.forEach((ref, index) => void this.engine.setCellContents(this.address(ref), draw[index] ?? null));
    });
  }

  value(ref: CellRef): Value {
    const value: CellValue = this.engine.getCellValue(this.address(ref));
    if (value === null) return undefined;
    if (value instanceof DetailedCellError) return { error: value.value };
    if (isWord(value)) return { word: value };
    if (typeof value === "string") throw new Error(`${keyOf(ref)} gives ${JSON.stringify(value)}`);
    return value;
  }

  done(): void {
    this.engine.destroy();
  }

  private address({ sheet, row, column }: CellRef) {
    return { sheet: this.engine.getSheetId(sheet) ?? -1, row: row - 1, col: column - 1 };
  }
}

/**
 * Same number to 1e-11, same word, same truth, same error. Below 1e-293 HyperFormula's rounding for display divides by infinity and
 * gives NaN, though it goes on computing with the number: there the kernel only has to be as small.
 */
export function isSame(got: Value, wanted: Value): boolean {
  if (typeof got === "number" && typeof wanted === "number") {
    if (Number.isNaN(wanted)) return Math.abs(got) < 1e-290;
    return got === wanted || Math.abs(got - wanted) <= 1e-11 * Math.max(Math.abs(got), Math.abs(wanted));
  }
  return JSON.stringify(got) === JSON.stringify(wanted);
}
