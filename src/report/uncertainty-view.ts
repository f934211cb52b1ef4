/** How sure the result is: the distribution of the net present value when all uncertain inputs are drawn at once. */
import type { Simulation } from "../engine/simulate.ts";
import { formatNumber } from "../text/format.ts";
import type { ChartView } from "./chart-view.ts";
import { histogramChart } from "./charts/histogram.ts";
import { reasonForTotal } from "./gaps.ts";
import type { Figure } from "./headline-figures.ts";
import { foundText } from "./input-text.ts";
import type { Phrasing } from "./phrasing.ts";
import { sensitivityView } from "./sensitivity-view.ts";
import { cell, column, type TableView, table } from "./table-view.ts";

export interface UncertaintyView {
  readonly title: string;
  /** Where there is nothing but a gap to state, it stands below the chapter before instead of on a page of its own. */
  readonly chapter: "uncertainty" | "sensitivity" | "scenarios";
  readonly lead: string;
  /** Why there are no figures. */
  readonly gap: string | null;
  readonly figures: readonly Figure[];
  readonly chart: ChartView | null;
  readonly tableTitle: string;
  readonly table: TableView | null;
  readonly notes: readonly string[];
}

const inputsShown = 6;

/** Null where the case says nothing of its uncertainty. */
export function uncertaintyView(phrasing: Phrasing): UncertaintyView | null {
  const { simulation, say } = phrasing;
  if (!simulation) return null;
  const title = say("report.uncertainty.title");
  const tableTitle = say("report.uncertainty.drivers");
  if (!simulation.npv.figures) {
    const gap = say("report.uncertainty.gap", { reason: reasonForTotal(phrasing) });
    const chapter = sensitivityView(phrasing)?.chapter ?? "uncertainty";
    return { title, chapter, lead: "", gap, figures: [], chart: null, tableTitle, table: null, notes: [] };
  }
  const { percentiles } = simulation.npv.figures;
  return {
    title,
    chapter: "uncertainty",
    lead: say("report.uncertainty.lead", {
      draws: formatNumber(simulation.draws, phrasing.locale, 0),
      share: shareText(phrasing, simulation.probability.npvAboveZero),
      low: phrasing.moneyShort(percentiles.p10),
      high: phrasing.moneyShort(percentiles.p90),
    }),
    gap: phrasing.result.complete ? null : say("report.summary.incomplete"),
    figures: figuresOf(phrasing, simulation, percentiles),
    chart: chartOf(phrasing, simulation.npv.figures),
    tableTitle,
    table: tableOf(phrasing, simulation),
    notes: notesOf(phrasing, simulation),
  };
}

/** A probability: never 0 % or 100 % where some draws say otherwise. */
function shareText({ say, percent }: Phrasing, share: number | null): string {
  if (share === null) return say("report.gap.cell");
  if (share > 0 && share < 0.001) return say("report.uncertainty.below", { share: percent(0.001) });
  if (share < 1 && share > 0.999) return say("report.uncertainty.above", { share: percent(0.999) });
  return percent(share, 1).replace(/\.0%$/, "%");
}

type SampleFigures = NonNullable<Simulation["npv"]["figures"]>;

function figuresOf(
  phrasing: Phrasing,
  { probability, hurdleRoi }: Simulation,
  { p10, p50, p90 }: SampleFigures["percentiles"],
): Figure[] {
  const { say } = phrasing;
  const money = (name: "p10" | "p50" | "p90", amount: number): Figure => ({
    label: say(`report.uncertainty.${name}`),
    value: phrasing.moneyShort(amount),
    note: say(`report.uncertainty.${name}-note`),
    tone: amount < 0 ? "negative" : "plain",
    reference: null,
  });
  const chance = (label: string, share: number | null, note: string): Figure => ({
    label,
    value: shareText(phrasing, share),
    note,
    tone: share === null ? "gap" : share < 0.5 ? "negative" : "plain",
    reference: null,
  });
  return [
    money("p10", p10),
    money("p50", p50),
    money("p90", p90),
    chance(say("report.uncertainty.npv"), probability.npvAboveZero, say("report.uncertainty.npv-note")),
    chance(
      say("report.uncertainty.roi", { hurdle: phrasing.percent(hurdleRoi) }),
      probability.roiAboveHurdle,
      say("report.uncertainty.roi-note"),
    ),
    chance(say("report.uncertainty.payback"), probability.paybackReached, say("report.uncertainty.payback-note")),
  ];
}

function chartOf(phrasing: Phrasing, { percentiles, histogram }: SampleFigures): ChartView {
  const { say, scale, locale } = phrasing;
  const title = say("report.chart.distribution");
  const mark = (name: "p10" | "p50" | "p90") => ({
    value: percentiles[name],
    name: name.toUpperCase(),
    text: scale.amount(percentiles[name]),
  });
  const marks = [mark("p10"), mark("p50"), mark("p90")];
  const spoken = marks.map(({ name, text }) => say("report.chart.item", { name, value: text }));
  const { edges, counts, below, above } = histogram;
  const outside = below + above === 0 ? "" : ` ${say("report.chart.outside", { below, above })}`;
  return {
    title,
    note: `${scale.name}${outside}`,
    ...histogramChart({
      alternative: `${title} (${scale.name}): ${spoken.join(say("report.list.semicolon"))}`,
      width: 640,
      height: 200,
      edges,
      counts,
      marks,
      tick: value => (value === 0 ? formatNumber(0, locale, 0) : scale.amount(value).replace(/\.0$/, "")),
    }),
  };
}

/** What the spread comes from, the largest part first. */
function tableOf(phrasing: Phrasing, { inputs }: Simulation): TableView | null {
  const { say, sensitivity } = phrasing;
  const shown = inputs.filter(({ contribution }) => contribution >= 0.0005).slice(0, inputsShown);
  if (shown.length === 0) return null;
  const formats = new Map(sensitivity?.inputs.map(({ id, format }) => [id, format]));
  const columns = [
    column(say("sensitivity.input")),
    column(say("report.column.low-high"), "end"),
    column(say("simulate.distribution")),
    column(say("sensitivity.range")),
    column(say("report.column.contribution"), "end"),
  ];
  const rows = shown.map(input => {
    const text = (value: number) => foundText(phrasing, value, formats.get(input.id) ?? "number");
    return {
      cells: [
        cell(phrasing.text(input.title)),
        cell(say("report.range", { low: text(input.low), high: text(input.high) })),
        cell(say(`distribution.${input.distribution.kind}`)),
        cell(say(`sensitivity.${input.range}`), { tone: "muted" }),
        cell(phrasing.percent(input.contribution, 0), { tone: "strong" }),
      ],
    };
  });
  return table("uncertainty", say("report.uncertainty.drivers"), columns, rows);
}

function notesOf(phrasing: Phrasing, { seed, draws, inputs, correlations, uncompiled }: Simulation): string[] {
  const { say, locale } = phrasing;
  const given = inputs.filter(({ range }) => range === "case").length;
  return [
    say("report.uncertainty.note", {
      seed: String(seed),
      draws: formatNumber(draws, locale, 0),
      inputs: inputs.length,
      ranges: given === 0 ? say("simulate.ranges-model") : say("simulate.ranges-case", { given }),
      correlated:
        correlations.length === 0
          ? say("simulate.independent")
          : say("simulate.copula", { pairs: correlations.length }),
    }),
    ...(uncompiled.length === 0 ? [] : [say("report.uncertainty.uncompiled", { count: uncompiled.length })]),
  ];
}
