/** The last day of a calendar quarter, month or year as people write them: 2026Q3, 2026年第3季度, 2026-09, 2026. */
import { addMonths } from "../../case/calendar.ts";
import { plainLabel } from "../../review/actuals.ts";

/** ISO; undefined if it is none of these. */
export function endOfLabel(label: string): string | undefined {
  const [, year, quarter, month] = /^(\d{4})(?:Q([1-4])|-(0[1-9]|1[0-2]))?年?$/.exec(plainLabel(label)) ?? [];
  if (year === undefined) return undefined;
  const months = quarter ? 3 * Number(quarter) : month ? Number(month) : 12;
  const next = new Date(`${addMonths(`${year}-01-01`, months)}T00:00:00Z`);
  return new Date(next.getTime() - 86_400_000).toISOString().slice(0, 10);
}
