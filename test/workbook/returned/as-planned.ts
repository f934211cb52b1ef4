/** Compares a workbook that was read back with the plan it was written from, cell by cell. */
import type { CalculatedValue, Calculation } from "../../../src/engine/calculation.ts";
import { valueAt } from "../../../src/engine/calculation.ts";
import type { PlannedCell } from "../../../src/engine/plan/plan.ts";
import { wordText } from "../../../src/engine/plan/words.ts";
import { inLocale, type Locale } from "../../../src/text/locale.ts";
import { cellText } from "../../../src/workbook/cell-text.ts";
import type {
  ReturnedCell,
  ReturnedSheet,
  ReturnedValue,
  ReturnedWorkbook,
} from "../../../src/workbook/returned/returned-workbook.ts";
import { sheetNames } from "../../../src/engine/plan/sheet-names.ts";
import { addressStyle, formulaText } from "../../../src/workbook/workbook-formula.ts";
import { tolerance } from "../../oracle/compare.ts";

export interface Difference {
  /** value!6,2 */
  readonly at: string;
  readonly planned: unknown;
  readonly read: unknown;
}

/**
 * What differs; nothing where all is as planned. Another program may spell formulas its own way, and calculates them anew: then they are
 * only asked for, and results agree within the tolerance.
 */
export function differencesFromPlan(
  workbook: ReturnedWorkbook,
  calculation: Calculation,
  locale: Locale,
  savedBy: "us" | "another program",
): Difference[] {
  const { plan } = calculation;
  const names = sheetNames(plan, locale);
  const style = addressStyle(plan, names);
  const sheets = new Map(workbook.sheets.map(sheet => [sheet.name, sheet]));
  return plan.sheets.flatMap(({ id, cells }): Difference[] => {
    const sheet = sheets.get(names.get(id) ?? "");
    if (!sheet) return [{ at: id, planned: names.get(id), read: undefined }];
    return cells.flatMap(planned => {
      const { row, column } = planned.ref;
      const cell = sheet.cells.get(`${row},${column}`);
      const formula = planned.content.kind === "formula" ? formulaText(planned.content.formula, id, style) : undefined;
      const isAnyhow = savedBy === "another program" && formula !== undefined && cell?.formula !== undefined;
      const expected = {
        value: plannedValue(planned, calculation, locale),
        formula: isAnyhow ? cell.formula : formula,
      };
      const read = { value: cell?.value ?? null, formula: cell?.formula };
      return isSame(expected.value, read.value, isAnyhow ? tolerance : 0) && expected.formula === read.formula
        ? []
        : [{ at: `${id}!${row},${column}`, planned: expected, read }];
    });
  });
}

/** Cells that hold something the plan does not have. */
export function unplanned(workbook: ReturnedWorkbook, calculation: Calculation, locale: Locale): ReturnedCell[] {
  const names = sheetNames(calculation.plan, locale);
  const planned = new Map(
    calculation.plan.sheets.map(({ id, cells }) => [
      names.get(id) ?? "",
      new Set(cells.map(({ ref }) => `${ref.row},${ref.column}`)),
    ]),
  );
  return workbook.sheets.flatMap(({ name, cells }: ReturnedSheet) =>
    [...cells].filter(([key]) => !planned.get(name)?.has(key)).map(([, cell]) => cell),
  );
}

/** The names of the plan as they should be read: in lower case, with the sheet's name. */
export function plannedNames({ plan }: Calculation, locale: Locale): Map<string, unknown> {
  const names = sheetNames(plan, locale);
  return new Map(
    [...plan.names].map(([name, { sheet, row, column }]) => [
      name.toLowerCase(),
      { sheet: names.get(sheet), row, column },
    ]),
  );
}

function plannedValue({ content, ref }: PlannedCell, calculation: Calculation, locale: Locale): ReturnedValue {
  const word = (each: Parameters<typeof wordText>[0]) =>
    cellText(inLocale(wordText(each, calculation.plan.words), locale));
  switch (content.kind) {
    case "label":
      return typeof content.text === "number" ? content.text : cellText(inLocale(content.text, locale)) || null;
    case "word":
    case "choice":
      return word(content.word);
    case "input":
      return content.value;
    case "answer":
      return null;
    default:
      return resultOf(valueAt(calculation, ref), word);
  }
}

function resultOf(
  value: CalculatedValue | undefined,
  word: (word: Parameters<typeof wordText>[0]) => string,
): ReturnedValue {
  if (typeof value === "object") return "word" in value ? word(value.word) : value;
  return value ?? null;
}

function isSame(planned: ReturnedValue, read: ReturnedValue, within: number): boolean {
  if (typeof planned === "number" && typeof read === "number")
    return Math.abs(planned - read) <= within * Math.max(1, Math.abs(planned));
  return JSON.stringify(planned) === JSON.stringify(read);
}
