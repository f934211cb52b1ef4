/** Which known names a mistyped one may have meant. */
import { distance } from "fastest-levenshtein";
import { listed } from "../text/list.ts";
import type { Text } from "../text/locale.ts";
import { words } from "../text/say.ts";

/** A sentence: “Did you mean …?” with up to three known names that look like `name`, nearest first; else all, or some of many. */
export function closest(name: string, known: Iterable<string>): Text {
  const all = [...known];
  if (all.length === 0) return words("suggest.none");
  const ranked = all
    .map(each => ({ each, steps: distance(name.toLowerCase(), each.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps || a.each.localeCompare(b.each, "en"));
  const near = ranked.filter(
    ({ each, steps }) => steps <= Math.max(2, Math.floor(Math.max(name.length, each.length) / 3)),
  );
  const names = (found: typeof ranked) => ({ names: listed(found.map(({ each }) => each)) });
  if (near.length > 0) return words("suggest.near", names(near.slice(0, 3)));
  return all.length <= 8
    ? words("suggest.known", { names: listed(all) })
    : words("suggest.some", names(ranked.slice(0, 8)));
}
