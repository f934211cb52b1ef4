/** What can be wrong in the formulas of a model: names, constants, loops, margin, direction, worked examples. */
import { closest } from "../finding/closest.ts";
import { error, type Finding, type Place } from "../finding/finding.ts";
import { exactText } from "../text/format.ts";
import { type Value, words } from "../text/say.ts";
import { findLoop } from "./find-loop.ts";
import { evaluate } from "./formula/evaluate.ts";
import { namesIn, nodesOf, type Span } from "./formula/tree.ts";
import type { Formula, Indicator, Model, MonetizationLine } from "./model.ts";
import type { PlaceIn } from "./place-in.ts";

export function checkFormulas(model: Model, placeIn: PlaceIn): Finding[] {
  const known = [...model.drivers, ...model.rows].map(({ id }) => id);
  const findings: Finding[] = [];
  for (const row of model.rows) findings.push(...checkNames(row.formula, known), ...checkConstants(row.formula));
  for (const formula of model.costs.flatMap(({ initial, yearly }) => [initial, yearly]))
    if (formula) findings.push(...checkNames(formula, known), ...checkConstants(formula));
  findings.push(...checkRowLoops(model));
  model.indicators.forEach((indicator, index) => {
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

/** The place of a part of a formula; of the whole where it is not written on one line. */
export function placeInFormula(formula: Formula, span: Span): Place {
  if (formula.place.length !== formula.text.length) return formula.place;
  return { ...formula.place, column: formula.place.column + span.start, length: Math.max(1, span.end - span.start) };
}

/** True where the text could not be parsed; that is a finding already. */
export const isUnread = (formula: Formula): boolean => formula.tree.kind === "number" && formula.tree.span.end === 0;

function checkNames(formula: Formula, known: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  for (const node of nodesOf(formula.tree)) {
    if (node.kind === "text" || (node.kind === "binary" && node.operator === "&"))
      findings.push(error("formula-text", placeInFormula(formula, node.span)));
    if (node.kind !== "name" || known.includes(node.name)) continue;
    findings.push(
      error("unknown-name", placeInFormula(formula, node.span), {
        name: node.name,
        suggestion: closest(node.name, known),
      }),
    );
  }
  return findings;
}

/** 0 and 1 and the decimal places of ROUND stand for themselves; every other number needs a unit. */
function checkConstants(formula: Formula): Finding[] {
  const findings: Finding[] = [];
  const places = new Set(
    [...nodesOf(formula.tree)].flatMap(node =>
      node.kind === "call" && node.name === "ROUND" && node.args[1] ? [...nodesOf(node.args[1])] : [],
    ),
  );
  for (const node of nodesOf(formula.tree)) {
    if (node.kind !== "number" || node.span.end === 0 || places.has(node)) continue;
    const stands = node.value === 0 || node.value === 1 || Object.hasOwn(formula.constants, node.text);
    if (!stands)
      findings.push(error("constant-without-unit", placeInFormula(formula, node.span), { constant: node.text }));
  }
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

/** Sets of driver values to try a formula with: the least, the middle and the most that is plausible. */
function samples(model: Model): Map<string, number>[] {
  const drivers = (pick: (min: number, max: number) => number) =>
    new Map(model.drivers.map(({ id, range }) => [id, pick(range.min, range.max)]));
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
      ...Object.entries(example.drivers),
      ["baseline", example.baseline],
      ["target", example.target],
    ] as const);
    const found = valueWith(model, line.formula, values);
    const agrees = Math.abs(found - example.gives) <= 1e-9 * Math.max(1, Math.abs(example.gives));
    return agrees
      ? []
      : [
          error("example-differs", placeIn("examples", index, "gives"), {
            expected: exactText(example.gives),
            found: rounded(found),
          }),
        ];
  });
}

/** A calculated number without the last digits of binary arithmetic. */
const rounded = (value: number): Value =>
  Number.isNaN(value) ? words("found.no-number") : exactText(Number(value.toPrecision(12)));
