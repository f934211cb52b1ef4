/** Several lines over the same periods, each named at its end. Told apart by dash as well as by colour. */
import { scaleLinear } from "d3-scale";
import { line as path } from "d3-shape";
import { moneyGrid, periodNames, tickSize } from "./money-grid.ts";
import { palette } from "./palette.ts";
import { drawing, element, label, line, type Svg, shortened, textWidth } from "./svg.ts";

export interface ChartLine {
  readonly name: string;
  /** Its last value, as the reader sees it. */
  readonly end: string;
  readonly values: readonly number[];
  /** The one that the others are compared with. */
  readonly isLeading: boolean;
}

export interface LinesChart {
  readonly alternative: string;
  readonly width: number;
  readonly height: number;
  /** Names of the periods; every line has a value for each. */
  readonly periods: readonly string[];
  readonly lines: readonly ChartLine[];
  readonly tick: (value: number) => string;
}

const margin = { top: 12, bottom: 26 };
const fontSize = 11;
const endHeight = 14;

/** Of the lines beside the leading one, in turn. */
const looks = [
  { stroke: palette.accent, dash: "6 3" },
  { stroke: palette.teal, dash: "2 2.5" },
  { stroke: palette.grey, dash: "9 3 2 3" },
  { stroke: palette.ink, dash: "1 3" },
] as const;

export function linesChart(chart: LinesChart): Svg {
  const { lines, periods, width, height } = chart;
  const all = lines.flatMap(({ values }) => values);
  const y = scaleLinear()
    .domain([Math.min(0, ...all), Math.max(0, ...all)])
    .nice(5)
    .range([height - margin.bottom, margin.top]);
  const ticks = y.ticks(5);
  const left = 12 + Math.max(...ticks.map(tick => textWidth(chart.tick(tick), tickSize)));
  const endOf = ({ name, end }: ChartLine) => `${shortened(name, fontSize, width * 0.2)} ${end}`;
  const right = width - 14 - Math.max(0, ...lines.map(each => textWidth(endOf(each), fontSize) * 1.06));
  const x = scaleLinear()
    .domain([0, Math.max(1, periods.length - 1)])
    .range([left + 12, right]);

  const others = lines.filter(({ isLeading }) => !isLeading);
  const lookOf = (each: ChartLine) =>
    each.isLeading
      ? { stroke: palette.navy, dash: undefined }
      : (looks[others.indexOf(each) % looks.length] ?? looks[0]);
  const drawn = lines.map(each => {
    const { stroke, dash } = lookOf(each);
    const curve = path<number>(
      (_, index) => x(index),
      value => y(value),
    )(each.values);
    return element("path", {
      d: curve ?? "",
      fill: "none",
      stroke,
      "stroke-width": each.isLeading ? 2.4 : 1.6,
      "stroke-linejoin": "round",
      ...(dash ? { "stroke-dasharray": dash } : {}),
    });
  });
  const ends = lines.map(each => y(each.values.at(-1) ?? 0));
  const places = apart(ends, endHeight, margin.top - 4, height - margin.bottom + 8);
  const names = lines.flatMap((each, index) => {
    const [at, place] = [ends[index] ?? 0, places[index] ?? 0];
    const { stroke } = lookOf(each);
    return [
      element("circle", { cx: right, cy: at, r: 2.6, fill: stroke }),
      line(right + 3, at, right + 10, place, { stroke, "stroke-width": 0.8 }),
      label(right + 12, place + 3.8, endOf(each), { class: each.isLeading ? "chart-figure" : "chart-name" }),
    ];
  });
  return drawing(width, height, chart.alternative, [
    element("g", {}, ...moneyGrid(ticks, y, { left, right, tick: chart.tick })),
    ...periodNames(periods, x, height - margin.bottom + 18),
    ...drawn.toReversed(),
    ...names,
  ]);
}

/** The heights moved as little as needed for labels to stand at least `room` apart, within bounds as far as there is room. */
export function apart(heights: readonly number[], room: number, least: number, most: number): number[] {
  const order = heights.map((_, index) => index).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
  // Labels that would overlap form a group, which stands around the middle of where its labels belong.
  const groups: { sum: number; size: number }[] = [];
  order.forEach((index, rank) => {
    let group = { sum: (heights[index] ?? 0) - rank * room, size: 1 };
    for (
      let before = groups.at(-1);
      before && before.sum / before.size > group.sum / group.size;
      before = groups.at(-1)
    ) {
      group = { sum: before.sum + group.sum, size: before.size + group.size };
      groups.pop();
    }
    groups.push(group);
  });
  const starts = groups.flatMap(({ sum, size }) => Array.from({ length: size }, () => sum / size));
  const placed = new Map(
    order.map((index, rank) => {
      const start = Math.max(least, Math.min(starts[rank] ?? 0, most - (order.length - 1) * room));
      return [index, start + rank * room];
    }),
  );
  return heights.map((_, index) => placed.get(index) ?? 0);
}
