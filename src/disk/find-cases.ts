/** The cases below a folder, and what the output of one depends on. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** How deep cases are looked for. */
const deepest = 6;

export interface FoundCase {
  readonly path: string;
  /** By its folder, with dashes for slashes: north-acme-2026. Unique below the folder, and fit for the name of a file anywhere. */
  readonly name: string;
}

/** Every folder with a `case.yaml`, in the order of their paths; hidden folders and those of packages are left out. */
export function findCases(folder: string): FoundCase[] {
  const paths: string[] = [];
  const visit = (path: string, depth: number): void => {
    if (existsSync(join(path, "case.yaml"))) paths.push(path);
    if (depth === deepest) return;
    for (const name of foldersIn(path)) visit(join(path, name), depth + 1);
  };
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) visit(folder, 0);
  const taken = new Set<string>();
  return paths.map(path => {
    const own = relative(folder, path);
    const plain = own.split(sep).join("-") || "case";
    const safe = asFileName(plain);
    const name = safe === plain && !taken.has(safe.toLowerCase()) ? safe : `${safe}-${hashOf(own).slice(0, 8)}`;
    taken.add(name.toLowerCase());
    return { path, name };
  });
}

/** A folder that may not be looked into has no cases that could be reviewed. */
function foldersIn(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter(each => each.isDirectory() && !each.name.startsWith(".") && each.name !== "node_modules")
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

/** Most bytes of a name: file systems take 255, and endings and temporary names come on top. */
const longestName = 160;

/** Without characters that some system does not take, or that hide what a name says. */
function asFileName(name: string): string {
  let safe = name.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]/gu, "_").replace(/[. ]+$/, "_");
  while (Buffer.byteLength(safe) > longestName) safe = [...safe].slice(0, -1).join("");
  return safe;
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** SHA-256 of the files of a case, and of all else that its output depends on. What cannot be read counts as unlike anything before. */
export function contentHash(path: string, others: readonly string[]): string {
  const hash = createHash("sha256");
  for (const each of others) hash.update(`${Buffer.byteLength(each)}:${each}`);
  for (const name of ["case.yaml", "agreement.jsonl", "actuals.csv"]) {
    const bytes = bytesOf(join(path, name));
    hash.update(`${name}:${bytes?.length ?? "-"}:`);
    if (bytes) hash.update(bytes);
  }
  return hash.digest("hex");
}

function bytesOf(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
