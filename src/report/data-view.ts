/**
 * What the customer's own data say: warnings that hold, levels beside the typed baselines, tables by group with their trend, and ranks.
 * None of it is money; every figure stands in the workbook.
 */
import type { TableResult } from "../engine/result.ts";
import { valueText } from "../engine/data-results.ts";
import type { Table } from "../model/model.ts";
import { tableMeasure } from "../model/quantities.ts";
import { quantityText } from "../text/format.ts";
import type { Phrasing } from "./phrasing.ts";
import { type Cell, cell, column, type TableView, table } from "./table-view.ts";

export interface CaseDataView {
  readonly title: string;
  readonly lead: string;
  readonly warnings: { readonly title: string; readonly items: readonly string[] } | null;
  readonly levels: { readonly title: string; readonly table: TableView; readonly note: string } | null;
  readonly tables: readonly { readonly title: string; readonly note: string | null; readonly table: TableView }[];
}

/** Rows of a table that the report prints; the others stand in the workbook. */
const [mostGroups, mostRanked, mostColumns] = [16, 8, 6];

/** Null where the case has neither levels from data nor tables nor warnings that hold. */
export function dataView(phrasing: Phrasing): CaseDataView | null {
  const { result, model, say } = phrasing;
  const { levels = [], tables = [], warnings = [] } = result;
  if (levels.length + tables.length + warnings.length === 0) return null;
  const shown = tables.flatMap(each => {
    const found = model.tables.find(({ id }) => id === each.id);
    return found && each.rows.length > 0 ? [...rollUp(phrasing, found, each), ...ranked(phrasing, found, each)] : [];
  });
  const label = (name: string, value: string) => say("cli.labelled", { label: name, value });
  return {
    title: say("report.data.title"),
    lead: say("report.data.lead"),
    warnings:
      warnings.length === 0
        ? null
        : {
            title: say("report.data.warnings"),
            items: warnings.map(({ name, says }) => label(phrasing.text(name), phrasing.text(says))),
          },
    levels: levelsOf(phrasing),
    tables: shown,
  };
}

function levelsOf(phrasing: Phrasing): CaseDataView["levels"] {
  const { result, say } = phrasing;
  const { levels = [] } = result;
  if (levels.length === 0) return null;
  const title = say("report.data.levels");
  const columns = [
    column(say("report.column.indicator")),
    column(say("agreement.baseline"), "end"),
    column(say("report.data.from-data"), "end"),
    column(say("report.data.verdict")),
    column(say("report.data.latest"), "end"),
    column(say("agreement.target"), "end"),
  ];
  const rows = levels.map(({ id, baseline, measured, agrees, latest, target }) => {
    const indicator = phrasing.indicator(id);
    const level = (value: number | null, key?: string): Cell =>
      value === null
        ? cell("–", { tone: "muted" })
        : cell(quantityText(value, indicator?.format ?? "number", phrasing.locale), {
            reference: key === undefined ? null : phrasing.reference(value, key),
          });
    const verdict =
      agrees === null
        ? cell("–", { tone: "muted" })
        : cell(say(agrees ? "word.agrees" : "word.differs"), { tone: agrees ? "plain" : "gap" });
    return {
      cells: [
        cell(phrasing.indicatorName(id), { note: indicator ? phrasing.unit(indicator.shownAs) : "" }),
        level(baseline),
        level(measured, `level.${id}.measured`),
        verdict,
        level(latest, `level.${id}.latest`),
        level(target),
      ],
    };
  });
  return { title, table: table("levels", title, columns, rows), note: say("report.data.levels-note") };
}

/** By group: the last figure, below it the first of several dates. Inner groups are left out where there are too many. */
function rollUp(phrasing: Phrasing, found: Table, { dates, groups }: TableResult): CaseDataView["tables"][number][] {
  const { say } = phrasing;
  // A table without groups has one line, which stands in the workbook; what matters of it is a level above.
  if (found.measures.length === 0 || found.groups.length === 0) return [];
  const depths = [...new Set(groups.map(({ level }) => level))].sort((a, b) => a - b);
  const fits = depths.findLast(depth => groups.filter(({ level }) => level <= depth).length <= mostGroups) ?? 0;
  const numbered = groups.filter(({ level }) => level <= fits);
  const measures = found.measures.slice(0, mostColumns);
  const title = say("report.data.roll-up", { table: phrasing.text(found.name) });
  const columns = [
    column(phrasing.text(found.name)),
    ...measures.map(({ name, shownAs }) => column(phrasing.text(name), "end", phrasing.unit(shownAs))),
  ];
  const last = dates.length - 1;
  const rows = numbered.map(({ level, title: group, measures: figures }) => ({
    cells: [
      cell(`${"\u2003".repeat(Math.max(0, level - 1))}${phrasing.text(group)}`, {
        tone: level <= 1 ? "strong" : "plain",
      }),
      ...measures.map(({ id, format }): Cell => {
        const values = figures[id] ?? [];
        const [first, latest] = [values[0] ?? null, values[last] ?? null];
        if (latest === null) return cell("–", { tone: "muted" });
        const show = (value: number) => quantityText(value, format, phrasing.locale);
        const note = last > 0 && first !== null ? { note: `${show(first)} →` } : {};
        // One address a column leads to the sheet; more would crowd it.
        const reference = level === 0 ? phrasing.reference(latest, `table.${found.id}.0.${id}.${last}`) : null;
        return cell(show(latest), { ...note, reference });
      }),
    ],
  }));
  const [from, to] = [dates[0], dates[last]];
  const trend =
    last > 0 && from && to ? say("report.data.trend", { first: phrasing.date(from), last: phrasing.date(to) }) : "";
  const left = groups.length - numbered.length;
  const more = left > 0 ? say("report.data.more", { count: left }) : "";
  const note = [trend, more].filter(Boolean).join(phrasing.locale === "en" ? " " : "");
  return [{ title, note: note || null, table: table("roll-up", title, columns, rows) }];
}

/** The rows of a table that has ranks, the best first. */
function ranked(phrasing: Phrasing, found: Table, result: TableResult): CaseDataView["tables"][number][] {
  const { model, say, locale } = phrasing;
  if (found.rankBy === undefined) return [];
  const title = say("report.data.rows", { table: phrasing.text(found.name) });
  const numeric = found.columns.filter(({ kind }) => kind === "calculated" || kind === "linked");
  const others = numeric.filter(({ id }) => id !== found.rankBy);
  const by = found.columns.find(({ id }) => id === found.rankBy);
  const shown = [...(by ? [by] : []), ...others.slice(-(mostColumns - 2))];
  const unitOf = (each: (typeof shown)[number]): string => {
    if (each.kind === "calculated") return phrasing.unit(each.shownAs);
    const linked = each.kind === "linked" ? tableMeasure(model, `${each.table}.${each.measure}`) : undefined;
    return linked ? phrasing.unit(linked.measure.shownAs) : "";
  };
  const columns = [
    column(say("report.data.rank"), "end"),
    column(phrasing.text(found.columns.find(({ id }) => id === found.key)?.name ?? found.name)),
    ...shown.map(each => column(phrasing.text(each.name), "end", unitOf(each))),
  ];
  const inRank = result.rows.filter(({ rank }) => rank !== null).toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const rows = inRank.slice(0, mostRanked).map(row => ({
    cells: [
      cell(String(row.rank)),
      cell(phrasing.text(row.texts[found.key] ?? ""), {
        note: found.groups.map(id => phrasing.text(row.texts[id] ?? "")).join(" · "),
      }),
      ...shown.map(each => cell(valueText(model, found, row, each.id, locale))),
    ],
  }));
  if (rows.length === 0) return [];
  const left = result.rows.length - rows.length;
  const note = left > 0 ? say("report.data.more", { count: left }) : null;
  return [{ title, note, table: table("ranked", title, columns, rows) }];
}
