/** The customer's own business quantities, and the rows calculated from them. */
import { allReadersOfDrivers } from "../../case/readers-of-drivers.ts";
import type { Driver } from "../../model/model.ts";
import { formatDate, formatNumber, formatPercent } from "../../text/format.ts";
import { habitsOf, eachLocale, inLocale } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { range } from "../plan/formula.ts";
import type { SheetPlan } from "../plan/plan.ts";
import { planRows, rowsNeeded } from "./calculated-rows.ts";
import { formatOf, joinTexts, type PlanContext, sheet, unitText } from "./context.ts";
import type { Quantity } from "./quantity.ts";

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
  id: 11,
  initial: 12,
} as const;

/** Whether a driver has a value at the build; its column is only then there. */
const anyInitial = ({ kase }: PlanContext): boolean =>
  [...kase.drivers.values()].some(({ initial }) => initial !== undefined);
const yearsColumn = (context: PlanContext): number => (anyInitial(context) ? column.initial + 1 : column.initial);

/** The drivers of the case's indicators, and those that the case gives besides. */
function driversOf({ kase, model }: PlanContext): Driver[] {
  const readers = allReadersOfDrivers(kase, model);
  return model.drivers.filter(({ id }) => readers.has(id) || kase.drivers.has(id));
}

/** Where each driver stands: the cells of its values as agreed. */
export function driverPlaces(context: PlanContext): ReadonlyMap<string, Quantity> {
  const cells = sheet(context, "drivers");
  return new Map(
    driversOf(context).map(({ id }, index): [string, Quantity] => {
      const row = head + 1 + index;
      const given = context.kase.drivers.get(id);
      const value = given?.value;
      if (!Array.isArray(value)) return [id, { kind: "constant", cell: cells.ref(row, column.value) }];
      const years = value.map((_, year) => cells.ref(row, yearsColumn(context) + year));
      const initial = given?.initial === undefined ? {} : { initial: cells.ref(row, column.initial) };
      return [id, { kind: "yearly", cells: years, ...initial }];
    }),
  );
}

/** `live`: the drivers as the rows read them, which a scenario may have changed. */
export function planDrivers(context: PlanContext, live: ReadonlyMap<string, Quantity>): DriversSheet {
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
    words("column.id"),
  ]);
  const readers = allReadersOfDrivers(kase, model);
  const drivers = driversOf(context);
  const anyYearly = drivers.some(({ id }) => Array.isArray(kase.drivers.get(id)?.value));
  const rows = rowsNeeded(context);
  const years = yearsColumn(context);
  if (anyInitial(context)) cells.label(head, column.initial, words("cash.build"), "column-head");
  const yearHeads = anyYearly || rows.length > 0 ? kase.calendar.years : 0;
  for (let year = 1; year <= yearHeads; year += 1)
    cells.label(head, years + year - 1, words("unit.year-n", { n: year }), "column-head");
  drivers.forEach((driver, index) => {
    planDriver(context, cells, driver, head + 1 + index, readers.get(driver.id) ?? []);
  });
  const rowsTop = head + drivers.length + 2;
  if (rows.length > 0) cells.label(rowsTop, 1, words("drivers.rows"), "section", { across: 10 });
  const quantities = planRows(context, cells, rows, { ...column, years }, rowsTop + 1, live, true);
  return {
    sheet: cells.done({
      name: words("sheet.drivers"),
      columns: [
        34,
        16,
        18,
        40,
        36,
        26,
        14,
        34,
        24,
        30,
        26,
        ...Array.from({ length: yearHeads + years - column.initial }, () => 14),
      ],
      freeze: { rows: head, columns: 1 },
      titleRow: head,
      filter: range(cells.ref(head, 1), cells.ref(Math.max(head + 1, head + drivers.length), column.id)),
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
): void {
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
  const readerNames = readers.map(
    id =>
      [...model.indicators, ...model.tables.map(table => ({ ...table, id: `tables.${table.id}` }))].find(
        reader => reader.id === id,
      )?.name ?? id,
  );
  cells.label(
    row,
    column.readBy,
    eachLocale(locale => readerNames.map(name => inLocale(name, locale)).join(habitsOf(locale).betweenNames)),
    "source",
  );
  cells.label(row, column.id, driver.id, "source");
  const input = {
    format,
    origin,
    allowed: { kind: "number", min: Math.min(0, driver.range.min), max: driver.range.max * 100 } as const,
    hint: joinTexts([words("hint.driver"), unit], " "),
  };
  const value = given?.value;
  if (!Array.isArray(value)) {
    cells.input(row, column.value, (value as number | null | undefined) ?? null, { ...input, name: driver.id });
    return;
  }
  cells.label(row, column.value, words("drivers.per-year"), "unit");
  (value as readonly (number | null)[]).forEach((each, year) => {
    cells.input(row, yearsColumn(context) + year, each, { ...input, name: `${driver.id}_year_${year + 1}` });
  });
  if (given?.initial !== undefined)
    cells.input(row, column.initial, given.initial, { ...input, name: `${driver.id}_initial` });
}

const plausible = (driver: Driver) =>
  eachLocale(locale => {
    const show = (value: number) =>
      driver.format === "percent" ? formatPercent(value, locale) : formatNumber(value, locale);
    return `${show(driver.range.min)} – ${show(driver.range.max)}`;
  });
