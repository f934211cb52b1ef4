/**
 * A formula that the file writes once for many cells, and how it reads in each of them: relative references move with the cell, as in
 * copying; all else stays. A reference that would leave the sheet is #REF!.
 */
import { columnLetters } from "../../engine/plan/print-formula.ts";
import { columnOf, lastColumn, lastRow } from "./cell-address.ts";
import { type FormulaToken, formulaTokens } from "./formula-tokens.ts";

/** Text that stays, or a column or row of a reference that moves. */
type Piece = string | { readonly axis: "column" | "row"; readonly at: number };

export interface SharedFormula {
  readonly row: number;
  readonly column: number;
  /** References as lists of pieces, so that one that leaves the sheet can be replaced whole. */
  readonly parts: readonly (string | readonly Piece[])[];
}

/** `row` and `column` are of the cell the formula is written for. */
export function sharedFormula(formula: string, row: number, column: number): SharedFormula {
  const tokens = formulaTokens(formula);
  return { row, column, parts: tokens.map((token, index) => partOf(token, index, tokens)) };
}

export function formulaFor({ row, column, parts }: SharedFormula, toRow: number, toColumn: number): string {
  const moved = (pieces: readonly Piece[]): string => {
    const texts = pieces.map(piece => {
      if (typeof piece === "string") return piece;
      const at = piece.at + (piece.axis === "row" ? toRow - row : toColumn - column);
      if (at < 1 || at > (piece.axis === "row" ? lastRow : lastColumn)) return undefined;
      return piece.axis === "row" ? String(at) : columnLetters(at);
    });
    return texts.includes(undefined) ? "#REF!" : texts.join("");
  };
  return parts.map(part => (typeof part === "string" ? part : moved(part))).join("");
}

function partOf({ kind, text }: FormulaToken, index: number, tokens: readonly FormulaToken[]): string | Piece[] {
  if (kind !== "word") return text;
  const [before, after] = [tokens[index - 1], tokens[index + 1]];
  // A function, a sheet, a table.
  if (/^[(!]/.test(after?.text ?? "") || after?.kind === "bracket") return text;
  const [, columnSign, letters = "", rowSign, digits = ""] = /^(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})$/i.exec(text) ?? [];
  if (letters)
    return isPlace(letters, digits) ? [...columnPieces(columnSign, letters), ...rowPieces(rowSign, digits)] : text;
  // Jan:Mar!A1 names sheets.
  const isBeforeSheets = tokens[index + 3]?.text.startsWith("!");
  const isBegin = isEndOfRange(text, after, tokens[index + 2]) && !isBeforeSheets;
  return isBegin || isEndOfRange(text, before, tokens[index - 2]) ? wholePieces(text) : text;
}

const isPlace = (letters: string, digits: string): boolean => columnOf(letters) > 0 && Number(digits) <= lastRow;

const columnPieces = (sign: string | undefined, letters: string): Piece[] =>
  sign ? [sign + letters] : [{ axis: "column", at: columnOf(letters) }];
const rowPieces = (sign: string | undefined, digits: string): Piece[] =>
  sign ? [sign + digits] : [{ axis: "row", at: Number(digits) }];

const wholeColumn = /^\$?[A-Z]{1,3}$/i;
const wholeRow = /^\$?[1-9]\d{0,6}$/;

/** Whole columns and rows stand in pairs only: A:C, 3:$5. */
function isEndOfRange(text: string, colon: FormulaToken | undefined, other: FormulaToken | undefined): boolean {
  if (colon?.text !== ":" || other?.kind !== "word") return false;
  return [wholeColumn, wholeRow].some(whole => whole.test(text) && whole.test(other.text));
}

function wholePieces(text: string): Piece[] {
  const [, sign, place = ""] = /^(\$?)(.*)$/.exec(text) ?? [];
  return wholeRow.test(text) ? rowPieces(sign, place) : columnPieces(sign, place);
}
