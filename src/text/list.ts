/** Names in a row, as each language writes them: a, b, c · a、b、c. */
import type { Text } from "./locale.ts";

export function listed(names: readonly string[]): Text {
  return { en: names.join(", "), "zh-CN": names.join("、") };
}
