/** Where cells of a plan stand. */

export const sheetIds = [
  "review",
  "about",
  "realization",
  "actuals",
  "settlement",
  "realization-workings",
  "fill-in",
  "summary",
  "scenarios",
  "terms",
  "agreement",
  "inputs",
  "drivers",
  "tables",
  "measured",
  "value",
  "overlap",
  "cash-flow",
  "scenario-workings",
  "potential",
  "sensitivity",
  "checks",
  "sources",
  "words",
  "manifest",
] as const;
export type SheetId = (typeof sheetIds)[number];

/** A planned cell; rows and columns count from 1. */
export interface CellRef {
  readonly kind: "cell";
  readonly sheet: SheetId;
  readonly row: number;
  readonly column: number;
}

export interface RangeRef {
  readonly kind: "range";
  readonly from: CellRef;
  readonly to: CellRef;
}

export const keyOf = ({ sheet, row, column }: CellRef): string => `${sheet}!${row},${column}`;
