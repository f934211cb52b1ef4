/**
 * Each indicator in each period: how far it has come, how it stands, what that is worth and what was planned. Amounts are rounded to
 * cents, each by itself, so that every sum of them is exact; what settlement decides on stands unrounded beside them.
 */

import type { Period } from "../../case/calendar.ts";
import type { SheetBuilder } from "../../engine/plan/builder.ts";
import { formula, range, sum, whereNumbers } from "../../engine/plan/formula.ts";
import type { CellRef, Format, PlanFormula, RangeRef, SheetPlan } from "../../engine/plan/plan.ts";
import { formatOf, type IndicatorRow, sheet, unitText } from "../../engine/sheets/context.ts";
import { words } from "../../text/say.ts";
import { inCents } from "./cents-formula.ts";
import { type Reviewed, Table, wordCell } from "./reviewed.ts";
import type { LineAmounts, LinesOf } from "./workings-sheet.ts";

export interface RealizedCells {
  readonly baseline: CellRef | undefined;
  readonly target: CellRef | undefined;
  readonly plannedLevel: CellRef;
  readonly actual: CellRef;
  readonly progress: CellRef;
  readonly status: CellRef;
  readonly planned: CellRef;
  readonly realized: CellRef;
  readonly difference: CellRef;
}

/** What of a period stands in one column. */
export type PeriodColumn =
  | "planned"
  | "realized"
  | "plannedOfMeasured"
  | "status"
  | "oneOffPlanned"
  | "oneOffRealized"
  | "exactPlannedGross"
  | "exactPlanned"
  | "exactRealizedGross"
  | "exactRealized";

export interface RealizationSheet {
  readonly sheet: SheetPlan;
  readonly cells: Table<RealizedCells>;
  /** The indicators of a period, from 1; undefined where nothing counts. */
  ofPeriod(period: number, column: PeriodColumn): RangeRef | undefined;
}

const head = 4;
const column = {
  period: 1,
  indicator: 2,
  unit: 3,
  baseline: 4,
  target: 5,
  ramp: 6,
  plannedLevel: 7,
  actual: 8,
  gapClosed: 9,
  progress: 10,
  status: 11,
  plannedGross: 12,
  planned: 13,
  realizedGross: 14,
  realized: 15,
  difference: 16,
  oneOffPlanned: 17,
  oneOffRealized: 18,
  plannedOfMeasured: 19,
  exactPlannedGross: 20,
  exactPlanned: 21,
  exactRealizedGross: 22,
  exactRealized: 23,
  id: 24,
} as const;

export function planRealization(reviewed: Reviewed, actual: Table<CellRef>, lines: Table<LinesOf>): RealizationSheet {
  const { context, periods, indicators } = reviewed;
  const { currency } = context;
  const cells = sheet(context, "realization");
  cells.label(1, 1, words("realization.title", { currency }), "title", { across: 12 });
  cells.label(2, 1, words("realization.how"), "note", { across: 16 });
  cells.labels(head, 1, [
    words("actuals.period"),
    words("column.indicator"),
    words("column.unit"),
    words("agreement.baseline"),
    words("agreement.target"),
    words("inputs.ramp-share"),
    words("review.planned-level"),
    words("review.actual"),
    words("realization.gap-closed"),
    words("review.progress"),
    words("review.status"),
    words("realization.planned-gross"),
    words("realization.planned-net"),
    words("realization.realized-gross"),
    words("realization.realized-net"),
    words("realization.difference"),
    words("realization.one-off-planned"),
    words("realization.one-off-realized"),
    words("realization.planned-of-measured"),
    words("realization.exact", { of: words("realization.planned-gross") }),
    words("realization.exact", { of: words("realization.planned-net") }),
    words("realization.exact", { of: words("realization.realized-gross") }),
    words("realization.exact", { of: words("realization.realized-net") }),
    words("column.id"),
  ]);
  const all = new Table<RealizedCells>();
  const rowOf = (period: number, index: number) => head + 1 + (period - 1) * indicators.length + index;
  for (const period of periods)
    indicators.forEach((each, index) => {
      const id = each.terms.id;
      const row = rowOf(period.number, index);
      const before = period.number > 1 ? rowOf(period.number - 1, index) : undefined;
      const writer = new RowWriter(reviewed, cells, each, row);
      const levels = writer.levels(period, actual.at(id, period.number));
      const amounts = writer.amounts(period, lines.at(id, period.number), before);
      all.set(id, period.number, { ...levels, ...amounts });
    });
  const last = head + Math.max(1, periods.length * indicators.length);
  return {
    cells: all,
    ofPeriod: (period, which) =>
      indicators.length === 0
        ? undefined
        : range(
            cells.ref(rowOf(period, 0), column[which]),
            cells.ref(rowOf(period, indicators.length - 1), column[which]),
          ),
    sheet: cells.done({
      name: words("sheet.realization"),
      columns: [11, 34, 22, 11, 11, 10, 11, 11, 10, 10, 14, ...Array.from({ length: 12 }, () => 16), 30],
      freeze: { rows: head, columns: 2 },
      titleRow: head,
      filter: range(cells.ref(head, 1), cells.ref(last, column.id)),
    }),
  };
}

/** The row of an indicator in a period. */
class RowWriter {
  private readonly reviewed: Reviewed;
  private readonly cells: SheetBuilder;
  private readonly of: IndicatorRow;
  private readonly row: number;

  constructor(reviewed: Reviewed, cells: SheetBuilder, of: IndicatorRow, row: number) {
    this.reviewed = reviewed;
    this.cells = cells;
    this.of = of;
    this.row = row;
  }

  /** How far it has come. */
  levels(period: Period, measured: CellRef): Omit<RealizedCells, "planned" | "realized" | "difference"> {
    const { context, agreement, inputs } = this.reviewed;
    const { indicator } = this.of;
    const { gap } = context.words;
    const format = formatOf(indicator);
    const { cells, row } = this;
    cells.label(row, column.period, period.label, "row-head");
    cells.label(row, column.indicator, indicator.name, "row-head", { origin: indicator.place });
    cells.label(row, column.unit, unitText(indicator.shownAs, context), "unit");
    cells.label(row, column.id, indicator.id, "source");
    const terms = agreement.terms.get(indicator.id);
    const copied = (at: number, from: CellRef | undefined) =>
      from && this.put(at, whereNumbers([from], from, gap), format);
    const baseline = copied(column.baseline, terms?.baseline);
    const target = copied(column.target, terms?.target);
    const agreedRamp = inputs.ramp[period.number - 1];
    if (!agreedRamp) throw new Error(`no ramp of period ${period.number}`);
    const ramp = this.put(column.ramp, whereNumbers([agreedRamp], agreedRamp, gap), "percent");
    const actual = this.put(column.actual, measured, format);
    const hasLevels = baseline !== undefined && target !== undefined;
    const plannedLevel = this.put(
      column.plannedLevel,
      hasLevels
        ? whereNumbers([baseline, target, ramp], formula`=${baseline}+${ramp}*(${target}-${baseline})`, gap)
        : gap,
      format,
      "plannedLevel",
      period,
    );
    const closed = hasLevels
      ? whereNumbers(
          [actual, baseline, target],
          formula`=IF(${target}=${baseline},${gap},(${actual}-${baseline})/(${target}-${baseline}))`,
          gap,
        )
      : gap;
    const gapClosed = this.put(column.gapClosed, closed, "percent", "gapClosed", period);
    const progress = this.put(
      column.progress,
      whereNumbers([gapClosed, ramp], formula`=IF(${ramp}=0,${gap},${gapClosed}/${ramp})`, gap),
      "percent",
      "progress",
      period,
    );
    const status = this.put(column.status, this.status(ramp, actual, gapClosed, progress), "text", "status", period);
    return { baseline, target, plannedLevel, actual, progress, status };
  }

  /** Levels are measured; the last bit of a quotient is not: a progress of 1 less a billionth is met. */
  private status(ramp: CellRef, actual: CellRef, gapClosed: CellRef, progress: CellRef): PlanFormula {
    const word = (name: Parameters<typeof wordCell>[1]) => wordCell(this.reviewed, name);
    const [exceeded, met, missed] = [word("status_exceeded"), word("status_met"), word("status_missed")];
    const reached = formula`=IF(${progress}>=1.1-0.000000001,${exceeded},IF(${progress}>=1-0.000000001,${met},IF(${progress}>=-0.000000001,${missed},${word("status_worsened")})))`;
    const isOpen = formula`=OR(COUNT(${actual})=0,AND(COUNT(${progress})=0,COUNT(${gapClosed})=1))`;
    const isNotDue = formula`=AND(COUNT(${ramp})=1,${ramp}=0)`;
    const due = formula`=IF(${isOpen},${word("status_not_measured")},IF(COUNT(${progress})=0,${met},${reached}))`;
    return formula`=IF(${isNotDue},${word("status_not_due")},${due})`;
  }

  /** What it is worth. `before`: the row of the same indicator a period earlier. */
  amounts(
    period: Period,
    { yearly, oneOff }: LinesOf,
    before: number | undefined,
  ): Pick<RealizedCells, "planned" | "realized" | "difference"> {
    const { gap } = this.reviewed.context.words;
    const { cells, row } = this;
    const actual = cells.ref(row, column.actual);
    const measured = (of: PlanFormula) => whereNumbers([actual], of, gap);
    const exact = (at: number, of: PlanFormula) => this.put(at, of, "money-exact");
    const exacts = {
      plannedGross: exact(column.exactPlannedGross, this.total(yearly, "plannedGross")),
      planned: exact(column.exactPlanned, this.total(yearly, "plannedNet")),
      realizedGross: exact(column.exactRealizedGross, measured(this.total(yearly, "realizedGross"))),
      realized: exact(column.exactRealized, measured(this.total(yearly, "realizedNet"))),
    };
    const cents = (at: number, of: CellRef, figure: string) =>
      this.put(at, whereNumbers([of], inCents(of), gap), "money", figure, period);
    cents(column.plannedGross, exacts.plannedGross, "plannedGross");
    cents(column.realizedGross, exacts.realizedGross, "realizedGross");
    const planned = cents(column.planned, exacts.planned, "planned");
    const realized = cents(column.realized, exacts.realized, "realized");
    const both = [realized, planned];
    const difference = this.put(
      column.difference,
      whereNumbers(both, formula`=ROUND(${realized}-${planned},2)`, gap),
      "money",
      "difference",
      period,
    );
    this.put(column.plannedOfMeasured, whereNumbers(both, planned, gap), "money");
    if (oneOff.length > 0) {
      const held = (at: number, of: PlanFormula, figure: string) => {
        const level = formula`=IF(ISNUMBER(${of}),${inCents(of)},${before === undefined ? gap : cells.ref(before, at)})`;
        this.put(at, level, "money", figure, period);
      };
      held(column.oneOffPlanned, this.total(oneOff, "plannedNet"), "oneOffPlanned");
      held(column.oneOffRealized, measured(this.total(oneOff, "realizedNet")), "oneOffRealized");
    }
    return { planned, realized, difference };
  }

  /** Of all lines; a gap as soon as one of them is. */
  private total(lines: readonly LineAmounts[], which: keyof LineAmounts): PlanFormula {
    const parts = lines.map(each => each[which]);
    const [only] = parts;
    if (only && parts.length === 1) return whereNumbers([only], only, this.reviewed.context.words.gap);
    return parts.length === 0 ? formula`=0` : whereNumbers(parts, sum(parts), this.reviewed.context.words.gap);
  }

  private put(at: number, of: PlanFormula, format: Format, figure?: string, period?: Period): CellRef {
    const { indicator, terms } = this.of;
    const key = figure && period ? { figure: `review.${indicator.id}.${period.number}.${figure}` } : {};
    return this.cells.formula(this.row, at, of, at === column.status ? "flag" : "calculated", {
      format,
      origin: terms.place,
      ...key,
    });
  }
}
