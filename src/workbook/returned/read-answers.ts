/** The answers on the sheet of terms, row by row, and what was changed where it stands; nothing is judged here. */
import { type AnswerWord, answerWords, type RowAnswer } from "../../agreement/answers.ts";
import type { TermRow } from "../../agreement/term-rows.ts";
import type { Json } from "../../agreement/canonical.ts";
import { conventionNames } from "../../case/conventions.ts";
import type { Calculation } from "../../engine/calculation.ts";
import { allowedFor, conventionWord, inputNameOf, termsColumn } from "../../engine/sheets/terms-sheet.ts";
import { typedNumber } from "../../text/typed-number.ts";
import { type Comparison, type FoundCell, type InputValue, wordFrom } from "./compare-returned.ts";

/** A cell for answers that holds no answer. */
export interface Unreadable {
  readonly kind: "answer" | "value" | "formula" | "gone";
  readonly at: string;
  readonly found: string;
  readonly key: string;
}

export interface Answers {
  readonly answers: readonly RowAnswer[];
  readonly unreadable: readonly Unreadable[];
  /** Changed inputs that are no terms (investment, scenarios …). */
  readonly others: Comparison["inputs"];
}

/** Without the sheet of answers, nothing is read but what was changed in its place. */
export function readAnswers(rows: readonly TermRow[], sent: Calculation, comparison: Comparison): Answers {
  const found = comparison.rowsByText("terms", termsColumn.key);
  const changed = new Map(comparison.inputs.map(change => [change.planned.name ?? "", change]));
  const notRead = new Set(comparison.faults.flatMap(({ kind, name }) => (kind === "input" ? (name ?? []) : [])));
  const unreadable: Unreadable[] = [];
  const used = new Set<string>();
  const answers = rows.flatMap((row): RowAnswer[] => {
    const name = inputNameOf(row);
    const change = name === undefined ? undefined : changed.get(name);
    if (change) used.add(change.planned.name ?? "");
    const inPlace = change ? { inPlace: { value: asJson(change.is), at: change.at } } : {};
    const at = (column: number): FoundCell | undefined => found?.cell(row.key, column);
    const place = at(termsColumn.key);
    if (!place) {
      if (found) unreadable.push({ kind: "gone", at: "", found: "", key: row.key });
      return change ? [{ row, at: change.at, ...inPlace }] : [];
    }
    const wrong = unreadable.length;
    const answer = answerIn(at(termsColumn.answer), row, sent, unreadable);
    const value = valueIn(at(termsColumn.value), row, sent, unreadable);
    const comment = textIn(at(termsColumn.comment));
    const isUnreadable = unreadable.length > wrong || notRead.has(name ?? "");
    const isSilent = answer === undefined && value === undefined && comment === undefined && !change && !isUnreadable;
    if (isSilent) return [];
    return [
      {
        row,
        at: at(termsColumn.answer)?.at ?? place.at,
        ...(answer === undefined ? {} : { answer }),
        ...(value === undefined ? {} : { value }),
        ...(comment === undefined ? {} : { comment }),
        ...inPlace,
        ...(isUnreadable ? { isUnreadable } : {}),
      },
    ];
  });
  return { answers, unreadable, others: comparison.inputs.filter(({ planned }) => !used.has(planned.name ?? "")) };
}

function answerIn(
  found: FoundCell | undefined,
  { key }: TermRow,
  sent: Calculation,
  unreadable: Unreadable[],
): AnswerWord | undefined {
  const { at = "", cell } = found ?? {};
  if (cell === undefined || cell.value === null || cell.value === "") return undefined;
  const word = typeof cell.value === "string" && cell.formula === undefined ? wordFrom(cell.value, sent) : undefined;
  const answer = answerWords.find(each => each === word);
  if (!answer) unreadable.push({ kind: "answer", at, found: foundText(found), key });
  return answer;
}

function valueIn(
  found: FoundCell | undefined,
  row: TermRow,
  sent: Calculation,
  unreadable: Unreadable[],
): Json | undefined {
  const { key, definition } = row;
  const { at = "", cell } = found ?? {};
  // Where only words can say it, the cell says so and is no answer.
  if (!allowedFor(row) || cell === undefined) return undefined;
  if (cell.formula !== undefined) {
    unreadable.push({ kind: "formula", at, found: `=${cell.formula}`, key });
    return undefined;
  }
  const { value } = cell;
  if (value === null || value === "") return undefined;
  const read = definition.kind === "flag" || definition.kind === "convention" ? choiceOf(value, sent) : numberOf(value);
  if (read === undefined) unreadable.push({ kind: "value", at, found: foundText(found), key });
  return read;
}

const numberOf = (value: unknown): number | undefined =>
  typeof value === "number" ? value : typeof value === "string" ? typedNumber(value) : undefined;

function choiceOf(value: unknown, sent: Calculation): Json | undefined {
  if (typeof value === "boolean") return value;
  const word = typeof value === "string" ? wordFrom(value, sent) : undefined;
  return word === undefined ? undefined : asJson(word);
}

/** A word as terms have it: yes → true, convention_tei → tei. */
function asJson(value: InputValue): Json {
  if (value === "yes" || value === "no") return value === "yes";
  return conventionNames.find(name => conventionWord(name) === value) ?? value;
}

function textIn(found: FoundCell | undefined): string | undefined {
  const value = found?.cell?.formula === undefined ? found?.cell?.value : undefined;
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  return text === "" ? undefined : text;
}

function foundText(found: FoundCell | undefined): string {
  const { value = null, formula } = found?.cell ?? {};
  if (formula !== undefined) return `=${formula}`;
  return typeof value === "object" ? (value?.error ?? "") : String(value);
}
