/** What can be wrong in the formulas of a model: names, constants, loops, margin, direction, worked examples. */
import { error, type Finding, type Place } from "../finding/finding.ts";
import { exactText } from "../text/format.ts";
import { type Value, words } from "../text/say.ts";
import { checkConstants, checkNames, isUnread } from "./check-names.ts";
import { findLoop } from "./find-loop.ts";
import { evaluate } from "./formula/evaluate.ts";
import { namesIn, nodesOf } from "./formula/tree.ts";
import type { ExampleTables, Formula, Indicator, Model, MonetizationLine } from "./model.ts";
import type { PlaceIn } from "./place-in.ts";
import { measureName, measureNames } from "./quantities.ts";
import { measureOfRows } from "./table-values.ts";

export function checkFormulas(model: Model, placeIn: PlaceIn): Finding[] {
  const known = [...[...model.drivers, ...model.rows].map(({ id }) => id), ...measureNames(model)];
  const findings: Finding[] = [];
  for (const row of model.rows) findings.push(...checkNames(row.formula, known), ...checkConstants(row.formula));
  for (const formula of model.costs.flatMap(({ initial, yearly }) => [initial, yearly]))
    if (formula) findings.push(...checkNames(formula, known), ...checkConstants(formula));
  findings.push(...checkRowLoops(model));
  model.indicators.forEach((indicator, index) => {
    if (indicator.measure) findings.push(...checkLevelFormula(model, indicator, known, placeIn));
    indicator.monetization.forEach((line, n) => {
      const found = [...checkNames(line.formula, ["baseline", "target", ...known]), ...checkConstants(line.formula)];
      findings.push(...found, ...checkLineType(line, () => placeIn("indicators", index, "monetization", n, "type")));
      if (found.length > 0 || isUnread(line.formula)) return;
      findings.push(
        ...checkMargin(model, line),
        ...checkDirection(model, indicator, line),
        ...checkExamples(model, indicator, line, placeIn),
      );
    });
  });
  return findings;
}

function checkRowLoops(model: Model): Finding[] {
  const rows = new Map(model.rows.map(row => [row.id, row]));
  const pairs = model.rows.flatMap(row =>
    namesRead(row.formula)
      .filter(name => rows.has(name))
      .map(name => [row.id, name] as const),
  );
  const loop = findLoop(pairs);
  const row = loop && rows.get(loop[0] ?? "");
  return row ? [error("row-loop", row.formula.place, { cycle: loop.join(" → ") })] : [];
}

/** Names a formula reads in the same year: what stands inside PRIOR(…) is of the year before. */
function namesRead(formula: Formula): string[] {
  const prior = new Set<unknown>();
  for (const node of nodesOf(formula.tree)) if (node.kind === "call" && node.name === "PRIOR") prior.add(node.args[0]);
  return [...nodesOf(formula.tree)].flatMap(node => (node.kind === "name" && !prior.has(node) ? [node.name] : []));
}

function checkLineType(line: MonetizationLine, place: () => Place): Finding[] {
  const oneOff = line.recurrence === "one-off";
  return oneOff === (line.type === "working-capital") ? [] : [error("line-unit-type", place())];
}

function checkMargin(model: Model, line: MonetizationLine): Finding[] {
  if (line.type !== "revenue-uplift") return [];
  const margins = model.drivers.filter(({ kind }) => kind === "margin").map(({ id }) => id);
  const rows = new Map(model.rows.map(row => [row.id, row]));
  const seen = new Set<string>();
  const reads = (formula: Formula): boolean =>
    namesIn(formula.tree).some(name => {
      const row = seen.has(name) ? undefined : rows.get(name);
      seen.add(name);
      return margins.includes(name) || (row !== undefined && reads(row.formula));
    });
  return reads(line.formula)
    ? []
    : [error("margin-missing", line.formula.place, { example: margins[0] ?? "service_gross_margin" })];
}

/** An indicator's own level: its names, constants and worked examples. */
function checkLevelFormula(
  model: Model,
  { id, measure }: Indicator,
  known: readonly string[],
  placeIn: PlaceIn,
): Finding[] {
  if (!measure) return [];
  const found = [...checkNames(measure.formula, known), ...checkConstants(measure.formula)];
  if (found.length > 0 || isUnread(measure.formula)) return found;
  return model.levelExamples.flatMap((example, index) => {
    if (example.indicator !== id) return [];
    return differs(
      valueWith(model, measure.formula, givenBy(model, example)),
      example.gives,
      placeIn("level-examples", index, "gives"),
    );
  });
}

/** The drivers of an example, and the measures of its tables. */
function givenBy(
  model: Model,
  { drivers: given, tables }: { drivers: Readonly<Record<string, number>>; tables: ExampleTables },
): Map<string, number> {
  const drivers = new Map(Object.entries(given));
  const measures = Object.entries(tables).flatMap(([id, rows]) => {
    const table = model.tables.find(each => each.id === id);
    if (!table) return [];
    return table.measures.map(each => [measureName(table, each), measureOfRows(table, each, rows, drivers)] as const);
  });
  return new Map([...drivers, ...measures]);
}

/** Sets of driver values to try a formula with: the least, the middle and the most that is plausible. */
function samples(model: Model): Map<string, number>[] {
  const drivers = (pick: (min: number, max: number) => number) =>
    new Map(
      [
        ...model.drivers,
        ...model.tables.flatMap(table =>
          table.measures.map(each => ({ id: measureName(table, each), range: each.range })),
        ),
      ].map(({ id, range }) => [id, pick(range.min, range.max)]),
    );
  return [
    drivers((min, max) => (min > 0 ? min : max / 100)),
    drivers((min, max) => (min > 0 ? Math.sqrt(min * max) : (min + max) / 2)),
    drivers((_, max) => max),
  ];
}

/** What a formula gives when drivers are set, rows follow from them, and baseline and target are as told. */
function valueWith(model: Model, formula: Formula, given: ReadonlyMap<string, number>): number {
  const rows = new Map(model.rows.map(row => [row.id, row]));
  const values = new Map(given);
  const valueOfName = (name: string): number => {
    const value = values.get(name);
    if (value !== undefined) return value;
    values.set(name, Number.NaN);
    const row = rows.get(name);
    const found = row ? evaluate(row.formula.tree, valueOfName) : Number.NaN;
    values.set(name, found);
    return found;
  };
  return evaluate(formula.tree, valueOfName);
}

function checkDirection(model: Model, indicator: Indicator, line: MonetizationLine): Finding[] {
  const names = namesIn(line.formula.tree);
  if (!names.includes("baseline") && !names.includes("target")) return [];
  const { baseline: typical, improvement } = indicator.typical;
  const baseline = (typical.low + typical.high) / 2;
  const size = improvement.by === "relative" ? baseline * improvement.likely : improvement.likely;
  const better = indicator.better === "higher" ? baseline + size : baseline - size;
  const results = samples(model).map(drivers => ({
    improved: valueWith(model, line.formula, new Map([...drivers, ["baseline", baseline], ["target", better]])),
    unchanged: valueWith(model, line.formula, new Map([...drivers, ["baseline", baseline], ["target", baseline]])),
  }));
  const notZero = results.find(({ improved, unchanged }) => Math.abs(unchanged) > 1e-9 * Math.abs(improved));
  if (notZero) return [error("direction-not-zero", line.formula.place, { found: rounded(notZero.unchanged) })];
  const falls = results.every(({ improved }) => improved < 0);
  return falls ? [error("direction-wrong", line.formula.place, { better: words(`better.${indicator.better}`) })] : [];
}

function checkExamples(model: Model, indicator: Indicator, line: MonetizationLine, placeIn: PlaceIn): Finding[] {
  return model.examples.flatMap((example, index) => {
    if (example.indicator !== indicator.id || example.line !== line.id) return [];
    const values = new Map([
      ...givenBy(model, example),
      ["baseline", example.baseline],
      ["target", example.target],
    ] as const);
    return differs(valueWith(model, line.formula, values), example.gives, placeIn("examples", index, "gives"));
  });
}

function differs(found: number, expected: number, place: Place): Finding[] {
  if (Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected))) return [];
  return [error("example-differs", place, { expected: exactText(expected), found: rounded(found) })];
}

/** A calculated number without the last digits of binary arithmetic. */
const rounded = (value: number): Value =>
  Number.isNaN(value) ? words("found.no-number") : exactText(Number(value.toPrecision(12)));
