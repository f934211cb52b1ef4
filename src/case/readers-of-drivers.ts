/** Which drivers a case needs, and for what. */
import { namesIn } from "../model/formula/tree.ts";
import type { Formula, Model } from "../model/model.ts";
import { namesReadByTable, tableMeasure } from "../model/quantities.ts";
import type { Case } from "./case.ts";

/**
 * The drivers that the case's indicators and the model's cost lines read, through rows and tables too, each with what needs it: ids of
 * indicators, `costs.licences`. What only the level of an indicator reads moves no money and is left out.
 */
export function readersOfDrivers(kase: Pick<Case, "indicators">, model: Model): ReadonlyMap<string, readonly string[]> {
  const before = known.get(kase.indicators);
  if (before?.model === model) return before.readers;
  const readers = readersOf(kase, model, false);
  known.set(kase.indicators, { model, readers });
  return readers;
}

/** Asked many times of the same indicators: once for each of them, to begin with. */
const known = new WeakMap<
  Case["indicators"],
  { readonly model: Model; readonly readers: ReadonlyMap<string, readonly string[]> }
>();

/** The same with what levels and the tables of the case read: everything that the case needs; `tables.people` is a reader too. */
export function allReadersOfDrivers(kase: Pick<Case, "indicators" | "tables">, model: Model): Map<string, string[]> {
  return readersOf(kase, model, true, tablesOf(kase, model));
}

function readersOf(
  kase: Pick<Case, "indicators">,
  model: Model,
  withLevels: boolean,
  tables: ReadonlySet<string> = new Set(),
): Map<string, string[]> {
  const rows = new Map(model.rows.map(row => [row.id, row]));
  const drivers = new Set(model.drivers.map(({ id }) => id));
  const readers = new Map<string, string[]>();
  const readAll = (id: string, formulas: readonly (Formula | undefined)[]): void => {
    const seen = new Set<string>();
    const read = (names: readonly string[]): void => {
      for (const name of names) {
        if (seen.has(name)) continue;
        seen.add(name);
        if (drivers.has(name)) readers.set(name, [...(readers.get(name) ?? []), id]);
        const row = rows.get(name);
        if (row) read(namesIn(row.formula.tree));
        const table = tableMeasure(model, name)?.table;
        if (table) read(namesReadByTable(table));
      }
    };
    for (const formula of formulas) if (formula) read(namesIn(formula.tree));
  };
  for (const { id } of kase.indicators) {
    const indicator = model.indicators.find(each => each.id === id);
    const level = withLevels ? indicator?.measure?.formula : undefined;
    readAll(id, [...(indicator?.monetization ?? []).map(({ formula }) => formula), level]);
  }
  for (const { id, initial, yearly } of model.costs) readAll(`costs.${id}`, [initial, yearly]);
  for (const table of model.tables.filter(({ id }) => tables.has(id)))
    for (const name of namesReadByTable(table))
      if (drivers.has(name) && !readers.has(name)) readers.set(name, [`tables.${table.id}`]);
  return readers;
}

/** The tables that the case's indicators read, through rows, levels and other tables too; and those that the case fills in. */
export function tablesOf(kase: Pick<Case, "indicators" | "tables">, model: Model): Set<string> {
  const rows = new Map(model.rows.map(row => [row.id, row]));
  const found = new Set<string>();
  const seen = new Set<string>();
  const read = (names: readonly string[]): void => {
    for (const name of names) {
      if (seen.has(name)) continue;
      seen.add(name);
      const row = rows.get(name);
      if (row) read(namesIn(row.formula.tree));
      const table = tableMeasure(model, name)?.table;
      if (!table) continue;
      found.add(table.id);
      read(namesReadByTable(table));
    }
  };
  for (const { id } of kase.indicators) {
    const indicator = model.indicators.find(each => each.id === id);
    for (const { formula } of indicator?.monetization ?? []) read(namesIn(formula.tree));
    if (indicator?.measure) read(namesIn(indicator.measure.formula.tree));
  }
  for (const { initial, yearly } of model.costs)
    for (const formula of [initial, yearly]) if (formula) read(namesIn(formula.tree));
  for (const table of model.tables.filter(({ id }) => kase.tables.has(id) || found.has(id))) {
    found.add(table.id);
    read(namesReadByTable(table));
  }
  return found;
}
