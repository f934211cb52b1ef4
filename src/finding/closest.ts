/** Which known names a mistyped one may have meant. */
import { distance } from "fastest-levenshtein";
import { listed } from "../text/list.ts";
import type { Text } from "../text/locale.ts";
import { words } from "../text/say.ts";

/** A sentence: “Did you mean …?” with up to three known names that look like `name`, nearest first; else the first few known ones. */
export function closest(name: string, known: Iterable<string>): Text {
  const all = [...known];
  if (all.length === 0) return words("suggest.none");
  const near = all
    .map(each => ({ each, steps: distance(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, steps }) => steps <= Math.max(2, Math.floor(Math.max(name.length, each.length) / 3)))
    .sort((a, b) => a.steps - b.steps || a.each.localeCompare(b.each, "en"))
    .slice(0, 3)
    .map(({ each }) => each);
  if (near.length > 0) return words("suggest.near", { names: listed(near) });
  return words("suggest.known", { names: listed(all.length > 8 ? [...all.slice(0, 8), "…"] : all) });
}
