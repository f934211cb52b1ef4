/**
 * YAML text → plain values that remember where they stand. Refuses aliases; duplicate keys and syntax errors become findings, all
 * of them. Pure: the text is an argument.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, visit } from "yaml";
import { error, type Finding, type Place } from "../finding/finding.ts";
import { isTextKey, words } from "../text/say.ts";

/** A file's name, as findings print it, and its text. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

export type Path = readonly (string | number)[];

export interface YamlSource extends SourceFile {
  /** Maps as objects without prototype. */
  readonly value: unknown;
  /** Where the value at a path stands; where it is missing, the nearest key above it. */
  placeOf(path: Path): Place;
  /** Where the key of the last step stands. */
  keyPlaceOf(path: Path): Place;
  /** Where a part of a plain scalar stands, by offsets within its text. */
  placeWithin(path: Path, start: number, end: number): Place;
}

export function readYaml({ file, text }: SourceFile): { source?: YamlSource; findings: Finding[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, version: "1.2" });
  const placeAt = (start: number, end: number): Place => {
    const { line, col } = lines.linePos(Math.min(start, text.length));
    const lineEnd = text.indexOf("\n", start);
    const stop = Math.min(end, lineEnd < 0 ? text.length : lineEnd);
    return { file, line: Math.max(1, line), column: Math.max(1, col), length: Math.max(1, stop - start) };
  };
  const findings = document.errors.map(({ code, pos }) => {
    const place = placeAt(pos[0], pos[1]);
    if (code === "DUPLICATE_KEY") return error("yaml-duplicate", place);
    const key = `yaml.${code}`;
    return error("yaml-syntax", place, { problem: words(isTextKey(key) ? (key as "yaml.other") : "yaml.other") });
  });
  visit(document, {
    Alias: (_, node) => {
      findings.push(error("yaml-alias", placeAt(node.range?.[0] ?? 0, node.range?.[1] ?? 1)));
    },
  });
  if (findings.length > 0) return { findings };

  const root = document.contents as Node | null;
  const nodePlace = (node: Node | null | undefined): Place => {
    const [start, end] = node?.range ?? [0, 1, 1];
    return placeAt(start, end);
  };
  const placeOf = (path: Path): Place => nodePlace(nearest(root, path).node);
  return {
    source: {
      file,
      text,
      value: plain(root),
      placeOf,
      keyPlaceOf: path => nodePlace(nearest(root, path).key ?? nearest(root, path).node),
      placeWithin: (path, start, end) => {
        const { node } = nearest(root, path);
        const [from, to] = node?.range ?? [0, 1, 1];
        const written = text.slice(from, to);
        const isPlain = isScalar(node) && node.value === written;
        const quote = isScalar(node) && `"${node.value}"` === written ? 1 : 0;
        return isPlain || quote ? placeAt(from + quote + start, from + quote + end) : nodePlace(node);
      },
    },
    findings: [],
  };
}

function plain(node: unknown): unknown {
  if (isMap(node)) {
    const map: Record<string, unknown> = Object.create(null);
    for (const pair of node.items as Pair<unknown, unknown>[]) map[keyOf(pair)] = plain(pair.value);
    return map;
  }
  if (isSeq(node)) return node.items.map(plain);
  if (isScalar(node)) return node.value;
  return isAlias(node) ? undefined : null;
}

const keyOf = (pair: Pair<unknown, unknown>): string => String(isScalar(pair.key) ? pair.key.value : pair.key);

/** The node at a path, or the deepest one above it; with the key node that leads there. */
function nearest(root: Node | null, path: Path): { node: Node | null; key?: Node } {
  let node = root;
  let key: Node | undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair = (node.items as Pair<unknown, unknown>[]).find(each => keyOf(each) === String(step));
      if (!pair) break;
      key = pair.key as Node;
      if (!pair.value) return { node: key, key };
      node = pair.value as Node;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (!item) break;
      node = item as Node;
    } else break;
  }
  return key ? { node, key } : { node };
}
