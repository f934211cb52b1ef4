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
  // The workbook's totals leave out what has no figure, as the picture does.
  const referenceOf = (value: number, key: string) => phrasing.reference(value, key);
  const keys = ["summary.grossBenefitPerYear", "deduction.overlap", "deduction.attribution", "deduction.confidence"];
  const names = [
    say("report.column.gross"),
    say("report.column.overlap-taken"),
    say("report.column.attribution"),
    say("report.column.confidence"),
  ];
  const changes = names.map((name, index) => {
    const level = levels[index] ?? 0;
    const value = level - (index === 0 ? 0 : (levels[index - 1] ?? 0));
    const amount = phrasing.scale.amount(value);
    const reference = referenceOf(value, keys[index] ?? "");
    return { name, level, text: amount, kind: index === 0 ? ("level" as const) : ("change" as const), reference };
  });
  const net = levels[3] ?? 0;
  const steps = [
    ...changes,
    {
      name: say("report.column.net"),
      level: net,
      text: phrasing.scale.amount(net),
      kind: "level" as const,
      reference: referenceOf(net, "summary.netBenefitPerYear"),
    },
  ];
  const title = say("report.chart.gross-to-net");
  const spoken = steps.map(step => say("report.chart.item", { name: step.name, value: step.text }));
  const alternative = `${title} (${phrasing.scale.name}): ${spoken.join(say("report.list.semicolon"))}`;
  return { title, note: phrasing.scale.name, ...waterfallChart({ alternative, width: 640, height: 150, steps }) };
}
