/** How often each amount came out: columns over an axis of money, losses told apart, with marks at percentiles. */
import { scaleLinear } from "d3-scale";
import { tickSize } from "./money-grid.ts";
import { palette } from "./palette.ts";
import { bar, drawing, element, label, line, type Svg, textWidth } from "./svg.ts";

export interface HistogramChart {
  readonly alternative: string;
  readonly width: number;
  readonly height: number;
  /** One more than `counts`. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** In rising order: P10, P50, P90. */
  readonly marks: readonly { readonly value: number; readonly name: string; readonly text: string }[];
  readonly tick: (value: number) => string;
}

const margin = { top: 34, bottom: 20, side: 24 };

export function histogramChart(chart: HistogramChart): Svg {
  const { edges, counts, width, height } = chart;
  const [first = 0, last = 0] = [edges[0], edges.at(-1)];
  // All draws alike: one column, with room around it.
  const spread = last - first || Math.max(Math.abs(first), 1) * 0.1;
  const domain = last > first ? [first, last] : [first - spread, first + spread];
  const x = scaleLinear()
    .domain(domain)
    .range([margin.side, width - margin.side]);
  const floor = height - margin.bottom;
  const y = scaleLinear()
    .domain([0, Math.max(1, ...counts)])
    .range([floor, margin.top]);
  const columns = counts.map((count, index) => {
    const [from = 0, to = 0] = [edges[index], edges[index + 1]];
    const [left, right] = from === to ? [x(from) - 20, x(from) + 20] : [x(from), x(to)];
    const fill = to <= 0 ? palette.accent : palette.tealLight;
    return bar(left + 0.6, Math.max(0.6, right - left - 1.2), floor, y(count), { fill });
  });
  const ticks = x
    .ticks(6)
    .map(value => [
      line(x(value), floor, x(value), floor + 3, { stroke: palette.grey, "stroke-width": 0.8 }),
      label(x(value), floor + 14, chart.tick(value), { class: "chart-tick", "text-anchor": "middle" }),
    ]);
  const zero =
    domain[0] !== undefined && domain[0] < 0 && last > 0
      ? [line(x(0), margin.top - 6, x(0), floor, { stroke: palette.navy, "stroke-width": 1.2 })]
      : [];
  return drawing(width, height, chart.alternative, [
    element("g", {}, ...columns),
    line(x(domain[0] ?? 0), floor, x(domain[1] ?? 0), floor, { stroke: palette.navy, "stroke-width": 1 }),
    ...ticks.flat(),
    ...zero,
    ...marksOf(chart, x, floor),
  ]);
}

/** Dashed lines with their names and figures above; moved apart where they would touch, kept within the drawing. */
function marksOf({ marks, width }: HistogramChart, x: (value: number) => number, floor: number): Svg[] {
  const halves = marks.map(({ text }) => textWidth(text, tickSize + 1) / 2 + 4);
  const centres = marks.map(({ value }) => x(value));
  for (let index = 1; index < centres.length; index += 1) {
    const least = (centres[index - 1] ?? 0) + (halves[index - 1] ?? 0) + (halves[index] ?? 0);
    centres[index] = Math.max(centres[index] ?? 0, least);
  }
  let limit = width;
  for (let index = centres.length - 1; index >= 0; index -= 1) {
    centres[index] = Math.min(centres[index] ?? 0, limit - (halves[index] ?? 0));
    limit = (centres[index] ?? 0) - (halves[index] ?? 0);
  }
  return marks.flatMap(({ value, name, text }, index) => {
    const at = centres[index] ?? 0;
    return [
      line(x(value), margin.top - 6, x(value), floor, {
        stroke: palette.navy,
        "stroke-width": 1,
        "stroke-dasharray": "3 2",
      }),
      label(at, 10, name, { class: "chart-tick", "text-anchor": "middle" }),
      label(at, 23, text, { class: "chart-figure", "text-anchor": "middle" }),
    ];
  });
}
