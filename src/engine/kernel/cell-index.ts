/** The cells of a plan by number, so that nothing about them is looked up by text. Made once for a plan. */
import type { CellRef, PlannedCell, SheetId, WorkbookPlan } from "../plan/plan.ts";

/** More columns than any plan has. */
const columns = 2 ** 14;

export class CellIndex {
  readonly cells: readonly PlannedCell[];
  private readonly bySheet = new Map<SheetId, Map<number, number>>();

  private constructor(plan: WorkbookPlan) {
    this.cells = plan.sheets.flatMap(({ cells }) => cells);
    this.cells.forEach(({ ref: { sheet, row, column } }, index) => {
      const places = this.bySheet.get(sheet) ?? new Map<number, number>();
      this.bySheet.set(sheet, places);
      places.set(row * columns + column, index);
    });
  }

  static of(plan: WorkbookPlan): CellIndex {
    const known = indexes.get(plan) ?? new CellIndex(plan);
    indexes.set(plan, known);
    return known;
  }

  /** Its place in `cells`; undefined where nothing is planned. */
  find({ sheet, row, column }: CellRef): number | undefined {
    return this.bySheet.get(sheet)?.get(row * columns + column);
  }
}

const indexes = new WeakMap<WorkbookPlan, CellIndex>();
