/** Which drivers a case needs, and for what. */
import { namesIn } from "../model/formula/tree.ts";
import type { Formula, Model } from "../model/model.ts";
import type { Case } from "./case.ts";

/**
 * The drivers that the case's indicators and the model's cost lines read, through rows too, each with what needs it: ids of indicators,
 * `costs.licences`.
 */
export function readersOfDrivers(
  { indicators }: Pick<Case, "indicators">,
  model: Model,
): ReadonlyMap<string, readonly string[]> {
  const before = known.get(indicators);
  if (before?.model === model) return before.readers;
  const readers = findReaders(indicators, model);
  known.set(indicators, { model, readers });
  return readers;
}

/** Asked many times of the same indicators: once for each of them, to begin with. */
const known = new WeakMap<
  Case["indicators"],
  { readonly model: Model; readonly readers: ReadonlyMap<string, readonly string[]> }
>();

function findReaders(indicators: Case["indicators"], model: Model): Map<string, string[]> {
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
      }
    };
    for (const formula of formulas) if (formula) read(namesIn(formula.tree));
  };
  for (const { id } of indicators) {
    const lines = model.indicators.find(indicator => indicator.id === id)?.monetization ?? [];
    readAll(
      id,
      lines.map(({ formula }) => formula),
    );
  }
  for (const { id, initial, yearly } of model.costs) readAll(`costs.${id}`, [initial, yearly]);
  return readers;
}
