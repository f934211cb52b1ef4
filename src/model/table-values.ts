/**
 * The measure of a table over rows written down, for worked examples. The spreadsheet engine computes every figure that leaves the
 * program; a test keeps the two together.
 */
import { numberFrom } from "../text/number-from.ts";
import { evaluate } from "./formula/evaluate.ts";
import type { FormulaNode } from "./formula/tree.ts";
import type { Column, Table, TableMeasure } from "./model.ts";

/** Rows as examples write them: columns by id, a level by its id, `times` for so many alike. */
export type WrittenRows = readonly Readonly<Record<string, unknown>>[];

/** NaN where a value that is read is missing. */
export function measureOfRows(
  table: Table,
  measure: TableMeasure,
  rows: WrittenRows,
  drivers: ReadonlyMap<string, number>,
): number {
  const all = rows.flatMap(row => Array.from({ length: Number(row.times ?? 1) }, () => row));
  const columns = new Map(
    table.columns
      .filter(({ kind }) => kind !== "text")
      .map(column => [column.id, all.map(row => cellOf(table, column, row, drivers))]),
  );
  return valueWith(table, measure, columns, drivers, new Set());
}

function valueWith(
  table: Table,
  measure: TableMeasure,
  columns: ReadonlyMap<string, readonly number[]>,
  drivers: ReadonlyMap<string, number>,
  within: ReadonlySet<string>,
): number {
  if (within.has(measure.id)) return Number.NaN;
  const inner = new Set([...within, measure.id]);
  return evaluate(withSums(measure.formula.tree, columns), name => {
    const other = table.measures.find(({ id }) => id === name);
    return other ? valueWith(table, other, columns, drivers, inner) : (drivers.get(name) ?? Number.NaN);
  });
}

/** A formula whose functions of columns are worked out already. */
function withSums(node: FormulaNode, columns: ReadonlyMap<string, readonly number[]>): FormulaNode {
  const each = (child: FormulaNode) => withSums(child, columns);
  switch (node.kind) {
    case "minus":
    case "percent":
      return { ...node, of: each(node.of) };
    case "binary":
      return { ...node, left: each(node.left), right: each(node.right) };
    case "call": {
      const read = node.args.map(arg => (arg.kind === "name" ? columns.get(arg.name) : undefined));
      if (read.length === 0 || read.some(values => values === undefined)) return { ...node, args: node.args.map(each) };
      const value = sumUp(node.name, read as (readonly number[])[]);
      return { kind: "number", value, text: String(value), span: node.span };
    }
    default:
      return node;
  }
}

function sumUp(name: string, [first = [], ...others]: readonly (readonly number[])[]): number {
  const products = first.map((value, row) => others.reduce((all, column) => all * (column[row] ?? Number.NaN), value));
  const total = products.reduce((a, b) => a + b, 0);
  switch (name) {
    case "COUNT":
      return first.length;
    case "AVERAGE":
      return total / first.length;
    case "MIN":
      return Math.min(...first);
    case "MAX":
      return Math.max(...first);
    default:
      return total;
  }
}

/** What a row says or, of a calculated column, what follows from it. */
function cellOf(
  table: Table,
  column: Column,
  row: Readonly<Record<string, unknown>>,
  drivers: ReadonlyMap<string, number>,
  within: ReadonlySet<string> = new Set(),
): number {
  const written = row[column.id];
  if (column.kind === "level")
    return column.levels.find(({ id }) => id === written)?.score ?? numberFrom(written) ?? Number.NaN;
  if (written !== undefined) return numberFrom(written) ?? Number.NaN;
  if (column.kind === "number") return column.usual ?? Number.NaN;
  if (column.kind !== "calculated" || within.has(column.id)) return Number.NaN;
  const inner = new Set([...within, column.id]);
  return evaluate(column.formula.tree, name => {
    const other = table.columns.find(({ id }) => id === name);
    return other ? cellOf(table, other, row, drivers, inner) : (drivers.get(name) ?? Number.NaN);
  });
}
