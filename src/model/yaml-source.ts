/**
 * YAML text → plain values that remember where they stand. Refuses aliases and deep nesting; duplicate keys and syntax errors become
 * findings, all of them. Pure: the text is an argument.
 */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from "yaml";
import type { Finding, Place } from "../finding/finding.ts";
import { keyOf, structureFindings, type TextRange, yamlErrors } from "./yaml-faults.ts";

/** A file's name, as findings print it, and its text. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

export type Path = readonly (string | number)[];

export interface YamlSource extends SourceFile {
  /** Maps as objects without prototype. */
  readonly value: unknown;
  /** Where the value at a path stands; where it is missing, empty or runs over several lines, the key or list item that leads there. */
  placeOf(path: Path): Place;
  /** Where the key of the last step stands. */
  keyPlaceOf(path: Path): Place;
  /** Where a part of a scalar on one line stands, by offsets within its text; of any other, the place of its value. */
  placeWithin(path: Path, start: number, end: number): Place;
}

export function readYaml({ file, text }: SourceFile): { source?: YamlSource; findings: Finding[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, version: "1.2" });
  const placeAt = ([start, end]: TextRange): Place => {
    const from = Math.min(start, text.length);
    const { line, col } = lines.linePos(from);
    const rest = /^[^\r\n]*/.exec(text.slice(from, Math.max(from, end)))?.[0] ?? "";
    return { file, line: Math.max(1, line), column: Math.max(1, col), length: Math.max(1, rest.length) };
  };
  const faults = [...yamlErrors(document, text), ...structureFindings(document)];
  if (faults.length > 0) {
    return {
      findings: faults.map(
        ({ code, values, range }): Finding => ({ code, severity: "error", values, place: placeAt(range) }),
      ),
    };
  }

  const root = document.contents as Node | null;
  const finder = new Finder(root);
  const rangeOf = (node: Node | null): TextRange => [node?.range?.[0] ?? 0, node?.range?.[1] ?? 1];
  const start = (node: Node | null): TextRange => [rangeOf(node)[0], rangeOf(node)[0] + 1];
  const leadTo = ({ key, item }: Found): Place => placeAt(key || item ? rangeOf(key ?? item ?? null) : start(root));
  const placeOf = (path: Path): Place => {
    const found = finder.find(path);
    const [from, to] = rangeOf(found.node);
    const isOnOneLine = to > from && !text.slice(from, to).trimEnd().includes("\n");
    const isReached = found.complete || !isMap(found.node);
    return isReached && isOnOneLine ? placeAt([from, to]) : leadTo(found);
  };
  return {
    source: {
      file,
      text,
      value: plain(root),
      placeOf,
      keyPlaceOf: path => leadTo(finder.find(path)),
      placeWithin: (path, start, end) => {
        const { node } = finder.find(path);
        const [from, to] = rangeOf(node);
        const written = text.slice(from, to);
        const isPlain = isScalar(node) && node.value === written;
        const isQuoted = isScalar(node) && node.value === written.slice(1, -1);
        if (!isPlain && !isQuoted) return placeOf(path);
        return placeAt([from + start + (isPlain ? 0 : 1), from + end + (isPlain ? 0 : 1)]);
      },
    },
    findings: [],
  };
}

function plain(node: unknown): unknown {
  if (isMap(node)) {
    const map: Record<string, unknown> = Object.create(null);
    for (const pair of node.items) map[keyOf(pair)] = plain(pair.value);
    return map;
  }
  if (isSeq(node)) return node.items.map(plain);
  return isScalar(node) ? node.value : null;
}

/** What a path leads to: the node, or the deepest one above it (`complete` is false); and the key or list item it is reached by. */
interface Found {
  readonly node: Node | null;
  readonly complete: boolean;
  readonly key?: Node;
  readonly item?: Node;
}

/** Finds nodes by their paths; looks each map through once. */
class Finder {
  private readonly maps = new WeakMap<YAMLMap, Map<string, { key: Node; value: Node | null }>>();
  private readonly root: Node | null;

  constructor(root: Node | null) {
    this.root = root;
  }

  find(path: Path): Found {
    let found: Found = { node: this.root, complete: true };
    for (const step of path) {
      const next = isMap(found.node)
        ? this.field(found.node, step)
        : isSeq(found.node)
          ? item(found.node.items[Number(step)])
          : undefined;
      if (!next) return { ...found, complete: false };
      found = next;
    }
    return found;
  }

  private field(map: YAMLMap, step: string | number): Found | undefined {
    const known =
      this.maps.get(map) ??
      new Map(map.items.map(pair => [keyOf(pair), { key: pair.key as Node, value: pair.value as Node | null }]));
    this.maps.set(map, known);
    const pair = known.get(String(step));
    return pair && { node: pair.value ?? pair.key, key: pair.key, complete: true };
  }
}

const item = (node: unknown): Found | undefined =>
  node ? { node: node as Node, item: node as Node, complete: true } : undefined;
