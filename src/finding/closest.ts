/** Which known names a mistyped one may have meant. */
import { distance } from "fastest-levenshtein";

/** Up to three known names that look like `name`, nearest first; if none does, the first few known ones. Joined for a sentence. */
export function closest(name: string, known: Iterable<string>): string {
  const all = [...known];
  const ranked = all
    .map(each => ({ each, steps: distance(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, steps }) => steps <= Math.max(2, Math.floor(Math.max(name.length, each.length) / 3)))
    .sort((a, b) => a.steps - b.steps || a.each.localeCompare(b.each, "en"));
  const near = ranked.slice(0, 3).map(({ each }) => each);
  return near.length > 0 ? near.join(", ") : all.slice(0, 8).join(", ") + (all.length > 8 ? " …" : "");
}
