/**
 * Numbers, money, shares and dates as readers of a language expect them. Pure: the language is an argument, rounding is for the eye only.
 * Chinese money of 10,000 and more is written in 万元, of 100,000,000 and more in 亿元 (for CNY; other currencies follow their code).
 */
import { eachLocale, habitsOf, type Locale, type Text } from "./locale.ts";
import { say } from "./say.ts";

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, known);
  return known;
}

/** A number with thousands separators; a true minus sign; no negative zero. */
export function formatNumber(value: number, locale: Locale, decimals?: number): string {
  const options: Intl.NumberFormatOptions =
    decimals === undefined
      ? { maximumSignificantDigits: 6 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return tidy(numberFormat(locale, options).format(value));
}

/** A number as the user wrote it: every digit, thousands separators. */
export function formatExact(value: number, locale: Locale): string {
  return tidy(numberFormat(locale, { maximumSignificantDigits: 15 }).format(value));
}

/** A share (0.72) as percent (72%); `decimals` counts those of the percent. Without it, up to two as needed. */
export function formatPercent(share: number, locale: Locale, decimals?: number): string {
  const options: Intl.NumberFormatOptions =
    decimals === undefined
      ? { style: "percent", maximumFractionDigits: 2 }
      : { style: "percent", minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return tidy(numberFormat(locale, options).format(share));
}

/** A level or quantity as readers see it: percent to one place, other numbers to five digits, whole ones in full. */
export function quantityText(value: number, style: "percent" | "number" | "money", locale: Locale): string {
  if (style === "percent") return formatPercent(Number(value.toPrecision(12)), locale);
  if (Number.isInteger(value)) return formatNumber(value, locale, 0);
  return style === "money" && Math.abs(value) >= 1000
    ? formatNumber(value, locale, 0)
    : formatNumber(Number(value.toPrecision(5)), locale);
}

/** The same in every language. */
export const percentText = (share: number): Text => eachLocale(locale => formatPercent(share, locale));
/** A number with every digit, in every language. */
export const exactText = (value: number): Text => eachLocale(locale => formatExact(value, locale));

/** Money in full, to whole units: CNY 1,234,567 · 1,234,567 元. */
export function formatMoney(value: number, currency: string, locale: Locale, decimals = 0): string {
  return habitsOf(locale).money(formatNumber(value, locale, decimals), currencyName(currency, locale));
}

/** Money for headlines, to about three digits: CNY 12.3 million · 1,230 万元. */
export function formatMoneyShort(value: number, currency: string, locale: Locale): string {
  const size = Math.abs(value);
  const scale = habitsOf(locale).headlineUnits.find(each => size >= each.from);
  if (!scale) return formatMoney(value, currency, locale);
  const scaled = value / scale.unit;
  const amount = formatNumber(scaled, locale, decimalsFor(Math.abs(scaled)));
  return habitsOf(locale).money(amount, currencyName(currency, locale), say(locale, scale.word));
}

/** What a currency is called in running text: 元 for CNY in Chinese, else its code. */
export function currencyName(currency: string, locale: Locale): string {
  const { currencies } = habitsOf(locale);
  return Object.hasOwn(currencies, currency) ? (currencies[currency] ?? currency) : currency;
}

/** An ISO date (2025-04-01) as the language writes it: 1 Apr 2025 · 2025年4月1日. */
export function formatDate(isoDate: string, locale: Locale): string {
  const [year, month, day] = isoDate.split("-").map(Number);
  if (year === undefined || month === undefined || day === undefined) return isoDate;
  return habitsOf(locale).date(year, month, day);
}

/** For three digits, counted after rounding: 99.95 is 100. */
const decimalsFor = (size: number): number => (size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);

function tidy(text: string): string {
  const plain = text.replace("-", "\u2212");
  return /[1-9]/.test(plain) ? plain : plain.replace("\u2212", "");
}
