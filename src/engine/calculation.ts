/** What a plan's cells come to. */
import { type CellRef, keyOf, type WorkbookPlan } from "./plan/plan.ts";
import type { Word } from "./plan/words.ts";

/** A formula's result: a number, a word, truth, or an error as the spreadsheet shows it (#DIV/0!). */
export type CalculatedValue = number | boolean | { readonly word: Word } | { readonly error: string };

export interface Calculation {
  readonly plan: WorkbookPlan;
  /** By `keyOf(ref)`, one for each formula cell. */
  readonly values: ReadonlyMap<string, CalculatedValue>;
}

export function valueAt(calculation: Calculation, ref: CellRef): CalculatedValue | undefined {
  return calculation.values.get(keyOf(ref));
}
