/** The formula of one cell of each kind of row on the cash-flow sheet. */
import { formula, number, range, whereAllNumbers, whereNumbers } from "../plan/formula.ts";
import type { CellRef, PlanFormula } from "../plan/plan.ts";
import type { PlanContext } from "./context.ts";
import { cellOf, type Line } from "./flow-rows.ts";
import type { InputsSheet, InvestmentCells } from "./inputs-sheet.ts";
import type { LineCells } from "./value-lines.ts";
import type { Block } from "./value-sheet.ts";

export function exponentOf(
  context: PlanContext,
  { discounting, periodsPerYear }: InputsSheet,
  period: CellRef,
  year: CellRef,
): PlanFormula {
  const { mid_year, period_end } = context.words;
  return formula`=IF(${period}=0,0,IF(${discounting}=${mid_year},${year}-1/2,IF(${discounting}=${period_end},${period}/${periodsPerYear},${year})))`;
}

export function factorOf(context: PlanContext, discountRate: CellRef, exponent: CellRef): PlanFormula {
  return whereNumbers([discountRate], formula`=(1+${discountRate})^-${exponent}`, context.words.gap);
}

export function benefitOf(
  context: PlanContext,
  { periodsPerYear }: InputsSheet,
  line: LineCells,
  ramp: CellRef,
  year: number,
): PlanFormula {
  const { gap } = context.words;
  const grossOfYear = line.grossOfYears?.[Math.max(1, year) - 1];
  if (grossOfYear) {
    const amount = whereNumbers(
      [grossOfYear, line.countedShare, ramp],
      formula`=${grossOfYear}*${line.countedShare}*${ramp}/${periodsPerYear}`,
      gap,
    );
    return formula`=IF(${line.chosen}=0,0,${amount})`;
  }
  return whereNumbers([line.countedNet, ramp], formula`=${line.countedNet}*${ramp}/${periodsPerYear}`, gap);
}

/** One-off cash is a level (net × ramp); a period's flow is its change. */
export function cashOf(context: PlanContext, line: LineCells, ramp: Line, index: number): PlanFormula {
  const { gap } = context.words;
  if (index === 0) return number(0);
  const [before, now] = [cellOf(ramp, index - 1), cellOf(ramp, index)];
  const years = line.grossOfYears;
  if (!years) return whereNumbers([line.countedNet, before, now], formula`=${line.countedNet}*(${now}-${before})`, gap);
  const year = context.periods[index]?.year ?? 1;
  const grossNow = years[year - 1];
  const grossBefore = years[Math.max(1, context.periods[index - 1]?.year ?? 1) - 1];
  if (!grossNow || !grossBefore) throw new Error("a one-off line over too few years");
  const amount = whereNumbers(
    [grossNow, grossBefore, line.countedShare, before, now],
    formula`=${line.countedShare}*(${now}*${grossNow}-${before}*${grossBefore})`,
    gap,
  );
  return formula`=IF(${line.chosen}=0,0,${amount})`;
}

/** `factors` are those of a scenario. */
export function costOf(
  context: PlanContext,
  { periodsPerYear }: InputsSheet,
  source: Pick<InvestmentCells, "initial" | "yearly" | "riskAdjustment">,
  factors: readonly CellRef[],
  index: number,
  year: number,
): PlanFormula {
  const { gap } = context.words;
  const { initial, yearly, riskAdjustment } = source;
  const amount = index === 0 ? initial : yearly[year - 1];
  if (!amount) throw new Error(`no investment amount of year ${year}`);
  const adjusted = factors.reduce<PlanFormula>(
    (cost, factor) => formula`=${cost}*${factor}`,
    formula`=${amount}*(1+${riskAdjustment})`,
  );
  const ofPeriod = index === 0 ? adjusted : formula`=${adjusted}/${periodsPerYear}`;
  return whereNumbers([amount, riskAdjustment, ...factors], ofPeriod, gap);
}

/** The sum over lines that count; a gap only where lines are chosen and none of them can be computed. */
export function totalOfCounted(context: PlanContext, block: Block, lines: readonly Line[], index: number): PlanFormula {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return number(0);
  const over = range(cellOf(first, index), cellOf(last, index));
  return formula`=IF(SUM(${block.chosen})=0,0,IF(SUM(${block.counted})=0,${context.words.gap},IF(COUNT(${over})=0,${context.words.gap},SUM(${over}))))`;
}

export function allOf(cells: readonly CellRef[], gap: CellRef): PlanFormula {
  const [first, last] = [cells[0], cells.at(-1)];
  return first && last ? whereAllNumbers(range(first, last), formula`=SUM(${range(first, last)})`, gap) : number(0);
}
