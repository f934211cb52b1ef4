/** Plan → numbers, by HyperFormula set up to agree with Excel. HyperFormula is known here and to its functions of ours only. */
import { type CellValue, type ConfigParams, DetailedCellError, HyperFormula, type RawCellContent } from "hyperformula";
import { printFormula } from "../model/formula/print.ts";
import { defaultLocale, inLocale } from "../text/locale.ts";
import type { CalculatedValue, Calculation } from "./calculation.ts";
import "./rank-function.ts";
import { ExcelFunctions } from "./excel-functions.ts";
import {
  type CellRef,
  keyOf,
  type PlanFormula,
  type PlannedCell,
  type RangeRef,
  type SheetId,
  type SheetPlan,
  type WorkbookPlan,
} from "./plan/plan.ts";
import { columnLetters } from "./plan/print-formula.ts";
import { isWord } from "./plan/words.ts";

/** Each setting cures a difference from Excel that was seen. */
export const asExcel: Partial<ConfigParams> = {
  licenseKey: "gpl-v3",
  precisionRounding: 14,
  evaluateNullToZero: false,
  useArrayArithmetic: false,
  accentSensitive: true,
  localeLang: "en-US",
  ignoreWhiteSpace: "any",
  dateFormats: ["YYYY-MM-DD"],
  maxRows: 200_000,
  undoLimit: 0,
  functionPlugins: [...HyperFormula.getAllFunctionPlugins(), ExcelFunctions],
};

export function calculate(plan: WorkbookPlan): Calculation {
  const engine = HyperFormula.buildFromSheets(sheetContents(plan), asExcel);
  try {
    const values = new Map<string, CalculatedValue>();
    for (const sheet of plan.sheets) {
      const id = engine.getSheetId(sheet.id);
      if (id === undefined) throw new Error(`sheet ${sheet.id} was not built`);
      for (const { ref, content } of sheet.cells) {
        if (content.kind !== "formula") continue;
        values.set(
          keyOf(ref),
          calculated(engine.getCellValue({ sheet: id, row: ref.row - 1, col: ref.column - 1 }), ref),
        );
      }
    }
    return { plan, values };
  } finally {
    engine.destroy();
  }
}

/**
 * Addresses throughout, while the workbook's formulas read names: the same cells, but HyperFormula counts a blank cell behind a name as
 * a number, which Excel and LibreOffice do not; and addresses are faster. The oracle test holds the two together. Neighbours are
 * addressed by where they lie from the cell: rows and columns of one formula each are then the same text to HyperFormula, which reads it
 * once. Words are written out in place of the cells that hold them: nobody changes these, nearly every formula reads one, and
 * HyperFormula takes ever longer for each further reader of a cell.
 */
function formulaText(formula: PlanFormula, at: CellRef, wordAt: WordAt): string {
  const cell = (ref: CellRef): string => {
    const isHere = ref.sheet === at.sheet;
    const column = isHere && Math.abs(ref.column - at.column) <= 1 ? "" : "$";
    const row = isHere && ref.row === at.row ? "" : "$";
    return `${column}${columnLetters(ref.column)}${row}${ref.row}`;
  };
  const on = ({ sheet }: CellRef): string => (sheet === at.sheet ? "" : `'${sheet}'!`);
  return printFormula<CellRef | RangeRef>(formula, ref => {
    if (ref.kind === "range") return `${on(ref.from)}${cell(ref.from)}:${cell(ref.to)}`;
    const word = wordAt.get(ref.sheet)?.get(ref.row);
    return word === undefined ? on(ref) + cell(ref) : `"${word}"`;
  });
}

/** Words by the sheet and row of their own. */
type WordAt = ReadonlyMap<SheetId, ReadonlyMap<number, string>>;

const wordsOf = ({ sheets }: WorkbookPlan): WordAt =>
  new Map(
    sheets
      .filter(({ id }) => id === "words")
      .map(({ id, cells }) => [
        id,
        new Map(
          cells.flatMap(({ ref, content }) => (content.kind === "word" ? [[ref.row, content.word] as const] : [])),
        ),
      ]),
  );

/** A plan's sheets as HyperFormula takes them: rows of cells, formulas as text. */
export function sheetContents(plan: WorkbookPlan): Record<string, RawCellContent[][]> {
  const wordAt = wordsOf(plan);
  return Object.fromEntries(plan.sheets.map(sheet => [sheet.id, contentsOf(sheet, wordAt)]));
}

function contentsOf(sheet: SheetPlan, wordAt: WordAt): RawCellContent[][] {
  const rows = sheet.cells.reduce((most, { ref }) => Math.max(most, ref.row), 0);
  const grid = Array.from({ length: rows }, (): RawCellContent[] => []);
  for (const cell of sheet.cells) {
    const row = grid[cell.ref.row - 1];
    if (row) row[cell.ref.column - 1] = contentOf(cell, wordAt);
  }
  return grid.map(row => Array.from(row, content => content ?? null));
}

/** Text is always text: a leading apostrophe keeps HyperFormula from reading "10%" or "=1" in it. */
function contentOf({ content, ref }: PlannedCell, wordAt: WordAt): RawCellContent {
  switch (content.kind) {
    case "label":
      return typeof content.text === "number" ? content.text : `'${inLocale(content.text, defaultLocale)}`;
    case "word":
    case "choice":
      return `'${content.word}`;
    case "input":
      return content.value;
    case "answer":
      return null;
    case "formula":
      return formulaText(content.formula, ref, wordAt);
    default:
      return content satisfies never;
  }
}

function calculated(value: CellValue, ref: PlannedCell["ref"]): CalculatedValue {
  if (value instanceof DetailedCellError) return { error: value.value };
  if (isWord(value)) return { word: value };
  if (typeof value === "number" || typeof value === "boolean") return value;
  throw new Error(`the formula at ${keyOf(ref)} gives ${JSON.stringify(value)}, neither a number nor a word`);
}
