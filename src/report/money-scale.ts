/** One unit for all the money in a report's tables and charts, so that columns can be compared: CNY thousand · 万元, millions · 亿元 if it is very large, whole units if all is small. */
import { currencyName, formatNumber } from "../text/format.ts";
import { habitsOf, type Locale } from "../text/locale.ts";
import { say } from "../text/say.ts";

export interface MoneyScale {
  /** What a table says about its money columns: CNY thousand. */
  readonly name: string;
  /** An amount in this unit, without the unit. */
  readonly amount: (value: number) => string;
}

/** The scale that suits an amount as large as the report's largest. */
export function moneyScale(largest: number, currency: string, locale: Locale): MoneyScale {
  const name = currencyName(currency, locale);
  const found = habitsOf(locale).tableUnits.find(({ from }) => largest >= from);
  return found ? scale(say(locale, found.word, { currency: name }), found.unit, found.decimals) : scale(name, 1, 0);

  /** An amount that would round to nothing gets more decimals: a small benefit is not none. */
  function scale(name: string, unit: number, decimals: number): MoneyScale {
    const amount = (value: number) => {
      const scaled = value / unit;
      const isTiny = scaled !== 0 && Math.abs(scaled) < 0.5 * 10 ** -decimals;
      return formatNumber(scaled, locale, isTiny ? decimals + 2 : decimals);
    };
    return { name, amount };
  }
}
