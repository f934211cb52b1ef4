/** The unit in which an uncertain input's values are read. */
import type { Case } from "../case/case.ts";
import { withCurrency } from "../case/check-case.ts";
import type { Model } from "../model/model.ts";
import { currencyName } from "../text/format.ts";
import { eachLocale, type Text } from "../text/locale.ts";
import { words } from "../text/say.ts";
import type { InputSensitivity } from "./sensitivity.ts";

/** For several amounts or values that move together: a factor on all of them. */
export function inputUnit({ id, kind, format }: InputSensitivity, model: Model, kase: Case): Text {
  const { currency } = kase.customer;
  switch (kind) {
    case "driver": {
      const driver = model.drivers.find(each => each.id === id);
      const isYearly = typeof kase.drivers.get(id)?.value === "object" && kase.drivers.get(id)?.value !== null;
      return isYearly || !driver ? words("sensitivity.of-values") : withCurrency(driver.shownAs, currency);
    }
    case "target": {
      const indicator = model.indicators.find(each => id === `${each.id}.target`);
      return indicator ? withCurrency(indicator.shownAs, currency) : "";
    }
    case "cost":
      return format === "percent"
        ? words("sensitivity.of-values")
        : eachLocale(locale => currencyName(currency, locale));
    case "delay":
      return words("unit.months");
    default:
      return "%";
  }
}
