/**
 * What a figure becomes when one input at a time goes from its low to its high value: the widest first, bars to both sides of the plan.
 * At the end of each bar stands the input's value that leads there. What lowers the figure is warm, what raises it is teal.
 */
import { scaleLinear } from "d3-scale";
import { tickSize } from "./money-grid.ts";
import { palette } from "./palette.ts";
import { drawing, element, label, line, type Svg, textWidth } from "./svg.ts";
import { textLines } from "./text-lines.ts";

export interface TornadoEnd {
  /** The figure there. */
  readonly result: number;
  /** The input's value as the reader sees it. */
  readonly text: string;
}

export interface TornadoItem {
  readonly name: string;
  readonly low: TornadoEnd;
  readonly high: TornadoEnd;
}

export interface TornadoChart {
  readonly alternative: string;
  readonly width: number;
  readonly planned: { readonly result: number; readonly text: string };
  readonly items: readonly TornadoItem[];
  readonly tick: (value: number) => string;
}

const [top, bottom, rowHeight, barHeight] = [24, 22, 23, 13] as const;
const fontSize = 11;
const gap = 5;

export function tornadoChart(chart: TornadoChart): Svg {
  const { items, planned, width } = chart;
  const sides = items.map(item => sidesOf(item, planned.result));
  const nameWidth = Math.min(width * 0.44, 12 + Math.max(0, ...items.map(({ name }) => textWidth(name, fontSize))));
  const room = (texts: readonly string[]) => 2 * gap + Math.max(0, ...texts.map(text => textWidth(text, tickSize)));
  const x = scaleLinear()
    .domain([
      Math.min(planned.result, ...sides.map(({ lower }) => lower.result)),
      Math.max(planned.result, ...sides.map(({ upper }) => upper.result)),
    ])
    .range([
      nameWidth + room(sides.map(({ lower }) => lower.text)),
      width - room(sides.map(({ upper }) => upper.text)),
    ]);
  const height = top + items.length * rowHeight + bottom;
  const foot = height - bottom;
  const axis = x(planned.result);

  const grid = x.ticks(4).flatMap(tick => [
    line(x(tick), top, x(tick), foot, {
      stroke: tick === 0 ? palette.ink : palette.greyLight,
      "stroke-width": tick === 0 ? 1 : 0.6,
      ...(tick === 0 ? { "stroke-dasharray": "3 2" } : {}),
    }),
    label(x(tick), foot + 14, chart.tick(tick), { class: "chart-tick", "text-anchor": "middle" }),
  ]);
  const rows = sides.map(({ lower, upper }, index) => {
    const middle = top + (index + 0.5) * rowHeight;
    const [from, to] = [x(lower.result), x(upper.result)];
    const bar = (at: number, fill: string) =>
      element("rect", {
        x: Math.min(at, axis),
        y: middle - barHeight / 2,
        width: Math.abs(axis - at),
        height: barHeight,
        fill,
      });
    // White behind the figure, where a line of the grid would cross it; an outline of the letters would embed them as drawings.
    const figure = (at: number, text: string, anchor: "start" | "end") => {
      const far = at + (anchor === "start" ? 1 : -1) * textWidth(text, tickSize);
      return element(
        "g",
        {},
        line(at, middle, far, middle, { stroke: palette.paper, "stroke-width": tickSize }),
        label(at, middle + 3.5, text, { class: "chart-end", "text-anchor": anchor }),
      );
    };
    return element(
      "g",
      {},
      ...nameLines(items[index]?.name ?? "", nameWidth - 8, middle),
      ...inOrderOfLength(
        [
          { at: from, bar: bar(from, lower.result > planned.result ? palette.teal : palette.accent) },
          { at: to, bar: bar(to, upper.result < planned.result ? palette.accent : palette.teal) },
        ],
        axis,
      ),
      figure(Math.min(from, axis) - gap, lower.text, "end"),
      figure(Math.max(to, axis) + gap, upper.text, "start"),
    );
  });
  const half = textWidth(planned.text, fontSize) / 2;
  return drawing(width, height, chart.alternative, [
    element("g", {}, ...grid),
    ...rows,
    line(axis, top - 4, axis, foot, { stroke: palette.navy, "stroke-width": 1.4 }),
    label(Math.min(Math.max(axis, half), width - half), top - 11, planned.text, {
      class: "chart-figure",
      "text-anchor": "middle",
    }),
  ]);
}

/** The end with the smaller figure first, whichever of the input's values leads there. */
function sidesOf({ low, high }: TornadoItem, planned: number): { lower: TornadoEnd; upper: TornadoEnd } {
  const isRising = low.result === high.result ? low.result <= planned : low.result < high.result;
  return isRising ? { lower: low, upper: high } : { lower: high, upper: low };
}

/** Two bars on the same side of the plan: the shorter one is drawn over the longer. */
function inOrderOfLength(bars: readonly { readonly at: number; readonly bar: Svg }[], axis: number): Svg[] {
  return bars.toSorted((a, b) => Math.abs(b.at - axis) - Math.abs(a.at - axis)).map(({ bar }) => bar);
}

function nameLines(name: string, width: number, middle: number): Svg[] {
  const lines = textLines(name, fontSize, width);
  const first = middle + 4 - (lines.length - 1) * 5.5;
  return lines.map((text, index) => label(0, first + index * 11, text, { class: "chart-name" }));
}
