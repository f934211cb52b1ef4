/** The executive summary, one page: three figures, what they rest on, one picture, three sentences, one-off cash apart. */
import { badgeOf } from "./basis-view.ts";
import type { ChartView } from "./chart-view.ts";
import { barChart } from "./charts/bars.ts";
import { gapItem, gapsOfTotals } from "./gaps.ts";
import {
  type Figure,
  irrFigure,
  moneyFigure,
  npvFigure,
  paybackFigure,
  ratioFigure,
  roiFigure,
  years,
} from "./headline-figures.ts";
import type { Phrasing } from "./phrasing.ts";
import { otherScenarioText } from "./scenario-changes.ts";
import { hasNet, messageOf, type Sentence, summarySentences } from "./summary-sentences.ts";

export interface SummaryView {
  readonly title: string;
  readonly message: string;
  /** That the figures are of another scenario than the case as entered. */
  readonly scenario: string | null;
  readonly badge: string;
  readonly big: readonly Figure[];
  readonly small: readonly Figure[];
  readonly sentences: readonly Sentence[];
  readonly chart: ChartView | null;
  readonly cash: { readonly title: string; readonly text: string; readonly figures: readonly Figure[] } | null;
  readonly gaps: { readonly title: string; readonly items: readonly string[] } | null;
}

export function summaryView(phrasing: Phrasing): SummaryView {
  const { result, say } = phrasing;
  const { summary } = result;
  const shown = { of: summary, prefix: "summary." };
  return {
    title: say("report.summary.title"),
    message: messageOf(phrasing),
    scenario: otherScenarioText(phrasing),
    badge: badgeOf(phrasing),
    big: [
      moneyFigure(
        phrasing,
        say("report.figure.net"),
        summary.netBenefitPerYear,
        say("report.figure.net-note"),
        "summary.netBenefitPerYear",
      ),
      npvFigure(phrasing, shown),
      roiFigure(phrasing, shown),
    ],
    small: [
      paybackFigure(phrasing, shown, say("report.figure.payback"), say("report.figure.payback-note")),
      moneyFigure(
        phrasing,
        say("report.figure.cost"),
        summary.totalCost,
        say("report.figure.cost-note", { years: years(phrasing) }),
        "summary.totalCost",
      ),
      irrFigure(phrasing, shown),
      ratioFigure(phrasing, shown),
    ],
    sentences: summarySentences(phrasing),
    chart: contributionChart(phrasing, gapsOfTotals(phrasing).length > 0 ? 6 : 12),
    cash: cashView(phrasing),
    gaps: gapsView(phrasing),
  };
}

/** Bars by indicator, the largest first; beyond `most` the smaller ones together. */
export function contributionChart(phrasing: Phrasing, most: number): ChartView | null {
  const { result, say } = phrasing;
  const counted = result.indicators.filter(hasNet).filter(each => each.net !== 0);
  const sorted = counted.sort((a, b) => b.net - a.net);
  if (sorted.length === 0) return null;
  const shown = sorted.length <= most ? sorted : keepEnds(sorted, most - 1);
  const rest = sorted.filter(each => !shown.includes(each));
  const items = shown.map(each => ({
    name: phrasing.indicatorName(each.id),
    value: each.net,
    text: phrasing.scale.amount(each.net),
    kind: "item" as "item" | "rest",
  }));
  if (rest.length > 0) {
    const value = rest.reduce((sum, each) => sum + each.net, 0);
    const name = say("report.chart.others", { count: rest.length });
    items.push({ name, value, text: phrasing.scale.amount(value), kind: "rest" });
  }
  const title = say("report.chart.contributions");
  const spoken = items.map(item => say("report.chart.item", { name: item.name, value: item.text }));
  const alternative = `${title} (${phrasing.scale.name}): ${spoken.join(say("report.list.semicolon"))}`;
  return { title, note: phrasing.scale.name, ...barChart({ alternative, width: 640, items }) };
}

/** The largest, and every loss as far as there is room: a loss is never hidden among the others. */
function keepEnds<T extends { readonly net: number }>(sorted: readonly T[], most: number): T[] {
  const losses = sorted.filter(each => each.net < 0).slice(-Math.floor(most / 2));
  return [...sorted.slice(0, most - losses.length), ...losses];
}

function cashView(phrasing: Phrasing): SummaryView["cash"] {
  const { result, say } = phrasing;
  const { oneOffCash, includingCash } = result.summary;
  if (oneOffCash === null || oneOffCash === 0) return null;
  const shown = { of: includingCash, prefix: "including." };
  return {
    title: say("report.cash.title"),
    text: say("report.cash.text", { cash: phrasing.moneyShort(oneOffCash) }),
    figures: [
      npvFigure(phrasing, shown),
      roiFigure(phrasing, shown),
      paybackFigure(phrasing, shown, say("report.figure.payback"), say("report.figure.payback-note")),
    ],
  };
}

function gapsView(phrasing: Phrasing): SummaryView["gaps"] {
  const { say } = phrasing;
  const gaps = gapsOfTotals(phrasing);
  if (gaps.length === 0) return null;
  const most = 4;
  const items = gaps.slice(0, most).map(gap => gapItem(phrasing, gap));
  const more = gaps.length - most;
  if (more > 0) items.push(say("report.gap.more", { count: more }));
  return { title: say("report.gap.title", { count: gaps.length }), items };
}
