/** From gross to net in steps: a full column at each end, and between them what each step takes away (or, below zero, gives back). */
import { scaleBand, scaleLinear } from "d3-scale";
import { palette } from "./palette.ts";
import { bar, drawing, element, label, line, type Svg, textWidth } from "./svg.ts";

export interface WaterfallStep {
  readonly name: string;
  /** Level after this step, in money. */
  readonly level: number;
  /** What the reader sees above the column: the level at the ends, the change between. */
  readonly text: string;
  readonly kind: "level" | "change";
  /** Where the figure stands in the workbook, and the figure. */
  readonly reference: { readonly text: string; readonly value: number } | null;
}

export interface Waterfall {
  readonly alternative: string;
  readonly width: number;
  readonly height: number;
  readonly steps: readonly WaterfallStep[];
}

const fontSize = 11;

export function waterfallChart(chart: Waterfall): Svg {
  const room = chart.steps.some(({ reference }) => reference) ? 12 : 0;
  const levels = chart.steps.map(step => step.level);
  const x = scaleBand<number>()
    .domain(chart.steps.map((_, index) => index))
    .range([0, chart.width])
    .paddingInner(0.36)
    .paddingOuter(0.08);
  const y = scaleLinear()
    .domain([Math.min(0, ...levels), Math.max(0, ...levels)])
    .range([chart.height - 24 - room, 20]);

  const columns = chart.steps.flatMap((step, index) => {
    const before = step.kind === "level" ? 0 : (levels[index - 1] ?? 0);
    const left = x(index) ?? 0;
    const isLast = index === chart.steps.length - 1;
    const fill = step.kind === "change" ? palette.accent : isLast ? palette.teal : palette.navy;
    const above = Math.max(before, step.level);
    const drawn = [
      bar(left, x.bandwidth(), y(before), y(step.level), { fill }),
      label(left + x.bandwidth() / 2, y(above) - 6, step.text, { class: "chart-figure", "text-anchor": "middle" }),
      ...nameLines(step.name, left + x.bandwidth() / 2, chart.height - 10 - room, x.step()),
      ...(step.reference
        ? [referenceLabel(step.reference, left + x.bandwidth() / 2, chart.height - 2, step.text)]
        : []),
    ];
    if (!isLast) {
      const connector = { stroke: palette.grey, "stroke-width": 0.8, "stroke-dasharray": "2 2" };
      drawn.push(line(left + x.bandwidth(), y(step.level), x(index + 1) ?? 0, y(step.level), connector));
    }
    return drawn;
  });
  const axis = line(0, y(0), chart.width, y(0), { stroke: palette.navy, "stroke-width": 1 });
  return drawing(chart.width, chart.height, chart.alternative, [element("g", {}, ...columns), axis]);
}

const referenceLabel = (
  { text, value }: NonNullable<WaterfallStep["reference"]>,
  x: number,
  y: number,
  shown: string,
): Svg =>
  label(x, y, text, { class: "chart-ref", "text-anchor": "middle", "data-value": String(value), "data-shown": shown });

/** A name below its column, in two lines if one is too narrow. */
function nameLines(name: string, x: number, y: number, width: number): Svg[] {
  const attributes = { class: "chart-name", "text-anchor": "middle" };
  const space = name.indexOf(" ", Math.floor(name.length / 2) - 3);
  if (textWidth(name, fontSize) <= width || space < 0) return [label(x, y, name, attributes)];
  return [label(x, y - 2, name.slice(0, space), attributes), label(x, y + 10, name.slice(space + 1), attributes)];
}
