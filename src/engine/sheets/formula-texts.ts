/** A monetization formula as its reader checks it: in words, and below them the same with the case's numbers in their places. */
import type { Formula, Row } from "../../model/model.ts";
import { tableMeasure } from "../../model/quantities.ts";
import { eachLocale, inLocale, type Locale, type Text } from "../../text/locale.ts";
import { say } from "../../text/say.ts";
import { inWords } from "../in-words.ts";
import { formatValue } from "../show-value.ts";
import { quantityWord } from "./quantity.ts";
import { formatOf, type IndicatorRow, type PlanContext } from "./context.ts";

/** The numbers are those of the case as agreed: text stands still, so its column says of when it is. */
export function formulaTexts(context: PlanContext, row: IndicatorRow, formula: Formula): Text {
  return eachLocale(locale => {
    const words = inWords(formula.tree, name => wordFor(context, name, locale));
    const numbers = inWords(formula.tree, name => numberFor(context, row, name, locale));
    return numbers.length > longest ? words : `${words}\n= ${numbers}`;
  });
}

/** Longer ones are read by nobody; their rows stand on the sheet of drivers. */
const longest = 600;

function wordFor({ model }: PlanContext, name: string, locale: Locale): string {
  if (name === "baseline" || name === "target") return say(locale, `agreement.${name}`);
  return inLocale(quantityWord(model, name), locale);
}

/**
 * A row's formula in parentheses, and a row within itself (it reads its year before) by its name; the values of several years between
 * bars; what is missing by its name.
 */
function numberFor(
  context: PlanContext,
  row: IndicatorRow,
  name: string,
  locale: Locale,
  within: readonly string[] = [],
): string {
  const { model, kase } = context;
  const calculated: Row | undefined = model.rows.find(({ id }) => id === name);
  if (calculated && within.includes(name)) return wordFor(context, name, locale);
  if (calculated) {
    const inner = [...within, name];
    return `(${inWords(calculated.formula.tree, each => numberFor(context, row, each, locale, inner))})`;
  }
  if (tableMeasure(model, name)) return wordFor(context, name, locale);
  const isTerm = name === "baseline" || name === "target";
  const shownAs = isTerm ? row.indicator : model.drivers.find(({ id }) => id === name);
  const value = isTerm ? row.terms[name] : (kase.drivers.get(name)?.value ?? null);
  const values = typeof value === "number" || value === null ? [value] : value;
  const texts = values.map(each =>
    each === null || !shownAs
      ? null
      : formatValue(each, formatOf(shownAs), { currency: kase.customer.currency, words: new Map() }, locale),
  );
  if (texts.some(text => text === null)) return say(locale, "value.missing", { name: wordFor(context, name, locale) });
  return texts.length === 1 ? String(texts[0]) : `[${texts.join(" | ")}]`;
}
