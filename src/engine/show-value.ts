/** A cell's value as a reader of the language sees it, by its format. */
import { formatMoney, formatNumber, formatPercent } from "../text/format.ts";
import { inLocale, type Locale } from "../text/locale.ts";
import { say } from "../text/say.ts";
import type { CalculatedValue } from "./calculation.ts";
import type { Format } from "./plan/plan.ts";
import { type WordTexts, wordText } from "./plan/words.ts";

export function formatValue(
  value: CalculatedValue | undefined,
  format: Format,
  { currency, words }: { readonly currency: string; readonly words: WordTexts },
  locale: Locale,
): string {
  if (value === undefined) return say(locale, "word.gap");
  if (typeof value === "boolean") return String(value);
  if (typeof value === "object") return "word" in value ? inLocale(wordText(value.word, words), locale) : value.error;
  switch (format) {
    case "money":
      return formatMoney(value, currency, locale);
    case "money-exact":
      return formatMoney(value, currency, locale, 2);
    case "percent":
      return formatPercent(value, locale);
    case "factor":
      return formatNumber(value, locale, 4);
    case "months":
      return formatNumber(value, locale, 1);
    case "ratio":
      return formatNumber(value, locale, 2);
    case "integer":
      return formatNumber(value, locale, 0);
    default:
      return formatNumber(value, locale);
  }
}
