/**
 * What each monetization line is worth in each period: the agreed formula with the actual in the place of the target, × the share that
 * counts, × the period's part of a year; beside it the same with the target × the ramp. One-off cash is a level, and no part of a year.
 */

import type { Period } from "../../case/calendar.ts";
import type { SheetBuilder } from "../../engine/plan/builder.ts";
import { formula, range, whereNumbers } from "../../engine/plan/formula.ts";
import type { CellRef, SheetPlan } from "../../engine/plan/plan.ts";
import { sheet } from "../../engine/sheets/context.ts";
import { grossFormula } from "../../engine/sheets/gross-formula.ts";
import type { LineCells } from "../../engine/sheets/value-lines.ts";
import type { MonetizationLine } from "../../model/model.ts";
import { words } from "../../text/say.ts";
import { type Reviewed, Table } from "./reviewed.ts";

/** The amounts of one line in one period. */
export interface LineAmounts {
  readonly plannedGross: CellRef;
  readonly plannedNet: CellRef;
  readonly realizedGross: CellRef;
  readonly realizedNet: CellRef;
}

export interface LinesOf {
  readonly yearly: readonly LineAmounts[];
  readonly oneOff: readonly LineAmounts[];
}

export interface WorkingsSheet {
  readonly sheet: SheetPlan;
  readonly lines: Table<LinesOf>;
}

const head = 4;
const column = {
  period: 1,
  indicator: 2,
  line: 3,
  recurrence: 4,
  ramp: 5,
  actual: 6,
  grossAtTarget: 7,
  grossAtActual: 8,
  share: 9,
  plannedGross: 10,
  plannedNet: 11,
  realizedGross: 12,
  realizedNet: 13,
} as const;

export function planWorkings(reviewed: Reviewed, actual: Table<CellRef>): WorkingsSheet {
  const { context, value, periods, indicators } = reviewed;
  const cells = sheet(context, "realization-workings");
  cells.label(1, 1, words("realization-workings.title"), "title", { across: 13 });
  cells.label(2, 1, words("realization-workings.how"), "note", { across: 13 });
  cells.labels(head, 1, [
    words("actuals.period"),
    words("column.indicator"),
    words("value.line"),
    words("realization-workings.recurrence"),
    words("inputs.ramp-share"),
    words("review.actual"),
    words("realization-workings.gross-target"),
    words("realization-workings.gross-actual"),
    words("value.counted-share"),
    words("realization.planned-gross"),
    words("realization.planned-net"),
    words("realization.realized-gross"),
    words("realization.realized-net"),
  ]);
  const all = [...value.yearly.lines, ...value.oneOff.lines];
  const lines = new Table<LinesOf>();
  let row = head;
  for (const period of periods)
    for (const { terms } of indicators) {
      const own = all.filter(({ indicator }) => indicator.terms.id === terms.id);
      const amounts = own.map(line => {
        row += 1;
        return {
          line,
          amounts: planLine(reviewed, cells, line, { row, period, actual: actual.at(terms.id, period.number) }),
        };
      });
      const of = (recurrence: MonetizationLine["recurrence"]) =>
        amounts.flatMap(each => (each.line.line.recurrence === recurrence ? [each.amounts] : []));
      lines.set(terms.id, period.number, { yearly: of("yearly"), oneOff: of("one-off") });
    }
  return {
    lines,
    sheet: cells.done({
      name: words("sheet.realization-workings"),
      columns: [11, 32, 24, 12, 10, 13, 18, 18, 11, 16, 16, 16, 16],
      freeze: { rows: head, columns: 3 },
      titleRow: head,
      filter: range(cells.ref(head, 1), cells.ref(Math.max(head + 1, row), column.realizedNet)),
    }),
  };
}

interface Placed {
  readonly row: number;
  readonly period: Period;
  readonly actual: CellRef;
}

function planLine(
  { context, agreement, inputs, quantities }: Reviewed,
  cells: SheetBuilder,
  { indicator: { indicator }, line, gross, grossOfYears, countedShare }: LineCells,
  { row, period, actual }: Placed,
): LineAmounts {
  const { gap } = context.words;
  const origin = line.formula.place;
  const isYearly = line.recurrence === "yearly";
  cells.label(row, column.period, period.label, "row-head");
  cells.label(row, column.indicator, indicator.name, "row-head", { origin: indicator.place });
  cells.label(row, column.line, line.name ?? words("value.only-line"), "label");
  cells.label(
    row,
    column.recurrence,
    words(isYearly ? "realization-workings.yearly" : "realization-workings.one-off"),
    "unit",
  );
  const ramp = inputs.ramp[period.number - 1];
  if (!ramp) throw new Error(`no ramp of period ${period.number}`);
  const calculated = (at: number, of: Parameters<SheetBuilder["formula"]>[2], format: "money" | "percent" | "number") =>
    cells.formula(row, at, of, "calculated", { format, origin });
  const rampHere = calculated(column.ramp, whereNumbers([ramp], ramp, gap), "percent");
  const actualHere = cells.formula(row, column.actual, actual, "calculated", {
    format: indicator.format === "percent" ? "percent" : "number",
    origin,
  });
  const atTarget = calculated(column.grossAtTarget, grossOfYears?.[period.year - 1] ?? gross, "money");
  const terms = agreement.terms.get(indicator.id);
  const withActual = grossFormula(line, { baseline: terms?.baseline, target: actual }, quantities, period.year, gap);
  const atActual = calculated(column.grossAtActual, whereNumbers([actualHere], withActual, gap), "money");
  const share = calculated(column.share, countedShare, "percent");
  const periods = inputs.periodsPerYear;
  const planned = isYearly ? formula`=(${rampHere}/${periods})` : rampHere;
  const part = formula`=(1/${periods})`;
  const put = (at: number, from: CellRef, read: readonly CellRef[], of: Parameters<SheetBuilder["formula"]>[2]) =>
    calculated(at, whereNumbers([from, share, ...read], of, gap), "money");
  return {
    plannedGross: put(column.plannedGross, atTarget, [rampHere], formula`=${atTarget}*${planned}`),
    plannedNet: put(column.plannedNet, atTarget, [rampHere], formula`=${atTarget}*${share}*${planned}`),
    realizedGross: put(column.realizedGross, atActual, [], isYearly ? formula`=${atActual}*${part}` : atActual),
    realizedNet: put(
      column.realizedNet,
      atActual,
      [],
      isYearly ? formula`=${atActual}*${share}*${part}` : formula`=${atActual}*${share}`,
    ),
  };
}
