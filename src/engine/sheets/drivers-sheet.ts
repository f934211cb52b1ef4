/** The customer's own business quantities, and the rows calculated from them. */
import { readersOfDrivers } from "../../case/check-case.ts";
import { namesIn } from "../../model/formula/tree.ts";
import type { Driver, Row } from "../../model/model.ts";
import { formatDate, formatNumber, formatPercent } from "../../text/format.ts";
import { eachLocale, inLocale } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { inWords } from "../in-words.ts";
import { range, whereNumbers } from "../plan/formula.ts";
import type { CellRef, SheetPlan } from "../plan/plan.ts";
import { formatOf, joinTexts, type PlanContext, sheet, unitText } from "./context.ts";
import { type Quantity, quantitiesIn, refOf, toPlanFormula } from "./quantity.ts";

export interface DriversSheet {
  readonly sheet: SheetPlan;
  readonly quantities: ReadonlyMap<string, Quantity>;
}

const head = 4;
const column = {
  name: 1,
  value: 2,
  unit: 3,
  meaning: 4,
  source: 5,
  owner: 6,
  asOf: 7,
  typicalSource: 8,
  plausible: 9,
  readBy: 10,
  years: 11,
} as const;

export function planDrivers(context: PlanContext): DriversSheet {
  const { kase, model } = context;
  const cells = sheet(context, "drivers");
  cells.label(1, 1, words("drivers.title"), "title", { across: 9 });
  cells.label(2, 1, words("drivers.how"), "note", { across: 9 });
  cells.labels(head, 1, [
    words("column.driver"),
    words("inputs.value"),
    words("column.unit"),
    words("drivers.meaning"),
    words("column.source"),
    words("column.owner"),
    words("column.as-of"),
    words("drivers.typical-source"),
    words("drivers.plausible"),
    words("drivers.read-by"),
  ]);
  const quantities = new Map<string, Quantity>();
  const readers = readersOfDrivers(kase, model);
  const drivers = model.drivers.filter(({ id }) => readers.has(id) || kase.drivers.has(id));
  const anyYearly = drivers.some(({ id }) => Array.isArray(kase.drivers.get(id)?.value));
  const rows = model.rows.filter(row => rowsNeeded(context).has(row.id));
  const yearHeads = anyYearly || rows.length > 0 ? kase.calendar.years : 0;
  for (let year = 1; year <= yearHeads; year += 1)
    cells.label(head, column.years + year - 1, words("unit.year-n", { n: year }), "column-head");
  let at = head + 1;
  for (const driver of drivers) {
    quantities.set(driver.id, planDriver(context, cells, driver, at, readers.get(driver.id) ?? []));
    at += 1;
  }
  if (rows.length > 0) {
    cells.label(at + 1, 1, words("drivers.rows"), "section", { across: 10 });
    at += 2;
    for (const row of inOrder(rows)) {
      quantities.set(row.id, planRow(context, cells, row, at, quantities));
      at += 1;
    }
  }
  return {
    sheet: cells.done({
      name: words("sheet.drivers"),
      columns: [34, 16, 18, 40, 36, 26, 14, 34, 24, 30, ...Array.from({ length: yearHeads }, () => 14)],
      freeze: { rows: head, columns: 1 },
      titleRow: head,
      filter: range(cells.ref(head, 1), cells.ref(Math.max(head + 1, head + drivers.length), column.readBy)),
    }),
    quantities,
  };
}

function planDriver(
  context: PlanContext,
  cells: ReturnType<typeof sheet>,
  driver: Driver,
  row: number,
  readers: readonly string[],
): Quantity {
  const { kase, model } = context;
  const given = kase.drivers.get(driver.id);
  const origin = given?.place ?? driver.place;
  const format = formatOf(driver);
  const unit = unitText(driver.shownAs, context);
  cells.label(row, column.name, driver.name, "row-head", { origin: driver.place });
  cells.label(row, column.unit, unit, "unit");
  cells.label(row, column.meaning, driver.meaning, "source");
  if (given?.source) cells.label(row, column.source, given.source, "source");
  if (given?.owner) cells.label(row, column.owner, given.owner, "source");
  const asOf = given?.asOf;
  if (asOf)
    cells.label(
      row,
      column.asOf,
      eachLocale(locale => formatDate(asOf, locale)),
      "source",
    );
  cells.label(row, column.typicalSource, driver.typicalSource, "source");
  cells.label(row, column.plausible, plausible(driver), "source");
  const readerNames = readers.map(id => model.indicators.find(indicator => indicator.id === id)?.name ?? id);
  cells.label(
    row,
    column.readBy,
    eachLocale(locale => readerNames.map(name => inLocale(name, locale)).join(locale === "zh-CN" ? "、" : ", ")),
    "source",
  );
  const input = {
    format,
    origin,
    allowed: { kind: "number", min: Math.min(0, driver.range.min), max: driver.range.max * 100 } as const,
    hint: joinTexts([words("hint.driver"), unit], " "),
  };
  const value = given?.value;
  if (!Array.isArray(value)) {
    return {
      kind: "constant",
      cell: cells.input(row, column.value, (value as number | null | undefined) ?? null, { ...input, name: driver.id }),
    };
  }
  cells.label(row, column.value, words("drivers.per-year"), "unit");
  return {
    kind: "yearly",
    cells: (value as readonly (number | null)[]).map((each, year) =>
      cells.input(row, column.years + year, each, input),
    ),
  };
}

const plausible = (driver: Driver) =>
  eachLocale(locale => {
    const show = (value: number) =>
      driver.format === "percent" ? formatPercent(value, locale) : formatNumber(value, locale);
    return `${show(driver.range.min)} – ${show(driver.range.max)}`;
  });

/** A calculated row: one cell, or one for each year where anything it reads changes over the years. */
function planRow(
  context: PlanContext,
  cells: ReturnType<typeof sheet>,
  row: Row,
  at: number,
  quantities: ReadonlyMap<string, Quantity>,
): Quantity {
  const format = formatOf(row);
  const { model, kase, words: word } = context;
  cells.label(at, column.name, row.name, "row-head", { origin: row.place });
  cells.label(at, column.unit, unitText(row.shownAs, context), "unit");
  const nameOfRead = (name: string) => [...model.drivers, ...model.rows].find(({ id }) => id === name)?.name ?? name;
  cells.label(
    at,
    column.meaning,
    eachLocale(locale => inWords(row.formula.tree, name => inLocale(nameOfRead(name), locale))),
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
      cell: cells.formula(at, column.value, formula, "calculated", { format, name: row.id, origin: row.place }),
    };
  }
  cells.label(at, column.value, words("drivers.per-year"), "unit");
  const years = Array.from({ length: kase.calendar.years }, (_, index) => index + 1);
  const own: CellRef[] = years.map(year => cells.ref(at, column.years + year - 1));
  const known = new Map([...quantities, [row.id, { kind: "yearly", cells: own } as Quantity]]);
  for (const year of years) {
    const inputs = read
      .map(quantity => refOf(quantity, row.id, year, false))
      .filter((ref): ref is CellRef => ref.kind === "cell");
    const tree = toPlanFormula(row.formula.tree, (name, back) => refOf(known.get(name), name, year, back));
    cells.formula(at, column.years + year - 1, whereNumbers(inputs, tree, word.gap), "calculated", {
      format,
      origin: row.place,
    });
  }
  return { kind: "yearly", cells: own };
}

/** The rows that the case's indicators read, directly or through other rows. */
function rowsNeeded({ model, rows }: PlanContext): Set<string> {
  const needed = new Set<string>();
  const read = (names: readonly string[]): void => {
    for (const name of names) {
      const row = model.rows.find(({ id }) => id === name);
      if (!row || needed.has(name)) continue;
      needed.add(name);
      read(namesIn(row.formula.tree));
    }
  };
  for (const { indicator } of rows) for (const line of indicator.monetization) read(namesIn(line.formula.tree));
  return needed;
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
