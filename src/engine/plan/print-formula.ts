/** A plan formula as spreadsheet text: names where cells have one, else addresses. */
import { printFormula } from "../../model/formula/print.ts";
import type { CellRef, PlanFormula, RangeRef, SheetId } from "./plan.ts";

export interface AddressStyle {
  /** The defined name of a cell, if it has one. */
  nameAt(ref: CellRef): string | undefined;
  /** How a sheet is called in formulas, quoted where needed. */
  sheetName(sheet: SheetId): string;
  /** Sheets whose rows may be sorted: their own formulas move with them. */
  readonly sortable?: ReadonlySet<SheetId>;
}

/** `on` is the sheet the formula stands on: its own cells are written without it. */
export function printPlanFormula(formula: PlanFormula, on: SheetId, style: AddressStyle): string {
  const at = (ref: CellRef) => (ref.sheet === on && style.sortable?.has(on) ? plainAddress(ref) : address(ref));
  return printFormula<CellRef | RangeRef>(formula, ref => {
    if (ref.kind === "cell") return style.nameAt(ref) ?? withSheet(ref, on, style) + at(ref);
    return `${withSheet(ref.from, on, style)}${at(ref.from)}:${at(ref.to)}`;
  });
}

const withSheet = (ref: CellRef, on: SheetId, style: AddressStyle): string =>
  ref.sheet === on ? "" : `${style.sheetName(ref.sheet)}!`;

/** $B$3: formulas of a plan are never copied, so every address is absolute, but on sheets whose rows may be sorted. */
export const address = ({ row, column }: CellRef): string => `$${columnLetters(column)}$${row}`;

/** B3, as people say it. */
export const plainAddress = ({ row, column }: CellRef): string => `${columnLetters(column)}${row}`;

export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + ((column - 1) % 26));
  return column <= 26 ? last : columnLetters(Math.floor((column - 1) / 26)) + last;
}
