/**
 * Money over the periods: period 0 is the build, 1…n follow from go-live. Benefit of a period = net × ramp × its part of a year; one-off
 * cash = net × the increase of the ramp. All sums first without one-off cash, then with it. One formula along each row.
 */

import { words } from "../../text/say.ts";
import { formula, range, whereAllNumbers, whereNumbers } from "../plan/formula.ts";
import type { CellRef, SheetPlan } from "../plan/plan.ts";
import { type CashChart, cashChartRows, planCashCharts } from "./cash-flow-charts.ts";
import { type PlanContext, sheet } from "./context.ts";
import { costRows } from "./cost-rows.ts";
import { benefitOf, cashOf, exponentOf, factorOf, totalOfCounted } from "./flow-formulas.ts";
import { cellOf, firstColumn, type Line, RowWriter } from "./flow-rows.ts";
import { type View, viewRows } from "./flow-view.ts";
import type { InputsSheet } from "./inputs-sheet.ts";
import { rampIn, type ScenarioInputs } from "./scenario-inputs.ts";
import type { ValueSheets } from "./value-sheet.ts";

export interface CashFlowSheet {
  readonly sheet: SheetPlan;
  readonly ramp: Line;
  /** Years by which the flows of a period are discounted. */
  readonly exponent: Line;
  readonly factor: Line;
  readonly oneOffCash: Line;
  readonly without: View;
  readonly including: View;
  readonly years: YearTable;
}

export type YearTable = readonly { readonly year: number; readonly net: CellRef }[];

/** Right below the heads. */
const chartsTop = 5;

export function planCashFlow(
  context: PlanContext,
  inputs: InputsSheet,
  live: ScenarioInputs,
  { yearly, oneOff }: ValueSheets,
): CashFlowSheet {
  const rows = new RowWriter(context, sheet(context, "cash-flow"), chartsTop + cashChartRows + 1);
  const { cells, next } = rows;
  const { gap } = context.words;
  const { currency } = context;
  cells.label(1, 1, words("cash.title"), "title", { across: 8 });
  cells.label(2, 1, words("cash.how", { currency }), "note", { across: 12 });
  rows.heads(4);
  cells.label(4, firstColumn + context.periods.length + 1, words("cash.present-value"), "column-head");

  const number_ = rows.constants("cash.period-number", period => period.number);
  const year = rows.constants("cash.year", period => period.year);
  const ramp = rows.line("inputs.ramp-share", "calculated", "percent", index => rampIn(live, inputs.ramp, index, gap), {
    figure: "ramp",
  });
  const exponent = rows.line("cash.exponent", "calculated", "number", index =>
    exponentOf(context, inputs, number_(index), year(index)),
  );
  const factor = rows.line(
    "cash.factor",
    "calculated",
    "factor",
    index => factorOf(context, live.discountRate, cellOf(exponent, index)),
    { figure: "discountFactor" },
  );

  next("cash.benefits");
  const benefits = rows.detail(
    yearly.lines,
    (line, index) => benefitOf(context, inputs, line, cellOf(ramp, index), context.periods[index]?.year ?? 0),
    { own: "benefit", factor },
  );
  const benefit = rows.line(
    "cash.benefit",
    "total",
    "money",
    index => totalOfCounted(context, yearly, benefits, index),
    { figure: "benefit", total: true },
  );
  next("cash.costs");
  const cost = costRows(context, rows, inputs, inputs.investment, live, ({ id, place }) => ({
    origin: place,
    own: `investment.${id}`,
    factor,
    total: true,
  }));
  next("cash.without");
  const without = viewRows(context, rows, inputs, { benefit, cost, factor }, "without");
  next("cash.one-off");
  const cashLines = rows.detail(oneOff.lines, (line, index) => cashOf(context, line, ramp, index), {
    own: "cash",
    factor,
  });
  const oneOffCash = rows.line(
    "cash.one-off-total",
    "total",
    "money",
    index => totalOfCounted(context, oneOff, cashLines, index),
    { figure: "oneOffCash", total: true },
  );
  next("cash.including");
  const allBenefit = rows.line(
    "cash.benefit-including",
    "calculated",
    "money",
    index =>
      whereNumbers(
        [cellOf(benefit, index), cellOf(oneOffCash, index)],
        formula`=${cellOf(benefit, index)}+${cellOf(oneOffCash, index)}`,
        gap,
      ),
    { total: true },
  );
  const including = viewRows(context, rows, inputs, { benefit: allBenefit, cost, factor }, "including");
  const years = yearTable(context, rows, {
    benefit,
    cost,
    net: without.net,
    cumulative: without.cumulative,
    oneOffCash,
    cumulativeIncludingCash: including.cumulative,
  });
  const columns = [46, 16, ...context.periods.map(() => 13), 18, 16];
  const lastPrinted = rows.at - 1;
  const charts: readonly CashChart[] = [
    { view: without, title: "cash.chart-without" },
    ...(oneOff.lines.length > 0 ? [{ view: including, title: "cash.chart-including" } as const] : []),
  ];
  planCashCharts(context, rows, charts, { top: chartsTop, widths: columns });
  return {
    sheet: cells.done({
      name: words("sheet.cash-flow"),
      columns,
      freeze: { rows: 4, columns: 2 },
      titleRow: 4,
      lastPrinted,
    }),
    ramp,
    exponent,
    factor,
    oneOffCash,
    without,
    including,
    years,
  };
}

/** The same flows by year, year 0 the build. */
function yearTable(context: PlanContext, rows: RowWriter, lines: Readonly<Record<string, Line>>): YearTable {
  const { cells } = rows;
  rows.next("cash.by-year");
  const top = rows.at;
  const { gap } = context.words;
  const years = Array.from({ length: context.kase.calendar.years + 1 }, (_, year) => year);
  cells.label(top, 1, words("cash.year"), "column-head");
  cells.label(top, 2, "", "column-head");
  for (const year of years)
    cells.label(
      top,
      firstColumn + year,
      year === 0 ? words("cash.build") : words("unit.year-n", { n: year }),
      "column-head",
    );
  const nets: { year: number; net: CellRef }[] = [];
  Object.entries(lines).forEach(([key, line], which) => {
    const row = top + 1 + which;
    cells.label(row, 1, words(`cash.year-${key}` as "cash.year-net"), key === "net" ? "total" : "row-head");
    for (const year of years) {
      const indices = context.periods.flatMap((period, index) => (period.year === year ? [index] : []));
      const over = range(cellOf(line, indices[0] ?? 0), cellOf(line, indices.at(-1) ?? 0));
      const isLevel = key.startsWith("cumulative");
      const value = isLevel ? cellOf(line, indices.at(-1) ?? 0) : whereAllNumbers(over, formula`=SUM(${over})`, gap);
      const cell = cells.formula(row, firstColumn + year, value, key === "net" ? "total" : "calculated", {
        format: "money",
        figure: `year.${year}.${key}`,
      });
      if (key === "net") nets.push({ year, net: cell });
    }
  });
  rows.at = top + 1 + Object.keys(lines).length;
  return nets;
}
