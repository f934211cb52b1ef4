/** A histogram as lines of text: the interval's lower edge, a bar, the number of draws. */
import type { Simulation } from "../index.ts";
import { formatNumber } from "../text/format.ts";
import type { Locale } from "../text/locale.ts";
import { say } from "../text/say.ts";
import { columnsOf } from "../text/width.ts";

type Histogram = NonNullable<Simulation["npv"]["figures"]>["histogram"];

/** Lines at most; a finer histogram is joined bar by bar. */
const mostLines = 15;
const barWidth = 40;

export function histogramLines(
  { edges, counts, below, above }: Histogram,
  show: (edge: number) => string,
  locale: Locale,
): string[] {
  const joined = Math.ceil(counts.length / mostLines);
  const bars = Array.from({ length: Math.ceil(counts.length / joined) }, (_, line) => {
    const count = counts.slice(line * joined, (line + 1) * joined).reduce((sum, each) => sum + each, 0);
    return { label: show(edges[line * joined] ?? 0), count };
  });
  const first = show(edges[0] ?? 0);
  const last = show(edges.at(-1) ?? 0);
  const lines = [
    ...(below > 0 ? [{ label: `${say(locale, "simulate.below")} ${first}`, count: below }] : []),
    ...bars,
    ...(above > 0 ? [{ label: `${say(locale, "simulate.above")} ${last}`, count: above }] : []),
  ];
  const widest = Math.max(...lines.map(({ label }) => columnsOf(label)));
  const most = Math.max(...lines.map(({ count }) => count));
  return lines.map(({ label, count }) => {
    const bar = "█".repeat(Math.round((barWidth * count) / most)) || (count > 0 ? "▏" : "");
    return `${" ".repeat(widest - columnsOf(label))}${label} ${bar} ${formatNumber(count, locale)}`;
  });
}
