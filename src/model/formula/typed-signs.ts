/** What was meant by a sign that no formula has: × for *, （ for (, a name in Chinese for an id. */
import type { Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";

const meant: Readonly<Record<string, string>> = {
  "×": "*",
  "✕": "*",
  "·": "*",
  "÷": "/",
  "−": "-",
  "–": "-",
  "—": "-",
  "≤": "<=",
  "≥": ">=",
  "≠": "<>",
  "、": ",",
  "，": ",",
  "。": ".",
  ";": ",",
  "；": ",",
  "“": '"',
  "”": '"',
  "【": "(",
  "】": ")",
  "[": "(",
  "]": ")",
  "{": "(",
  "}": ")",
};

/** A sentence: what to type in place of it. */
export function adviceFor(found: string): Text {
  const sign = meant[found] ?? found.normalize("NFKC");
  if (sign !== found) return words("advice.sign", { sign });
  return /^\p{L}/u.test(found) && !/^[A-Za-z]/.test(found) ? words("advice.letter") : words("advice.formula");
}
