/** A formula as a reader checks it: in words, and the same with the case's numbers in the places of the words. */
import type { DriverValue } from "../case/case.ts";
import { inWords } from "../engine/in-words.ts";
import type { IndicatorResult } from "../engine/result.ts";
import { namesIn } from "../model/formula/tree.ts";
import type { Formula, Row } from "../model/model.ts";
import { quantityNamed, tableMeasure } from "../model/quantities.ts";
import type { Phrasing } from "./phrasing.ts";
import { shownDriver, shownTarget } from "./shown-inputs.ts";

export function formulaInWords(phrasing: Phrasing, formula: Formula): string {
  return inWords(formula.tree, name => wordOf(phrasing, name));
}

export function formulaInNumbers(phrasing: Phrasing, formula: Formula, indicator: IndicatorResult): string {
  return inWords(formula.tree, name => numberOf(phrasing, name, indicator));
}

/** The named rows a formula reads, and those that these read in turn, each once. */
export function rowsReadBy(phrasing: Phrasing, formula: Formula): Row[] {
  const rows = new Map(phrasing.model.rows.map(row => [row.id, row]));
  const found = new Set<Row>();
  const follow = (each: Formula) => {
    for (const name of namesIn(each.tree)) {
      const row = rows.get(name);
      if (!row || found.has(row)) continue;
      found.add(row);
      follow(row.formula);
    }
  };
  follow(formula);
  return [...found];
}

/** The drivers a formula reads, itself or through rows. */
export function driversReadBy(phrasing: Phrasing, formula: Formula): string[] {
  const drivers = new Set(phrasing.model.drivers.map(driver => driver.id));
  const formulas = [formula, ...rowsReadBy(phrasing, formula).map(row => row.formula)];
  return [...new Set(formulas.flatMap(each => namesIn(each.tree)).filter(name => drivers.has(name)))];
}

export function wordOf(phrasing: Phrasing, name: string): string {
  if (name === "baseline") return phrasing.say("report.formula.baseline");
  if (name === "target") return phrasing.say("report.formula.target");
  const named = quantityNamed(phrasing.model, name);
  return named ? phrasing.text(named.name) : name;
}

/** A name's number; a row's formula in parentheses, but by name where it reads itself a year before; what is missing by its name. */
function numberOf(
  phrasing: Phrasing,
  name: string,
  indicator: IndicatorResult,
  within: ReadonlySet<string> = new Set(),
): string {
  const { model } = phrasing;
  const missing = () => phrasing.say("report.formula.missing", { name: wordOf(phrasing, name) });
  if (name === "baseline" || name === "target") {
    const value = name === "target" ? shownTarget(phrasing, indicator) : indicator.baseline;
    const format = phrasing.indicator(indicator.id)?.format ?? "number";
    return value === null ? missing() : phrasing.quantity(value, format);
  }
  const row = model.rows.find(each => each.id === name);
  if (row && within.has(name)) return wordOf(phrasing, name);
  if (row)
    return `(${inWords(row.formula.tree, inner => numberOf(phrasing, inner, indicator, new Set([...within, name])))})`;
  const found = tableMeasure(model, name);
  if (found) {
    const latest = phrasing.result.tables?.find(({ id }) => id === found.table.id)?.groups[0]?.measures[
      found.measure.id
    ];
    const value = latest?.at(-1) ?? null;
    return value === null ? missing() : phrasing.quantity(value, found.measure.format);
  }
  return textOf(phrasing, name, shownDriver(phrasing, name)) ?? missing();
}

/** A driver's value as entered, or its values by year; null where any is missing. */
export function driverText(phrasing: Phrasing, id: string): string | null {
  return textOf(phrasing, id, phrasing.kase.drivers.get(id)?.value ?? null);
}

function textOf(phrasing: Phrasing, id: string, value: DriverValue["value"]): string | null {
  const driver = phrasing.model.drivers.find(each => each.id === id);
  if (!driver || value === null) return null;
  if (typeof value === "number") return phrasing.quantity(value, driver.format);
  const texts = value.map(each => (each === null ? null : phrasing.quantity(each, driver.format)));
  return texts.some(each => each === null) ? null : `[${texts.join(" | ")}]`;
}
