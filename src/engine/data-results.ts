/** What the customer's data come to: levels beside baselines, tables rolled up, warnings that hold. Empty where a model has none of these. */
import type { Case, TableRow } from "../case/case.ts";
import { tablesOf } from "../case/readers-of-drivers.ts";
import type { Column, Model, NumberStyle, Table } from "../model/model.ts";
import { tableMeasure } from "../model/quantities.ts";
import { namesIn } from "../model/formula/tree.ts";
import { quantityText } from "../text/format.ts";
import { eachLocale, inLocale, type Locale, type Text } from "../text/locale.ts";
import type { Figures } from "./figures.ts";
import type { CaseResult, LevelResult, TableResult, TableRowResult, WarningResult } from "./result.ts";
import { baselineDate } from "./sheets/measured-sheet.ts";
import { groupsOf } from "./sheets/roll-ups.ts";

export function dataResults(
  model: Model,
  kase: Case,
  figures: Figures,
): Pick<CaseResult, "levels" | "tables" | "warnings"> {
  const levels = levelsOf(model, kase, figures);
  const used = tablesOf(kase, model);
  const tables = model.tables.filter(({ id }) => used.has(id)).map(table => tableResult(table, kase, figures));
  const warnings = model.warnings.flatMap(warning => warningResults(model, kase, warning, tables, figures));
  return {
    ...(levels.length > 0 ? { levels } : {}),
    ...(tables.length > 0 ? { tables } : {}),
    ...(model.warnings.length > 0 ? { warnings } : {}),
  };
}

function levelsOf(model: Model, kase: Case, figures: Figures): LevelResult[] {
  return kase.indicators.flatMap(({ id, baseline, target, asOf }): LevelResult[] => {
    const indicator = model.indicators.find(each => each.id === id);
    if (!indicator?.measure || !figures.cell(`level.${id}.verdict`)) return [];
    const verdict = figures.word(`level.${id}.verdict`);
    const table = namesIn(indicator.measure.formula.tree).flatMap(name => tableMeasure(model, name)?.table ?? [])[0];
    const dates = (table && kase.tables.get(table.id)?.dates) ?? [""];
    return [
      {
        id,
        baseline,
        measured: figures.number(`level.${id}.measured`),
        tolerance: figures.number(`level.${id}.tolerance`),
        agrees: verdict === "agrees" ? true : verdict === "differs" ? false : null,
        latest: figures.number(`level.${id}.latest`),
        target,
        date: dates[baselineDate(dates, asOf)] ?? "",
      },
    ];
  });
}

function tableResult(table: Table, kase: Case, figures: Figures): TableResult {
  const { dates, rows } = kase.tables.get(table.id) ?? { dates: [""], rows: [] };
  const figure = (key: string) => (figures.cell(key) ? figures.number(key) : null);
  return {
    id: table.id,
    dates,
    groups: groupsOf(table, rows, 1).map(({ level, title }, index) => ({
      level,
      title,
      measures: Object.fromEntries(
        table.measures.map(({ id }) => [
          id,
          dates.map((_, date) => figure(`table.${table.id}.${index}.${id}.${date}`)),
        ]),
      ),
    })),
    rows: rows.map((row, index): TableRowResult => {
      const value = (column: Column): number | string | null => {
        if (column.kind === "calculated" || column.kind === "linked") {
          const date = column.kind === "calculated" ? dates.length - 1 : 0;
          return figure(`table.${table.id}.row.${index}.${column.id}.${date}`);
        }
        return written(row, column.id);
      };
      const numeric = table.columns.filter(({ kind }) => kind !== "text");
      return {
        texts: Object.fromEntries(row.texts),
        values: Object.fromEntries(numeric.map(column => [column.id, value(column)])),
        rank: figure(`table.${table.id}.rank.${index}`),
        place: row.place,
      };
    }),
  };
}

/** At the last date; a level by its id. */
function written({ values }: TableRow, column: string): number | string | null {
  const last = values.get(column)?.at(-1) ?? null;
  if (last === null || last === "absent") return null;
  return typeof last === "number" ? last : last.level;
}

function warningResults(
  model: Model,
  kase: Case,
  { id, name, says, table: tableId }: Model["warnings"][number],
  tables: readonly TableResult[],
  figures: Figures,
): WarningResult[] {
  if (tableId === undefined) {
    const holds = figures.cell(`warning.${id}`) && figures.word(`warning.${id}`) === "warning";
    return holds ? [{ id, name, says, place: kase.place }] : [];
  }
  const table = model.tables.find(each => each.id === tableId);
  const found = tables.find(each => each.id === tableId);
  if (!table || !found) return [];
  return found.rows.flatMap((row, index): WarningResult[] => {
    const key = `warning.${id}.${index}`;
    if (!figures.cell(key) || figures.number(key) !== 1) return [];
    return [{ id, name, says: filled(model, table, row, says), table: tableId, row: index, place: row.place }];
  });
}

/** A text with the values of a row in the places of {columns}. */
function filled(model: Model, table: Table, row: TableRowResult, says: Text): Text {
  return eachLocale(locale =>
    inLocale(says, locale).replaceAll(/\{([^{}]+)\}/g, (_, id: string) => valueText(model, table, row, id, locale)),
  );
}

/** A value of a row as readers see it, without its unit; – where there is none. */
export function valueText(model: Model, table: Table, row: TableRowResult, id: string, locale: Locale): string {
  const column = table.columns.find(each => each.id === id);
  if (!column || column.kind === "text") return inLocale(row.texts[id] ?? "", locale);
  const value = row.values[id] ?? null;
  if (value === null) return "–";
  if (column.kind === "level") return inLocale(column.levels.find(each => each.id === value)?.name ?? "–", locale);
  const format: NumberStyle =
    column.kind === "linked"
      ? (tableMeasure(model, `${column.table}.${column.measure}`)?.measure.format ?? "number")
      : column.format;
  return quantityText(Number(Number(value).toPrecision(4)), format, locale);
}
