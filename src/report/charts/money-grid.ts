/** What charts over time share: lines at round amounts of money with their figures, and the names of the periods. */
import { palette } from "./palette.ts";
import { label, line, type Svg, textWidth } from "./svg.ts";

export const tickSize = 10;

/** Horizontal lines, the one at 0 strong, with figures to their left. */
export function moneyGrid(
  ticks: readonly number[],
  y: (value: number) => number,
  { left, right, tick }: { readonly left: number; readonly right: number; readonly tick: (value: number) => string },
): Svg[] {
  return ticks.flatMap(value => [
    line(left, y(value), right, y(value), {
      stroke: value === 0 ? palette.navy : palette.greyLight,
      "stroke-width": value === 0 ? 1 : 0.6,
    }),
    label(left - 6, y(value) + 3.5, tick(value), { class: "chart-tick", "text-anchor": "end" }),
  ]);
}

/** Names below the periods: of the first, then of every one, or every second, fourth … of the rest; none that would touch the one before. */
export function periodNames(names: readonly string[], x: (index: number) => number, y: number): Svg[] {
  const step = names.length > 1 ? x(1) - x(0) : Number.POSITIVE_INFINITY;
  const widest = Math.max(0, ...names.map(name => textWidth(name, tickSize)));
  const every = [1, 2, 4, 8].find(each => widest + room <= step * each) ?? names.length;
  let free = Number.NEGATIVE_INFINITY;
  return names.flatMap((name, index) => {
    const half = textWidth(name, tickSize) / 2;
    if ((index > 0 && (index - 1) % every !== 0) || x(index) - half < free) return [];
    free = x(index) + half + room;
    return [label(x(index), y, name, { class: "chart-tick", "text-anchor": "middle" })];
  });
}

/** Between two names. */
const room = 6;
