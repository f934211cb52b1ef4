/** The figures of a calculation by their keys: `summary.npv`, `line.first-time-fix-rate.avoided-visits.net`. */
import type { CalculatedValue, Calculation } from "./calculation.ts";
import { keyOf, type PlannedCell } from "./plan/plan.ts";

/** The figures of a calculation by key. */
export class Figures {
  private readonly cells = new Map<string, PlannedCell>();
  private readonly calculation: Calculation;

  constructor(calculation: Calculation) {
    this.calculation = calculation;
    for (const sheet of calculation.plan.sheets) {
      for (const cell of sheet.cells) if (cell.figure) this.cells.set(cell.figure, cell);
    }
  }

  cell(key: string): PlannedCell | undefined {
    return this.cells.get(key);
  }

  value(key: string): CalculatedValue {
    const cell = this.cells.get(key);
    if (!cell) throw new Error(`no cell holds the figure ${key}`);
    if (cell.content.kind === "label" && typeof cell.content.text === "number") return cell.content.text;
    const value = this.calculation.values.get(keyOf(cell.ref));
    if (value === undefined) throw new Error(`the figure ${key} was not calculated`);
    return value;
  }

  /** The number, or null for a gap. */
  number(key: string): number | null {
    const value = this.value(key);
    return typeof value === "number" ? value : null;
  }

  word(key: string): string | undefined {
    const value = this.value(key);
    return typeof value === "object" && "word" in value ? value.word : undefined;
  }
}
