/** What formulas of a model read by name: drivers, rows, and the measures of tables as people.closeness. */
import { namesIn } from "./formula/tree.ts";
import type { Driver, Model, NumberStyle, Row, Table, TableMeasure } from "./model.ts";
import type { Text } from "../text/locale.ts";

export interface NamedQuantity {
  readonly id: string;
  readonly name: Text;
  readonly unit: string;
  readonly shownAs: Text;
  readonly format: NumberStyle;
}

/** people.closeness. */
export const measureName = (table: Pick<Table, "id">, measure: Pick<TableMeasure, "id">): string =>
  `${table.id}.${measure.id}`;

/** A table's measure by the name that formulas give it. */
export function tableMeasure(
  model: Pick<Model, "tables">,
  name: string,
): { readonly table: Table; readonly measure: TableMeasure } | undefined {
  const [table, measure] = name.split(".");
  const found = model.tables.find(({ id }) => id === table);
  const own = found?.measures.find(({ id }) => id === measure);
  return found && own ? { table: found, measure: own } : undefined;
}

/** Every measure of every table, by name. */
export const measureNames = ({ tables }: Pick<Model, "tables">): string[] =>
  tables.flatMap(table => table.measures.map(measure => measureName(table, measure)));

/** What a name stands for; undefined for `baseline`, `target` and names of nothing. */
export function quantityNamed(model: Model, name: string): NamedQuantity | undefined {
  const own: Driver | Row | undefined = [...model.drivers, ...model.rows].find(({ id }) => id === name);
  return own ?? tableMeasure(model, name)?.measure;
}

/** The names that the formulas of a table's columns and measures read beyond the table: drivers, measures of other tables. */
export function namesReadByTable(table: Table): string[] {
  const own = new Set([...table.columns, ...table.measures].map(({ id }) => id));
  const read = [
    ...table.measures.flatMap(({ formula }) => namesIn(formula.tree)),
    ...table.columns.flatMap(column =>
      column.kind === "calculated"
        ? namesIn(column.formula.tree)
        : column.kind === "linked"
          ? [`${column.table}.${column.measure}`]
          : [],
    ),
  ];
  return [...new Set(read)].filter(name => !own.has(name));
}
