/**
 * The tables of a case, one below another: rows sorted by their groups, inputs open, scores, calculated and linked columns live beside
 * them, ranks, and warnings row by row. Their measures go on the sheet of what is measured. Drivers are read as agreed: no scenario
 * changes a table.
 */
import type { CaseTable } from "../../case/case.ts";
import { nameIn } from "../../case/resolve-tables.ts";
import type { LinkedColumn, ModelWarning, Table } from "../../model/model.ts";
import { formatDate } from "../../text/format.ts";
import { eachLocale, type Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { formula, range, whereNumbers } from "../plan/formula.ts";
import type { CellRef, RangeRef, SheetPlan } from "../plan/plan.ts";
import { formatOf, joinTexts, type PlanContext, sheet, unitText } from "./context.ts";
import type { Quantity } from "./quantity.ts";
import { columnsSummed, groupsOf, planRollUps, type RolledUp } from "./roll-ups.ts";
import { numbersRange, type PlacedColumn, type TableCells, TableRows } from "./table-rows.ts";

export interface TablesSheet {
  readonly sheet: SheetPlan;
  /** What formulas read by name, as people.closeness: the whole table's, at the last date. */
  readonly quantities: ReadonlyMap<string, Quantity>;
  readonly tables: ReadonlyMap<string, PlannedTable>;
  /** The sheet of what is measured, with the roll-ups on it. */
  readonly measured: SheetBuilder;
}

export interface PlannedTable {
  readonly table: Table;
  readonly given: CaseTable;
  readonly rolledUp: readonly RolledUp[];
  /** For each warning of the table by id, 1 where it holds in a row. */
  readonly warnings: ReadonlyMap<string, RangeRef>;
}

/** `measuredTop`: the first row for roll-ups on the sheet of what is measured. */
export function planTables(
  context: PlanContext,
  drivers: ReadonlyMap<string, Quantity>,
  measuredTop: number,
): TablesSheet | undefined {
  const used = inLinkOrder(context.model.tables.filter(({ id }) => context.tables.has(id)));
  if (used.length === 0) return undefined;
  const cells = sheet(context, "tables");
  const measured = sheet(context, "measured");
  cells.label(1, 1, words("tables.title"), "title", { across: 10 });
  cells.label(2, 1, words("tables.how"), "note", { across: 10 });
  const tables = new Map<string, PlannedTable>();
  let [row, measuredRow, widest] = [4, measuredTop, 0];
  for (const table of used) {
    const writer = new TableWriter(context, cells, table, drivers, tables);
    const { next, columns } = writer.plan(row);
    const block = planRollUps(context, measured, writer.rollUp(), measuredRow);
    tables.set(table.id, { table, given: writer.given, rolledUp: block.rows, warnings: writer.warnings });
    [row, measuredRow, widest] = [next, block.next, Math.max(widest, columns)];
  }
  const quantities = new Map(
    [...tables.values()].flatMap(({ table, rolledUp }) =>
      table.measures.flatMap(({ id }): [string, Quantity][] => {
        const cell = rolledUp[0]?.measures.get(id)?.at(-1);
        return [
          [`${table.id}.${id}`, cell ? { kind: "constant", cell } : { kind: "constant", cell: context.words.gap }],
        ];
      }),
    ),
  );
  return {
    sheet: cells.done({
      name: words("sheet.tables"),
      columns: Array.from({ length: Math.max(10, widest) }, (_, index) => (index < 3 ? 22 : 15)),
      freeze: { rows: 2, columns: 1 },
    }),
    quantities,
    tables,
    measured,
  };
}

/** Tables after those they link to. */
function inLinkOrder(tables: readonly Table[]): Table[] {
  const placed: Table[] = [];
  const place = (table: Table): void => {
    if (placed.includes(table)) return;
    for (const column of table.columns) {
      const other = column.kind === "linked" ? tables.find(({ id }) => id === column.table) : undefined;
      if (other && other !== table) place(other);
    }
    placed.push(table);
  };
  for (const table of tables) place(table);
  return placed;
}

class TableWriter {
  readonly given: CaseTable;
  readonly warnings = new Map<string, RangeRef>();
  private readonly context: PlanContext;
  private readonly cells: SheetBuilder;
  private readonly table: Table;
  private readonly drivers: ReadonlyMap<string, Quantity>;
  private readonly others: ReadonlyMap<string, PlannedTable>;
  private readonly columns = new Map<string, PlacedColumn>();
  /** Sheet columns of numbers that are counted only where the row is there. */
  private readonly masked = new Map<string, number>();
  private at: TableCells;

  constructor(
    context: PlanContext,
    cells: SheetBuilder,
    table: Table,
    drivers: ReadonlyMap<string, Quantity>,
    others: ReadonlyMap<string, PlannedTable>,
  ) {
    this.context = context;
    this.cells = cells;
    this.table = table;
    this.drivers = drivers;
    this.others = others;
    this.given = context.kase.tables.get(table.id) ?? { dates: [""], rows: [], place: table.place };
    this.at = { table, given: this.given, top: 0, columns: this.columns };
  }

  /** Writes the block; gives the first row below, and how many columns it takes. */
  plan(top: number): { readonly next: number; readonly columns: number } {
    const { cells, table, given, context } = this;
    cells.label(top, 1, table.name, "section", { across: 10 });
    cells.label(top + 1, 1, table.about, "note", { across: 10 });
    const from = standsOn(given);
    if (from) cells.label(top + 2, 1, from, "source", { across: 10 });
    const head = top + 3;
    this.at = { ...this.at, top: head + 1 };
    let next = 1;
    const texts = table.columns.filter(({ kind }) => kind === "text");
    const inOrder = [...table.groups, table.key];
    const ordered = [
      ...inOrder.flatMap(id => texts.find(each => each.id === id) ?? []),
      ...texts.filter(({ id }) => !inOrder.includes(id)),
    ];
    const textColumns = ordered.map(column => {
      cells.label(head, next, column.name, "column-head");
      next += 1;
      return [column.id, next - 1] as const;
    });
    const many = given.dates.length;
    for (const column of table.columns) {
      if (column.kind === "text") continue;
      const dates = column.kind === "calculated" || ("dated" in column && column.dated) ? many : 1;
      const inputs = next;
      this.heads(head, next, column.name, this.unitOf(column.id), dates);
      next += dates;
      if (column.kind === "level") {
        this.heads(head, next, joinTexts([column.name, words("tables.score")], " · "), "", dates);
        next += dates;
      }
      this.columns.set(column.id, { column, inputs, numbers: column.kind === "level" ? next - dates : inputs, dates });
    }
    const summed = many > 1 ? columnsSummed(table) : new Set<string>();
    for (const [id, { dates, column }] of this.columns) {
      if (dates > 1 || !summed.has(id)) continue;
      this.masked.set(id, next);
      this.heads(head, next, joinTexts([column.name, words("tables.counted")], " · "), "", many);
      next += many;
    }
    const rankColumn = table.rankBy === undefined ? undefined : next;
    if (rankColumn !== undefined) {
      cells.label(head, rankColumn, words("tables.rank"), "column-head");
      next += 1;
    }
    const warnings = context.model.warnings
      .filter(each => each.table === table.id)
      .map(warning => [warning, next++] as const);
    for (const [{ name }, column] of warnings) cells.label(head, column, name, "column-head");
    this.rows(textColumns, rankColumn, warnings);
    return { next: this.at.top + Math.max(1, given.rows.length) + 2, columns: next - 1 };
  }

  private unitOf(id: string): Text {
    const column = this.table.columns.find(each => each.id === id);
    if (column?.kind === "number" || column?.kind === "calculated") return unitText(column.shownAs, this.context);
    const linked = column?.kind === "linked" ? this.measureOf(column)?.shownAs : undefined;
    return linked === undefined ? "" : unitText(linked, this.context);
  }

  private heads(row: number, at: number, name: Text, unit: Text, dates: number): void {
    const title = unit === "" ? name : joinTexts([name, unit], "\n");
    for (let date = 0; date < dates; date += 1) {
      const day = dates > 1 ? (this.given.dates[date] ?? "") : "";
      this.cells.label(row, at + date, day === "" ? title : joinTexts([title, day], "\n"), "column-head");
    }
  }

  private rows(
    texts: readonly (readonly [string, number])[],
    rankColumn: number | undefined,
    warnings: readonly (readonly [ModelWarning, number])[],
  ): void {
    const { cells, given, table } = this;
    const { top } = this.at;
    const writer = new TableRows(this.context, cells, this.at, this.drivers);
    const latest = given.dates.length - 1;
    given.rows.forEach((row, index) => {
      for (const [id, column] of texts) {
        const role = id === table.key ? "row-head" : "label";
        const text = row.texts.get(id) ?? "";
        if (text !== "") cells.label(top + index, column, text, role, { origin: row.place });
      }
      for (const placed of this.columns.values()) {
        const { column } = placed;
        if (column.kind === "calculated") writer.calculated({ ...placed, column }, row, index);
        else if (column.kind === "linked") this.linked(column, placed, index);
        else writer.input(placed, row, index);
      }
      for (const [id, at] of this.masked) {
        const placed = this.columns.get(id);
        if (placed) writer.masked(placed, at, row, index);
      }
      const ranked = table.rankBy === undefined ? undefined : this.columns.get(table.rankBy);
      if (rankColumn !== undefined && ranked) {
        const all = this.range(ranked, latest);
        const own = cells.ref(top + index, ranked.numbers + Math.min(latest, ranked.dates - 1));
        const rank = whereNumbers([own], formula`=RANK(${own},${all})`, this.context.words.gap);
        cells.formula(top + index, rankColumn, rank, "result", {
          format: "integer",
          origin: row.place,
          figure: `table.${table.id}.rank.${index}`,
        });
      }
      for (const [{ id, when }, column] of warnings)
        cells.formula(top + index, column, writer.formulaAt(when.tree, index, latest), "check", {
          format: "integer",
          origin: row.place,
          figure: `warning.${id}.${index}`,
        });
    });
    if (given.rows.length === 0) return;
    for (const [{ id }, column] of warnings)
      this.warnings.set(id, range(cells.ref(top, column), cells.ref(top + given.rows.length - 1, column)));
  }

  private range(placed: PlacedColumn, date: number): RangeRef {
    const { top } = this.at;
    return numbersRange(this.cells, placed, { from: top, to: top + this.given.rows.length - 1 }, date);
  }

  private measureOf({ table, measure }: LinkedColumn) {
    return this.others.get(table)?.table.measures.find(({ id }) => id === measure);
  }

  /** The other table's measure of the group that this row names. */
  private linked(column: LinkedColumn, { inputs }: PlacedColumn, index: number): void {
    const { cells, table, given } = this;
    const row = given.rows[index];
    const other = this.others.get(column.table);
    const measure = this.measureOf(column);
    const at = [this.at.top + index, inputs] as const;
    if (!row || !other || !measure) {
      cells.state(...at, "absent");
      return;
    }
    const level = other.table.groups.indexOf(table.key);
    const shared = other.table.groups.slice(0, level + 1);
    const own = shared.map(id => (row.texts.has(id) ? nameIn(row, id) : undefined));
    const found = other.rolledUp.find(
      ({ group }) => group.level === level + 1 && own.every((name, n) => name === undefined || group.names[n] === name),
    );
    const cell: CellRef | undefined = found?.measures.get(column.measure)?.at(-1);
    if (!cell) cells.state(...at, "absent", { origin: row.place });
    else
      cells.formula(...at, cell, "calculated", {
        format: formatOf(measure),
        origin: row.place,
        figure: `table.${table.id}.row.${index}.${column.id}.0`,
      });
  }

  /** What the roll-ups of this table are planned from. */
  rollUp(): Parameters<typeof planRollUps>[2] {
    const { table, given } = this;
    return {
      table,
      dates: given.dates,
      groups: groupsOf(table, given.rows, this.at.top),
      drivers: this.drivers,
      column: (id, { from, to }, date) => {
        const placed = this.columns.get(id);
        if (!placed) throw new Error(`a measure of ${table.id} reads ${id}, which is not on the sheet`);
        const masked = this.masked.get(id);
        const numbers = masked === undefined ? placed : { ...placed, numbers: masked, dates: given.dates.length };
        const canLack =
          given.dates.length > 1 || placed.column.kind === "linked" || placed.column.kind === "calculated";
        return { range: numbersRange(this.cells, numbers, { from, to }, date), canLack };
      },
    };
  }
}

/** Source, owner and date of the rows. */
function standsOn({ source, owner, asOf }: CaseTable): Text | undefined {
  const parts = [source, owner, asOf ? eachLocale(locale => formatDate(asOf, locale)) : undefined].filter(
    part => part !== undefined,
  );
  return parts.length === 0 ? undefined : joinTexts(parts, " · ");
}
