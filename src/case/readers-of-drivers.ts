/** Which drivers a case needs, and for what. */
import { namesIn } from "../model/formula/tree.ts";
import type { Model } from "../model/model.ts";
import type { Case } from "./case.ts";

/** The drivers that the case's indicators read, through rows too, each with the indicators that need it. */
export function readersOfDrivers(kase: Pick<Case, "indicators">, model: Model): Map<string, string[]> {
  const rows = new Map(model.rows.map(row => [row.id, row]));
  const drivers = new Set(model.drivers.map(({ id }) => id));
  const readers = new Map<string, string[]>();
  for (const { id } of kase.indicators) {
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
    const lines = model.indicators.find(indicator => indicator.id === id)?.monetization ?? [];
    for (const line of lines) read(namesIn(line.formula.tree));
  }
  return readers;
}
