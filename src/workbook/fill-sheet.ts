/** Puts the cells of one sheet of the plan on a worksheet: value or formula with its result, style, what may be typed, merged cells. */
import type { CellErrorValue, CellFormulaValue, CellValue, ErrorValue, Worksheet } from "exceljs";
import { type CalculatedValue, type Calculation, valueAt } from "../engine/calculation.ts";
import { keyOf, type PlannedCell, type SheetPlan } from "../engine/plan/plan.ts";
import type { AddressStyle } from "../engine/plan/print-formula.ts";
import { wordText } from "../engine/plan/words.ts";
import { inLocale, type Locale } from "../text/locale.ts";
import { blanksOf } from "./blank-cells.ts";
import { cellText, escapeCodes } from "./cell-text.ts";
import { conditionalFormats } from "./conditional-formats.ts";
import { type Layout, layOut, shownValue } from "./layout.ts";
import type { SheetNames } from "../engine/plan/sheet-names.ts";
import { cellStyle } from "./styles.ts";
import { validationOf } from "./validation.ts";
import { formulaText } from "./workbook-formula.ts";

export interface Writing {
  readonly calculation: Calculation;
  readonly locale: Locale;
  readonly names: SheetNames;
  readonly addresses: AddressStyle;
}

/** Gives where its cells stand. */
export function fillSheet(worksheet: Worksheet, sheet: SheetPlan, writing: Writing): Layout {
  const { calculation, locale } = writing;
  const layout = layOut(sheet, calculation, locale);
  layout.columnWidths.forEach((width, index) => {
    worksheet.getColumn(index + 1).width = width;
  });
  for (const blank of blanksOf(sheet, layout))
    worksheet.getCell(blank.row, blank.column).style = cellStyle(blank, blankLeaning, locale);
  for (const cell of sheet.cells) fillCell(worksheet, cell, layout, writing);
  for (const [row, height] of layout.rowHeights) worksheet.getRow(row).height = height;
  for (const { from, to } of sheet.detailRows)
    for (let row = from; row <= to; row += 1) worksheet.getRow(row).outlineLevel = 1;
  for (const row of sheet.pageStarts ?? []) worksheet.getRow(row - 1).addPageBreak();
  for (const format of conditionalFormats(sheet, calculation.plan)) worksheet.addConditionalFormatting(format);
  return layout;
}

const blankLeaning = { horizontal: "left", vertical: "middle", indent: 0 } as const;

function fillCell(worksheet: Worksheet, planned: PlannedCell, layout: Layout, writing: Writing): void {
  const { row, column } = planned.ref;
  const style = cellStyle(planned, layout.leaning(planned), writing.locale);
  const last =
    planned.role === "section"
      ? Math.max(layout.lastColumn(planned), layout.columnWidths.length)
      : layout.lastColumn(planned);
  for (let each = column; each <= last; each += 1) worksheet.getCell(row, each).style = style;
  const cell = worksheet.getCell(row, column);
  cell.value = cellValue(planned, writing);
  if (layout.lastColumn(planned) > column) worksheet.mergeCells(row, column, row, layout.lastColumn(planned));
  const validation = validationOf(planned, writing.calculation.plan, writing.names, writing.locale);
  if (validation) cell.dataValidation = validation;
}

function cellValue(planned: PlannedCell, { calculation, locale, addresses }: Writing): CellValue {
  const { content, ref } = planned;
  switch (content.kind) {
    case "label":
    case "word":
    case "choice": {
      const shown = shownValue(planned, calculation, locale);
      return shown === "" ? null : typeof shown === "number" ? shown : escapeCodes(shown);
    }
    case "input":
      return content.value;
    case "answer":
      return null;
    case "formula": {
      const value = valueAt(calculation, ref);
      if (value === undefined) throw new Error(`the formula at ${keyOf(ref)} was not calculated`);
      return {
        formula: formulaText(content.formula, ref.sheet, addresses),
        result: resultOf(value, calculation, locale),
      } as CellFormulaValue;
    }
    default:
      return content satisfies never;
  }
}

/** Errors that a file can hold; others that a calculator may have of its own become #VALUE!. */
const fileErrors: ReadonlySet<string> = new Set(["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"]);

function resultOf(
  value: CalculatedValue,
  { plan }: Calculation,
  locale: Locale,
): number | string | boolean | CellErrorValue {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : errorValue("#NUM!");
  if ("error" in value) return errorValue(fileErrors.has(value.error) ? value.error : "#VALUE!");
  return cellText(inLocale(wordText(value.word, plan.words), locale));
}

const errorValue = (error: string): CellErrorValue => ({ error: error as ErrorValue });
