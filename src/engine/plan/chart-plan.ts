/**
 * A chart as plain data: which cells of its sheet it draws, over which it stands, what each series means; never how it looks. It stays
 * bound to its cells: who changes an input sees the picture change.
 */
import type { Text } from "../../text/locale.ts";
import type { CellRef, RangeRef } from "./cell-ref.ts";

/**
 * One of: `columns` side by side; `overlaid-columns`, where each category has an amount in one series only; `stacked-columns` and
 * `stacked-bars`, amounts above and below 0 apart; `bars-around`, pairs of bars that begin at `around` and reach to both sides of it.
 */
export type ChartKind = "columns" | "overlaid-columns" | "stacked-columns" | "stacked-bars" | "bars-around";

/**
 * What a series is: the unfilled `base` that others stand on, an amount at the `start` and the `result` it comes to, what is taken
 * (`loss`) or added (`gain`) between, the one to look at (`mark`), or one of several `part`s, told apart by their order.
 */
export type SeriesRole = "base" | "start" | "result" | "loss" | "gain" | "mark" | "part";

/** What stands at its columns: the amount, with − or + before it where the column's height is a change, or a word where it is not 0. */
export type SeriesLabel = "amount" | "minus" | "plus" | { readonly text: Text };

export interface ChartSeries {
  /** The cell that names it. */
  readonly name: CellRef;
  readonly values: RangeRef;
  readonly role: SeriesRole;
  readonly label?: SeriesLabel;
}

export interface ChartPlan {
  readonly kind: ChartKind;
  readonly title: Text;
  /** What it shows, in words, for those who cannot see it. */
  readonly alternative: Text;
  readonly categories: RangeRef;
  readonly series: readonly ChartSeries[];
  /** The cells it stands over, all of them unplanned. */
  readonly over: RangeRef;
  /** Names of the series beside the picture; without them, labels and title say all. */
  readonly legend?: boolean;
  /** Without an axis of amounts the labels say all. */
  readonly axis?: boolean;
  /** Zeros, one for each category: without them the axis of columns that are all alike would begin near the smallest, not at 0. */
  readonly zeros?: RangeRef;
  /** Where the bars begin, and how far the axis reaches; for figures that stand still. */
  readonly around?: { readonly at: number; readonly from: number; readonly to: number };
}
