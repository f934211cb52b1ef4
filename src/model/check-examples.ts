/** Lines of a model that no worked example shows to come out as meant. For a model without errors: what is wrong is worked out later. */
import { type Finding, warning } from "../finding/finding.ts";
import { namesIn } from "./formula/tree.ts";
import type { Formula, Indicator, Model, MonetizationLine } from "./model.ts";
import { readsLevels } from "./schema.ts";

export function checkWorkedOut(model: Model): Finding[] {
  return model.indicators.flatMap(indicator =>
    indicator.monetization
      .filter(({ formula }) => readsLevels(formula.text))
      .filter(line => !model.examples.some(each => each.indicator === indicator.id && each.line === line.id))
      .map(line =>
        warning("example-missing", line.formula.place, { line: line.id, example: toComplete(model, indicator, line) }),
      ),
  );
}

/** An example to copy, with the values that are still to be given. */
function toComplete(model: Model, { id, typical, format }: Indicator, line: MonetizationLine): string {
  const { low } = typical.baseline;
  const baseline = format === "percent" ? `${Number((low * 100).toPrecision(12))}%` : low;
  const drivers = [...driversRead(model, line.formula)].map(name => `${name}: …`).join(", ");
  return `{ indicator: ${id}, line: ${line.id}, baseline: ${baseline}, target: …, drivers: { ${drivers} }, gives: … }`;
}

/** Drivers that a formula reads, through rows too. */
function driversRead(model: Model, formula: Formula, seen: ReadonlySet<string> = new Set()): Set<string> {
  const names = namesIn(formula.tree).filter(name => !seen.has(name));
  const drivers = names.filter(name => model.drivers.some(({ id }) => id === name));
  const rows = model.rows.filter(({ id }) => names.includes(id));
  const below = rows.flatMap(row => [...driversRead(model, row.formula, new Set([...seen, ...names]))]);
  return new Set([...drivers, ...below]);
}
