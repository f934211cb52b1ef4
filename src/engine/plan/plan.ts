/**
 * The sheet plan: every cell of the workbook as plain data. One plan, three readers: HyperFormula calculates it, the workbook writer
 * writes it with the calculated values cached, the kernel compiles its formulas. It says what a cell means (role, format), never how it looks.
 */
import type { Place } from "../../finding/finding.ts";
import type { FormulaTree } from "../../model/formula/tree.ts";
import type { Text } from "../../text/locale.ts";
import type { CellRef, RangeRef, SheetId } from "./cell-ref.ts";
import type { ChartPlan } from "./chart-plan.ts";
import type { Word, WordTexts } from "./words.ts";

export { type CellRef, keyOf, type RangeRef, type SheetId, sheetIds } from "./cell-ref.ts";

export type PlanFormula = FormulaTree<CellRef | RangeRef>;

/** What a cell is for. */
export type Role =
  | "title"
  | "subtitle"
  | "section"
  | "column-head"
  | "row-head"
  | "label"
  | "note"
  | "unit"
  | "source"
  | "link"
  | "input"
  | "calculated"
  | "total"
  | "result"
  | "check"
  | "flag";

/** How its number is to be read. `money-exact` keeps two decimals (unit costs); `share` is a percent, `factor` a plain share. */
export type Format =
  | "text"
  | "money"
  | "money-exact"
  | "percent"
  | "number"
  | "integer"
  | "factor"
  | "months"
  | "date"
  | "ratio";

/** What may be typed into an input cell. */
export type Allowed =
  | { readonly kind: "number"; readonly min?: number; readonly max?: number }
  | { readonly kind: "word"; readonly words: readonly Word[] }
  | { readonly kind: "text"; readonly longest: number };

export type Content =
  | { readonly kind: "label"; readonly text: Text | number }
  /** A word that formulas compare with and give as results; each language has its own. */
  | { readonly kind: "word"; readonly word: Word }
  | { readonly kind: "input"; readonly value: number | null; readonly allowed: Allowed; readonly hint: Text }
  | { readonly kind: "choice"; readonly word: Word; readonly allowed: Allowed & { kind: "word" }; readonly hint: Text }
  /** Left blank for the reader to fill in; no formula reads it. */
  | { readonly kind: "answer"; readonly allowed: Allowed; readonly hint: Text }
  | { readonly kind: "formula"; readonly formula: PlanFormula };

export interface PlannedCell {
  readonly ref: CellRef;
  readonly content: Content;
  readonly role: Role;
  readonly format: Format;
  /** Name in the workbook. */
  readonly name?: string;
  /** Key under which the result is read: `summary.npv`, `period.3.benefit`. */
  readonly figure?: string;
  /** The place in a model or case file because of which this cell exists. */
  readonly origin?: Place;
  /** Columns it spans, its own included; cells planned beside it are never covered. */
  readonly across?: number;
  /** A web address, or another cell. */
  readonly link?: string | CellRef;
}

export interface ColumnPlan {
  /** In characters of the standard font. */
  readonly width: number;
}

export interface SheetPlan {
  readonly id: SheetId;
  readonly name: Text;
  readonly columns: readonly ColumnPlan[];
  /** Rows and columns that stay in view. */
  readonly freeze: { readonly rows: number; readonly columns: number };
  readonly landscape: boolean;
  /** Row repeated on each printed page. */
  readonly titleRow?: number;
  /** Rows that begin a printed page. */
  readonly pageStarts?: readonly number[];
  readonly hidden: boolean;
  readonly cells: readonly PlannedCell[];
  /** Rows of detail that can be folded away. */
  readonly detailRows: readonly { readonly from: number; readonly to: number }[];
  readonly filter?: RangeRef;
  /** Its rows may be sorted: formulas of its own cells are written so that they move with them. */
  readonly isSortable?: boolean;
  /** All of it is printed on one page. */
  readonly onePage?: boolean;
  /** The last row that is printed; what stands below only feeds the charts. */
  readonly lastPrinted?: number;
  readonly charts?: readonly ChartPlan[];
}

export interface WorkbookPlan {
  readonly sheets: readonly SheetPlan[];
  readonly names: ReadonlyMap<string, CellRef>;
  readonly words: WordTexts;
  readonly title: Text;
  /** What the workbook is about, and words to find it by, for its properties. */
  readonly subject?: Text;
  readonly keywords?: Text;
  readonly author: Text;
  /** ISO date the workbook is dated with; undefined if the case has none. */
  readonly date: string | undefined;
  readonly currency: string;
}
