/**
 * What the customer's own data say: the level of each indicator that has a formula for it, beside its agreed baseline and target, and
 * below that the roll-ups of the tables. A baseline is compared with the data of its date, or of the first date there is.
 */
import { namesIn } from "../../model/formula/tree.ts";
import type { Indicator } from "../../model/model.ts";
import { tableMeasure } from "../../model/quantities.ts";
import { eachLocale, inLocale, type Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { inWords } from "../in-words.ts";
import { call, formula, number, range, whereNumbers } from "../plan/formula.ts";
import type { CellRef, PlanFormula, RangeRef, SheetPlan } from "../plan/plan.ts";
import type { AgreementSheet } from "./agreement-sheet.ts";
import { formatOf, type IndicatorRow, type PlanContext, sheet, unitText } from "./context.ts";
import { type Quantity, quantityWord, refOf, toPlanFormula } from "./quantity.ts";
import type { TablesSheet } from "./tables-sheet.ts";

export interface MeasuredSheet {
  readonly sheet: SheetPlan;
  /** Whether each typed baseline agrees with the data; none where no indicator has a formula for its level. */
  readonly verdicts: RangeRef | undefined;
}

const head = 5;
const column = {
  indicator: 1,
  unit: 2,
  baseline: 3,
  measured: 4,
  difference: 5,
  tolerance: 6,
  verdict: 7,
  target: 8,
  latest: 9,
  inWords: 10,
} as const;

/** Indicators of the case whose level follows from its data. */
export const measuredRows = ({ rows }: Pick<PlanContext, "rows">): readonly IndicatorRow[] =>
  rows.filter(({ indicator }) => indicator.measure !== undefined);

/** The first row for roll-ups. */
export function rollUpsTop(context: Pick<PlanContext, "rows">): number {
  const { length } = measuredRows(context);
  return length === 0 ? 4 : head + length + 2;
}

export function planMeasured(
  context: PlanContext,
  tables: TablesSheet | undefined,
  quantities: ReadonlyMap<string, Quantity>,
  agreement: AgreementSheet,
): MeasuredSheet | undefined {
  const rows = measuredRows(context);
  if (rows.length === 0 && !tables) return undefined;
  const cells = tables?.measured ?? sheet(context, "measured");
  cells.label(1, 1, words("measured.title"), "title", { across: 10 });
  cells.label(2, 1, words("measured.how"), "note", { across: 10 });
  if (rows.length > 0) {
    cells.label(head - 1, 1, words("measured.levels"), "section", { across: 10 });
    cells.labels(head, 1, [
      words("column.indicator"),
      words("column.unit"),
      words("agreement.baseline"),
      words("measured.at-baseline"),
      words("measured.difference"),
      words("measured.tolerance"),
      words("measured.verdict"),
      words("agreement.target"),
      words("measured.latest"),
    ]);
    cells.label(head, column.inWords, words("measured.in-words"), "column-head", { across: 6 });
  }
  rows.forEach(({ indicator, terms }, index) => {
    const row = head + 1 + index;
    const format = formatOf(indicator);
    const origin = indicator.place;
    const own = agreement.terms.get(indicator.id);
    if (!indicator.measure || !own?.baseline || !own.target) return;
    const options = { format, origin } as const;
    const figure = (name: string) => ({ ...options, figure: `level.${indicator.id}.${name}` });
    cells.label(row, column.indicator, indicator.name, "row-head", { origin });
    cells.label(row, column.unit, unitText(indicator.shownAs, context), "unit");
    const baseline = cells.formula(
      row,
      column.baseline,
      whereNumbers([own.baseline], own.baseline, context.words.gap),
      "calculated",
      options,
    );
    const at = levelFormula(context, indicator, tables, quantities, terms.asOf);
    const measured = cells.formula(row, column.measured, at, "calculated", figure("measured"));
    const both = (then: PlanFormula) => whereNumbers([baseline, measured], then, context.words.gap);
    const difference = cells.formula(
      row,
      column.difference,
      both(formula`=${baseline}-${measured}`),
      "calculated",
      options,
    );
    const { tolerance } = indicator.measure;
    const allowed = cells.formula(
      row,
      column.tolerance,
      tolerance === undefined
        ? both(formula`=MAX(ABS(${baseline}),ABS(${measured}))/100`)
        : formula`=${number(tolerance)}`,
      "calculated",
      figure("tolerance"),
    );
    const { dataWords } = context;
    if (!dataWords) throw new Error("measured levels without their words");
    const { absent, agrees, differs } = dataWords;
    // A millionth of the tolerance: what is typed at its very edge is within it.
    const compared = both(formula`=IF(ABS(${difference})<=${allowed}*1.000001,${agrees},${differs})`);
    const verdict = formula`=IF(${measured}=${absent},${absent},${compared})`;
    cells.formula(row, column.verdict, verdict, "flag", {
      format: "text",
      origin,
      figure: `level.${indicator.id}.verdict`,
    });
    cells.formula(row, column.target, whereNumbers([own.target], own.target, context.words.gap), "calculated", options);
    cells.formula(row, column.latest, levelFormula(context, indicator, tables, quantities), "result", figure("latest"));
    cells.label(row, column.inWords, wordsOf(context, indicator), "source", { across: 6 });
  });
  const verdicts = (at: number) => cells.ref(at, column.verdict);
  return {
    sheet: cells.done({
      name: words("sheet.measured"),
      columns: [34, 18, 15, 15, 15, 15, 15, 15, 15, 15, ...Array.from({ length: 30 }, () => 15)].slice(
        0,
        Math.max(15, widestRollUp(tables)),
      ),
      freeze: { rows: 2, columns: 1 },
    }),
    verdicts: rows.length === 0 ? undefined : range(verdicts(head + 1), verdicts(head + rows.length)),
  };
}

function widestRollUp(tables: TablesSheet | undefined): number {
  return Math.max(
    0,
    ...[...(tables?.tables.values() ?? [])].map(
      ({ table, given }) => 2 + table.measures.length * (given.dates.length + (given.dates.length > 1 ? 1 : 0)),
    ),
  );
}

/** The level at the last date; with `asOf`, or as a baseline, at the last date that is not later, or else the first. */
function levelFormula(
  context: PlanContext,
  { measure, id }: Indicator,
  tables: TablesSheet | undefined,
  quantities: ReadonlyMap<string, Quantity>,
  ...baselineAsOf: readonly (string | undefined)[]
): PlanFormula {
  if (!measure) throw new Error(`${id} has no formula for its level`);
  const isBaseline = baselineAsOf.length > 0;
  const resolve = (name: string): PlanFormula => {
    const found = isBaseline ? tableMeasure(context.model, name) : undefined;
    const planned = found && tables?.tables.get(found.table.id);
    const cell = planned?.rolledUp[0]?.measures.get(found?.measure.id ?? "")?.[
      baselineDate(planned.given.dates, baselineAsOf[0])
    ];
    return cell ?? refOf(quantities.get(name), name, 1, false);
  };
  const read = namesIn(measure.formula.tree)
    .map(resolve)
    .filter((each): each is CellRef => each.kind === "cell");
  const level = toPlanFormula(measure.formula.tree, resolve);
  const { dataWords } = context;
  const ofTables = read.filter(cell => cell.sheet === "measured");
  if (!dataWords || ofTables.length === 0) return whereNumbers(read, level, context.words.gap);
  // At the first date nothing has changed yet: what compares two dates has no level there, which is no gap.
  const tests = ofTables.map(cell => formula`=${cell}=${dataWords.absent}`);
  const isAbsent = call("OR", ...tests);
  return formula`=IF(${call("COUNT", ...read)}=${read.length},${level},IF(${isAbsent},${dataWords.absent},${context.words.gap}))`;
}

/** Which of a table's dates a baseline is of. */
export function baselineDate(dates: readonly string[], asOf: string | undefined): number {
  const last = asOf === undefined ? -1 : dates.findLastIndex(date => date !== "" && date <= asOf);
  return Math.max(0, last);
}

function wordsOf({ model }: PlanContext, { measure }: Indicator): Text {
  if (!measure) return "";
  return eachLocale(locale => inWords(measure.formula.tree, name => inLocale(quantityWord(model, name), locale)));
}
