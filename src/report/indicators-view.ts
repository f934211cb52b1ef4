/** The chosen indicators: from gross to net in one picture, all of them in one table, and those not chosen. */
import type { IndicatorResult } from "../engine/result.ts";
import type { ChartView } from "./chart-view.ts";
import { hasOneOffLines, hasYearlyLines, isUnpriced, lineKeys } from "./counted-lines.ts";
import { evidenceText, typicalRange } from "./evidence.ts";
import { reasonFor } from "./gaps.ts";
import { grossToNet } from "./gross-to-net.ts";
import { changeCell } from "./indicator-change.ts";
import type { Phrasing } from "./phrasing.ts";
import { type Cell, cell, column, moneyCell, type TableView, table } from "./table-view.ts";

export interface IndicatorsView {
  readonly title: string;
  readonly lead: string;
  readonly waterfall: ChartView | null;
  readonly tableTitle: string;
  readonly table: TableView;
  readonly tableNote: string;
  readonly candidates: { readonly title: string; readonly lead: string; readonly table: TableView } | null;
}

export function indicatorsView(phrasing: Phrasing): IndicatorsView {
  const { result, say } = phrasing;
  return {
    title: say(result.agreement ? "report.indicators.title-agreed" : "report.indicators.title"),
    lead: say(result.agreement ? "report.indicators.lead-agreed" : "report.indicators.lead"),
    waterfall: grossToNet(phrasing),
    tableTitle: tableTitle(phrasing),
    table: indicatorTable(phrasing),
    tableNote: say("report.indicators.note", { unit: phrasing.scale.name }),
    candidates: candidatesView(phrasing),
  };
}

const tableTitle = ({ result, say }: Phrasing): string =>
  say(result.agreement ? "report.indicators.table-agreed" : "report.indicators.table");

function indicatorTable(phrasing: Phrasing): TableView {
  const { result, say } = phrasing;
  const unit = phrasing.scale.name;
  const columns = [
    column(say("report.column.indicator")),
    column(say("report.column.change"), "end"),
    column(say("report.column.typical")),
    column(say("report.column.gross"), "end", unit),
    column(say("report.column.overlap"), "end"),
    column(say("report.column.attribution"), "end"),
    column(say("report.column.confidence"), "end"),
    column(say("report.column.net-short"), "end", unit),
  ];
  const rows = result.indicators.map((each, index) => ({ cells: indicatorCells(phrasing, each, index + 1) }));
  const { summary } = result;
  const totals = {
    kind: "total" as const,
    cells: [
      cell(result.complete ? say("report.total") : say("report.total-incomplete")),
      ...[1, 2].map(() => cell("")),
      moneyCell(phrasing, summary.grossBenefitPerYear, { tone: "strong", keys: ["value.yearly.gross"] }),
      ...[1, 2, 3].map(() => cell("")),
      moneyCell(phrasing, summary.netBenefitPerYear, { tone: "strong", keys: ["value.yearly.net"] }),
    ],
  };
  const cash =
    summary.oneOffCash === null || summary.oneOffCash === 0
      ? []
      : [
          {
            kind: "total" as const,
            cells: [
              cell(say("report.indicators.cash-total")),
              ...[1, 2, 3, 4, 5, 6].map(() => cell("")),
              moneyCell(phrasing, summary.oneOffCash, { keys: ["value.one-off.net"] }),
            ],
          },
        ];
  return table("indicators", tableTitle(phrasing), columns, [...rows, totals, ...cash]);
}

function indicatorCells(phrasing: Phrasing, each: IndicatorResult, number: number): Cell[] {
  const { say } = phrasing;
  const indicator = phrasing.indicator(each.id);
  const share = (value: number | null) =>
    isUnpriced(each)
      ? cell("–", { tone: "muted" })
      : value === null
        ? cell(say("report.gap.cell"), { tone: "gap" })
        : cell(phrasing.percent(value), value === 1 ? { tone: "muted" } : {});
  return [
    cell(`${number}. ${phrasing.indicatorName(each.id)}`, { note: placeOrGap(phrasing, each) }),
    changeCell(phrasing, each),
    indicator?.hasLevels
      ? cell(typicalRange(phrasing, indicator), {
          note: evidenceText(phrasing, indicator.typical.improvement.sources, indicator.typical.improvement.adjusted),
        })
      : cell("–"),
    benefitCell(phrasing, each, "gross"),
    share(each.overlap),
    share(each.attribution),
    share(each.confidence),
    benefitCell(phrasing, each, "net"),
  ];
}

/** What it brings a year, and below that once. An indicator that brings money only once has no yearly figure, which is no gap. */
export function benefitCell(phrasing: Phrasing, each: IndicatorResult, name: "gross" | "net"): Cell {
  if (isUnpriced(each)) return cell("–", { tone: "muted" });
  const [yearly, once] = name === "gross" ? [each.gross, each.oneOffGross] : [each.net, each.oneOffNet];
  const note =
    hasOneOffLines(each) && once !== null
      ? { note: phrasing.say("report.column.one-off", { amount: phrasing.scale.amount(once) }) }
      : {};
  const isOnlyOnce = !hasYearlyLines(each) && hasOneOffLines(each);
  return isOnlyOnce && once !== null
    ? cell("–", { ...note, reference: phrasing.reference(once, ...lineKeys(each, "one-off", name)) })
    : moneyCell(phrasing, isOnlyOnce ? null : yearly, {
        ...note,
        tone: "strong",
        keys: lineKeys(each, "yearly", name),
      });
}

/** Its stage; where it has no figure, the reason, for which the money columns are too narrow. */
export function placeOrGap(phrasing: Phrasing, each: IndicatorResult): string {
  if (isUnpriced(each))
    return `${phrasing.stageName(each.stage)}${phrasing.say("report.list.semicolon")}${phrasing.say("report.indicators.unpriced")}`;
  const isGap = each.lines.some(line => !line.alternative && line.gross === null);
  return isGap
    ? phrasing.say("report.gap.no-figure", { reason: reasonFor(phrasing, each.id) })
    : phrasing.stageName(each.stage);
}

function candidatesView(phrasing: Phrasing): IndicatorsView["candidates"] {
  const { result, say } = phrasing;
  if (result.candidates.length === 0) return null;
  const columns = [
    column(say("report.column.indicator")),
    column(say("report.column.stage")),
    column(say("report.column.change"), "end"),
    column(say("report.column.would-bring"), "end", phrasing.scale.name),
  ];
  const rows = result.candidates.map(each => ({
    cells: [
      cell(phrasing.indicatorName(each.id)),
      cell(placeOrGap(phrasing, each), { tone: "muted" }),
      changeCell(phrasing, each),
      benefitCell(phrasing, each, "net"),
    ],
  }));
  return {
    title: say("report.candidates.title"),
    lead: say("report.candidates.lead"),
    table: table("candidates", say("report.candidates.title"), columns, rows),
  };
}
