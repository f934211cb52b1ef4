/**
 * Where the other party answers, term by term: what is proposed, what this workbook calculates with, and cells for a value of its own,
 * for accept, counter or decline, and for a comment. No formula reads an answer; `import` does, by the keys in the last column.
 */
import type { Json } from "../../agreement/canonical.ts";
import { longest, otherParty } from "../../agreement/event.ts";
import type { TermState } from "../../agreement/ledger.ts";
import { type TermRow, termRows } from "../../agreement/term-rows.ts";
import { valueText } from "../../agreement/value-text.ts";
import { conventionNames, isConvention } from "../../case/conventions.ts";
import type { Model } from "../../model/model.ts";
import { formatDate } from "../../text/format.ts";
import { eachLocale, type Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { nameOf, type SheetBuilder } from "../plan/builder.ts";
import { formula, range, whereNumbers } from "../plan/formula.ts";
import type { Allowed, CellRef, Format, SheetPlan } from "../plan/plan.ts";
import { ownWords, type Word, wordText } from "../plan/words.ts";
import type { AgreementSheet } from "./agreement-sheet.ts";
import { formatOf, type PlanContext, sheet, unitText } from "./context.ts";
import type { InputsSheet } from "./inputs-sheet.ts";
import type { Quantity } from "./quantity.ts";

export const termsHead = 7;
export const termsColumn = {
  group: 1,
  item: 2,
  term: 3,
  unit: 4,
  asked: 5,
  state: 6,
  here: 7,
  answer: 8,
  value: 9,
  comment: 10,
  key: 11,
} as const;

/** Where the inputs of the terms stand. */
export interface TermInputs {
  readonly agreement: AgreementSheet;
  readonly inputs: InputsSheet;
  readonly drivers: ReadonlyMap<string, Quantity>;
}

export function planTerms(context: PlanContext, places: TermInputs): SheetPlan {
  const { kase, model, ledger } = context;
  const cells = sheet(context, "terms");
  cells.label(1, 1, words("terms.title"), "title", { across: 10 });
  (["terms.how-answer", "terms.how-value", "terms.how-try", "terms.how-back"] as const).forEach((line, index) => {
    cells.label(2 + index, 1, words(line), "note", { across: 10 });
  });
  const heads = [
    "terms.group",
    "terms.item",
    "terms.term",
    "column.unit",
    "terms.asked",
    "terms.state",
    "terms.here",
    "terms.answer",
    "terms.value",
    "terms.comment",
    "terms.key",
  ] as const;
  const named: Partial<Record<(typeof heads)[number], string>> = {
    "terms.answer": "your_answer",
    "terms.value": "your_value",
    "terms.comment": "your_comment",
    "terms.key": "term_key",
  };
  heads.forEach((key, index) => {
    const name = named[key];
    cells.label(termsHead, 1 + index, words(key), "column-head", name ? { name } : {});
  });
  const rows = inReadingOrder(termRows(kase, model, ledger), context);
  rows.forEach((row, index) => {
    planRow(context, cells, row, termsHead + 1 + index, places);
  });
  const last = termsHead + Math.max(1, rows.length);
  return cells.done({
    name: words("sheet.terms"),
    columns: [18, 28, 13, 22, 13, 24, 13, 12, 13, 34, 38],
    freeze: { rows: termsHead, columns: 2 },
    titleRow: termsHead,
    filter: range(cells.ref(termsHead, 1), cells.ref(last, termsColumn.key)),
  });
}

/** Indicators in the order of stages, as on the other sheets; then drivers; then the case as a whole. */
function inReadingOrder(rows: readonly TermRow[], { rows: indicators, model }: PlanContext): TermRow[] {
  const order = new Map(indicators.map(({ indicator }, index) => [indicator.id, index]));
  const place = ({ definition: { of, id } }: TermRow): number => {
    if (of === "case") return 2e6;
    if (of === "driver") return 1e6;
    return order.get(headOf(id)) ?? indicators.length + model.indicators.findIndex(each => each.id === headOf(id));
  };
  return rows
    .map((row, index) => ({ row, index }))
    .sort((a, b) => place(a.row) - place(b.row) || a.index - b.index)
    .map(({ row }) => row);
}

const headOf = (term: string): string => term.split(".")[0] ?? term;
const lastOf = (term: string): string => term.split(".")[1] ?? "";

function planRow(context: PlanContext, cells: SheetBuilder, term: TermRow, row: number, places: TermInputs): void {
  const { group, item, what, unit, format } = namesOf(context, term);
  const { key, asked, stated, state, definition } = term;
  cells.label(row, termsColumn.group, group, "source");
  cells.label(row, termsColumn.item, item, "row-head");
  cells.label(row, termsColumn.term, what, "label");
  cells.label(row, termsColumn.unit, unit, "unit");
  if (typeof asked === "number") cells.label(row, termsColumn.asked, asked, "label", { format });
  else if (asked !== null)
    cells.label(row, termsColumn.asked, askedText(asked, definition), "label", { format: "number" });
  cells.label(row, termsColumn.state, stateText(state, definition), "source");
  planHere(context, cells, term, row, format, places);
  const answers: readonly Word[] = state?.agreed && !state.offer ? ["counter"] : ["accept", "counter", "decline"];
  cells.answer(row, termsColumn.answer, { kind: "word", words: answers }, words("hint.answer"), { format: "text" });
  const allowed = allowedFor(term);
  if (allowed) {
    const hint = allowed.kind === "number" ? words("hint.answer-value") : words("hint.answer-choice");
    cells.answer(row, termsColumn.value, allowed, hint, { format });
  } else {
    cells.label(row, termsColumn.value, stated === null ? "–" : words("terms.in-comment"), "source");
  }
  cells.answer(row, termsColumn.comment, { kind: "text", longest: longest.text }, words("hint.comment"), {
    format: "text",
  });
  cells.label(row, termsColumn.key, key, "source");
}

/** What the workbook calculates with, read from where it stands. */
function planHere(
  context: PlanContext,
  cells: SheetBuilder,
  term: TermRow,
  row: number,
  format: Format,
  places: TermInputs,
): void {
  const input = inputOf(term, places);
  if (!input) return;
  const { gap } = context.words;
  const isChoice = term.definition.kind === "flag";
  const here = isChoice ? formula`=${input}` : whereNumbers([input], formula`=${input}`, gap);
  cells.formula(row, termsColumn.here, here, "calculated", { format, link: input });
}

/** The input cell of a term's row; undefined where the workbook has none. */
export function inputOf({ term, part = 0 }: TermRow, { agreement, inputs, drivers }: TermInputs): CellRef | undefined {
  if (term === "ramp") return inputs.ramp[part];
  if (term === "finance.discount-rate") return inputs.discountRate;
  const [id, what] = [headOf(term), lastOf(term)];
  const driver = drivers.get(id);
  if (driver) {
    if (driver.kind === "constant") return what === "initial" ? undefined : driver.cell;
    return what === "initial" ? driver.initial : driver.cells[part];
  }
  const of = agreement.terms.get(id);
  return of && (of[what as keyof typeof of] as CellRef | undefined);
}

const askedText = (asked: Exclude<Json, null>, definition: TermRow["definition"]): Text =>
  typeof asked === "string" && isConvention(asked)
    ? wordText(conventionWord(asked), ownWords)
    : valueText(asked, definition);

/** The defined name of a term's input; undefined where the workbook has none. */
export function inputNameOf({ term, part, definition }: TermRow): string | undefined {
  if (term === "ramp") return `ramp_${(part ?? 0) + 1}`;
  if (term === "finance.discount-rate") return "discount_rate";
  if (definition.of === "case") return undefined;
  const name = nameOf(term.replace(".", "_"));
  return part === undefined ? name : `${name}_year_${part + 1}`;
}

/** What may be typed as a value of one's own; undefined where only words can say it. */
export function allowedFor({ definition: { kind, bounds, of } }: Pick<TermRow, "definition">): Allowed | undefined {
  switch (kind) {
    case "flag":
      return { kind: "word", words: ["yes", "no"] };
    case "convention":
      return { kind: "word", words: conventionNames.map(conventionWord) };
    case "number":
    case "numbers":
    case "number-or-yearly":
      return { kind: "number", ...(bounds && of !== "driver" ? bounds : {}) };
    default:
      return undefined;
  }
}

export const conventionWord = (name: (typeof conventionNames)[number]): Word =>
  `convention_${name.replaceAll("-", "_")}` as Word;

interface RowNames {
  readonly group: Text;
  readonly item: Text;
  readonly what: Text;
  readonly unit: Text;
  readonly format: Format;
}

function namesOf(context: PlanContext, row: TermRow): RowNames {
  const { model } = context;
  const { term, definition } = row;
  const [id, what] = [headOf(term), lastOf(term)];
  const isShare = definition.format === "percent";
  if (definition.of === "case") {
    const item = words(`term.${term as "ramp"}`);
    return {
      group: words("terms.case"),
      item,
      what: partOf(context, row),
      unit: isShare ? "%" : "",
      format: isShare ? "percent" : "text",
    };
  }
  const unit = unitText(definition.shownAs, context);
  if (definition.of === "driver") {
    const driver = model.drivers.find(each => each.id === id);
    const part = what === "initial" ? words("cash.build") : partOf(context, row);
    return {
      group: words("terms.drivers"),
      item: driver?.name ?? id,
      what: part,
      unit,
      format: driver ? formatOf(driver) : "number",
    };
  }
  const indicator = model.indicators.find(each => each.id === id);
  const isLevel = what === "baseline" || what === "target";
  return {
    group: stageName(model, indicator?.stage),
    item: indicator?.name ?? id,
    what: words(`agreement.${what as "chosen" | "baseline" | "target" | "attribution" | "confidence"}`),
    unit: definition.kind === "flag" ? "" : unit,
    format: definition.kind === "flag" ? "text" : isLevel && indicator ? formatOf(indicator) : "percent",
  };
}

const stageName = ({ stages }: Model, stage: string | undefined): Text =>
  stages.find(({ id }) => id === stage)?.name ?? "";

/** Which value of a list: year 2, the second quarter. */
function partOf({ periods }: PlanContext, { part, definition }: TermRow): Text {
  if (part === undefined) return words("inputs.value");
  if (definition.of === "driver") return words("unit.year-n", { n: part + 1 });
  return periods[part + 1]?.label ?? String(part + 1);
}

function stateText(state: TermState | undefined, definition: TermRow["definition"]): Text {
  if (!state) return words("terms.not-proposed");
  const { offer, agreed, declined } = state;
  const on = (date: string) => eachLocale(locale => formatDate(date, locale));
  if (offer) {
    const values = { party: words(`party.${offer.party}`), by: offer.by, on: on(offer.date) };
    if (!agreed) return words("terms.state-open", values);
    return words("terms.state-amended", { ...values, agreed: valueText(agreed.value, definition) });
  }
  if (declined) return words("terms.state-declined", { party: words(`party.${otherParty(declined.party)}`) });
  if (agreed) return words("terms.state-agreed", { on: on(agreed.since) });
  return words("terms.state-withdrawn");
}
