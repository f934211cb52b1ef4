/** Of several ways of writing the same name, the one in most languages; of equals the first in the alphabet. */
import { canonicalJson } from "../../agreement/canonical.ts";
import type { Text } from "../../text/locale.ts";

export function bestText(texts: readonly Text[]): Text {
  const languages = (text: Text) => (typeof text === "string" ? 1 : Object.keys(text).length);
  const [best = ""] = texts
    .map(text => ({ text, order: canonicalJson(text) }))
    .toSorted((a, b) => languages(b.text) - languages(a.text) || (a.order < b.order ? -1 : 1))
    .map(({ text }) => text);
  return best;
}
