/** A table as plain data: the template prints what stands here. */
import type { Phrasing } from "./phrasing.ts";
import type { Reference } from "./reference.ts";

/** `gap`: a figure that cannot be given. */
export type Tone = "plain" | "strong" | "muted" | "gap" | "negative";
export type Align = "start" | "end";

export interface Cell {
  readonly text: string;
  /** A second, smaller line. */
  readonly note: string | null;
  readonly tone: Tone;
  /** Where the figure stands in the workbook. */
  readonly reference: Reference | null;
}

export interface AlignedCell extends Cell {
  readonly align: Align;
}

export interface Column {
  readonly label: string;
  /** A unit, say. */
  readonly note: string | null;
  readonly align: Align;
}

export interface TableView {
  /** Sets the widths of its columns, by the style sheet. */
  readonly name: string;
  /** For readers who do not see the page. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  /** In words, the sheet of the workbook that all references lead to; null where there are none, or to several sheets. */
  readonly sheet: string | null;
}

export interface TableRow {
  readonly kind: "plain" | "total";
  readonly head: AlignedCell;
  readonly cells: readonly AlignedCell[];
}

export interface RowCells {
  readonly kind?: "total";
  readonly cells: readonly Cell[];
}

/** Columns give their alignment to the cells below; a row with another number of cells is our mistake. */
export function table(name: string, caption: string, columns: readonly Column[], rows: readonly RowCells[]): TableView {
  const sheets = new Set(rows.flatMap(row => row.cells.flatMap(each => each.reference?.sheet ?? [])));
  const [sheet] = sheets;
  const shortened = (each: Cell): Cell =>
    each.reference && sheets.size > 1
      ? { ...each, reference: { ...each.reference, short: each.reference.text } }
      : each;
  return {
    name,
    caption,
    sheet: sheets.size === 1 ? (sheet ?? null) : null,
    columns,
    rows: rows.map(row => {
      if (row.cells.length !== columns.length) throw new Error(`table ${name}: a row with ${row.cells.length} cells`);
      const [head, ...cells] = row.cells.map((each, index) => ({
        ...shortened(each),
        align: columns[index]?.align ?? "start",
      }));
      if (!head) throw new Error(`table ${name}: no columns`);
      return { kind: row.kind ?? "plain", head, cells };
    }),
  };
}

export function column(label: string, align: Align = "start", note: string | null = null): Column {
  return { label, align, note };
}

export function cell(text: string, more: Partial<Omit<Cell, "text">> = {}): Cell {
  return { text, note: more.note ?? null, tone: more.tone ?? "plain", reference: more.reference ?? null };
}

/** Money in the report's unit; without an amount, a stated gap, whose reason stands in the row or above the table. `keys` name the figure in the workbook. */
export function moneyCell(
  phrasing: Phrasing,
  amount: number | null,
  options: { readonly tone?: Tone; readonly note?: string; readonly keys?: readonly string[] } = {},
): Cell {
  if (amount === null) return cell(phrasing.say("report.gap.cell"), { tone: "gap" });
  const tone = amount < 0 ? "negative" : (options.tone ?? "plain");
  const reference = phrasing.reference(amount, ...(options.keys ?? []));
  return cell(phrasing.scale.amount(amount), { tone, note: options.note ?? null, reference });
}
