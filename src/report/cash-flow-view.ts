/** Money over time: the picture by period, the table by year, the ramp, and the investment line by line. */
import type { Flow } from "../engine/result.ts";
import { formatNumber } from "../text/format.ts";
import type { ChartView } from "./chart-view.ts";
import { cashFlowChart } from "./charts/cash-flow.ts";
import { reasonForTotal } from "./gaps.ts";
import { monthsText } from "./headline-figures.ts";
import { type InvestmentView, investmentView } from "./investment-view.ts";
import type { Phrasing } from "./phrasing.ts";
import { type Cell, cell, column, moneyCell, type TableView, table } from "./table-view.ts";

export interface CashFlowView {
  readonly title: string;
  readonly lead: string;
  readonly chart: ChartView | null;
  /** Why there is no picture. */
  readonly gap: string | null;
  readonly tableTitle: string;
  readonly table: TableView;
  readonly tableNote: string;
  /** Printed among the assumptions. */
  readonly rampTitle: string;
  readonly ramp: TableView;
  readonly investment: InvestmentView;
}

export function cashFlowView(phrasing: Phrasing): CashFlowView {
  const { say } = phrasing;
  const chart = chartOf(phrasing);
  return {
    title: say("report.cash-flow.title"),
    lead: leadOf(phrasing),
    chart,
    gap: chart ? null : say("report.cash-flow.no-chart", { reason: reasonForTotal(phrasing) }),
    tableTitle: say("report.cash-flow.table"),
    table: yearTable(phrasing),
    tableNote: say("report.cash-flow.note", { unit: phrasing.scale.name }),
    rampTitle: say("report.ramp.title"),
    ramp: rampTable(phrasing),
    investment: investmentView(phrasing),
  };
}

function leadOf(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  const { payback, discountedPayback } = result.summary;
  const months = payback.state === "reached" && payback.months !== null ? monthsText(phrasing, payback.months) : null;
  const discounted =
    discountedPayback.state === "reached" && discountedPayback.months !== null
      ? monthsText(phrasing, discountedPayback.months)
      : null;
  if (months !== null && discounted !== null) return say("report.cash-flow.lead-both", { months, discounted });
  if (months !== null) return say("report.cash-flow.lead-undiscounted", { months });
  if (payback.state === "not-reached") return say("report.cash-flow.lead-not-reached");
  if (payback.state === "no-investment") return say("report.cash-flow.lead-no-investment");
  return say("report.cash-flow.lead-unknown", { reason: reasonForTotal(phrasing) });
}

/** Drawn only if every period has its figures: a line with holes would mislead. */
function chartOf(phrasing: Phrasing): ChartView | null {
  const { result, say, locale } = phrasing;
  const periods = result.periods.flatMap(each =>
    each.net === null || each.cumulative === null
      ? []
      : [{ name: each.period === 0 ? say("report.build") : each.label, net: each.net, cumulative: each.cumulative }],
  );
  const last = periods.at(-1);
  if (!last || periods.length < result.periods.length) return null;
  const { payback } = result.summary;
  const months = payback.state === "reached" && payback.months !== null && payback.months > 0 ? payback.months : null;
  const text = months === null ? "" : say("report.chart.payback", { months: monthsText(phrasing, months) });
  const title = say("report.chart.cash-flow");
  const end = phrasing.scale.amount(last.cumulative);
  const spoken = periods.map(each =>
    say("report.chart.item", { name: each.name, value: phrasing.scale.amount(each.cumulative) }),
  );
  const alternative = `${title} (${phrasing.scale.name}): ${spoken.join(say("report.list.semicolon"))}${text ? `; ${text}` : ""}`;
  return {
    title,
    note: phrasing.scale.name,
    ...cashFlowChart({
      alternative,
      width: 640,
      height: 215,
      periods,
      payback: months === null ? null : { afterPeriods: (months / 12) * result.conventions.periodsPerYear, text },
      words: { net: say("report.chart.net"), cumulative: say("report.chart.cumulative"), end },
      tick: value => (value === 0 ? formatNumber(0, locale, 0) : phrasing.scale.amount(value).replace(/\.0$/, "")),
    }),
  };
}

function yearTable(phrasing: Phrasing): TableView {
  const { result, say } = phrasing;
  const hasCash = result.years.some(year => year.oneOffCash !== null && year.oneOffCash !== 0);
  const columns = [
    column(say("report.column.year")),
    column(say("report.column.benefit"), "end"),
    column(say("report.column.cost"), "end"),
    column(say("report.column.flow"), "end"),
    column(say("report.column.cumulative"), "end"),
    ...(hasCash
      ? [column(say("report.column.one-off-cash"), "end"), column(say("report.column.cumulative-cash"), "end")]
      : []),
  ];
  const rows = result.years.map(year => ({
    cells: [
      cell(year.year === 0 ? say("report.build") : say("report.year", { year: year.year }), {
        note: spanOf(phrasing, year.year),
      }),
      ...(["benefit", "cost", "net", "cumulative"] as const).map(key => flowCell(phrasing, year, key)),
      ...(hasCash ? [flowCell(phrasing, year, "oneOffCash"), flowCell(phrasing, year, "cumulativeIncludingCash")] : []),
    ],
  }));
  const sum = (values: readonly (number | null)[]) =>
    values.reduce((total, value) => (total === null || value === null ? null : total + value), 0);
  const total = {
    kind: "total" as const,
    cells: [
      cell(say("report.total")),
      moneyCell(phrasing, result.summary.totalBenefit, { keys: ["total.benefit"] }),
      moneyCell(phrasing, result.summary.totalCost, { keys: ["total.cost"] }),
      moneyCell(phrasing, sum(result.years.map(year => year.net)), { keys: ["total.net"] }),
      cell(""),
      ...(hasCash
        ? [
            moneyCell(phrasing, sum(result.years.map(year => year.oneOffCash)), { keys: ["total.oneOffCash"] }),
            cell(""),
          ]
        : []),
    ],
  };
  return table(hasCash ? "years-cash" : "years", say("report.cash-flow.table"), columns, [...rows, total]);
}

const flowCell = (phrasing: Phrasing, flow: Flow, key: keyof Omit<Flow, "year">): Cell =>
  moneyCell(phrasing, flow[key], { keys: [`year.${flow.year}.${key}`], ...(key === "net" ? { tone: "strong" } : {}) });

/** The periods of a year: 2025Q2–2026Q1. */
function spanOf(phrasing: Phrasing, year: number): string {
  const periods = phrasing.result.periods.filter(each => each.year === year);
  const [first] = periods;
  const last = periods.at(-1);
  if (!first || !last || first === last) return first && year > 0 ? first.label : "";
  return phrasing.say("report.range", { low: first.label, high: last.label });
}

function rampTable(phrasing: Phrasing): TableView {
  const { result, say } = phrasing;
  const perYear = result.conventions.periodsPerYear;
  const quarters = Array.from({ length: perYear }, (_, index) => index + 1);
  const columns = [
    column(say("report.column.year")),
    ...quarters.map(quarter =>
      column(perYear === 1 ? say("report.ramp.share") : say("report.ramp.quarter", { quarter }), "end"),
    ),
  ];
  const years = result.years.filter(year => year.year > 0);
  const rows = years.map(year => {
    const shares = result.periods.filter(each => each.year === year.year);
    return {
      cells: [
        cell(say("report.year", { year: year.year })),
        ...quarters.map((_, index) => {
          const period = shares[index];
          if (!period) return cell("–");
          return period.ramp === null
            ? cell(say("report.gap.value"), { tone: "gap", note: period.label })
            : cell(phrasing.percent(period.ramp), {
                note: period.label,
                reference: phrasing.reference(period.ramp, `period.${period.period}.ramp`),
              });
        }),
      ],
    };
  });
  return table("ramp", say("report.ramp.title"), columns, rows);
}
