/** What it costs: each line by year, risk adjustment included, adding up to the costs of the cash flow. */
import type { InvestmentLine } from "../case/case.ts";
import type { Phrasing } from "./phrasing.ts";
import { shownCostFactor } from "./shown-inputs.ts";
import { type Cell, cell, column, moneyCell, type TableView, table } from "./table-view.ts";

export interface InvestmentView {
  readonly title: string;
  readonly table: TableView | null;
  readonly note: string;
}

export function investmentView(phrasing: Phrasing): InvestmentView {
  const { kase, say } = phrasing;
  const isAdjusted = kase.investment.some(line => line.riskAdjustment !== 0);
  return {
    title: say("report.investment.title"),
    table: kase.investment.length === 0 ? null : investmentTable(phrasing),
    note:
      kase.investment.length === 0
        ? say("report.investment.none")
        : isAdjusted
          ? say("report.investment.note-adjusted", { unit: phrasing.scale.name })
          : say("report.investment.note", { unit: phrasing.scale.name }),
  };
}

function investmentTable(phrasing: Phrasing): TableView {
  const { kase, result, say } = phrasing;
  const years = Array.from({ length: result.conventions.years }, (_, index) => index + 1);
  const columns = [
    column(say("report.column.line")),
    column(say("report.build"), "end"),
    ...years.map(year => column(say("report.year", { year }), "end")),
    column(say("report.total"), "end"),
  ];
  const rows = kase.investment.map(line => ({ cells: lineCells(phrasing, line, years) }));
  const costs = [0, ...years].map(year => result.years.find(each => each.year === year)?.cost ?? null);
  const total = {
    kind: "total" as const,
    cells: [
      cell(say("report.total")),
      ...costs.map(cost => moneyCell(phrasing, cost)),
      moneyCell(phrasing, result.summary.totalCost, { tone: "strong" }),
    ],
  };
  return table("investment", say("report.investment.title"), columns, [...rows, total]);
}

function lineCells(phrasing: Phrasing, line: InvestmentLine, years: readonly number[]): Cell[] {
  const { say } = phrasing;
  const factor = shownCostFactor(phrasing, line.id);
  const raised = (amount: number | null) => (amount === null ? null : amount * (1 + line.riskAdjustment) * factor);
  const amounts = [line.initial, ...years.map(year => line.yearly[year - 1] ?? null)].map(raised);
  const total = amounts.reduce<number | null>((sum, each) => (sum === null || each === null ? null : sum + each), 0);
  const missing = say("report.gap.value");
  const note =
    line.riskAdjustment === 0
      ? null
      : say("report.investment.adjusted", { share: phrasing.percent(line.riskAdjustment) });
  return [
    cell(phrasing.text(line.name), { note }),
    ...amounts.map(amount =>
      amount === null
        ? cell(missing, { tone: "gap" })
        : amount === 0
          ? cell("–", { tone: "muted" })
          : moneyCell(phrasing, amount),
    ),
    total === null ? cell(missing, { tone: "gap" }) : moneyCell(phrasing, total, { tone: "strong" }),
  ];
}
