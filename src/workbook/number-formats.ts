/** Number formats of cells, and what a number looks like in them. Zero money is a dash; shares and quantities keep their zero. */
import type { Format, PlannedCell } from "../engine/plan/plan.ts";
import { habitsOf, type Locale } from "../text/locale.ts";

type Numbered = Pick<PlannedCell, "format" | "content"> & Partial<Pick<PlannedCell, "role">>;

/** By a formula here, or before the workbook was written. */
const isCalculated = ({ content, role }: Numbered): boolean =>
  content.kind === "formula" || (content.kind === "label" && role === "calculated");

/** The number format of a cell. Typed numbers keep the decimals they were typed with; calculated ones are rounded for the eye. */
export function numberFormat(cell: Numbered, locale: Locale): string {
  const { format } = cell;
  switch (format) {
    case "text":
      return "General";
    case "money":
      return '#,##0;-#,##0;"–"';
    case "money-exact":
      return '#,##0.00;-#,##0.00;"–"';
    case "percent":
      return isCalculated(cell) ? "0.0%" : "0.0##%";
    case "number":
      return isCalculated(cell) ? "#,##0.0#" : "#,##0.0####";
    case "integer":
      return "0";
    case "factor":
      return "0.000";
    case "months":
      return "0.0";
    case "ratio":
      return "0.00";
    case "date":
      return habitsOf(locale).dateFormat;
    default:
      return format satisfies never;
  }
}

/** The format to use instead while the number is whole (72%, not 72.0%); undefined if there is none. */
export function wholeNumberFormat(format: Format): string | undefined {
  if (format === "percent") return "0%";
  return format === "number" ? "#,##0" : undefined;
}

/** About what a number looks like in its cell, to judge the width it takes. */
export function shownNumber(value: number, cell: Numbered): string {
  switch (cell.format) {
    case "money":
      return grouped(value, 0, 0);
    case "money-exact":
    case "ratio":
      return grouped(value, 2, 2);
    case "percent":
      return `${grouped(value * 100, 0, isCalculated(cell) ? 1 : 3)}%`;
    case "date":
      return "2025年12月31日";
    case "factor":
      return value.toFixed(3);
    case "months":
      return value.toFixed(1);
    default:
      return grouped(value, 0, isCalculated(cell) ? 2 : 5);
  }
}

const grouped = (number: number, least: number, most: number): string => withDigits(least, most).format(number);

/** Making one takes far longer than using it. */
const made = new Map<string, Intl.NumberFormat>();

function withDigits(minimumFractionDigits: number, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${minimumFractionDigits}-${maximumFractionDigits}`;
  const known = made.get(key) ?? new Intl.NumberFormat("en-US", { minimumFractionDigits, maximumFractionDigits });
  made.set(key, known);
  return known;
}
