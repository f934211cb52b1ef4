/** The scenarios: their figures, what each of them changes, and how the money adds up in each. */

import type { ScenarioResult } from "../engine/result.ts";
import { formatNumber } from "../text/format.ts";
import { habitsOf } from "../text/locale.ts";
import type { ChartView } from "./chart-view.ts";
import { linesChart } from "./charts/lines.ts";
import { reasonForTotal } from "./gaps.ts";
import { type Figure, paybackFigure, roiFigure, roiKind } from "./headline-figures.ts";
import type { Phrasing } from "./phrasing.ts";
import { changesText } from "./scenario-changes.ts";
import { type Cell, cell, column, moneyCell, type TableView, table } from "./table-view.ts";

export interface ScenariosView {
  readonly title: string;
  readonly lead: string;
  readonly table: TableView;
  readonly note: string;
  readonly chart: ChartView | null;
}

/** Null where the case has no scenarios. */
export function scenariosView(phrasing: Phrasing): ScenariosView | null {
  const { result, say } = phrasing;
  if (result.scenarios.length === 0) return null;
  return {
    title: say("scenarios.title"),
    lead: leadOf(phrasing),
    table: tableOf(phrasing),
    note: say("report.scenarios.note", { unit: phrasing.scale.name }),
    chart: chartOf(phrasing),
  };
}

/** Between what the NPV lies, and where it is a loss. */
function leadOf(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  const name = (scenario: ScenarioResult) => phrasing.text(scenario.name);
  const known = result.scenarios.flatMap(each => (each.npv === null ? [] : [{ name: name(each), npv: each.npv }]));
  const sorted = known.toSorted((a, b) => a.npv - b.npv);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (!lowest || !highest || known.length < 2)
    return say("report.scenarios.no-npv", { reason: reasonForTotal(phrasing) });
  const low = phrasing.moneyShort(lowest.npv);
  const range =
    lowest.npv === highest.npv
      ? say("report.scenarios.same", { npv: low })
      : say("report.scenarios.range", {
          low,
          lowest: lowest.name,
          high: phrasing.moneyShort(highest.npv),
          highest: highest.name,
        });
  const losing = known.filter(({ npv }) => npv < 0).map(each => each.name);
  const unknown = result.scenarios.filter(({ npv }) => npv === null).map(name);
  const sentences = [
    range,
    losing.length > 0
      ? say("report.scenarios.losing", { names: phrasing.list(losing) })
      : say("report.scenarios.none-losing"),
    ...(unknown.length > 0 ? [say("report.scenarios.unknown", { names: phrasing.list(unknown) })] : []),
    ...(result.complete ? [] : [say("report.summary.incomplete")]),
  ];
  return sentences.join(habitsOf(phrasing.locale).betweenSentences);
}

function tableOf(phrasing: Phrasing): TableView {
  const { result, say } = phrasing;
  const unit = phrasing.scale.name;
  const hasCash = result.scenarios.some(({ oneOffCash }) => oneOffCash !== null && oneOffCash !== 0);
  const columns = [
    column(say("report.column.scenario")),
    column(say("report.column.changes")),
    column(say("report.figure.net"), "end", unit),
    column(say("report.column.npv"), "end", unit),
    column(say("report.column.roi"), "end", say("report.scenarios.on", { kind: roiKind(phrasing) })),
    column(say("report.figure.payback"), "end"),
    ...(hasCash ? [column(say("report.column.npv-cash"), "end", unit)] : []),
  ];
  const rows = result.scenarios
    .map(scenario => ({ scenario, prefix: `scenario.${scenario.id}.` }))
    .map(({ scenario, prefix }) => ({
      cells: [
        cell(phrasing.text(scenario.name), {
          tone: scenario.id === result.scenario ? "strong" : "plain",
          note: scenario.because === undefined ? null : phrasing.text(scenario.because),
        }),
        cell(changesText(phrasing, scenario)),
        moneyCell(phrasing, scenario.netBenefitPerYear, { keys: [`${prefix}netBenefitPerYear`] }),
        moneyCell(phrasing, scenario.npv, { tone: "strong", keys: [`${prefix}npv`] }),
        figureCell(phrasing, roiFigure(phrasing, { of: scenario, prefix })),
        figureCell(phrasing, paybackFigure(phrasing, { of: scenario, prefix }, "", "")),
        ...(hasCash ? [moneyCell(phrasing, scenario.includingCash.npv, { keys: [`${prefix}including.npv`] })] : []),
      ],
    }));
  return table(hasCash ? "scenarios-cash" : "scenarios", say("scenarios.title"), columns, rows);
}

function figureCell({ say }: Phrasing, { value, tone, reference }: Figure): Cell {
  if (tone === "gap") return cell(say("report.gap.cell"), { tone });
  return cell(value, { tone: tone === "none" ? "muted" : tone, reference });
}

/** Only scenarios whose every period has its figure: a line with holes would mislead. None for fewer than two. */
function chartOf(phrasing: Phrasing): ChartView | null {
  const { result, say, scale, locale } = phrasing;
  const lines = result.scenarios.flatMap(({ id, name, cumulative }) => {
    const values = cumulative.filter(value => value !== null);
    const last = values.at(-1);
    return last === undefined || values.length < result.periods.length
      ? []
      : [{ name: phrasing.text(name), end: scale.amount(last), values, isLeading: id === result.scenario }];
  });
  if (lines.length < 2) return null;
  const title = say("report.chart.scenarios");
  const spoken = lines.map(({ name, end }) => say("report.chart.item", { name, value: end }));
  return {
    title,
    note: scale.name,
    ...linesChart({
      alternative: `${title} (${scale.name}): ${spoken.join(say("report.list.semicolon"))}`,
      width: 640,
      height: 230,
      periods: result.periods.map(({ period, label }) => (period === 0 ? say("report.build") : label)),
      lines,
      tick: value => (value === 0 ? formatNumber(0, locale, 0) : scale.amount(value).replace(/\.0$/, "")),
    }),
  };
}
