/**
 * The measurements that the review stands on, as inputs: numerator and denominator, or a value, with source, person and note. Below them
 * what was superseded, and the updated volumes, which change nothing that was agreed.
 */

import { nameOf, type SheetBuilder } from "../../engine/plan/builder.ts";
import { formula, range, whereNumbers } from "../../engine/plan/formula.ts";
import type { CellRef, PlanFormula, SheetPlan } from "../../engine/plan/plan.ts";
import type { IndicatorRow } from "../../engine/sheets/context.ts";
import { formatOf, sheet, unitText } from "../../engine/sheets/context.ts";
import { words } from "../../text/say.ts";
import { currentOf, keyOf, type Measurement } from "../actuals.ts";
import { type Reviewed, Table } from "./reviewed.ts";

export interface ActualsSheet {
  readonly sheet: SheetPlan;
  /** The measured level; a gap where there is none. */
  readonly actual: Table<CellRef>;
}

const head = 5;
const column = {
  period: 1,
  item: 2,
  unit: 3,
  numerator: 4,
  denominator: 5,
  value: 6,
  actual: 7,
  source: 8,
  person: 9,
  note: 10,
  id: 11,
} as const;

export function planActuals(reviewed: Reviewed): ActualsSheet {
  const { context, periods, indicators, history } = reviewed;
  const cells = sheet(context, "actuals");
  cells.label(1, 1, words("measurements.title"), "title", { across: 10 });
  cells.label(2, 1, words("measurements.how"), "note", { across: 10 });
  cells.label(3, 1, words("measurements.kept"), "note", { across: 10 });
  heads(cells, head, words("measurements.actual"));
  const actual = new Table<CellRef>();
  const current = currentOf(history);
  let row = head;
  for (const { number, label } of periods)
    for (const each of indicators) {
      row += 1;
      const measured = current.get(keyOf({ period: number, item: each.terms.id }));
      actual.set(each.terms.id, number, planRow(reviewed, cells, each, { row, label, number, measured }));
    }
  const last = Math.max(head + 1, row);
  row = planSuperseded(reviewed, cells, row + 2);
  planVolumes(reviewed, cells, row);
  return {
    actual,
    sheet: cells.done({
      name: words("sheet.actuals"),
      columns: [11, 34, 22, 16, 16, 13, 13, 30, 20, 44, 30],
      freeze: { rows: head, columns: 2 },
      titleRow: head,
      filter: range(cells.ref(head, 1), cells.ref(last, column.id)),
    }),
  };
}

function heads(cells: SheetBuilder, row: number, actual: ReturnType<typeof words>): void {
  cells.labels(row, 1, [
    words("actuals.period"),
    words("actuals.item"),
    words("column.unit"),
    words("measurements.numerator"),
    words("measurements.denominator"),
    words("measurements.value"),
    actual,
    words("column.source"),
    words("measurements.person"),
    words("review.note"),
    words("column.id"),
  ]);
}

interface Row {
  readonly row: number;
  readonly label: string;
  readonly number: number;
  readonly measured: Measurement | undefined;
}

function planRow(
  { context }: Reviewed,
  cells: SheetBuilder,
  { indicator, terms }: IndicatorRow,
  { row, label, number, measured }: Row,
): CellRef {
  const { gap } = context.words;
  const origin = measured?.place ?? terms.place;
  const format = formatOf(indicator);
  cells.label(row, column.period, label, "row-head");
  cells.label(row, column.item, indicator.name, "row-head", { origin: indicator.place });
  cells.label(row, column.unit, unitText(indicator.shownAs, context), "unit");
  const actual = formulaOf(measured, {
    part: (at, value) =>
      cells.input(row, column[at], value ?? null, {
        allowed: { kind: "number" },
        hint: words("measurements.hint-part"),
        format: "number",
        origin,
      }),
    value: given => {
      const { min, max } = indicator.bounds;
      const allowed = { kind: "number", min, max } as const;
      const hint = words("measurements.hint-value");
      return cells.input(row, column.value, given ?? null, { allowed, hint, format, origin });
    },
    gap,
  });
  texts(cells, row, measured);
  cells.label(row, column.id, indicator.id, "source");
  return cells.formula(row, column.actual, actual, "calculated", {
    format,
    origin,
    name: `${nameOf(indicator.id)}_actual_${label.replaceAll(/\W/g, "_").toLowerCase()}`,
    figure: `review.${indicator.id}.${number}.actual`,
  });
}

interface Inputs {
  readonly part: (at: "numerator" | "denominator", value: number | undefined) => CellRef;
  readonly value: (given: number | undefined) => CellRef;
  readonly gap: CellRef;
}

/** Of the inputs that the measurement was given by; of all of them where nothing was measured yet. */
function formulaOf(measured: Measurement | undefined, { part, value, gap }: Inputs): PlanFormula {
  const isRatio = measured?.numerator !== undefined;
  if (measured && !isRatio) {
    const given = value(measured.value);
    return whereNumbers([given], given, gap);
  }
  const numerator = part("numerator", measured?.numerator);
  const denominator = part("denominator", measured?.denominator);
  const alone = measured ? undefined : value(undefined);
  const given = alone ? whereNumbers([alone], alone, gap) : gap;
  const ratio = formula`=IF(${denominator}=0,${gap},${numerator}/${denominator})`;
  return formula`=IF(COUNT(${numerator},${denominator})=2,${ratio},${given})`;
}

function texts(cells: SheetBuilder, row: number, measured: Measurement | undefined): void {
  for (const each of ["source", "person", "note"] as const) {
    const text = measured?.[each];
    if (text !== undefined) cells.label(row, column[each], text, "source");
  }
}

/** What a later line corrected; gives the next free row. */
function planSuperseded({ context, history, periods }: Reviewed, cells: SheetBuilder, top: number): number {
  const current = new Set(currentOf(history).values());
  const earlier = history.filter(each => !current.has(each));
  if (earlier.length === 0) return top;
  cells.label(top, 1, words("measurements.superseded"), "section", { across: 11 });
  heads(cells, top + 1, words("measurements.was"));
  earlier.forEach((each, index) => void planValue(context, cells, top + 2 + index, each, periods));
  return top + earlier.length + 3;
}

function planVolumes({ context, history, periods }: Reviewed, cells: SheetBuilder, top: number): void {
  const volumes = [...currentOf(history).values()].filter(({ of }) => of === "driver");
  if (volumes.length === 0) return;
  cells.label(top, 1, words("measurements.volumes"), "section", { across: 11 });
  cells.label(top + 1, 1, words("measurements.volumes-mean"), "note", { across: 10 });
  heads(cells, top + 2, words("measurements.volume"));
  volumes.forEach((each, index) => void planValue(context, cells, top + 3 + index, each, periods));
}

/** A measurement as it was given, read by no formula. */
function planValue(
  context: Reviewed["context"],
  cells: SheetBuilder,
  row: number,
  each: Measurement,
  periods: Reviewed["periods"],
): void {
  const { model } = context;
  const defined = [...model.indicators, ...model.drivers].find(({ id }) => id === each.item);
  const origin = each.place;
  cells.label(row, column.period, periods[each.period - 1]?.label ?? "", "row-head");
  cells.label(row, column.item, defined?.name ?? each.item, "row-head", { origin });
  if (defined) cells.label(row, column.unit, unitText(defined.shownAs, context), "unit");
  if (each.numerator !== undefined)
    cells.label(row, column.numerator, each.numerator, "label", { format: "number", origin });
  if (each.denominator !== undefined)
    cells.label(row, column.denominator, each.denominator, "label", { format: "number", origin });
  const format = defined ? formatOf(defined) : "number";
  cells.label(row, column.actual, each.value, "label", { format, origin });
  texts(cells, row, each);
  cells.label(row, column.id, each.item, "source");
}
