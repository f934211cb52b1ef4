/** The measures of a table: one formula for the table as a whole and for every group of its rows, at each date. */
import type { TableRow } from "../../case/case.ts";
import { nameIn } from "../../case/resolve-tables.ts";
import { columnFunctions } from "../../model/formula/functions.ts";
import { namesIn, nodesOf } from "../../model/formula/tree.ts";
import type { Table, TableMeasure } from "../../model/model.ts";
import type { Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { call, formula, whereNumbers } from "../plan/formula.ts";
import type { CellRef, PlanFormula, RangeRef } from "../plan/plan.ts";
import { formatOf, joinTexts, type PlanContext, unitText } from "./context.ts";
import { type Quantity, refOf, toPlanFormula } from "./quantity.ts";

/** Rows that belong together, from and to on the sheet of tables; the whole table has no level and no names. */
export interface Group {
  /** 0 is the whole table, 1 the outermost group column. */
  readonly level: number;
  /** What its rows say in the group columns, outermost first. */
  readonly names: readonly string[];
  readonly title: Text;
  readonly from: number;
  readonly to: number;
}

/** Whole table first, then each group before the groups within it. */
export function groupsOf(table: Table, rows: readonly TableRow[], top: number): Group[] {
  const whole: Group = { level: 0, names: [], title: words("measured.all"), from: top, to: top + rows.length - 1 };
  const within = (from: number, to: number, names: readonly string[]): Group[] => {
    const column = table.groups[names.length];
    if (column === undefined) return [];
    const found: Group[] = [];
    for (let start = from; start <= to; ) {
      const first = rows[start - top];
      if (!first) break;
      const name = nameIn(first, column);
      let end = start;
      for (
        let next = rows[end + 1 - top];
        next && end < to && nameIn(next, column) === name;
        next = rows[end + 1 - top]
      )
        end += 1;
      const own = [...names, name];
      found.push({ level: own.length, names: own, title: first.texts.get(column) ?? "", from: start, to: end });
      found.push(...within(start, end, own));
      start = end + 1;
    }
    return found;
  };
  return rows.length === 0 ? [] : [whole, ...within(top, top + rows.length - 1, [])];
}

export interface RolledUp {
  readonly group: Group;
  /** By measure, one cell for each date. */
  readonly measures: ReadonlyMap<string, readonly CellRef[]>;
}

export interface RollUpBlock {
  readonly rows: readonly RolledUp[];
  /** The first row below. */
  readonly next: number;
}

interface RollUpOf {
  readonly table: Table;
  readonly dates: readonly string[];
  readonly groups: readonly Group[];
  /** The numbers of a column in the rows of a group, at a date; and whether the word for absent may stand among them. */
  column(id: string, group: Group, date: number): { readonly range: RangeRef; readonly canLack: boolean };
  readonly drivers: ReadonlyMap<string, Quantity>;
}

/** First sheet columns: name, what kind of group it is; then measures, date by date, and the change over all dates. */
const firstMeasure = 3;

export function planRollUps(context: PlanContext, cells: SheetBuilder, of: RollUpOf, top: number): RollUpBlock {
  const { table, dates, groups } = of;
  cells.label(top, 1, joinTexts([words("measured.roll-up"), table.name], " · "), "section", { across: 10 });
  cells.labels(top + 1, 1, [table.name, words("measured.group")]);
  const isTrend = dates.length > 1;
  const width = dates.length + (isTrend ? 1 : 0);
  table.measures.forEach((measure, which) => {
    const at = firstMeasure + which * width;
    const title = joinTexts([measure.name, "\n", unitText(measure.shownAs, context)]);
    dates.forEach((date, n) => {
      cells.label(top + 1, at + n, date === "" ? title : joinTexts([title, "\n", date]), "column-head");
    });
    if (isTrend)
      cells.label(top + 1, at + dates.length, joinTexts([title, "\n", words("measured.change")]), "column-head");
  });
  const rows = groups.map((group, index): RolledUp => {
    const row = top + 2 + index;
    const role = group.level === 0 ? "total" : "row-head";
    const title = group.level === 0 ? [table.name, " · ", group.title] : ["  ".repeat(group.level - 1), group.title];
    cells.label(row, 1, joinTexts(title), role);
    const column = table.columns.find(({ id }) => id === table.groups[group.level - 1]);
    cells.label(row, 2, column?.name ?? "", "unit");
    const measures = new Map<string, CellRef[]>();
    inOrder(table.measures).forEach(measure => {
      const which = table.measures.indexOf(measure);
      const at = firstMeasure + which * width;
      const own = dates.map((_, date) => {
        const latest = group.level === 0 && date === dates.length - 1;
        return cells.formula(
          row,
          at + date,
          measureFormula(context, of, measure, group, date, measures),
          group.level === 0 ? "total" : "calculated",
          {
            format: formatOf(measure),
            origin: measure.place,
            figure: `table.${table.id}.${index}.${measure.id}.${date}`,
            ...(latest ? { name: `${table.id}_${measure.id}` } : {}),
          },
        );
      });
      measures.set(measure.id, own);
      const [first, last] = [own[0], own.at(-1)];
      if (isTrend && first && last)
        cells.formula(
          row,
          at + dates.length,
          formula`=IF(COUNT(${first},${last})=2,${last}-${first},${absentWord(context)})`,
          "calculated",
          { format: formatOf(measure), origin: measure.place },
        );
    });
    return { group, measures };
  });
  return { rows, next: top + 2 + groups.length + 1 };
}

function absentWord({ dataWords }: PlanContext): CellRef {
  if (!dataWords) throw new Error("a table without its words");
  return dataWords.absent;
}

/**
 * The measure of a group at a date: a gap as soon as a cell of it holds neither a number nor is absent; absent where nobody is there, or
 * where it divides by nothing.
 */
function measureFormula(
  context: PlanContext,
  of: RollUpOf,
  { formula: own }: TableMeasure,
  group: Group,
  date: number,
  known: ReadonlyMap<string, readonly CellRef[]>,
): PlanFormula {
  const { gap } = context.words;
  const absent = absentWord(context);
  const ranges = new Map<string, { range: RangeRef; canLack: boolean }>();
  const scalars: CellRef[] = [];
  const lacking: CellRef[] = [];
  const tree = toPlanFormula(own.tree, name => {
    if (of.table.columns.some(({ id }) => id === name)) {
      const found = of.column(name, group, date);
      ranges.set(name, found);
      return found.range;
    }
    const measure = known.get(name)?.[date];
    if (measure) {
      scalars.push(measure);
      lacking.push(measure);
      return measure;
    }
    const ref = refOf(of.drivers.get(name), name, 1, false);
    if (ref.kind === "cell") scalars.push(ref as CellRef);
    return ref;
  });
  const size = group.to - group.from + 1;
  const safe = formula`=IFERROR(${tree},${absent})`;
  const withScalars =
    scalars.length === 0
      ? safe
      : lacking.length === 0
        ? whereNumbers(scalars, safe, gap)
        : formula`=IF(${call("COUNT", ...scalars)}=${scalars.length},${safe},IF(${call("OR", ...lacking.map(cell => formula`=${cell}=${absent}`))},${absent},${gap}))`;
  const all = [...ranges.values()];
  const [first] = all;
  if (!first) return withScalars;
  const whole = all.map(({ range, canLack }) =>
    canLack ? formula`=COUNT(${range})+COUNTIF(${range},${absent})=${size}` : formula`=COUNT(${range})=${size}`,
  );
  const isWhole = whole.length === 1 && whole[0] ? whole[0] : call("AND", ...whole);
  if (!all.some(({ canLack }) => canLack)) return formula`=IF(${isWhole},${withScalars},${gap})`;
  return formula`=IF(${isWhole},IF(COUNT(${first.range})=0,${absent},${withScalars}),${gap})`;
}

/** Measures after those they read. */
function inOrder(measures: readonly TableMeasure[]): TableMeasure[] {
  const placed: TableMeasure[] = [];
  const place = (measure: TableMeasure): void => {
    if (placed.includes(measure)) return;
    for (const name of namesIn(measure.formula.tree)) {
      const other = measures.find(({ id }) => id === name);
      if (other && other !== measure) place(other);
    }
    placed.push(measure);
  };
  for (const measure of measures) place(measure);
  return placed;
}

/** The columns that the measures of a table sum up. */
export function columnsSummed(table: Table): Set<string> {
  const columns = new Set(table.columns.map(({ id }) => id));
  const args = table.measures.flatMap(({ formula: own }) =>
    [...nodesOf(own.tree)].flatMap(node => (node.kind === "call" && columnFunctions.has(node.name) ? node.args : [])),
  );
  return new Set(args.flatMap(arg => (arg.kind === "name" && columns.has(arg.name) ? [arg.name] : [])));
}
