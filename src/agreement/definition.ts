/**
 * What an indicator is, as far as its money depends on it: unit, direction, bounds, the formulas of its lines and of the rows they read,
 * and what overlaps take from it. It is agreed with the choice of the indicator, so that no edit of the model moves what was agreed.
 */
import type { Case } from "../case/case.ts";
import { namesIn } from "../model/formula/tree.ts";
import type { Indicator, Model } from "../model/model.ts";
import { measureName, namesReadByTable, tableMeasure } from "../model/quantities.ts";
import { percentText } from "../text/format.ts";
import type { Text } from "../text/locale.ts";
import { isTextKey, type TextKey, words } from "../text/say.ts";
import { canonicalJson, isSameValue, type Json } from "./canonical.ts";
import { fingerprintOf, hashOf } from "./hash.ts";

export type Definition = { readonly [field: string]: Json };

/** With the case: also the fingerprint of the rows of each table that its money reads, so that no edit of a row moves what was agreed. */
export function definitionOf(indicator: Indicator, model: Model, kase?: Pick<Case, "tables">): Definition {
  const { id, unit, better, bounds, monetization } = indicator;
  const lines = monetization.map(({ id: line, formula, type, recurrence, alternative }) => [
    line,
    { formula: formula.text, type, recurrence, ...(alternative ? { alternative } : {}) },
  ]);
  const overlaps = model.overlaps.filter(({ reduce }) => reduce === id).map(({ keep, factor }) => [keep, factor]);
  return {
    unit,
    better,
    bounds: { min: bounds.min, max: bounds.max },
    lines: Object.fromEntries(lines),
    rows: Object.fromEntries(rowsRead(indicator, model)),
    overlaps: Object.fromEntries(overlaps),
    ...(kase ? tableRows(indicator, model, kase) : {}),
  };
}

/** The rows and tables that the lines read, through others too, each with its formulas. */
function rowsRead({ monetization }: Indicator, model: Model): Map<string, string> {
  const read = new Map<string, string>();
  const follow = (names: readonly string[]): void => {
    for (const row of model.rows) {
      if (!names.includes(row.id) || read.has(row.id)) continue;
      read.set(row.id, row.formula.text);
      follow(namesIn(row.formula.tree));
    }
    for (const name of names) followTable(name);
  };
  /** A measure of a table stands with the formulas of all its columns and measures: they may read each other. */
  function followTable(name: string): void {
    const found = tableMeasure(model, name);
    if (!found || read.has(name)) return;
    const { table } = found;
    for (const measure of table.measures) read.set(measureName(table, measure), measure.formula.text);
    for (const column of table.columns)
      if (column.kind === "calculated") read.set(`${table.id}.${column.id}`, column.formula.text);
    follow(namesReadByTable(table));
  }
  for (const { formula } of monetization) follow(namesIn(formula.tree));
  return read;
}

/** Nothing where no line reads a table: older agreements say nothing of tables. */
function tableRows(indicator: Indicator, model: Model, { tables }: Pick<Case, "tables">): { tables?: Json } {
  const read = [...rowsRead(indicator, model).keys()].flatMap(name => tableMeasure(model, name)?.table.id ?? []);
  const found = [...new Set(read)].map((id): [string, string] => {
    const { dates = [], rows = [] } = tables.get(id) ?? {};
    const plain = rows.map(({ texts, values }) => [Object.fromEntries(texts), Object.fromEntries(values)]);
    return [id, fingerprintOf(hashOf(canonicalJson([dates, plain])))];
  });
  return found.length === 0 ? {} : { tables: Object.fromEntries(found) };
}

export interface Difference {
  /** Unit, Formula of line “avoided-visits”. */
  readonly what: Text;
  readonly agreed: Text;
  readonly found: Text;
  /** The line of the indicator, or the indicator it overlaps with. */
  readonly line?: string;
  readonly keep?: string;
}

/** Field by field; a field that one of them does not have is `none` there. */
export function definitionDifferences(agreed: Definition, found: Definition): Difference[] {
  const before = fieldsOf(agreed);
  const now = fieldsOf(found);
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((key): Difference[] => {
    const [was, is] = [before.get(key), now.get(key)];
    const field = is ?? was;
    if (!field || isSameValue(was?.value ?? null, is?.value ?? null)) return [];
    const { value: _, shown: _shown, ...rest } = field;
    const none = words("definition.none");
    return [{ ...rest, agreed: was?.shown ?? none, found: is?.shown ?? none }];
  });
}

interface Field extends Omit<Difference, "agreed" | "found"> {
  readonly value: Json;
  readonly shown: Text;
}

/** Of a definition as a log holds it: what it does not understand there, it shows as it is written. */
function fieldsOf(definition: Definition): Map<string, Field> {
  const fields = new Map<string, Field>();
  const add = (key: string, value: Json | undefined, rest: Omit<Field, "value" | "shown">, wordPrefix = ""): void => {
    if (value !== undefined) fields.set(key, { ...rest, value, shown: shownField(value, wordPrefix) });
  };
  const { unit, better, bounds, lines, rows, tables, overlaps } = definition;
  add("unit", unit, { what: words("definition.unit") });
  add("better", better, { what: words("definition.better") }, "better.");
  add("bounds.min", membersOf(bounds).min, { what: words("definition.least") });
  add("bounds.max", membersOf(bounds).max, { what: words("definition.most") });
  for (const [line, each] of Object.entries(membersOf(lines))) {
    const { formula, type, recurrence, alternative } = membersOf(each);
    add(`lines.${line}.formula`, formula, { what: words("definition.formula", { line }), line });
    add(`lines.${line}.type`, type, { what: words("definition.type", { line }), line }, "value-type.");
    add(
      `lines.${line}.recurrence`,
      recurrence,
      { what: words("definition.recurrence", { line }), line },
      "recurrence.",
    );
    add(`lines.${line}.alternative`, alternative, { what: words("definition.alternative", { line }), line });
  }
  for (const [row, formula] of Object.entries(membersOf(rows)))
    add(`rows.${row}`, formula, { what: words("definition.row", { row }) });
  for (const [table, print] of Object.entries(membersOf(tables)))
    add(`tables.${table}`, print, { what: words("definition.table", { table }) });
  for (const [keep, factor] of Object.entries(membersOf(overlaps)))
    fields.set(`overlaps.${keep}`, {
      what: words("definition.overlap", { keep }),
      keep,
      value: factor,
      shown: typeof factor === "number" ? percentText(factor) : shownField(factor, ""),
    });
  return fields;
}

const membersOf = (value: Json | undefined): { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as { [key: string]: Json }) : {};

function shownField(value: Json, wordPrefix: string): Text {
  if (typeof value === "boolean") return words(value ? "word.yes" : "word.no");
  const key = `${wordPrefix}${String(value)}`;
  if (wordPrefix !== "" && isTextKey(key)) return words(key as Extract<TextKey, "better.higher">);
  return typeof value === "string" ? value : JSON.stringify(value);
}
