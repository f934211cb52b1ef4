/** What matters most: the widest inputs as a tornado and as a table, what they mean in words. */

import { inputUnit } from "../engine/input-unit.ts";
import type { Sensitivity } from "../engine/sensitivity.ts";
import { formatNumber } from "../text/format.ts";
import { habitsOf } from "../text/locale.ts";
import type { ChartView } from "./chart-view.ts";
import { tornadoChart } from "./charts/tornado.ts";
import { reasonForTotal } from "./gaps.ts";
import { foundText, inputText } from "./input-text.ts";
import type { Phrasing } from "./phrasing.ts";
import { leadOf, type RankedInput, rankedInputs, sensitivitySentences } from "./sensitivity-sentences.ts";
import { otherScenario } from "./shown-scenario.ts";
import type { Sentence } from "./summary-sentences.ts";
import { cell, column, moneyCell, type TableView, table } from "./table-view.ts";

export interface SensitivityView {
  readonly title: string;
  /** Where there is nothing but a gap to state, it stands below the scenarios instead of on a page of its own. */
  readonly chapter: "sensitivity" | "scenarios";
  /** Empty where the NPV is a gap. */
  readonly lead: string;
  /** Why there are no figures, or that they are incomplete. */
  readonly gap: string | null;
  readonly sentences: readonly Sentence[];
  readonly chart: ChartView | null;
  readonly table: TableView | null;
  readonly note: string;
}

/** Inputs shown; the workbook has all of them. */
const mostShown = 10;

export function sensitivityView(phrasing: Phrasing): SensitivityView | null {
  const { sensitivity, result, say } = phrasing;
  if (!sensitivity) return null;
  const title = say("report.sensitivity.title");
  if (sensitivity.npv === null) {
    const gap = say("report.sensitivity.gap", { reason: reasonForTotal(phrasing) });
    const chapter = result.scenarios.length > 0 ? "scenarios" : "sensitivity";
    return { title, chapter, lead: "", gap, sentences: [], chart: null, table: null, note: "" };
  }
  const ranked = rankedInputs(sensitivity);
  const shown = ranked.slice(0, mostShown);
  return {
    title,
    chapter: "sensitivity",
    lead: leadOf(phrasing, ranked),
    gap: result.complete ? null : say("report.summary.incomplete"),
    sentences: sensitivitySentences(phrasing, sensitivity),
    chart: shown.length === 0 ? null : chartOf(phrasing, sensitivity.npv, shown),
    table: shown.length === 0 ? null : tableOf(phrasing, shown),
    note: noteOf(phrasing, shown.length, sensitivity),
  };
}

function chartOf(phrasing: Phrasing, npv: number, shown: readonly RankedInput[]): ChartView {
  const { say, scale, locale } = phrasing;
  const title = say("report.chart.tornado");
  const items = shown.map(input => ({
    name: phrasing.text(input.title),
    low: { result: input.low.npv, text: inputText(phrasing, input.low.value, input.format) },
    high: { result: input.high.npv, text: inputText(phrasing, input.high.value, input.format) },
  }));
  const planned = say("report.chart.planned", { amount: scale.amount(npv) });
  const spoken = items.map(({ name, low, high }) =>
    say("report.chart.item", {
      name,
      value: say("report.range", { low: scale.amount(low.result), high: scale.amount(high.result) }),
    }),
  );
  const alternative = `${title} (${scale.name}): ${[planned, ...spoken].join(say("report.list.semicolon"))}`;
  return {
    title,
    note: scale.name,
    ...tornadoChart({
      alternative,
      width: 640,
      planned: { result: npv, text: planned },
      items,
      tick: value => (value === 0 ? formatNumber(0, locale, 0) : scale.amount(value).replace(/\.0$/, "")),
    }),
  };
}

function tableOf(phrasing: Phrasing, shown: readonly RankedInput[]): TableView {
  const { say, model, kase } = phrasing;
  const money = phrasing.scale.name;
  const columns = [
    column(say("sensitivity.input")),
    column(say("sensitivity.planned"), "end"),
    column(say("report.column.low-high"), "end"),
    column(say("sensitivity.range")),
    column(say("sensitivity.npv-low"), "end", money),
    column(say("sensitivity.npv-high"), "end", money),
    column(say("sensitivity.break-even"), "end"),
  ];
  const rows = shown.map(input => {
    const unit = phrasing.text(inputUnit(input, model, kase));
    const key = `sensitivity.${input.id}`;
    const text = (value: number) => inputText(phrasing, value, input.format);
    return {
      cells: [
        cell(phrasing.text(input.title), { note: unit.startsWith("%") ? null : unit }),
        cell(breakable(text(input.planned)), { reference: phrasing.reference(input.planned, `${key}.planned`) }),
        cell(say("report.range", { low: text(input.low.value), high: text(input.high.value) })),
        cell(say(`sensitivity.${input.range}`), { tone: "muted" }),
        moneyCell(phrasing, input.low.npv, { keys: [`${key}.low.npv`] }),
        moneyCell(phrasing, input.high.npv, { keys: [`${key}.high.npv`] }),
        input.breakEven === null
          ? cell("–", { tone: "muted" })
          : cell(foundText(phrasing, input.breakEven, input.format)),
      ],
    };
  });
  return table("sensitivity", say("report.sensitivity.title"), columns, rows);
}

/** A narrow column breaks an amount between number and unit rather than within a word. */
const breakable = (text: string): string => text.replaceAll("\u00a0", " ");

function noteOf(phrasing: Phrasing, count: number, { inputs }: Sensitivity): string {
  const { say } = phrasing;
  if (count === 0) return "";
  const how = say("sensitivity.how");
  const sentences = [
    ...(count === inputs.length ? [] : [say("report.sensitivity.more", { count, all: inputs.length })]),
    how,
    ...(otherScenario(phrasing) ? [say("report.sensitivity.as-entered")] : []),
  ];
  return sentences.join(habitsOf(phrasing.locale).betweenSentences);
}
