/**
 * How each scenario is calculated, one block below another: calculated rows where a driver changes, every line that counts, the flows.
 * The same formulas as on the value and cash-flow sheets, with the scenario's inputs; sums first, then the ramp, so that a check can
 * compare the two ways.
 */
import type { Scenario } from "../../case/case.ts";
import { words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { formula, number, range, whereNumbers } from "../plan/formula.ts";
import type { CellRef, PlanFormula, SheetPlan } from "../plan/plan.ts";
import type { AgreementSheet } from "./agreement-sheet.ts";
import { planRows, rowsNeeded } from "./calculated-rows.ts";
import type { CashFlowSheet } from "./cash-flow-sheet.ts";
import { formatOf, joinTexts, type PlanContext, sheet } from "./context.ts";
import { planCostAmounts } from "./cost-amounts.ts";
import { costRows } from "./cost-rows.ts";
import { factorOf } from "./flow-formulas.ts";
import { cellOf, firstColumn, type Line, RowWriter } from "./flow-rows.ts";
import { type View, viewRows } from "./flow-view.ts";
import { grossFormula, variesByYear } from "./gross-formula.ts";
import type { InputsSheet, InvestmentCells } from "./inputs-sheet.ts";
import type { Quantity } from "./quantity.ts";
import { type PlannedScenario, rampIn, type ScenarioInputs, shareIn, targetIn } from "./scenario-inputs.ts";
import type { LineCells } from "./value-lines.ts";
import type { Block } from "./value-sheet.ts";

export interface ScenarioFlows extends BlockFlows {
  readonly scenario: Scenario;
}

export interface BlockFlows {
  readonly netPerYear: CellRef;
  readonly oneOffCash: CellRef;
  readonly without: View;
  readonly including: View;
}

export interface WorkingsSheets {
  /** Measures of tables, which no scenario changes. */
  readonly ofTables?: ReadonlyMap<string, Quantity>;
  readonly agreement: AgreementSheet;
  readonly inputs: InputsSheet;
  readonly value: { readonly yearly: CountedLines; readonly oneOff: CountedLines };
  readonly cash: CashFlowSheet;
}

/** Lines of one recurrence, each with the cell that says whether it is chosen, and the range of these cells. */
type CountedLines = Pick<Block, "lines" | "chosen">;

/** Columns of the lines; gross and net of each year follow, or of any year. */
const column = {
  line: 1,
  target: 2,
  attribution: 3,
  confidence: 4,
  overlap: 5,
  counted: 6,
  share: 7,
  years: 8,
} as const;

export function planScenarioWorkings(
  context: PlanContext,
  scenarios: readonly PlannedScenario[],
  sheets: WorkingsSheets,
): { readonly sheet: SheetPlan; readonly flows: readonly ScenarioFlows[] } {
  const cells = sheet(context, "scenario-workings");
  cells.label(1, 1, words("workings.title"), "title", { across: 12 });
  cells.label(2, 1, words("workings.how", { currency: context.currency }), "note", { across: 12 });
  let top = 4;
  const tops: number[] = [];
  const flows = scenarios.map(planned => {
    tops.push(top);
    const { scenario, inputs } = planned;
    cells.label(top, 1, scenario.name, "section", { across: firstColumn + context.periods.length });
    const block = new WorkingsBlock(context, cells, sheets, inputs, `scenario.${scenario.id}.`, top + 1);
    const made = { scenario, ...block.ofScenario() };
    top = block.row + 2;
    return made;
  });
  return {
    sheet: cells.done({
      name: words("sheet.scenario-workings"),
      columns: [46, 16, ...Array.from({ length: Math.max(context.periods.length + 1, 12) }, () => 13)],
      freeze: { rows: 2, columns: 1 },
      pageStarts: tops.slice(1),
    }),
    flows,
  };
}

/** From inputs to flows, all in one block. */
export class WorkingsBlock {
  row: number;
  private readonly context: PlanContext;
  private readonly cells: SheetBuilder;
  private readonly sheets: WorkingsSheets;
  private readonly inputs: ScenarioInputs;
  private readonly figures: string;

  /** `figures`: what the keys of its figures begin with. */
  constructor(
    context: PlanContext,
    cells: SheetBuilder,
    sheets: WorkingsSheets,
    inputs: ScenarioInputs,
    figures: string,
    top: number,
  ) {
    this.context = context;
    this.cells = cells;
    this.sheets = sheets;
    this.inputs = inputs;
    this.figures = figures;
    this.row = top;
  }

  /** Calculated rows and costs by formula are those of the scenario. */
  ofScenario(): BlockFlows {
    const quantities = this.calculatedRows();
    return this.from(quantities, this.costAmounts(quantities));
  }

  /** With quantities and costs that stand elsewhere. */
  from(quantities: ReadonlyMap<string, Quantity>, costs: readonly InvestmentCells[]): BlockFlows {
    const yearly = this.lines("value.yearly", this.sheets.value.yearly, quantities);
    const oneOff = this.lines("value.one-off", this.sheets.value.oneOff, quantities);
    return {
      netPerYear: yearly.average,
      oneOffCash: oneOff.average,
      ...this.flows(yearly.years, oneOff.years, costs),
    };
  }

  private calculatedRows(): ReadonlyMap<string, Quantity> {
    const rows = rowsNeeded(this.context);
    const drivers = new Map([...this.inputs.drivers, ...(this.sheets.ofTables ?? [])]);
    if (rows.length === 0) return drivers;
    this.cells.label(this.row, 1, words("drivers.rows"), "column-head");
    this.cells.label(this.row, 2, words("inputs.value"), "column-head");
    const { years } = this.context.kase.calendar;
    for (let year = 1; year <= years; year += 1)
      this.cells.label(this.row, firstColumn + year - 1, words("unit.year-n", { n: year }), "column-head");
    const columns = { name: 1, value: 2, years: firstColumn, initial: firstColumn + years };
    const quantities = planRows(this.context, this.cells, rows, columns, this.row + 1, drivers, false);
    this.row += rows.length + 2;
    return quantities;
  }

  /** The investment lines with their amounts in the scenario: the same for all but the model's cost lines. */
  private costAmounts(quantities: ReadonlyMap<string, Quantity>): readonly InvestmentCells[] {
    const { investment } = this.sheets.inputs;
    if (this.context.model.costs.length === 0) return investment;
    const { years } = this.context.kase.calendar;
    this.cells.label(this.row, 1, words("workings.costs", { currency: this.context.currency }), "column-head");
    this.cells.label(this.row, 2, words("inputs.initial"), "column-head");
    for (let year = 1; year <= years; year += 1)
      this.cells.label(this.row, firstColumn + year - 1, words("unit.year-n", { n: year }), "column-head");
    const changed = investment.map(line => {
      if (!line.cost) return line;
      this.row += 1;
      this.cells.label(this.row, 1, line.name, "row-head", { origin: line.place });
      const at = { row: this.row, initial: 2, years: firstColumn };
      return { ...line, ...planCostAmounts(this.context, this.cells, line.cost, at, quantities, false) };
    });
    this.row += 2;
    return changed;
  }

  /** The lines of one recurrence, and their net of each year. */
  private lines(
    title: "value.yearly" | "value.one-off",
    block: CountedLines,
    quantities: ReadonlyMap<string, Quantity>,
  ): { readonly years: readonly CellRef[]; readonly average: CellRef } {
    const { cells, context } = this;
    const anyVaries = block.lines.some(({ line }) => variesByYear(line, quantities));
    const count = anyVaries ? context.kase.calendar.years : 1;
    const { currency } = context;
    const head = this.row;
    cells.label(head, column.line, words(title, { currency }), "column-head");
    cells.labels(head, column.target, [
      words("agreement.target"),
      words("agreement.attribution"),
      words("agreement.confidence"),
      words("value.overlap-kept"),
      words("value.counted"),
      words("value.counted-share"),
    ]);
    const of = (key: "gross" | "net", year: number) =>
      anyVaries ? words(`workings.${key}-year`, { n: year }) : words(`workings.${key}`);
    for (let year = 1; year <= count; year += 1) {
      cells.label(head, column.years + year - 1, of("gross", year), "column-head");
      cells.label(head, column.years + count + year - 1, of("net", year), "column-head");
    }
    block.lines.forEach((line, index) => {
      this.line(line, head + 1 + index, count, quantities);
    });
    cells.detail(head + 1, head + block.lines.length);
    this.row = head + 1 + block.lines.length;
    const totals = Array.from({ length: count }, (_, year) => this.total(block, head, column.years + count + year));
    cells.label(this.row, column.line, words("value.counted-net"), "total");
    const [first, last] = [totals[0], totals.at(-1)];
    if (!first || !last) throw new Error("a horizon without years");
    const { gap } = context.words;
    const average =
      count === 1
        ? first
        : cells.formula(
            this.row,
            column.target,
            formula`=IF(COUNT(${range(first, last)})=${count},AVERAGE(${range(first, last)}),${gap})`,
            "total",
            { format: "money" },
          );
    this.row += 2;
    return { years: Array.from({ length: context.kase.calendar.years }, (_, year) => totals[year] ?? first), average };
  }

  private line(counted: LineCells, row: number, years: number, quantities: ReadonlyMap<string, Quantity>): void {
    const { cells, context } = this;
    const { gap } = context.words;
    const { inputs } = this;
    const { indicator, line } = counted;
    const { id, name, monetization } = indicator.indicator;
    const terms = this.sheets.agreement.terms.get(id);
    if (!terms) throw new Error(`${id} has no row on the agreement sheet`);
    const origin = line.formula.place;
    const at = (which: number) => cells.ref(row, which);
    const title = line.name && monetization.length > 1 ? joinTexts([name, line.name], " · ") : name;
    cells.label(row, column.line, title, "row-head", { origin });
    const { baseline, target, least, most } = terms;
    const levels = baseline && target && least && most ? { baseline, target, least, most } : undefined;
    const own = inputs.terms.get(`${id}.target`);
    const targetCell = levels
      ? cells.formula(
          row,
          column.target,
          own ?? (inputs.knobs ? targetIn(inputs.knobs, levels, gap) : levels.target),
          "calculated",
          { format: formatOf(indicator.indicator), origin },
        )
      : undefined;
    for (const term of ["attribution", "confidence"] as const) {
      const changed = inputs.terms.get(`${id}.${term}`);
      const share = shareIn(changed ? undefined : inputs.knobs?.[term], changed ?? terms[term], gap);
      cells.formula(row, column[term], share, "calculated", { format: "percent", origin });
    }
    cells.formula(row, column.overlap, counted.overlap, "calculated", { format: "percent", origin });
    const shares = [at(column.overlap), at(column.attribution), at(column.confidence)];
    const [overlap, attribution, confidence] = shares;
    if (!overlap || !attribution || !confidence) throw new Error("a line without its shares");
    const grossCells = range(at(column.years), at(column.years + years - 1));
    cells.formula(
      row,
      column.counted,
      formula`=IF(AND(${counted.chosen}=1,COUNT(${grossCells})=${years}),1,0)`,
      "calculated",
      { format: "integer", origin },
    );
    cells.formula(
      row,
      column.share,
      whereNumbers(shares, formula`=${at(column.counted)}*${overlap}*${attribution}*${confidence}`, gap),
      "calculated",
      { format: "percent", origin },
    );
    for (let year = 0; year < years; year += 1) {
      const gross = cells.formula(
        row,
        column.years + year,
        grossFormula(line, { baseline, target: targetCell }, quantities, year + 1, gap),
        "calculated",
        { format: "money", origin },
      );
      cells.formula(
        row,
        column.years + years + year,
        formula`=IF(${at(column.counted)}=0,0,${whereNumbers([gross, at(column.share)], formula`=${gross}*${at(column.share)}`, gap)})`,
        "calculated",
        { format: "money", origin },
      );
    }
  }

  /** Net of the lines that count; a gap only where lines are chosen and none of them can be computed. */
  private total(block: CountedLines, head: number, at: number): CellRef {
    const { cells, context } = this;
    if (block.lines.length === 0) return cells.label(this.row, at, 0, "total", { format: "money" });
    const down = (which: number) => range(cells.ref(head + 1, which), cells.ref(head + block.lines.length, which));
    return cells.formula(
      this.row,
      at,
      formula`=IF(SUM(${block.chosen})=0,0,IF(SUM(${down(column.counted)})=0,${context.words.gap},SUM(${down(at)})))`,
      "total",
      { format: "money" },
    );
  }

  private flows(
    yearly: readonly CellRef[],
    oneOff: readonly CellRef[],
    costs: readonly InvestmentCells[],
  ): { without: View; including: View } {
    const { context } = this;
    const { gap } = context.words;
    const { inputs: changed } = this;
    const { inputs, cash } = this.sheets;
    const rows = new RowWriter(context, this.cells, this.row + 1, this.figures);
    rows.heads(this.row);
    const yearOf = (index: number) => context.periods[index]?.year ?? 0;
    const netOf = (years: readonly CellRef[], index: number): CellRef => {
      const net = years[Math.max(1, yearOf(index)) - 1];
      if (!net) throw new Error(`no net of period ${index}`);
      return net;
    };
    const ramp = rows.line("inputs.ramp-share", "calculated", "percent", index =>
      rampIn(changed, inputs.ramp, index, gap),
    );
    const factor = rows.line("cash.factor", "calculated", "factor", index =>
      factorOf(context, changed.discountRate, cellOf(cash.exponent, index)),
    );
    const benefit = rows.line(
      "cash.benefit",
      "total",
      "money",
      index => {
        const [net, share] = [netOf(yearly, index), cellOf(ramp, index)];
        return whereNumbers([net, share], formula`=${net}*${share}/${inputs.periodsPerYear}`, gap);
      },
      { figure: "benefit", total: true },
    );
    const cost = costRows(context, rows, inputs, costs, changed, ({ place }) => ({ origin: place }));
    const without = viewRows(context, rows, inputs, { benefit, cost, factor }, "without");
    const oneOffCash = rows.line(
      "cash.one-off-total",
      "total",
      "money",
      index => {
        if (index === 0) return number(0);
        const [now, before] = [cellOf(ramp, index), cellOf(ramp, index - 1)];
        const [netNow, netBefore] = [netOf(oneOff, index), netOf(oneOff, index - 1)];
        return whereNumbers([now, before, netNow, netBefore], formula`=${now}*${netNow}-${before}*${netBefore}`, gap);
      },
      { total: true },
    );
    const sum = (a: Line, b: Line, index: number): PlanFormula =>
      whereNumbers([cellOf(a, index), cellOf(b, index)], formula`=${cellOf(a, index)}+${cellOf(b, index)}`, gap);
    const all = rows.line("cash.benefit-including", "calculated", "money", index => sum(benefit, oneOffCash, index), {
      total: true,
    });
    const including = viewRows(context, rows, inputs, { benefit: all, cost, factor }, "including");
    this.row = rows.at;
    return { without, including };
  }
}
