/** What it costs: each line by year, risk adjustment included, adding up to the costs of the cash flow. */
import type { InvestmentResult } from "../engine/result.ts";
import type { Phrasing } from "./phrasing.ts";
import { type Cell, cell, column, moneyCell, type TableView, table } from "./table-view.ts";

export interface InvestmentView {
  readonly title: string;
  readonly table: TableView | null;
  readonly note: string;
}

export function investmentView(phrasing: Phrasing): InvestmentView {
  const { result, say } = phrasing;
  const isAdjusted = result.investment.some(line => line.riskAdjustment !== 0);
  return {
    title: say("report.investment.title"),
    table: result.investment.length === 0 ? null : investmentTable(phrasing),
    note:
      result.investment.length === 0
        ? say("report.investment.none")
        : isAdjusted
          ? say("report.investment.note-adjusted", { unit: phrasing.scale.name })
          : say("report.investment.note", { unit: phrasing.scale.name }),
  };
}

function investmentTable(phrasing: Phrasing): TableView {
  const { result, say } = phrasing;
  const years = Array.from({ length: result.conventions.years }, (_, index) => index + 1);
  const columns = [
    column(say("report.column.line")),
    column(say("report.build"), "end"),
    ...years.map(year => column(say("report.year", { year }), "end")),
    column(say("report.total"), "end"),
  ];
  const rows = result.investment.map(line => ({ cells: lineCells(phrasing, line) }));
  const costs = [0, ...years].map(year => result.years.find(each => each.year === year)?.cost ?? null);
  const total = {
    kind: "total" as const,
    cells: [
      cell(say("report.total")),
      ...costs.map((cost, year) => moneyCell(phrasing, cost, { keys: [`year.${year}.cost`] })),
      moneyCell(phrasing, result.summary.totalCost, { tone: "strong", keys: ["total.cost"] }),
    ],
  };
  return table("investment", say("report.investment.title"), columns, [...rows, total]);
}

/** Numbers of the periods of a year, 0 of the build. */
function periodsOf({ result }: Phrasing, year: number): number[] {
  const { periodsPerYear } = result.conventions;
  if (year === 0) return [0];
  return Array.from({ length: periodsPerYear }, (_, index) => (year - 1) * periodsPerYear + index + 1);
}

function lineCells(phrasing: Phrasing, line: InvestmentResult): Cell[] {
  const { say } = phrasing;
  const { years: amounts, total } = line;
  const missing = say("report.gap.value");
  const note =
    line.riskAdjustment === 0
      ? null
      : say("report.investment.adjusted", { share: phrasing.percent(line.riskAdjustment) });
  return [
    cell(phrasing.text(line.name), { note }),
    ...amounts.map((amount, year) =>
      amount === null
        ? cell(missing, { tone: "gap" })
        : amount === 0
          ? cell("–", { tone: "muted" })
          : moneyCell(phrasing, amount, {
              keys: periodsOf(phrasing, year).map(each => `investment.${line.id}.${each}`),
            }),
    ),
    total === null
      ? cell(missing, { tone: "gap" })
      : moneyCell(phrasing, total, { tone: "strong", keys: [`investment.${line.id}.total`] }),
  ];
}
