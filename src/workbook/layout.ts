/** Where the cells of a sheet stand: which columns each covers, how wide columns and how high rows must be, which way text leans. */
import { type Calculation, valueAt } from "../engine/calculation.ts";
import type { PlannedCell, SheetPlan } from "../engine/plan/plan.ts";
import { wordText } from "../engine/plan/words.ts";
import { inLocale, type Locale } from "../text/locale.ts";
import { cellText } from "./cell-text.ts";
import { shownNumber } from "./number-formats.ts";
import { isTall, type Leaning, lookOf } from "./styles.ts";
import { indentWidth, linesHeight, textWidth, wrappedLines } from "./text-extent.ts";

/** Heights of a row, in points, that Excel takes. */
const [leastHeight, mostHeight] = [15, 409];

export interface Layout {
  readonly columnWidths: readonly number[];
  /** Height of each row that has cells, in points. */
  readonly rowHeights: ReadonlyMap<number, number>;
  /** The last column that a cell covers. */
  lastColumn(cell: PlannedCell): number;
  leaning(cell: PlannedCell): Leaning;
}

export function layOut(sheet: SheetPlan, calculation: Calculation, locale: Locale): Layout {
  const byRow = grouped(sheet.cells, cell => cell.ref.row);
  const byColumn = grouped(sheet.cells, cell => cell.ref.column);
  const shown = (cell: PlannedCell) => shownValue(cell, calculation, locale);
  const columnCount = Math.max(sheet.columns.length, ...byColumn.keys());
  const columnWidths = Array.from({ length: columnCount }, (_, index) =>
    widthFor(sheet.columns[index]?.width ?? unplannedWidth, byColumn.get(index + 1) ?? [], shown),
  );
  const lastColumn = (cell: PlannedCell) => lastColumnOf(cell, byRow.get(cell.ref.row) ?? [], columnCount);
  const countLines = (cell: PlannedCell) => {
    const { size, bold = false, wrap, indent = 0 } = lookOf(cell.role);
    const text = shown(cell);
    if (wrap === false || typeof text === "number") return 1;
    const width = columnWidths.slice(cell.ref.column - 1, lastColumn(cell)).reduce((sum, each) => sum + each, 0);
    const button = sheet.filter?.from.row === cell.ref.row ? filterButtonWidth : 0;
    return wrappedLines(text, width - button - indent * indentWidth, size, bold);
  };
  const lines = new Map(sheet.cells.map(cell => [cell, countLines(cell)]));
  const linesOf = (cell: PlannedCell) => lines.get(cell) ?? 1;
  const heightOf = (cell: PlannedCell) => linesHeight(linesOf(cell), lookOf(cell.role).size, isTall(locale));
  const rowHeights = new Map(
    [...byRow].map(([row, cells]) => [
      row,
      Math.min(mostHeight, Math.ceil(Math.max(leastHeight, ...cells.map(heightOf)))),
    ]),
  );
  const tallRows = new Set(
    [...byRow].filter(([, cells]) => cells.some(cell => linesOf(cell) > linesInTheMiddle)).map(([row]) => row),
  );
  const leaning = (cell: PlannedCell): Leaning => ({
    ...sideways(cell, byColumn.get(cell.ref.column) ?? []),
    vertical: tallRows.has(cell.ref.row) ? "top" : "middle",
  });
  return { columnWidths, rowHeights, lastColumn, leaning };
}

/** The button of a filter covers the end of its column's head. */
const filterButtonWidth = 2.5;
/** Of a column with cells that the plan gives no width. */
const unplannedWidth = 13;
/** Rows of few lines stand in the middle of their height; in longer ones all begins at the top, so that a row can be read across. */
const linesInTheMiddle = 4;

/** What stands in a cell: a number, or text. */
export function shownValue(cell: PlannedCell, calculation: Calculation, locale: Locale): string | number {
  const { content } = cell;
  switch (content.kind) {
    case "label":
      return typeof content.text === "number" ? content.text : cellText(inLocale(content.text, locale));
    case "word":
    case "choice":
      return cellText(inLocale(wordText(content.word, calculation.plan.words), locale));
    case "input":
      return content.value ?? "";
    case "answer":
      return "";
    case "formula": {
      const value = valueAt(calculation, cell.ref);
      if (typeof value === "number") return value;
      if (typeof value === "object")
        return "word" in value ? cellText(inLocale(wordText(value.word, calculation.plan.words), locale)) : value.error;
      return String(value ?? "").toUpperCase();
    }
    default:
      return content satisfies never;
  }
}

/** A number that does not fit its column is shown as ####, so a column grows with its numbers. */
function widthFor(
  planned: number,
  cells: readonly PlannedCell[],
  shown: (cell: PlannedCell) => string | number,
): number {
  const needed = cells.map(cell => {
    const value = shown(cell);
    const { size, bold } = lookOf(cell.role);
    return typeof value === "number" && !cell.across ? textWidth(shownNumber(value, cell), size, bold) + 1.5 : 0;
  });
  return Math.max(planned, ...needed);
}

/** A cell never covers a planned neighbour or columns that the sheet does not have. */
function lastColumnOf({ ref, across = 1 }: PlannedCell, row: readonly PlannedCell[], columnCount: number): number {
  const neighbours = row.map(other => other.ref.column).filter(column => column > ref.column);
  return Math.max(ref.column, Math.min(ref.column + across - 1, columnCount, ...neighbours.map(column => column - 1)));
}

/** Numbers and what stands in their place lean right, choices stand in the middle, text begins left; the head of a column does as the first cell below it. */
function sideways(cell: PlannedCell, column: readonly PlannedCell[]): Omit<Leaning, "vertical"> {
  const below = cell.role === "column-head" ? firstBelow(cell, column) : undefined;
  if (below) return sideways(below, []);
  const { indent = 0 } = lookOf(cell.role);
  return { horizontal: horizontalOf(cell), indent: horizontalOf(cell) === "left" ? indent : 0 };
}

function firstBelow(head: PlannedCell, column: readonly PlannedCell[]): PlannedCell | undefined {
  const first = column.filter(cell => cell.ref.row > head.ref.row).sort((a, b) => a.ref.row - b.ref.row)[0];
  return first && first.role !== "column-head" && first.role !== "section" && !first.across ? first : undefined;
}

function horizontalOf({ content, role, format }: PlannedCell): Leaning["horizontal"] {
  switch (content.kind) {
    case "choice":
      return "center";
    case "input":
      return "right";
    case "answer":
      return content.allowed.kind === "number" ? "right" : content.allowed.kind === "word" ? "center" : "left";
    case "label":
      return typeof content.text === "number" || format !== "text" ? "right" : "left";
    case "word":
      return "left";
    case "formula":
      return format === "text" && (role === "check" || role === "flag") ? "center" : "right";
    default:
      return content satisfies never;
  }
}

/** Cells by row or column. */
export function grouped(cells: readonly PlannedCell[], by: (cell: PlannedCell) => number): Map<number, PlannedCell[]> {
  const groups = new Map<number, PlannedCell[]>();
  for (const cell of cells) {
    const group = groups.get(by(cell));
    if (group) group.push(cell);
    else groups.set(by(cell), [cell]);
  }
  return groups;
}
