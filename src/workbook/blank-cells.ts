/** The cells of tables that the plan leaves empty: they carry the line of their row, so that it can be followed across. */
import type { PlannedCell, Role, SheetPlan } from "../engine/plan/plan.ts";
import { grouped, type Layout } from "./layout.ts";

export interface BlankCell {
  readonly row: number;
  readonly column: number;
  readonly role: Role;
  readonly format: "text";
  readonly content: { readonly kind: "label"; readonly text: "" };
}

/** Those between the first column and the last that the table's heads stand over, in rows that begin with a title of their own. */
export function blanksOf(sheet: SheetPlan, layout: Layout): BlankCell[] {
  const rows = [...grouped(sheet.cells, ({ ref }) => ref.row)].sort(([a], [b]) => a - b);
  let tableWidth = 0;
  return rows.flatMap(([row, cells]) => {
    const heads = cells.filter(({ role }) => role === "column-head");
    if (heads.length > 0) tableWidth = Math.max(...heads.map(({ ref }) => ref.column));
    const role = roleOfRow(cells);
    if (!role) return [];
    const covered = new Set(cells.flatMap(cell => columnsOf(cell, layout)));
    return columns(1, tableWidth)
      .filter(column => !covered.has(column))
      .map((column): BlankCell => ({ row, column, role, format: "text", content: { kind: "label", text: "" } }));
  });
}

function roleOfRow(cells: readonly PlannedCell[]): Role | undefined {
  if (cells.some(({ role, content }) => role === "total" && content.kind === "label")) return "total";
  return cells.some(({ role }) => role === "row-head") ? "label" : undefined;
}

const columnsOf = (cell: PlannedCell, layout: Layout): number[] => columns(cell.ref.column, layout.lastColumn(cell));
const columns = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
