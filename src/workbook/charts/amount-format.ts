/**
 * Amounts in charts, short as a reader of a language says them: 1.2M, 350k · 123.4万, 1.23亿. As number formats, so that they stay right
 * when the cells change; the unit is chosen once, by the largest amount drawn.
 */
import type { SeriesLabel } from "../../engine/plan/chart-plan.ts";
import { inLocale, type Locale } from "../../text/locale.ts";
import { lineText } from "../../text/line-text.ts";

/** In falling order. A comma divides by a thousand; `\.` is a point put between digits, for 万 and 亿 lie between the thousands. */
const units: Readonly<Record<string, readonly { readonly from: number; readonly format: string }[]>> = {
  en: [
    { from: 100_000_000, format: '#,##0,,"M"' },
    { from: 1_500_000, format: '0.0,,"M"' },
    { from: 10_000, format: '#,##0,"k"' },
  ],
  "zh-CN": [
    { from: 1_000_000_000, format: '0\\.00,,"亿"' },
    { from: 100_000, format: '0\\.0,"万"' },
  ],
};

/** The number format of amounts up to a size, without a sign. */
export function amountFormat(largest: number, locale: Locale): string {
  return units[locale]?.find(({ from }) => largest >= from)?.format ?? "#,##0";
}

/** Of an axis: with a true minus sign, and a plain 0. */
export const axisFormat = (amount: string): string => `${amount};"−"${amount};0`;

/** Of what stands at columns; nothing at those of no height. */
export function labelFormat(label: SeriesLabel, amount: string, locale: Locale): string {
  if (typeof label === "object") return `"${lineText(inLocale(label.text, locale), 60).replaceAll('"', "")}";"";""`;
  const signs = { amount: ["", '"−"'], minus: ['"−"', '"−"'], plus: ['"+"', '"+"'] }[label];
  return [...signs.map(sign => sign + amount), '""'].join(";");
}
