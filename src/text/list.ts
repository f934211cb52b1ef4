/** Names in a row, as each language writes them: a, b, c · a、b、c. */
import { eachLocale, habitsOf, type Text } from "./locale.ts";

export function listed(names: readonly string[]): Text {
  return eachLocale(locale => names.join(habitsOf(locale).betweenNames));
}
