/**
 * The money over time: a column for the net flow of each period (the build first), a line for what has added up, and the moment it
 * turns positive for good.
 */
import { scaleBand, scaleLinear } from "d3-scale";
import { line as path } from "d3-shape";
import { moneyGrid, periodNames, tickSize } from "./money-grid.ts";
import { palette } from "./palette.ts";
import { bar, drawing, element, label, line, type Svg, textWidth } from "./svg.ts";

export interface CashFlowPeriod {
  readonly name: string;
  readonly net: number;
  readonly cumulative: number;
}

export interface CashFlowChart {
  readonly alternative: string;
  readonly width: number;
  readonly height: number;
  /** Period 0 is the build. */
  readonly periods: readonly CashFlowPeriod[];
  /** Periods after go-live at which the cumulative flow turns positive for good (1 is the end of the first), with its words. */
  readonly payback: { readonly afterPeriods: number; readonly text: string } | null;
  readonly words: { readonly net: string; readonly cumulative: string; readonly end: string };
  /** A tick of the money axis as text. */
  readonly tick: (value: number) => string;
}

const margin = { top: 24, bottom: 34, right: 12 };

export function cashFlowChart(chart: CashFlowChart): Svg {
  const all = chart.periods.flatMap(period => [period.net, period.cumulative]);
  // A line that ends below zero carries its name beneath it, above the names of the periods.
  const room = (chart.periods.at(-1)?.cumulative ?? 0) < 0 ? 18 : 0;
  const y = scaleLinear()
    .domain([Math.min(0, ...all), Math.max(0, ...all)])
    .nice(5)
    .range([chart.height - margin.bottom - room, margin.top]);
  const ticks = y.ticks(5);
  const left = 10 + Math.max(...ticks.map(tick => textWidth(chart.tick(tick), tickSize)));
  const x = scaleBand<number>()
    .domain(chart.periods.map((_, index) => index))
    .range([left, chart.width - margin.right])
    .padding(0.3);
  const middle = (index: number) => (x(index) ?? 0) + x.bandwidth() / 2;

  const grid = moneyGrid(ticks, y, { left, right: chart.width - margin.right, tick: chart.tick });
  const columns = chart.periods.map((period, index) =>
    bar(x(index) ?? 0, x.bandwidth(), y(0), y(period.net), {
      fill: period.net < 0 ? palette.accent : palette.tealLight,
    }),
  );
  const curve = path<CashFlowPeriod>(
    (_, index) => middle(index),
    period => y(period.cumulative),
  )(chart.periods);
  const names = periodNames(
    chart.periods.map(({ name }) => name),
    middle,
    chart.height - margin.bottom + 16,
  );
  return drawing(chart.width, chart.height, chart.alternative, [
    element("g", {}, ...grid),
    element("g", {}, ...columns),
    element("path", {
      d: curve ?? "",
      fill: "none",
      stroke: palette.navy,
      "stroke-width": 2.2,
      "stroke-linejoin": "round",
    }),
    ...names,
    ...lineEnd(chart, middle(chart.periods.length - 1), y),
    ...netName(chart, middle, x.bandwidth(), y),
    ...paybackMark(chart, middle(0), x.step(), y),
  ]);
}

type Scale = (value: number) => number;

/** The line's name and last value, at its end. */
function lineEnd(chart: CashFlowChart, x: number, y: Scale): Svg[] {
  const last = chart.periods.at(-1);
  if (!last) return [];
  const at = y(last.cumulative);
  const words = `${chart.words.cumulative} ${chart.words.end}`;
  return [
    element("circle", { cx: x, cy: at, r: 3, fill: palette.navy }),
    label(x + 4, last.cumulative < 0 ? at + 18 : at - 9, words, { class: "chart-figure", "text-anchor": "end" }),
  ];
}

/** The columns' name, on the column where there is most room: the last but one. */
function netName(chart: CashFlowChart, middle: Scale, bandwidth: number, y: Scale): Svg[] {
  const last = chart.periods.length - 1;
  const period = chart.periods[last];
  if (!period || last < 2) return [];
  const at = y(Math.max(0, period.net));
  const room = { class: "chart-note", "text-anchor": "end", fill: palette.teal };
  const isClear = Math.abs(y(period.cumulative) - at) > 30;
  return isClear ? [label(middle(last) + bandwidth / 2, at - 5, chart.words.net, room)] : [];
}

/** A dot on the zero line where the outlay is recovered, with its words above or below, whichever is free. */
function paybackMark(chart: CashFlowChart, start: number, step: number, y: Scale): Svg[] {
  if (!chart.payback) return [];
  const x = start + chart.payback.afterPeriods * step;
  const top = margin.top - 12;
  const half = textWidth(chart.payback.text, tickSize + 1) / 2;
  const textX = Math.min(Math.max(x, half + 40), chart.width - margin.right - half);
  return [
    line(x, top + 8, x, y(0), { stroke: palette.accent, "stroke-width": 1, "stroke-dasharray": "3 2" }),
    element("circle", { cx: x, cy: y(0), r: 4, fill: palette.paper, stroke: palette.accent, "stroke-width": 2 }),
    label(textX, top + 2, chart.payback.text, { class: "chart-mark", "text-anchor": "middle" }),
  ];
}
