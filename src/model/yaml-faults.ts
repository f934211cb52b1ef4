/** What can be wrong with a text as YAML, each fault with its range of the text. */
import { type Document, isAlias, isCollection, isMap, isScalar, isSeq, type Node, type Pair, visit } from "yaml";
import type { FindingCode } from "../finding/finding.ts";
import { isTextKey, type Value, words } from "../text/say.ts";

/** Offsets in the text, end exclusive. */
export type TextRange = readonly [start: number, end: number];

export interface YamlFault {
  readonly code: FindingCode & `yaml-${string}`;
  readonly values: Readonly<Record<string, Value>>;
  readonly range: TextRange;
}

/** Syntax errors; one for each line, because one slip of the pen often breaks several rules. */
export function yamlErrors(document: Document, text: string): YamlFault[] {
  const lines = new Set<number>();
  return document.errors.flatMap(({ code, pos }): YamlFault[] => {
    const opened = code === "MISSING_CHAR" || code === "BAD_INDENT" ? unclosedAt(document, text, pos[0]) : undefined;
    const key = opened ? "yaml.unclosed" : `yaml.${code}`;
    const range = opened ?? pos;
    const line = text.lastIndexOf("\n", range[0] - 1);
    if (lines.has(line)) return [];
    lines.add(line);
    const sign = fullWidthIn(/^.*/.exec(text.slice(line + 1))?.[0] ?? "");
    const problem = sign
      ? words("yaml.full-width", { sign, plain: sign.normalize("NFKC") })
      : words(isTextKey(key) ? (key as "yaml.other") : "yaml.other");
    return [{ code: "yaml-syntax", values: { problem }, range }];
  });
}

/** A sign of YAML typed as in Chinese text, outside of quotes. */
function fullWidthIn(line: string): string | undefined {
  return /[：｛｝［］，＃]/.exec(line.replaceAll(/"[^"]*"|'[^']*'/g, ""))?.[0];
}

/** The innermost quote or bracket that is still open at an offset. */
function unclosedAt(document: Document, text: string, offset: number): TextRange | undefined {
  let opened: TextRange | undefined;
  visit(document, {
    Node: (_, node) => {
      const [start = offset, end = offset] = node.range ?? [];
      if (start < offset && end >= offset && /["'[{]/.test(text[start] ?? "")) opened = [start, start + 1];
    },
  });
  return opened;
}

const deepest = 40;

/** Aliases, keys that repeat, numbers that a comma cut in pieces (1,150,000 in a list is 1, 150 and 000), and nesting too deep to be meant. */
export function structureFindings(document: Document): YamlFault[] {
  const faults: YamlFault[] = [];
  const walk = (node: unknown, depth: number): void => {
    const range: TextRange = [(node as Node)?.range?.[0] ?? 0, (node as Node)?.range?.[1] ?? 1];
    if (isAlias(node)) faults.push({ code: "yaml-alias", values: {}, range });
    if (isScalar(node) && typeof node.value === "number" && /^0\d/.test(node.source ?? "")) {
      faults.push({ code: "yaml-number-split", values: { found: node.source ?? "" }, range });
    }
    if (!isCollection(node)) return;
    if (depth > deepest) {
      faults.push({
        code: "yaml-syntax",
        values: { problem: words("yaml.RESOURCE_EXHAUSTION") },
        range: [range[0], range[0] + 1],
      });
      return;
    }
    if (isMap(node)) faults.push(...repeatedKeys(node.items as Pair<unknown, unknown>[]));
    for (const child of isSeq(node) ? node.items : node.items.map(pair => (pair as Pair<unknown, unknown>).value))
      walk(child, depth + 1);
  };
  walk(document.contents, 0);
  return faults;
}

function repeatedKeys(pairs: readonly Pair<unknown, unknown>[]): YamlFault[] {
  const seen = new Set<string>();
  return pairs.flatMap((pair): YamlFault[] => {
    const key = keyOf(pair);
    const range = (pair.key as Node | null)?.range;
    if (!seen.has(key) || !range) {
      seen.add(key);
      return [];
    }
    return [{ code: "yaml-duplicate", values: { key }, range: [range[0], range[1]] }];
  });
}

export const keyOf = (pair: Pair<unknown, unknown>): string => String(isScalar(pair.key) ? pair.key.value : pair.key);
