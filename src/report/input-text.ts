/** Values of the inputs that sensitivity and scenarios change, as a reader sees them. */
import type { InputSensitivity } from "../engine/sensitivity.ts";
import { formatMoney } from "../text/format.ts";
import type { Phrasing } from "./phrasing.ts";

export function inputText(phrasing: Phrasing, value: number, format: InputSensitivity["format"]): string {
  switch (format) {
    case "percent":
      return phrasing.percent(value);
    case "money":
      return phrasing.moneyShort(value);
    case "money-exact": {
      const decimals = Number.isInteger(value) ? 0 : 2;
      return formatMoney(value, phrasing.result.currency, phrasing.locale, decimals).replaceAll(" ", "\u00a0");
    }
    default:
      return phrasing.quantity(value, "number");
  }
}

/** Four digits are enough for a value that nobody typed. */
export function foundText(phrasing: Phrasing, value: number, format: InputSensitivity["format"]): string {
  return inputText(phrasing, Number(value.toPrecision(4)), format);
}
