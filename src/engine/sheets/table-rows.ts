/** The rows of a table on its sheet: inputs as the case gives them, scores of levels, calculated and linked columns, one cell a date. */
import type { CaseTable, TableRow } from "../../case/case.ts";
import type { CalculatedColumn, Column, LevelColumn, NumberColumn, Table } from "../../model/model.ts";
import { namesIn } from "../../model/formula/tree.ts";
import { words } from "../../text/say.ts";
import type { DataWordCells, SheetBuilder } from "../plan/builder.ts";
import { call, formula, number, range, whereNumbers } from "../plan/formula.ts";
import type { CellRef, PlanFormula, RangeRef } from "../plan/plan.ts";
import { formatOf, joinTexts, levelWord, type PlanContext, unitText } from "./context.ts";
import { type Quantity, refOf, toPlanFormula } from "./quantity.ts";

/** A column on the sheet: where its inputs stand, and from where its numbers are read. */
export interface PlacedColumn {
  readonly column: Column;
  /** First sheet column of its inputs, one for each date it has. */
  readonly inputs: number;
  /** First sheet column of its numbers: of a level its scores, else the inputs themselves; one for each date. */
  readonly numbers: number;
  /** How many dates it has of its own: 1 where it does not change. */
  readonly dates: number;
}

export interface TableCells {
  readonly table: Table;
  readonly given: CaseTable;
  /** Of the first row of the table. */
  readonly top: number;
  readonly columns: ReadonlyMap<string, PlacedColumn>;
}

/** The number of a column in a row at a date. */
export function numberCell(cells: SheetBuilder, placed: PlacedColumn, row: number, date: number): CellRef {
  return cells.ref(row, placed.numbers + Math.min(date, placed.dates - 1));
}

/** The numbers of a column in rows that stand together, at a date. */
export function numbersRange(
  cells: SheetBuilder,
  placed: PlacedColumn,
  rows: { readonly from: number; readonly to: number },
  date: number,
): RangeRef {
  return range(numberCell(cells, placed, rows.from, date), numberCell(cells, placed, rows.to, date));
}

export class TableRows {
  private readonly context: PlanContext;
  private readonly cells: SheetBuilder;
  private readonly at: TableCells;
  private readonly drivers: ReadonlyMap<string, Quantity>;
  private readonly word: DataWordCells;

  constructor(context: PlanContext, cells: SheetBuilder, at: TableCells, drivers: ReadonlyMap<string, Quantity>) {
    const { dataWords } = context;
    if (!dataWords) throw new Error("a table without its words");
    this.context = context;
    this.cells = cells;
    this.at = at;
    this.drivers = drivers;
    this.word = dataWords;
  }

  /** What the case gives: a number, or a choice of levels with its score beside. */
  input({ column, inputs, numbers, dates }: PlacedColumn, row: TableRow, index: number): void {
    if (column.kind !== "number" && column.kind !== "level") return;
    const values = row.values.get(column.id) ?? [];
    for (let date = 0; date < dates; date += 1) {
      const value = dates === 1 ? (values.find(each => each !== "absent") ?? null) : (values[date] ?? null);
      const at = [this.at.top + index, inputs + date] as const;
      if (column.kind === "number")
        this.number(column, at, value === "absent" ? value : Number(value ?? Number.NaN), row);
      else {
        const word =
          value === "absent"
            ? "absent"
            : typeof value === "object" && value !== null
              ? levelWord(this.at.table.id, column.id, value.level)
              : "gap";
        const among = column.levels.map(({ id }) => levelWord(this.at.table.id, column.id, id));
        const chosen = this.cells.choice(...at, word, among, words("hint.level-choice"), { origin: row.place });
        this.score(column, chosen, [at[0], numbers + date], row);
      }
    }
  }

  private number(column: NumberColumn, at: readonly [number, number], value: number | "absent", row: TableRow): void {
    const format = formatOf(column);
    if (value === "absent") {
      this.cells.state(...at, "absent", { origin: row.place });
      return;
    }
    const { min, max } = column.range;
    this.cells.input(...at, Number.isNaN(value) ? null : value, {
      format,
      origin: row.place,
      allowed: { kind: "number", min: Math.min(0, min), max: Math.max(0, max) * 100 },
      hint: joinTexts([words("hint.driver"), unitText(column.shownAs, this.context)], " "),
    });
  }

  /** The score of the level chosen; absent and gap stay what they are. */
  private score(column: LevelColumn, chosen: CellRef, at: readonly [number, number], row: TableRow): void {
    const { absent } = this.word;
    const scores = column.levels.toReversed().reduce<PlanFormula>((otherwise, { id, score }) => {
      const own = this.context.levelWords.get(levelWord(this.at.table.id, column.id, id));
      if (!own) throw new Error(`the level ${id} has no word`);
      return formula`=IF(${chosen}=${own},${number(score)},${otherwise})`;
    }, formula`=IF(${chosen}=${absent},${absent},${this.context.words.gap})`);
    this.cells.formula(...at, scores, "calculated", { format: "number", origin: row.place });
  }

  /** A formula over the row's own cells and drivers, at each date. */
  calculated(placed: PlacedColumn & { readonly column: CalculatedColumn }, row: TableRow, index: number): void {
    const { column } = placed;
    for (let date = 0; date < placed.dates; date += 1) {
      this.cells.formula(
        this.at.top + index,
        placed.numbers + date,
        this.formulaAt(column.formula.tree, index, date),
        "calculated",
        {
          format: formatOf(column),
          origin: row.place,
          figure: `table.${this.at.table.id}.row.${index}.${column.id}.${date}`,
        },
      );
    }
  }

  /**
   * A formula of a row at a date: absent where a cell it reads is, or the row itself; a gap as soon as one holds no number. Before the
   * first date there is nothing, so what reads PRIOR(…) is absent there.
   */
  formulaAt(tree: CalculatedColumn["formula"]["tree"], index: number, date: number): PlanFormula {
    const { gap } = this.context.words;
    const { absent } = this.word;
    const read = new Map<string, { cell: CellRef; canLack: boolean }>();
    let isBefore = false;
    const resolve = (name: string, back: boolean): PlanFormula => {
      const placed = this.at.columns.get(name);
      if (!placed) {
        const ref = refOf(this.drivers.get(name), name, 1, false);
        if (ref.kind === "cell") read.set(name, { cell: ref as CellRef, canLack: false });
        return ref;
      }
      if (back && date === 0) isBefore = true;
      const cell = numberCell(this.cells, placed, this.at.top + index, Math.max(0, back ? date - 1 : date));
      read.set(`${name}${back ? " before" : ""}`, { cell, canLack: canLack(placed, this.at.given) });
      return cell;
    };
    const expression = toPlanFormula(tree, resolve);
    if (isBefore) return absent;
    for (const cell of this.presence(index, date)) read.set(`${cell.column}`, { cell, canLack: true });
    const cells = [
      ...new Map(
        [...read.values()].map(each => [`${each.cell.sheet}!${each.cell.row},${each.cell.column}`, each]),
      ).values(),
    ];
    const lacking = cells.filter(each => each.canLack).map(({ cell }) => cell);
    const all = cells.map(({ cell }) => cell);
    if (all.length === 0) return expression;
    if (lacking.length === 0) return whereNumbers(all, expression, gap);
    const tests = lacking.map(cell => formula`=${cell}=${absent}`);
    return formula`=IF(${call("COUNT", ...all)}=${all.length},${expression},IF(${call("OR", ...tests)},${absent},${gap}))`;
  }

  /** The cells that say whether the row is there at a date: its columns that have dates. */
  private presence(index: number, date: number): CellRef[] {
    if (this.at.given.dates.length === 1) return [];
    return [...this.at.columns.values()]
      .filter(({ column, dates }) => (column.kind === "number" || column.kind === "level") && dates > 1)
      .map(placed => numberCell(this.cells, placed, this.at.top + index, date));
  }

  /** Of a column without dates in a table that has some: its number where the row is there at that date. */
  masked(placed: PlacedColumn, to: number, row: TableRow, index: number): void {
    const { column } = placed;
    const tree = { kind: "name", name: column.id, span: { start: 0, end: 0 } } as const;
    this.at.given.dates.forEach((_, date) => {
      const format = column.kind === "number" || column.kind === "calculated" ? formatOf(column) : "number";
      this.cells.formula(this.at.top + index, to + date, this.formulaAt(tree, index, date), "calculated", {
        format,
        origin: row.place,
      });
    });
  }
}

/** Whether a cell of the column may hold the word for absent. */
function canLack({ column, dates }: PlacedColumn, { dates: all }: CaseTable): boolean {
  if (column.kind === "linked") return true;
  if (column.kind === "calculated") return all.length > 1 || namesIn(column.formula.tree).length > 0;
  return dates > 1;
}
