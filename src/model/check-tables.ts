/** What can be wrong in the tables and warnings of a model: ids, what formulas read, columns outside of sums, links, placeholders. */
import { closest } from "../finding/closest.ts";
import { error, type Finding, type Place } from "../finding/finding.ts";
import { listed } from "../text/list.ts";
import { inLocale, locales, type Text } from "../text/locale.ts";
import { words } from "../text/say.ts";
import { findLoop } from "./find-loop.ts";
import { columnFunctions } from "./formula/functions.ts";
import { looksLikeAddress } from "./formula/parse.ts";
import { namesIn, nodesOf } from "./formula/tree.ts";
import type { Formula, Model, ModelWarning, Table } from "./model.ts";
import type { PlaceIn } from "./place-in.ts";
import { placeInFormula, checkConstants, checkNames } from "./check-names.ts";
import { measureNames } from "./quantities.ts";

const snake = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export function checkTables(model: Model, placeIn: PlaceIn): Finding[] {
  const drivers = model.drivers.map(({ id }) => id);
  return [
    ...model.tables.flatMap((table, index) => [
      ...checkTableIds(model, table, (...steps) => placeIn("tables", index, ...steps)),
      ...checkLevels(table, (...steps) => placeIn("tables", index, ...steps)),
      ...checkTableFormulas(table, drivers),
      ...checkLinks(model, table, (...steps) => placeIn("tables", index, ...steps)),
    ]),
    ...checkTableLoops(model),
    ...model.warnings.flatMap((warning, index) =>
      checkWarning(model, warning, (...steps) => placeIn("warnings", index, ...steps)),
    ),
  ];
}

type At = (...steps: (string | number)[]) => Place;

/** Ids of a table, its columns and measures are names of formulas: each once, and none that a driver or row has. */
function checkTableIds(model: Model, table: Table, at: At): Finding[] {
  const findings: Finding[] = [];
  const taken = new Map<string, Place>([...model.drivers, ...model.rows].map(({ id, place }) => [id, place]));
  const take = (id: string, place: Place) => {
    const before = taken.get(id);
    if (before) findings.push(error("duplicate-id", place, { id, first: `${before.file}:${before.line}` }));
    else taken.set(id, place);
    if (!snake.test(id) || looksLikeAddress(id))
      findings.push(error("id-shape", place, { id, rule: words("rule.snake"), example: "decision_makers" }));
  };
  if (!snake.test(table.id) || looksLikeAddress(table.id))
    findings.push(error("id-shape", at("id"), { id: table.id, rule: words("rule.snake"), example: "people" }));
  table.columns.forEach(({ id }, index) => void take(id, at("columns", index, "id")));
  table.measures.forEach(({ id }, index) => void take(id, at("measures", index, "id")));
  return findings;
}

/** Ids and words of levels, each once: a word that two levels share could not be read back. */
function checkLevels(table: Table, at: At): Finding[] {
  return table.columns.flatMap((column, index) => {
    if (column.kind !== "level") return [];
    const seen = new Map<string, Place>();
    return column.levels.flatMap(({ id, name }, n): Finding[] => {
      const place = at("columns", index, "levels", n, "id");
      const found: Finding[] = [];
      if (!kebab.test(id))
        found.push(error("id-shape", place, { id, rule: words("rule.kebab"), example: "strong-supporter" }));
      for (const word of [id, ...locales.map(locale => `${locale} ${inLocale(name, locale).trim().toLowerCase()}`)]) {
        const before = seen.get(word);
        if (before) {
          found.push(error("duplicate-id", place, { id, first: `${before.file}:${before.line}` }));
          break;
        }
        seen.set(word, place);
      }
      return found;
    });
  });
}

function checkTableFormulas(table: Table, drivers: readonly string[]): Finding[] {
  const numeric = table.columns.filter(({ kind }) => kind !== "text").map(({ id }) => id);
  const calculated = table.columns.flatMap(column => (column.kind === "calculated" ? [column] : []));
  const findings = calculated.flatMap(({ formula }) => [
    ...checkNames(formula, [...numeric, ...drivers]),
    ...checkConstants(formula),
  ]);
  const loop = findLoop(
    calculated.flatMap(({ id, formula }) =>
      namesReadNow(formula)
        .filter(name => calculated.some(each => each.id === name))
        .map(name => [id, name] as const),
    ),
  );
  const first = calculated.find(({ id }) => id === loop?.[0]);
  if (loop && first) findings.push(error("row-loop", first.formula.place, { cycle: loop.join(" → ") }));
  const measures = table.measures.map(({ id }) => id);
  for (const { formula } of table.measures) {
    const unknown = checkNames(formula, [...numeric, ...measures, ...drivers]);
    findings.push(...unknown, ...checkConstants(formula));
    if (unknown.length === 0) findings.push(...checkColumnsSummed(formula, numeric));
  }
  const measureLoop = findLoop(
    table.measures.flatMap(({ id, formula }) =>
      namesIn(formula.tree)
        .filter(name => measures.includes(name))
        .map(name => [id, name] as const),
    ),
  );
  const looped = table.measures.find(({ id }) => id === measureLoop?.[0]);
  if (measureLoop && looped) findings.push(error("row-loop", looped.formula.place, { cycle: measureLoop.join(" → ") }));
  return findings;
}

/** What stands inside PRIOR(…) is of the date before. */
function namesReadNow(formula: Formula): string[] {
  const prior = new Set<unknown>();
  for (const node of nodesOf(formula.tree)) if (node.kind === "call" && node.name === "PRIOR") prior.add(node.args[0]);
  return [...nodesOf(formula.tree)].flatMap(node => (node.kind === "name" && !prior.has(node) ? [node.name] : []));
}

/** A column has many values: a measure reads it by a function of columns, which takes columns only. */
function checkColumnsSummed(formula: Formula, columns: readonly string[]): Finding[] {
  const summed = new Set<unknown>();
  for (const node of nodesOf(formula.tree)) {
    if (node.kind !== "call" || !columnFunctions.has(node.name)) continue;
    const own = node.args.filter(arg => arg.kind === "name" && columns.includes(arg.name));
    const range = columnFunctions.get(node.name);
    const fits = range !== undefined && node.args.length >= range.min && node.args.length <= range.max;
    if (own.length === node.args.length && fits) for (const arg of own) summed.add(arg);
  }
  return [...nodesOf(formula.tree)].flatMap(node => {
    if (node.kind !== "name" || !columns.includes(node.name) || summed.has(node)) return [];
    const values = { name: node.name, functions: listed([...columnFunctions.keys()]) };
    return [error("column-unsummed", placeInFormula(formula, node.span), values)];
  });
}

/** A linked column names a measure of another table that is grouped by this table's key. */
function checkLinks(model: Model, table: Table, at: At): Finding[] {
  return table.columns.flatMap((column, index) => {
    if (column.kind !== "linked") return [];
    const place = at("columns", index, "from");
    const name = `${column.table}.${column.measure}`;
    const known = measureNames(model);
    if (!known.includes(name))
      return [
        error("unknown-reference", place, {
          kind: words("kind.measure"),
          id: name,
          suggestion: closest(name, known),
        }),
      ];
    const groups = model.tables.find(({ id }) => id === column.table)?.groups ?? [];
    if (groups.includes(table.key)) return [];
    const values = { kind: words("kind.group-column"), id: table.key, suggestion: closest(table.key, groups) };
    return [error("unknown-reference", place, values)];
  });
}

function checkTableLoops({ tables }: Model): Finding[] {
  const links = tables.flatMap(({ id, columns }) =>
    columns.flatMap(column => (column.kind === "linked" ? [[id, column.table] as const] : [])),
  );
  const loop = findLoop(links);
  const table = tables.find(({ id }) => id === loop?.[0]);
  return loop && table ? [error("row-loop", table.place, { cycle: loop.join(" → ") })] : [];
}

function checkWarning(model: Model, { table: id, when, says }: ModelWarning, at: At): Finding[] {
  const names = [...model.drivers, ...model.rows].map(each => each.id);
  if (id === undefined) return [...checkNames(when, [...names, ...measureNames(model)]), ...checkConstants(when)];
  const table = model.tables.find(each => each.id === id);
  if (!table) {
    const tables = model.tables.map(each => each.id);
    return [
      error("unknown-reference", at("table"), { kind: words("kind.table"), id, suggestion: closest(id, tables) }),
    ];
  }
  const columns = table.columns.map(each => each.id);
  const numeric = table.columns.filter(({ kind }) => kind !== "text").map(each => each.id);
  return [
    ...checkNames(when, [...numeric, ...model.drivers.map(each => each.id)]),
    ...checkConstants(when),
    ...placeholdersIn(says)
      .filter(name => !columns.includes(name))
      .map(name => error("unknown-name", at("says"), { name, suggestion: closest(name, columns) })),
  ];
}

/** The {columns} that a text names, in any language. */
export function placeholdersIn(text: Text): string[] {
  return [
    ...new Set(
      locales.flatMap(locale => [...inLocale(text, locale).matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name)),
    ),
  ];
}
