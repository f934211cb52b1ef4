/** Why the system would not read or write a file, in words; its own code (EIO) where there are none. */
import type { Text } from "./locale.ts";
import { isTextKey, type TextKey, words } from "./say.ts";

export function reasonText(code: string): Text {
  const key = `reason.${code}`;
  return isTextKey(key) ? words(key as Extract<TextKey, `reason.${string}`>) : code;
}
