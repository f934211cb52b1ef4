/**
 * A small picture of one indicator over the periods so far: baseline and target as level lines, the plan as a line between them, what
 * was measured as dots that a line joins. A period without a measurement has no dot, and no line runs across it.
 */
import { scaleLinear } from "d3-scale";
import { palette } from "./palette.ts";
import { drawing, element, line, type Svg } from "./svg.ts";

export interface Trend {
  readonly alternative: string;
  readonly width: number;
  readonly height: number;
  readonly baseline: number | null;
  readonly target: number | null;
  /** By period; null where it is not known. */
  readonly planned: readonly (number | null)[];
  readonly actual: readonly (number | null)[];
}

export function trendChart({ alternative, width, height, baseline, target, planned, actual }: Trend): Svg {
  const all = [baseline, target, ...planned, ...actual].filter(each => each !== null);
  if (all.length === 0) return drawing(width, height, alternative, []);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const pad = (high - low || Math.abs(high) || 1) * 0.04;
  const y = scaleLinear().domain([low - pad, high + pad]).range([height - 3, 3]);
  // The baseline is where the plan comes from, one step before the first period.
  const x = scaleLinear().domain([0, Math.max(1, planned.length)]).range([3, width - 4]);
  const level = (value: number | null, dash: string): Svg[] =>
    value === null
      ? []
      : [line(0, y(value), width, y(value), { stroke: palette.grey, "stroke-width": 0.7, "stroke-dasharray": dash })];
  const plan = runs([baseline, ...planned]).map(run => curve(run, x, y, { stroke: palette.accent, "stroke-width": 1.1 }));
  const measured = runs([null, ...actual]);
  const dots = measured.flat().map(([index, value]) =>
    element("circle", { cx: x(index), cy: y(value), r: 1.7, fill: palette.navy }),
  );
  return drawing(width, height, alternative, [
    ...level(baseline, "1 2"),
    ...level(target, "4 2"),
    ...plan,
    ...measured.map(run => curve(run, x, y, { stroke: palette.navy, "stroke-width": 1.5 })),
    ...dots,
  ]);
}

type Point = readonly [index: number, value: number];

/** Stretches of values without a gap between them. */
function runs(values: readonly (number | null)[]): Point[][] {
  const found: Point[][] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const last = found.at(-1);
    if (last && last.at(-1)?.[0] === index - 1) last.push([index, value]);
    else found.push([[index, value]]);
  });
  return found;
}

const curve = (
  run: readonly Point[],
  x: (index: number) => number,
  y: (value: number) => number,
  look: Readonly<Record<string, string | number>>,
): Svg =>
  element("path", {
    d: `M${run.map(([index, value]) => `${round(x(index))},${round(y(value))}`).join("L")}`,
    fill: "none",
    ...look,
  });

const round = (value: number): number => Math.round(value * 100) / 100;
