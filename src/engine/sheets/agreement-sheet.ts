/** The terms of each indicator: chosen or not, baseline, target, attribution, confidence, and what they stand on. */

import type { Standing } from "../../agreement/standing.ts";
import { formatDate } from "../../text/format.ts";
import { eachLocale } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { formula, range, whereNumbers } from "../plan/formula.ts";
import type { CellRef, RangeRef, SheetPlan } from "../plan/plan.ts";
import { agreementNote } from "./basis.ts";
import { formatOf, type IndicatorRow, type PlanContext, sheet, termName, unitText } from "./context.ts";
import { type Levels, type ScenarioInputs, targetIn } from "./scenario-inputs.ts";
import { typicalBaseline, typicalImprovement } from "./typical.ts";

export interface AgreementSheet {
  readonly sheet: SheetPlan;
  readonly terms: ReadonlyMap<string, TermCells & Partial<Levels>>;
  /** Improvement of each indicator towards better, positive if it improves. */
  readonly improvements: RangeRef;
  readonly attributions: RangeRef;
  readonly confidences: RangeRef;
  /** 1 where baseline and target lie within what is possible. */
  readonly withinBounds: RangeRef;
}

export interface TermCells {
  readonly chosen: CellRef;
  /** Whether all that the indicator rests on is agreed; absent in an estimate. */
  readonly standing?: CellRef;
  /** Absent in a plain benefit line. */
  readonly baseline?: CellRef;
  readonly target?: CellRef;
  /** What is counted with: the target, or what the scenario shown makes of it. */
  readonly targetCounted?: CellRef;
  readonly attribution: CellRef;
  readonly confidence: CellRef;
}

const head = 5;
const plain = {
  stage: 1,
  dimension: 2,
  indicator: 3,
  unit: 4,
  chosen: 5,
  baseline: 6,
  target: 7,
  improvement: 8,
  attribution: 9,
  confidence: 10,
  typicalBaseline: 11,
  typicalImprovement: 12,
  why: 13,
  definition: 14,
  measured: 15,
  source: 16,
  owner: 17,
  asOf: 18,
  least: 19,
  most: 20,
  possible: 21,
  id: 22,
  targetShown: 23,
} as const;
const widths = [6, 6, 30, 22, 9, 11, 11, 12, 12, 12, 24, 28, 44, 52, 34, 36, 24, 14, 10, 12, 10, 28, 14];

/** With an agreement, a column after the choice says where each indicator stands; all that follow move by one. */
const standingColumn = plain.chosen + 1;
type Columns = { readonly [C in keyof typeof plain]: number };

function columnsOf({ standing }: PlanContext): Columns {
  if (!standing) return plain;
  const moved = Object.entries(plain).map(([key, at]) => [key, at < standingColumn ? at : at + 1] as const);
  return Object.fromEntries(moved) as Columns;
}

/** Where each indicator's terms stand, by its id. */
export function termPlaces(context: PlanContext): ReadonlyMap<string, TermCells & Partial<Levels>> {
  const cells = sheet(context, "agreement");
  const column = columnsOf(context);
  return new Map(
    context.rows.map(({ indicator }, index) => {
      const at = (column: number) => cells.ref(head + 1 + index, column);
      const levels = {
        baseline: at(column.baseline),
        target: at(column.target),
        least: at(column.least),
        most: at(column.most),
      };
      const shares = {
        chosen: at(column.chosen),
        attribution: at(column.attribution),
        confidence: at(column.confidence),
      };
      return [indicator.id, { ...shares, ...(indicator.hasLevels ? levels : {}) }];
    }),
  );
}

export function planAgreement(context: PlanContext, live: ScenarioInputs): AgreementSheet {
  const cells = sheet(context, "agreement");
  const column = columnsOf(context);
  const { standing } = context;
  cells.label(1, 1, words("agreement.title"), "title", { across: 12 });
  cells.label(2, 1, words("agreement.how"), "note", { across: 12 });
  cells.label(3, 1, standing ? agreementNote(standing) : words("agreement.basis"), "note", { across: 12 });
  cells.labels(head, 1, [
    words("column.stage"),
    words("column.dimension"),
    words("column.indicator"),
    words("column.unit"),
    words("agreement.chosen"),
    ...(standing ? [words("agreement.standing")] : []),
    words("agreement.baseline"),
    words("agreement.target"),
    words("agreement.improvement"),
    words("agreement.attribution"),
    words("agreement.confidence"),
    words("agreement.typical-baseline"),
    words("agreement.typical-improvement"),
    words("agreement.why"),
    words("agreement.definition"),
    words("agreement.measured"),
    words("column.source"),
    words("column.owner"),
    words("column.as-of"),
    words("agreement.least"),
    words("agreement.most"),
    words("agreement.possible"),
    words("column.id"),
    ...(live.knobs ? [words("agreement.target-shown")] : []),
  ]);
  const terms = new Map(
    context.rows.map((row, index) => [row.terms.id, planRow(context, cells, row, head + 1 + index, live)]),
  );
  const last = head + Math.max(1, context.rows.length);
  const lastColumn = live.knobs ? column.targetShown : column.id;
  const downColumn = (at: number) => range(cells.ref(head + 1, at), cells.ref(last, at));
  return {
    sheet: cells.done({
      name: words("sheet.agreement"),
      columns: (standing ? widths.toSpliced(standingColumn - 1, 0, 11) : widths).slice(0, lastColumn),
      freeze: { rows: head, columns: 3 },
      titleRow: head,
      filter: range(cells.ref(head, 1), cells.ref(last, lastColumn)),
    }),
    terms,
    improvements: downColumn(column.improvement),
    attributions: downColumn(column.attribution),
    confidences: downColumn(column.confidence),
    withinBounds: downColumn(column.possible),
  };
}

function planRow(
  context: PlanContext,
  cells: ReturnType<typeof sheet>,
  { indicator, terms, stageNumber }: IndicatorRow,
  row: number,
  live: ScenarioInputs,
): TermCells & Partial<Levels> {
  const origin = terms.place;
  const column = columnsOf(context);
  cells.label(row, column.stage, stageNumber, "label");
  cells.label(row, column.dimension, indicator.dimension, "label");
  cells.label(row, column.indicator, indicator.name, "row-head", { origin: indicator.place });
  cells.label(row, column.unit, unitText(indicator.shownAs, context), "unit");
  const chosen = cells.choice(row, column.chosen, terms.chosen ? "yes" : "no", ["yes", "no"], words("hint.chosen"), {
    name: termName(indicator, "chosen"),
    origin,
  });
  const standing = context.standing
    ? { standing: planStanding(context.standing, cells, cells.ref(row, standingColumn), terms) }
    : {};
  const share = {
    format: "percent",
    origin,
    allowed: { kind: "number", min: 0, max: 1 },
    hint: words("hint.share"),
  } as const;
  const isPriced = indicator.monetization.length > 0;
  const shareCell = (term: "attribution" | "confidence") =>
    isPriced
      ? cells.input(row, column[term], terms[term], { ...share, name: termName(indicator, term) })
      : cells.label(row, column[term], "–", "unit", { origin });
  const attribution = shareCell("attribution");
  const confidence = shareCell("confidence");
  if (terms.why) cells.label(row, column.why, terms.why, "source");
  cells.label(row, column.definition, indicator.definition, "source");
  cells.label(row, column.id, indicator.id, "source");
  if (terms.source) cells.label(row, column.source, terms.source, "source");
  if (terms.owner) cells.label(row, column.owner, terms.owner, "source");
  const { asOf } = terms;
  if (asOf)
    cells.label(
      row,
      column.asOf,
      eachLocale(locale => formatDate(asOf, locale)),
      "source",
    );
  const levels = indicator.hasLevels ? planLevels(context, cells, { indicator, terms, stageNumber }, row, live) : {};
  return { chosen, ...standing, attribution, confidence, ...levels };
}

/** Where a chosen indicator stands; what is not chosen has neither been agreed nor proposed. */
function planStanding(
  { committed }: Standing,
  cells: ReturnType<typeof sheet>,
  { row, column }: CellRef,
  { id, chosen, place: origin }: IndicatorRow["terms"],
): CellRef {
  if (!chosen) return cells.label(row, column, "–", "unit", { origin });
  return cells.state(row, column, committed.has(id) ? "agreed" : "proposed", { origin });
}

/** Baseline and target, what is typical and possible, and how they are measured; a plain benefit line has none of these. */
function planLevels(
  context: PlanContext,
  cells: ReturnType<typeof sheet>,
  { indicator, terms }: IndicatorRow,
  row: number,
  live: ScenarioInputs,
): Levels & { targetCounted: CellRef } {
  const { gap } = context.words;
  const column = columnsOf(context);
  const format = formatOf(indicator);
  const origin = terms.place;
  const { min, max } = indicator.bounds;
  const level = { format, origin, allowed: { kind: "number", min, max } as const, hint: words("hint.level") };
  const name = (term: "baseline" | "target") => termName(indicator, term);
  const baseline = cells.input(row, column.baseline, terms.baseline, { ...level, name: name("baseline") });
  const target = cells.input(row, column.target, terms.target, { ...level, name: name("target") });
  const change = indicator.better === "higher" ? formula`=${target}-${baseline}` : formula`=${baseline}-${target}`;
  cells.formula(row, column.improvement, whereNumbers([baseline, target], change, gap), "calculated", {
    format,
    origin,
  });
  cells.label(row, column.typicalBaseline, typicalBaseline(indicator, context.model), "source");
  cells.label(row, column.typicalImprovement, typicalImprovement(indicator, context.model), "source");
  const { from, every } = indicator.measured;
  cells.label(row, column.measured, words("agreement.measured-from", { from, every }), "source");
  const least = cells.label(row, column.least, min, "unit", { format });
  const most = cells.label(row, column.most, max, "unit", { format });
  const within = formula`=IF(AND(MIN(${baseline},${target})>=${least},MAX(${baseline},${target})<=${most}),1,0)`;
  cells.formula(row, column.possible, whereNumbers([baseline, target], within, gap), "check", {
    format: "integer",
    origin,
  });
  if (!live.knobs) return { baseline, target, least, most, targetCounted: target };
  const shown = live.terms.get(`${indicator.id}.target`);
  const targetCounted = cells.formula(
    row,
    column.targetShown,
    shown ?? targetIn(live.knobs, { baseline, target, least, most }, gap),
    "calculated",
    { format, origin, name: termName(indicator, "target_shown") },
  );
  return { baseline, target, least, most, targetCounted };
}
