/** What the sheets of a value review are planned from, and what they tell each other. */
import type { Period } from "../../case/calendar.ts";
import type { PlannedCase } from "../../engine/build-plan.ts";
import { range } from "../../engine/plan/formula.ts";
import type { CellRef, PlanFormula, RangeRef } from "../../engine/plan/plan.ts";
import type { ReviewWord, WordTexts } from "../../engine/plan/words.ts";
import type { IndicatorRow } from "../../engine/sheets/context.ts";
import type { Measurement } from "../actuals.ts";

export interface Reviewed extends PlannedCase {
  /** Period 1 to the one reviewed. */
  readonly periods: readonly Period[];
  /** Those that count, in the order of stages. */
  readonly indicators: readonly IndicatorRow[];
  /** Every measurement up to the period reviewed, in the order of the file. */
  readonly history: readonly Measurement[];
  readonly reviewWordTexts: WordTexts;
  /** Of those measurements. */
  readonly dataFingerprint: string;
}

/** The cell of a word of the review. */
export function wordCell({ reviewWords }: Reviewed, word: ReviewWord): CellRef {
  const cell = reviewWords[word];
  if (!cell) throw new Error(`the plan has no word ${word}`);
  return cell;
}

/** A cell for each indicator and period. */
export class Table<T> {
  private readonly cells = new Map<string, T>();

  set(indicator: string, period: number, cell: T): void {
    this.cells.set(`${indicator} ${period}`, cell);
  }

  at(indicator: string, period: number): T {
    const cell = this.cells.get(`${indicator} ${period}`);
    if (cell === undefined) throw new Error(`nothing of ${indicator} in period ${period}`);
    return cell;
  }
}

/** Whose formula is the cell itself. */
export const same = (cell: CellRef): PlanFormula => cell;

/** From the first of some cells to the last. */
export function spanOf(cells: readonly CellRef[]): RangeRef {
  const [first, last] = [cells[0], cells.at(-1)];
  if (!first || !last) throw new Error("a range over nothing");
  return range(first, last);
}
