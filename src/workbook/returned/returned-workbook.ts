/** A workbook as a customer sent it back: plain data, read from the file as it stands. Nothing in it was evaluated or followed. */

export interface ReturnedWorkbook {
  /** In the order of the file. A sheet of another kind (a chart) has no cells. */
  readonly sheets: readonly ReturnedSheet[];
  /** Names of the whole workbook that stand for a single cell, in lower case: Excel does not tell `Volume` from `volume`. */
  readonly names: ReadonlyMap<string, ReturnedPlace>;
  /** What is in the file and is never taken in. */
  readonly ignored: readonly IgnoredPart[];
  /** The program that says it wrote the file. */
  readonly program: string | undefined;
}

export interface ReturnedSheet {
  readonly name: string;
  readonly state: SheetState;
  /** Cells with a value or a formula, by "row,column"; rows and columns count from 1. */
  readonly cells: ReadonlyMap<string, ReturnedCell>;
  /** Hidden rows and columns among those that hold cells. */
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
}

export type SheetState = "visible" | "hidden" | "veryHidden";

export interface ReturnedCell {
  readonly row: number;
  readonly column: number;
  /**
   * null where a formula has no result. Dates are numbers of days. `#NUM!` also stands for what is no value of its type: text in a
   * cell of numbers, a number that no spreadsheet can hold (1e999).
   */
  readonly value: ReturnedValue;
  /** Without "="; one that the file writes once for many cells stands here for each of them. */
  readonly formula?: string;
}

export type ReturnedValue = number | string | boolean | { readonly error: string } | null;

export interface ReturnedPlace {
  /** The sheet's name, as the sheet spells it. */
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

export interface IgnoredPart {
  readonly kind: IgnoredKind;
  /** The part of the package; for a formula the first cell on its sheet (Inputs!B3) or its name. */
  readonly part: string;
}

/** `web-query`: a formula that fetches something; `embedded`: an object, a control or an add-in. */
export type IgnoredKind =
  | "macro"
  | "external-link"
  | "dde"
  | "connection"
  | "embedded"
  | "picture"
  | "comment"
  | "web-query";

export const cellKey = (row: number, column: number): string => `${row},${column}`;
