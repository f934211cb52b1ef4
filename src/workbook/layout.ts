/** Where the cells of a sheet stand: which columns each covers, how wide columns and how high rows must be, which way text leans. */
import { type Calculation, valueAt } from "../engine/calculation.ts";
import type { PlannedCell, SheetPlan } from "../engine/plan/plan.ts";
import { wordText } from "../engine/plan/words.ts";
import { inLocale, type Locale } from "../text/locale.ts";
import { cellText } from "./cell-text.ts";
import { shownNumber } from "./number-formats.ts";
import { type Horizontal, isTall, lookOf } from "./styles.ts";
import { linesHeight, textWidth, wrappedLines } from "./text-extent.ts";

/** Heights of a row, in points, that Excel takes. */
const [leastHeight, mostHeight] = [15, 409];

export interface Layout {
  readonly columnWidths: readonly number[];
  /** Height of each row that has cells, in points. */
  readonly rowHeights: ReadonlyMap<number, number>;
  /** The last column that a cell covers. */
  lastColumn(cell: PlannedCell): number;
  horizontal(cell: PlannedCell): Horizontal;
}

export function layOut(sheet: SheetPlan, calculation: Calculation, locale: Locale): Layout {
  const byRow = grouped(sheet.cells, cell => cell.ref.row);
  const byColumn = grouped(sheet.cells, cell => cell.ref.column);
  const shown = (cell: PlannedCell) => shownValue(cell, calculation, locale);
  const columnWidths = sheet.columns.map(({ width }, index) => widthFor(width, byColumn.get(index + 1) ?? [], shown));
  const lastColumn = (cell: PlannedCell) => lastColumnOf(cell, byRow.get(cell.ref.row) ?? [], columnWidths.length);
  const heightOf = (cell: PlannedCell) => {
    const { size, bold = false, wrap } = lookOf(cell.role);
    const width = columnWidths.slice(cell.ref.column - 1, lastColumn(cell)).reduce((sum, each) => sum + each, 0);
    const button = sheet.filter?.from.row === cell.ref.row ? filterButtonWidth : 0;
    const text = shown(cell);
    const lines = wrap === false || typeof text === "number" ? 1 : wrappedLines(text, width - button, size, bold);
    return linesHeight(lines, size, isTall(locale));
  };
  const rowHeights = new Map(
    [...byRow].map(([row, cells]) => [row, Math.min(mostHeight, Math.ceil(Math.max(leastHeight, ...cells.map(heightOf))))]),
  );
  return { columnWidths, rowHeights, lastColumn, horizontal: cell => horizontalOf(cell, byColumn.get(cell.ref.column) ?? []) };
}

/** The button of a filter covers the end of its column's head. */
const filterButtonWidth = 2.5;

/** What stands in a cell: a number, or text. */
export function shownValue(cell: PlannedCell, calculation: Calculation, locale: Locale): string | number {
  const { content } = cell;
  switch (content.kind) {
    case "label":
      return typeof content.text === "number" ? content.text : cellText(inLocale(content.text, locale));
    case "word":
    case "choice":
      return cellText(inLocale(wordText(content.word), locale));
    case "input":
      return content.value ?? "";
    case "formula": {
      const value = valueAt(calculation, cell.ref);
      if (typeof value === "number") return value;
      if (typeof value === "object") return "word" in value ? cellText(inLocale(wordText(value.word), locale)) : value.error;
      return String(value ?? "").toUpperCase();
    }
    default:
      return content satisfies never;
  }
}

/** A number that does not fit its column is shown as ####, so a column grows with its numbers. */
function widthFor(planned: number, cells: readonly PlannedCell[], shown: (cell: PlannedCell) => string | number): number {
  const needed = cells.map(cell => {
    const value = shown(cell);
    const { size, bold } = lookOf(cell.role);
    return typeof value === "number" && !cell.across ? textWidth(shownNumber(value, cell), size, bold) + 1.5 : 0;
  });
  return Math.max(planned, ...needed);
}

/** A cell never covers a planned neighbour or columns that the sheet does not have. */
function lastColumnOf({ ref, across = 0 }: PlannedCell, row: readonly PlannedCell[], columnCount: number): number {
  const neighbours = row.map(other => other.ref.column).filter(column => column > ref.column);
  return Math.max(ref.column, Math.min(ref.column + across, Math.max(columnCount, ref.column), ...neighbours.map(column => column - 1)));
}

/** Numbers lean right, choices stand in the middle, text begins left; the head of a column does as the first cell below it. */
function horizontalOf(cell: PlannedCell, column: readonly PlannedCell[]): Horizontal {
  if (cell.role === "column-head") {
    const below = column.filter(other => other.ref.row > cell.ref.row).sort((a, b) => a.ref.row - b.ref.row);
    const first = below[0];
    return first && first.role !== "column-head" && first.role !== "section" && !first.across ? horizontalOf(first, []) : "left";
  }
  switch (cell.content.kind) {
    case "choice":
      return "center";
    case "input":
      return "right";
    case "label":
      return typeof cell.content.text === "number" ? "right" : "left";
    case "word":
      return "left";
    case "formula":
      return cell.role === "check" || cell.role === "flag" ? "center" : cell.format === "text" ? "left" : "right";
    default:
      return cell.content satisfies never;
  }
}

function grouped(cells: readonly PlannedCell[], by: (cell: PlannedCell) => number): Map<number, PlannedCell[]> {
  const groups = new Map<number, PlannedCell[]>();
  for (const cell of cells) {
    const group = groups.get(by(cell));
    if (group) group.push(cell);
    else groups.set(by(cell), [cell]);
  }
  return groups;
}
