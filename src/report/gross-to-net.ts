/** The picture from gross to net: what overlap, attribution and confidence take. */
import type { ChartView } from "./chart-view.ts";
import { waterfallChart } from "./charts/waterfall.ts";
import type { Phrasing } from "./phrasing.ts";

/** What overlap, attribution and confidence take from the gross of all chosen indicators that have figures. */
export function grossToNet(phrasing: Phrasing): ChartView | null {
  const { result, say } = phrasing;
  const levels = [0, 0, 0, 0];
  for (const each of result.indicators) {
    const { gross, overlap, attribution, confidence } = each;
    if (gross === null || overlap === null || attribution === null || confidence === null) continue;
    const shares = [1, overlap, overlap * attribution, overlap * attribution * confidence];
    shares.forEach((share, index) => {
      levels[index] = (levels[index] ?? 0) + gross * share;
    });
  }
  if (levels.every(level => level === 0)) return null;
  const names = [
    say("report.column.gross"),
    say("report.column.overlap-taken"),
    say("report.column.attribution"),
    say("report.column.confidence"),
  ];
  const changes = names.map((name, index) => {
    const level = levels[index] ?? 0;
    const amount = phrasing.scale.amount(level - (index === 0 ? 0 : (levels[index - 1] ?? 0)));
    return { name, level, text: amount, kind: index === 0 ? ("level" as const) : ("change" as const) };
  });
  const net = levels[3] ?? 0;
  const steps = [
    ...changes,
    { name: say("report.column.net"), level: net, text: phrasing.scale.amount(net), kind: "level" as const },
  ];
  const title = say("report.chart.gross-to-net");
  const spoken = steps.map(step => say("report.chart.item", { name: step.name, value: step.text }));
  const alternative = `${title} (${phrasing.scale.name}): ${spoken.join(say("report.list.semicolon"))}`;
  return { title, note: phrasing.scale.name, ...waterfallChart({ alternative, width: 640, height: 165, steps }) };
}
