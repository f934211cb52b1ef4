/** When two cases name the same industry: by its English name, else the one there is, whatever the case of letters and the spaces. */
import { canonicalJson } from "../../agreement/canonical.ts";
import { inLocale, type Text } from "../../text/locale.ts";

export const industryKey = (industry: Text): string =>
  inLocale(industry, "en").normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();

/** Of several ways of writing, the one in most languages; of equals the first in the alphabet. */
export function bestText(texts: readonly Text[]): Text {
  const languages = (text: Text) => (typeof text === "string" ? 1 : Object.keys(text).length);
  const [best = ""] = texts
    .map(text => ({ text, order: canonicalJson(text) }))
    .toSorted((a, b) => languages(b.text) - languages(a.text) || (a.order < b.order ? -1 : 1))
    .map(({ text }) => text);
  return best;
}
