/** Rows that a model calculates from drivers and other rows, one formula for all years. */
import { namesIn } from "../../model/formula/tree.ts";
import type { Row } from "../../model/model.ts";
import { eachLocale, inLocale } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { inWords } from "../in-words.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { whereNumbers } from "../plan/formula.ts";
import type { CellRef } from "../plan/plan.ts";
import { formatOf, type PlanContext, unitText } from "./context.ts";
import { type Quantity, quantitiesIn, quantityWord, refOf, toPlanFormula } from "./quantity.ts";

/** Where the parts of a row stand. */
export interface RowColumns {
  readonly name: number;
  readonly value: number;
  readonly unit?: number;
  readonly meaning?: number;
  readonly years: number;
  /** Of the build. */
  readonly initial: number;
}

/** Writes rows from `top` on, one below another; gives what formulas read: `quantities`, and the rows besides. `named`: as named cells. */
export function planRows(
  context: PlanContext,
  cells: SheetBuilder,
  rows: readonly Row[],
  columns: RowColumns,
  top: number,
  quantities: ReadonlyMap<string, Quantity>,
  named: boolean,
): ReadonlyMap<string, Quantity> {
  const all = new Map(quantities);
  inOrder(rows).forEach((row, index) => {
    all.set(row.id, planRow(context, cells, row, columns, top + index, all, named));
  });
  return all;
}

/** A calculated row: one cell, or one for each year where anything it reads changes over the years. */
function planRow(
  context: PlanContext,
  cells: SheetBuilder,
  row: Row,
  column: RowColumns,
  at: number,
  quantities: ReadonlyMap<string, Quantity>,
  named: boolean,
): Quantity {
  const format = formatOf(row);
  const { model, kase, words: word } = context;
  cells.label(at, column.name, row.name, "row-head", { origin: row.place });
  if (column.unit) cells.label(at, column.unit, unitText(row.shownAs, context), "unit");
  if (column.meaning)
    cells.label(
      at,
      column.meaning,
      eachLocale(locale => inWords(row.formula.tree, name => inLocale(quantityWord(model, name), locale))),
      "source",
    );
  const read = quantitiesIn(row.formula, quantities);
  const yearly = read.some(({ kind }) => kind === "yearly") || [...row.formula.text.matchAll(/\bPRIOR\(/gi)].length > 0;
  const resolve = (year: number) => (name: string, back: boolean) => refOf(quantities.get(name), name, year, back);
  if (!yearly) {
    const inputs = read
      .map(quantity => refOf(quantity, row.id, 1, false))
      .filter((ref): ref is CellRef => ref.kind === "cell");
    const formula = whereNumbers(inputs, toPlanFormula(row.formula.tree, resolve(1)), word.gap);
    return {
      kind: "constant",
      cell: cells.formula(at, column.value, formula, "calculated", {
        format,
        ...(named ? { name: row.id, figure: `row.${row.id}` } : {}),
        origin: row.place,
      }),
    };
  }
  cells.label(at, column.value, words("drivers.per-year"), "unit");
  const years = Array.from({ length: kase.calendar.years }, (_, index) => index + 1);
  const own: CellRef[] = years.map(year => cells.ref(at, column.years + year - 1));
  const starts = read.some(quantity => quantity.kind === "yearly" && quantity.initial);
  const start = starts ? cells.ref(at, column.initial) : undefined;
  const self: Quantity = { kind: "yearly", cells: own, ...(start ? { initial: start } : {}) };
  const known = new Map([...quantities, [row.id, self]]);
  for (const year of start ? [0, ...years] : years) {
    const inputs = read
      .map(quantity => refOf(quantity, row.id, year, false))
      .filter((ref): ref is CellRef => ref.kind === "cell");
    const tree = toPlanFormula(row.formula.tree, (name, back) => refOf(known.get(name), name, year, back));
    const place = year === 0 ? column.initial : column.years + year - 1;
    cells.formula(at, place, whereNumbers(inputs, tree, word.gap), "calculated", {
      format,
      ...(named ? { figure: `row.${row.id}.${year}` } : {}),
      origin: row.place,
    });
  }
  return self;
}

/** The rows that the case's indicators and the cost lines read, directly or through other rows. */
export function rowsNeeded({ model, rows }: PlanContext): Row[] {
  const needed = new Set<string>();
  const read = (names: readonly string[]): void => {
    for (const name of names) {
      const row = model.rows.find(({ id }) => id === name);
      if (!row || needed.has(name)) continue;
      needed.add(name);
      read(namesIn(row.formula.tree));
    }
  };
  for (const { indicator } of rows) {
    for (const line of indicator.monetization) read(namesIn(line.formula.tree));
    if (indicator.measure) read(namesIn(indicator.measure.formula.tree));
  }
  for (const formula of model.costs.flatMap(({ initial, yearly }) => [initial, yearly]))
    if (formula) read(namesIn(formula.tree));
  return model.rows.filter(({ id }) => needed.has(id));
}

/** Rows after the rows they read. */
function inOrder(rows: readonly Row[]): Row[] {
  const placed: Row[] = [];
  const place = (row: Row): void => {
    if (placed.includes(row)) return;
    for (const name of namesIn(row.formula.tree)) {
      const other = rows.find(({ id }) => id === name);
      if (other && other !== row) place(other);
    }
    placed.push(row);
  };
  for (const row of rows) place(row);
  return placed;
}
