/** Horizontal bars, one for each item, labelled directly: name to the left, figure at the end of the bar. Negative bars run to the left. */
import { scaleLinear } from "d3-scale";
import { palette } from "./palette.ts";
import { drawing, element, label, line, type Svg, shortened, textWidth } from "./svg.ts";

export interface BarItem {
  readonly name: string;
  readonly value: number;
  /** The value as the reader sees it. */
  readonly text: string;
  /** `rest`: several small ones together. */
  readonly kind: "item" | "rest";
}

export interface BarChart {
  readonly alternative: string;
  readonly width: number;
  readonly items: readonly BarItem[];
}

const rowHeight = 21;
const fontSize = 11;

export function barChart(chart: BarChart): Svg {
  const nameWidth = Math.min(
    chart.width * 0.42,
    12 + Math.max(0, ...chart.items.map(item => textWidth(item.name, fontSize))),
  );
  const textRoom = 10 + Math.max(0, ...chart.items.map(item => textWidth(item.text, fontSize)));
  const values = chart.items.map(item => item.value);
  const lowest = Math.min(0, ...values);
  const left = nameWidth + (lowest < 0 ? textRoom : 0);
  const x = scaleLinear()
    .domain([lowest, Math.max(lowest < 0 ? 0 : 1, ...values)])
    .range([left, chart.width - textRoom]);
  const height = chart.items.length * rowHeight + 4;

  const rows = chart.items.map((item, index) => {
    const middle = 2 + (index + 0.5) * rowHeight;
    const isNegative = item.value < 0;
    const fill = isNegative ? palette.accent : item.kind === "rest" ? palette.grey : palette.teal;
    const end = x(item.value);
    return element(
      "g",
      {},
      label(0, middle + 4, shortened(item.name, fontSize, nameWidth - 8), { class: "chart-name" }),
      element("rect", {
        x: Math.min(x(0), end),
        y: middle - 7,
        width: Math.abs(end - x(0)),
        height: 14,
        fill,
      }),
      label(isNegative ? end - 5 : end + 5, middle + 4, item.text, {
        class: "chart-figure",
        "text-anchor": isNegative ? "end" : "start",
      }),
    );
  });
  const axis = line(x(0), 0, x(0), height, { stroke: palette.navy, "stroke-width": 1 });
  return drawing(chart.width, height, chart.alternative, [...rows, axis]);
}
