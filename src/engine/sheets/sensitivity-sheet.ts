/**
 * What matters most, as values: no formula stands here, because each figure needs the whole workbook calculated anew with one input
 * changed. The sheet says so, and of which case and scenario the figures are.
 */
import { formatDate } from "../../text/format.ts";
import { habitsOf, eachLocale, inLocale, type Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { inputUnit } from "../input-unit.ts";
import type { Format, SheetPlan } from "../plan/plan.ts";
import type { Sensitivity } from "../sensitivity.ts";
import { basisChoice } from "./basis.ts";
import { type PlanContext, sheet } from "./context.ts";
import { drawnInputs, planTornado, tornadoRows } from "./tornado-chart.ts";

const factsTop = 5;
const chartTop = factsTop + 4;
const columns = [56, 13, 13, 20, 14, 14, 14, 16, 16, 16, 14] as const;

export function planSensitivity(context: PlanContext, sensitivity: Sensitivity): SheetPlan {
  const cells = sheet(context, "sensitivity");
  const { npv, inputs, breakEvenRealization, costOfDelayPerMonth } = sensitivity;
  const across = columns.length;
  const given = (row: number, column: number, number: number, format: Format, figure = "") =>
    cells.label(row, column, number, "label", { format, figure });
  const found = (row: number, column: number, number: number | null, format: Format, figure = "") =>
    cells.label(row, column, number ?? words("word.gap"), "calculated", { format, figure });
  cells.label(1, 1, words("sensitivity.title"), "title", { across });
  cells.label(2, 1, standing(context), "note", { across });
  cells.label(3, 1, words("sensitivity.how"), "note", { across });
  const facts = [
    [words("sensitivity.npv"), npv, "money", context.currency],
    [words("sensitivity.break-even-realization"), breakEvenRealization, "percent", "%"],
    [words("sensitivity.cost-of-delay"), costOfDelayPerMonth, "money", context.currency],
  ] as const;
  facts.forEach(([title, number, format, unit], index) => {
    const row = factsTop + index;
    cells.label(row, 1, title, "row-head", { across: 4 });
    found(row, 5, number, format);
    cells.label(row, 6, unit, "unit");
  });
  const reason = reasonForNothing(sensitivity);
  const head = reason ? chartTop : chartTop + tornadoRows(drawnInputs(sensitivity).length);
  if (!reason) planTornado(cells, sensitivity, { top: chartTop, head, currency: context.currency });
  if (reason) cells.label(head, 1, reason, "label", { across });
  else cells.labels(head, 1, heads());
  (reason ? [] : inputs).forEach((input, index) => {
    const row = head + 1 + index;
    const { format } = input;
    const key = `sensitivity.${input.id}`;
    cells.label(row, 1, input.title, "row-head");
    cells.label(row, 2, words(`sensitivity.kind-${input.kind}`), "unit");
    cells.label(row, 3, words(`sensitivity.${input.range}`), "unit");
    cells.label(row, 4, inputUnit(input, context.model, context.kase), "unit");
    given(row, 5, input.low.value, format, `${key}.low`);
    given(row, 6, input.planned, format, `${key}.planned`);
    given(row, 7, input.high.value, format, `${key}.high`);
    found(row, 8, input.low.npv, "money", `${key}.low.npv`);
    found(row, 9, input.high.npv, "money", `${key}.high.npv`);
    found(row, 10, input.swing, "money");
    if (input.breakEven === null) cells.label(row, 11, "–", "calculated", { format });
    else if (format === "number" && Math.abs(input.breakEven) < 10)
      given(row, 11, input.breakEven, format, `${key}.breakEven`);
    else found(row, 11, input.breakEven, format, `${key}.breakEven`);
  });
  return cells.done({
    name: words("sheet.sensitivity"),
    columns,
    freeze: { rows: 0, columns: reason ? 0 : 1 },
    ...(reason ? {} : { titleRow: head }),
  });
}

function heads(): Text[] {
  return [
    words("sensitivity.input"),
    words("sensitivity.kind"),
    words("sensitivity.range"),
    words("column.unit"),
    words("sensitivity.low"),
    words("sensitivity.planned"),
    words("sensitivity.high"),
    words("sensitivity.npv-low"),
    words("sensitivity.npv-high"),
    words("sensitivity.swing"),
    words("sensitivity.break-even"),
  ];
}

/** Why there is no table; undefined if there is one. */
function reasonForNothing({ npv, inputs }: Sensitivity): Text | undefined {
  if (npv === null) return words("sensitivity.no-npv");
  if (inputs.length === 0) return words("sensitivity.no-inputs");
  return inputs.some(({ swing }) => swing !== null) ? undefined : words("sensitivity.not-computed");
}

/** Of which case and scenario the figures are, and that they stand still. */
function standing(context: PlanContext): Text {
  const { kase } = context;
  const { on } = kase.prepared;
  const shown = kase.scenarios.length > 1 ? kase.scenarios.find(({ id }) => id === kase.shownScenario) : undefined;
  const sentences: Text[] = [
    ...(on ? [words("sensitivity.computed-on", { date: eachLocale(locale => formatDate(on, locale)) })] : []),
    ...(shown ? [words("sensitivity.of-scenario", { scenario: shown.name })] : []),
    ...(basisChoice(context) ? [words("sensitivity.of-committed")] : []),
    words("sensitivity.fixed"),
  ];
  return eachLocale(locale => sentences.map(text => inLocale(text, locale)).join(habitsOf(locale).betweenSentences));
}
