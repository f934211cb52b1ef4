/**
 * Amounts in charts, short as a reader of a language says them: 1.2M, 350k · 123.4万, 1.23亿. As number formats, so that they stay right
 * when the cells change; the unit is chosen once, by the largest amount drawn.
 */
import type { SeriesLabel } from "../../engine/plan/chart-plan.ts";
import { habitsOf, inLocale, type Locale } from "../../text/locale.ts";
import { lineText } from "../../text/line-text.ts";

/** The number format of amounts up to a size, without a sign. */
export function amountFormat(largest: number, locale: Locale): string {
  return habitsOf(locale).chartFormats.find(({ from }) => largest >= from)?.format ?? "#,##0";
}

/** Of an axis: with a true minus sign, and a plain 0. */
export const axisFormat = (amount: string): string => `${amount};"−"${amount};0`;

/** Of what stands at columns; nothing at those of no height. */
export function labelFormat(label: SeriesLabel, amount: string, locale: Locale): string {
  if (typeof label === "object") return `"${lineText(inLocale(label.text, locale), 60).replaceAll('"', "")}";"";""`;
  const signs = { amount: ["", '"−"'], minus: ['"−"', '"−"'], plus: ['"+"', '"+"'] }[label];
  return [...signs.map(sign => sign + amount), '""'].join(";");
}
