/** Which targets range as past cases reached, in words: how many, and over how many customers each. */
import type { Benchmarks, SimulatedInput } from "../index.ts";
import { formatDate } from "../text/format.ts";
import type { Locale } from "../text/locale.ts";
import { say } from "../text/say.ts";

export function pastRangesText(
  inputs: readonly Pick<SimulatedInput, "id" | "past">[],
  { asOf }: Benchmarks,
  locale: Locale,
): string {
  const targets = inputs.filter(({ id }) => id.endsWith(".target")).length;
  const ns = inputs.flatMap(({ past }) => (past ? [past.n] : []));
  if (ns.length === 0) return say(locale, "benchmarks.ranges-none", { targets });
  const [least, most] = [Math.min(...ns), Math.max(...ns)];
  return say(locale, "benchmarks.ranges", {
    past: ns.length,
    targets,
    n: least === most ? `${least}` : `${least}–${most}`,
    date: asOf === null ? say(locale, "benchmarks.no-date") : formatDate(asOf, locale),
  });
}
