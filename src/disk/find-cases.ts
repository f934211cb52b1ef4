/** The cases below a folder, and what the output of one depends on. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** How deep cases are looked for. */
const deepest = 6;

export interface FoundCase {
  readonly path: string;
  /** By its folder, with dashes for slashes: north-acme-2026. Unique below the folder. */
  readonly name: string;
}

/** Every folder with a `case.yaml`, in the order of their paths; hidden folders and those of packages are left out. */
export function findCases(folder: string): FoundCase[] {
  const paths: string[] = [];
  const visit = (path: string, depth: number): void => {
    if (existsSync(join(path, "case.yaml"))) paths.push(path);
    if (depth === deepest) return;
    const entries = readdirSync(path, { withFileTypes: true });
    for (const each of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
      if (each.isDirectory() && !each.name.startsWith(".") && each.name !== "node_modules")
        visit(join(path, each.name), depth + 1);
  };
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) visit(folder, 0);
  const taken = new Set<string>();
  return paths.map(path => {
    const plain = relative(folder, path).split(sep).join("-") || "case";
    let name = plain;
    for (let count = 2; taken.has(name); count += 1) name = `${plain}-${count}`;
    taken.add(name);
    return { path, name };
  });
}

/** SHA-256 of the files of a case, and of all else that its output depends on. */
export function contentHash(path: string, others: readonly string[]): string {
  const hash = createHash("sha256");
  for (const each of others) hash.update(`${each.length}:${each}`);
  const files = readdirSync(path, { withFileTypes: true })
    .filter(each => each.isFile() && /\.(ya?ml|jsonl|csv)$/.test(each.name))
    .map(({ name }) => name)
    .sort();
  for (const name of files) {
    const bytes = readFileSync(join(path, name));
    hash.update(`${name}:${bytes.length}:`).update(bytes);
  }
  return hash.digest("hex");
}
