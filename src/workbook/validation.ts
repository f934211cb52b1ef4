/** What may be typed into an input cell, with the words that say so before and after. */
import type { DataValidation } from "exceljs";
import type { Allowed, Format, PlannedCell, WorkbookPlan } from "../engine/plan/plan.ts";
import { address } from "../engine/plan/print-formula.ts";
import { type Word, wordText } from "../engine/plan/words.ts";
import { formatNumber, formatPercent } from "../text/format.ts";
import { habitsOf, inLocale, type Locale } from "../text/locale.ts";
import { say } from "../text/say.ts";
import { lineText } from "../text/line-text.ts";
import { quotedSheet, type SheetNames } from "../engine/plan/sheet-names.ts";

/** Most characters that Excel opens in the title and in the text of a message; more make it repair the file. */
const [titleLimit, messageLimit] = [32, 255];
/** Where a number has no bound of its own: beyond any figure of a business, and still a number. */
const unbounded = 1e15;

/** The validation of an input cell; undefined for cells that are no input. */
export function validationOf(
  cell: PlannedCell,
  plan: WorkbookPlan,
  names: SheetNames,
  locale: Locale,
): DataValidation | undefined {
  const { content } = cell;
  if (content.kind === "answer" && content.allowed.kind === "text") {
    const { longest } = content.allowed;
    return {
      type: "textLength",
      operator: "lessThanOrEqual",
      allowBlank: true,
      formulae: [longest],
      ...messages(inLocale(content.hint, locale), say(locale, "workbook.text-to", { longest }), locale),
    };
  }
  if (content.kind === "choice" || (content.kind === "answer" && content.allowed.kind === "word")) {
    const { words } = content.allowed as Allowed & { kind: "word" };
    return {
      type: "list",
      allowBlank: content.kind === "answer",
      formulae: [listFormula(words, plan, names, locale)],
      ...messages(inLocale(content.hint, locale), oneOf(words, plan, locale), locale),
    };
  }
  if (content.kind !== "input" && content.kind !== "answer") return undefined;
  const { allowed, hint } = content;
  if (allowed.kind !== "number") throw new Error(`a number input that takes ${allowed.kind}s`);
  const { min = -unbounded, max = unbounded } = allowed;
  return {
    type: "decimal",
    operator: "between",
    allowBlank: true,
    formulae: [min, max],
    ...messages(inLocale(hint, locale), numberMessage(allowed, cell.format, locale), locale),
  };
}

function messages(prompt: string, error: string, locale: Locale): Partial<DataValidation> {
  const line = lineText(prompt, messageLimit);
  return {
    ...(line ? { showInputMessage: true, prompt: line } : {}),
    showErrorMessage: true,
    errorStyle: "stop",
    errorTitle: lineText(say(locale, "workbook.not-possible"), titleLimit),
    error: lineText(error, messageLimit),
  };
}

function numberMessage(
  { min, max }: { readonly min?: number; readonly max?: number },
  format: Format,
  locale: Locale,
): string {
  const show = (value: number) => (format === "percent" ? formatPercent(value, locale) : formatNumber(value, locale));
  if (min !== undefined && max !== undefined)
    return say(locale, "workbook.number-between", { least: show(min), most: show(max) });
  if (min !== undefined) return say(locale, "workbook.number-from", { least: show(min) });
  if (max !== undefined) return say(locale, "workbook.number-to", { most: show(max) });
  return say(locale, "workbook.number");
}

function oneOf(words: readonly Word[], plan: WorkbookPlan, locale: Locale): string {
  const listed = words.map(word => inLocale(wordText(word, plan.words), locale)).join(habitsOf(locale).betweenNames);
  return say(locale, "workbook.one-of", { words: listed });
}

/** The words' cells where they stand one below another, so that the list reads as the formulas do; else the words themselves. */
function listFormula(words: readonly Word[], plan: WorkbookPlan, names: SheetNames, locale: Locale): string {
  const cells = words.flatMap(word => plan.names.get(word) ?? []).sort((a, b) => a.row - b.row);
  const [first, last] = [cells[0], cells.at(-1)];
  const together = cells.every(
    (cell, index) => cell.sheet === first?.sheet && cell.column === first.column && cell.row === first.row + index,
  );
  if (first && last && together && cells.length === words.length)
    return `${quotedSheet(names, first.sheet)}!${address(first)}:${address(last)}`;
  return `"${words.map(word => inLocale(wordText(word, plan.words), locale).replaceAll(/[",]/g, " ")).join(",")}"`;
}
