/**
 * Where the customer's monitoring group fills in what it measured: a row for each indicator that is due, then the business figures that
 * may be given anew. Formulas beside the cells say at once what the reader of the workbook would ask; they read the answers of this
 * sheet only. A row is known by its id in the last column.
 */
import type { Indicator } from "../../model/model.ts";
import { readersOfDrivers } from "../../case/readers-of-drivers.ts";
import { formula, range } from "../../engine/plan/formula.ts";
import type { SheetBuilder } from "../../engine/plan/builder.ts";
import type { Allowed, CellRef, Format, PlanFormula, SheetPlan } from "../../engine/plan/plan.ts";
import type { FillInWord } from "../../engine/plan/words.ts";
import { formatOf, type IndicatorRow, type PlanContext, sheet, unitText } from "../../engine/sheets/context.ts";
import type { Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { currentOf, type Measurement } from "../actuals.ts";
import { dueIn } from "./due.ts";

export const fillInColumn = {
  item: 1,
  definition: 2,
  unit: 3,
  baseline: 4,
  plannedLevel: 5,
  target: 6,
  last: 7,
  lastPeriod: 8,
  numerator: 9,
  denominator: 10,
  value: 11,
  computed: 12,
  check: 13,
  source: 14,
  person: 15,
  note: 16,
  least: 17,
  most: 18,
  before: 19,
  largest: 20,
  key: 21,
} as const;
const column = fillInColumn;
const head = 11;
/** Most characters of a text that is typed. */
const longestText = 300;

export interface FillIn {
  readonly context: PlanContext;
  /** Number of the period, from 1. */
  readonly period: number;
  /** What was measured before the workbook was made. */
  readonly history: readonly Measurement[];
  readonly word: (word: FillInWord) => CellRef;
}

export interface FillInSheet {
  readonly sheet: SheetPlan;
  /** Ids of indicators and drivers, in the order of the rows. */
  readonly keys: readonly string[];
}

export function planFillIn(fillIn: FillIn): FillInSheet {
  const { context, period } = fillIn;
  const cells = sheet(context, "fill-in");
  const label = context.periods[period]?.label ?? "";
  const across = column.note;
  cells.label(1, 1, words("fill-in.title", { customer: context.kase.customer.name, period: label }), "title", {
    across,
  });
  (
    ["fill-in.how-ratio", "fill-in.how-cells", "fill-in.how-check", "fill-in.how-source", "fill-in.how-back"] as const
  ).forEach((line, index) => void cells.label(2 + index, 1, words(line), "note", { across }));
  heads(cells);
  const writer = new RowWriter(fillIn, cells);
  const due = new Set(dueIn(context.kase, period));
  const indicators = context.rows.filter(({ terms }) => due.has(terms.id));
  indicators.forEach((each, index) => void writer.indicator(each, head + 1 + index));
  const last = head + Math.max(1, indicators.length);
  const drivers = driversOf(context);
  if (drivers.length > 0) {
    cells.label(last + 2, 1, words("fill-in.drivers"), "section", { across });
    cells.label(last + 3, 1, words("fill-in.drivers-how"), "note", { across });
    driverHeads(cells, last + 4);
    drivers.forEach((id, index) => void writer.driver(id, last + 5 + index));
  }
  // From the head to the blank row below: these two stay where they are when the rows between are sorted.
  writer.counts(range(cells.ref(head, column.check), cells.ref(last + 1, column.check)), indicators.length);
  return {
    keys: [...indicators.map(({ terms }) => terms.id), ...drivers],
    sheet: cells.done({
      name: words("sheet.fill-in"),
      columns: [30, 44, 20, 11, 11, 11, 11, 10, 16, 16, 13, 13, 24, 28, 18, 36, 11, 11, 11, 11, 34],
      freeze: { rows: head, columns: 1 },
      titleRow: head,
      isSortable: true,
    }),
  };
}

const headTexts = {
  item: "column.indicator",
  definition: "agreement.definition",
  unit: "column.unit",
  baseline: "agreement.baseline",
  plannedLevel: "review.planned-level",
  target: "agreement.target",
  last: "fill-in.last",
  lastPeriod: "fill-in.last-period",
  numerator: "measurements.numerator",
  denominator: "measurements.denominator",
  value: "measurements.value",
  computed: "fill-in.computed",
  check: "fill-in.check",
  source: "column.source",
  person: "measurements.person",
  note: "review.note",
  least: "agreement.least",
  most: "agreement.most",
  before: "fill-in.before",
  largest: "fill-in.largest",
  key: "fill-in.key",
} as const satisfies Record<keyof typeof column, Parameters<typeof words>[0]>;

function heads(cells: SheetBuilder): void {
  for (const [name, key] of Object.entries(headTexts)) {
    const at = column[name as keyof typeof column];
    const named = name === "value" ? { name: "measured_value" } : {};
    cells.label(head, at, words(key as "column.unit"), "column-head", named);
  }
}

function driverHeads(cells: SheetBuilder, row: number): void {
  cells.label(row, column.item, words("column.driver"), "column-head");
  cells.label(row, column.definition, words("drivers.meaning"), "column-head");
  cells.label(row, column.baseline, words("fill-in.agreed"), "column-head");
  cells.label(row, column.value, words("fill-in.updated"), "column-head");
  cells.label(row, column.key, words("column.id"), "column-head");
}

/** Business figures that the counted indicators rest on, and that are known. */
function driversOf({ kase, model }: PlanContext): string[] {
  const chosen = new Set(kase.indicators.flatMap(({ id, chosen: counts }) => (counts ? [id] : [])));
  const readers = readersOfDrivers(kase, model);
  return model.drivers.flatMap(({ id }) =>
    kase.drivers.has(id) && (readers.get(id) ?? []).some(each => chosen.has(each)) ? [id] : [],
  );
}

interface Bounds {
  readonly least: CellRef;
  readonly most: CellRef;
  /** Level of the period before, or the baseline; and how far it may plausibly move. */
  readonly jump?: { readonly before: CellRef; readonly largest: CellRef };
}

class RowWriter {
  private readonly fillIn: FillIn;
  private readonly cells: SheetBuilder;
  private readonly history: readonly Measurement[];

  constructor(fillIn: FillIn, cells: SheetBuilder) {
    this.fillIn = fillIn;
    this.cells = cells;
    this.history = [...currentOf(fillIn.history).values()].filter(({ period }) => period <= fillIn.period);
  }

  indicator({ indicator, terms }: IndicatorRow, row: number): void {
    const { cells } = this;
    const { context, period } = this.fillIn;
    const format = formatOf(indicator);
    const { baseline, target } = terms;
    const ramp = context.kase.ramp[period - 1] ?? null;
    this.titles(row, indicator.name, indicator.definition, unitText(indicator.shownAs, context), indicator.id);
    const known = (at: number, value: number | null) => {
      if (value === null) return undefined;
      return cells.label(row, at, value, "label", { format });
    };
    known(column.baseline, baseline);
    known(column.target, target);
    if (baseline !== null && target !== null && ramp !== null)
      known(column.plannedLevel, tidy(baseline + ramp * (target - baseline)));
    this.last(row, indicator.id, format);
    const { min, max } = indicator.bounds;
    this.answers(row, format, { kind: "number", min, max }, true);
    const bounds = {
      least: cells.label(row, column.least, min, "unit", { format }),
      most: cells.label(row, column.most, max, "unit", { format }),
      ...this.jump(row, indicator, terms, format),
    };
    this.checks(row, format, bounds, true);
  }

  driver(id: string, row: number): void {
    const { cells } = this;
    const { context, period } = this.fillIn;
    const driver = context.model.drivers.find(each => each.id === id);
    if (!driver) throw new Error(`no driver ${id}`);
    const format = formatOf(driver);
    this.titles(row, driver.name, driver.meaning, unitText(driver.shownAs, context), id);
    const value = context.kase.drivers.get(id)?.value ?? null;
    const year = context.periods[period]?.year ?? 1;
    const agreed = typeof value === "number" || value === null ? value : (value[year - 1] ?? null);
    if (agreed !== null) cells.label(row, column.baseline, agreed, "label", { format });
    this.last(row, id, format);
    this.answers(row, format, { kind: "number" }, false);
    const bounds = {
      least: cells.label(row, column.least, driver.range.min, "unit", { format }),
      most: cells.label(row, column.most, driver.range.max, "unit", { format }),
    };
    this.checks(row, format, bounds, false);
  }

  /** How much of it is filled in. */
  counts(checks: ReturnType<typeof range>, count: number): void {
    const { cells } = this;
    const { word } = this.fillIn;
    const [open, ok] = [
      formula`=COUNTIF(${checks},${word("fill_open")})`,
      formula`=COUNTIF(${checks},${word("fill_ok")})`,
    ];
    cells.label(8, 1, words("fill-in.filled", { count }), "row-head");
    cells.formula(8, 2, formula`=${count}-${open}`, "result", { format: "integer" });
    cells.label(9, 1, words("fill-in.to-check"), "row-head");
    cells.formula(9, 2, formula`=${count}-${open}-${ok}`, "check", { format: "integer" });
  }

  private titles(row: number, name: Text, definition: Text, unit: Text, id: string): void {
    this.cells.label(row, column.item, name, "row-head");
    this.cells.label(row, column.definition, definition, "source");
    this.cells.label(row, column.unit, unit, "unit");
    this.cells.label(row, column.key, id, "source");
  }

  /** What is known of it: of this period, if it was measured before, else the last one. */
  private last(row: number, item: string, format: Format): void {
    const found = this.history.filter(each => each.item === item).toSorted((a, b) => b.period - a.period)[0];
    if (!found) return;
    this.cells.label(row, column.last, tidy(found.value), "label", { format });
    this.cells.label(row, column.lastPeriod, this.fillIn.context.periods[found.period]?.label ?? "", "unit");
  }

  private jump(row: number, { id }: Indicator, terms: IndicatorRow["terms"], format: Format): Pick<Bounds, "jump"> {
    const { baseline, target } = terms;
    if (baseline === null || target === null || baseline === target) return {};
    const earlier = this.history.find(each => each.item === id && each.period === this.fillIn.period - 1);
    const before = this.cells.label(row, column.before, tidy(earlier?.value ?? baseline), "unit", { format });
    const size = tidy(2 * Math.abs(target - baseline));
    return { jump: { before, largest: this.cells.label(row, column.largest, size, "unit", { format }) } };
  }

  private answers(row: number, format: Format, allowed: Allowed, withRatio: boolean): void {
    const { cells } = this;
    const part = { format: "number" } as const;
    if (withRatio) {
      cells.answer(row, column.numerator, { kind: "number" }, words("measurements.hint-part"), part);
      cells.answer(row, column.denominator, { kind: "number" }, words("measurements.hint-part"), part);
    }
    const hint = withRatio ? words("measurements.hint-value") : words("fill-in.hint-driver");
    cells.answer(row, column.value, allowed, hint, { format });
    for (const each of ["source", "person", "note"] as const)
      cells.answer(row, column[each], { kind: "text", longest: longestText }, words(`fill-in.hint-${each}`), {
        format: "text",
      });
  }

  private checks(row: number, format: Format, { least, most, jump }: Bounds, withRatio: boolean): void {
    const { cells } = this;
    const { word } = this.fillIn;
    const at = (which: keyof typeof column) => cells.ref(row, column[which]);
    const [top, bottom, value, computed] = [at("numerator"), at("denominator"), at("value"), at("computed")];
    const alone = formula`=IF(COUNT(${value})=1,${value},${word(withRatio ? "fill_open" : "fill_unchanged")})`;
    const ratio = formula`=IF(${bottom}=0,${word("fill_ratio")},${top}/${bottom})`;
    const parts = formula`=COUNT(${top},${bottom})`;
    const either = formula`=IF(${parts}=2,${ratio},IF(${parts}=1,${word("fill_ratio")},${alone}))`;
    cells.formula(row, column.computed, withRatio ? either : alone, "calculated", { format });
    const far = jump
      ? formula`=IF(ABS(${computed}-${jump.before})>${jump.largest},${word("fill_jump")},${word("fill_ok")})`
      : word("fill_ok");
    const outside = formula`=OR(${computed}<${least},${computed}>${most})`;
    const inside: PlanFormula = formula`=IF(${outside},${word("fill_bounds")},${far})`;
    const differs = formula`=AND(${parts}=2,COUNT(${value})=1,ABS(${value}-${computed})>0.0005*MAX(ABS(${value}),ABS(${computed})))`;
    const all = withRatio ? formula`=IF(${differs},${word("fill_differs")},${inside})` : inside;
    cells.formula(row, column.check, formula`=IF(ISNUMBER(${computed}),${all},${computed})`, "check", {
      format: "text",
    });
  }
}

/** Without the last bits of arithmetic: 2.3725, not 2.3724999999999996. */
const tidy = (value: number): number => Number(value.toPrecision(12));
