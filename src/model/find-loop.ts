/** Circles in what refers to what: overlaps, rows. */

/** A circle in directed pairs, its first name repeated at the end; undefined if there is none. */
export function findLoop(pairs: readonly (readonly [string, string])[]): string[] | undefined {
  const next = new Map<string, string[]>();
  for (const [from, to] of pairs) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  for (const start of next.keys()) {
    const path: { name: string; open: string[] }[] = [];
    const enter = (name: string) => void path.push({ name, open: [...(next.get(name) ?? [])] });
    if (!done.has(start)) enter(start);
    for (let last = path.at(-1); last; last = path.at(-1)) {
      const name = last.open.shift();
      if (name === undefined) {
        done.add(last.name);
        path.pop();
        continue;
      }
      const again = path.findIndex(each => each.name === name);
      if (again >= 0) return [...path.slice(again).map(each => each.name), name];
      if (!done.has(name)) enter(name);
    }
  }
  return undefined;
}
