/**
 * Values put into a YAML text in place: what is not changed keeps every byte, comments, order, quotes and layout included. Refuses
 * (undefined) what it cannot edit without a loss: anchors, aliases, tags, several documents, a comment inside what would be replaced.
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { numberFrom } from "../text/number-from.ts";
import { flowText, isMapping, type Plain, scalarText } from "./yaml-text.ts";
import { keyOf, structureFindings } from "./yaml-faults.ts";
import type { Path } from "./yaml-source.ts";

/** Some fields of a map, the others left alone; or a value that is to stand there, as a whole. */
export type YamlPatch = { readonly fields: ReadonlyMap<string, YamlPatch> } | { readonly value: Plain };

/** `isPercent`: whether the number at a path is a share, written as 72%. */
export function withPatch(text: string, patch: YamlPatch, isPercent: (path: Path) => boolean): string | undefined {
  const document = parseDocument(text, {
    keepSourceTokens: true,
    prettyErrors: false,
    uniqueKeys: false,
    version: "1.2",
  });
  const root = document.contents as Node | null;
  if (document.errors.length > 0 || !root || structureFindings(document).length > 0) return undefined;
  const editor = new Editor(text, isPercent);
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node) || ("anchor" in node && node.anchor !== undefined) || node.tag !== undefined) editor.refuse();
    },
  });
  editor.patch({ node: root, inFlow: false, path: [], column: -2 }, patch);
  return editor.result();
}

/** Where a value stands, or would: in a flow collection or not, and behind which colon. */
interface Spot {
  readonly node: Node | null;
  readonly inFlow: boolean;
  readonly path: Path;
  /** Of the key that leads here. */
  readonly column: number;
  /** The offset after the colon; of an item of a list there is none. */
  readonly colon?: number | undefined;
}

class Editor {
  private readonly splices: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  private readonly text: string;
  private readonly isPercent: (path: Path) => boolean;
  private readonly lineBreak: string;
  private isRefused = false;

  constructor(text: string, isPercent: (path: Path) => boolean) {
    this.text = text;
    this.isPercent = isPercent;
    this.lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  }

  refuse(): void {
    this.isRefused = true;
  }

  /** What is put in at the same offset stays in the order in which it was put. */
  result(): string | undefined {
    if (this.isRefused) return undefined;
    let at = 0;
    let result = "";
    for (const { from, to, text } of this.splices.toSorted((a, b) => a.from - b.from)) {
      if (from < at) return undefined;
      result += this.text.slice(at, from) + text;
      at = to;
    }
    return result + this.text.slice(at);
  }

  patch(spot: Spot, patch: YamlPatch): void {
    const { node } = spot;
    if ("value" in patch) this.put(spot, patch.value);
    else if (isMap(node)) this.patchMap(node, spot, patch.fields);
    else if (isEmpty(node)) this.fill(spot, patch);
    else this.refuse();
  }

  private patchMap(map: YAMLMap, spot: Spot, fields: ReadonlyMap<string, YamlPatch>): void {
    const added = new Map(fields);
    for (const pair of map.items) {
      const patch = added.get(keyOf(pair));
      if (!patch) continue;
      added.delete(keyOf(pair));
      this.patch(this.spotOf(pair, map, spot.path), patch);
    }
    if (added.size > 0) this.addFields(map, spot, added);
  }

  private spotOf(pair: Pair, { flow }: YAMLMap, path: Path): Spot {
    const key = pair.key as Node;
    const start = key.range?.[0] ?? 0;
    const value = pair.value as Node | null;
    const isExplicit = pair.srcToken?.start.some(({ type }) => type === "explicit-key-ind") ?? true;
    const colon = pair.srcToken?.sep?.find(({ type }) => type === "map-value-ind");
    if (isExplicit) this.refuse();
    return {
      node: value,
      inFlow: flow ?? false,
      path: [...path, keyOf(pair)],
      column: this.columnOf(start),
      colon: colon && colon.offset + 1,
    };
  }

  private addFields(map: YAMLMap, { path }: Spot, added: ReadonlyMap<string, YamlPatch>): void {
    const last = map.items.at(-1);
    if (map.flow) {
      const fields = [...added].map(([key, patch]) => `${key}: ${this.flow(patch, [...path, key])}`).join(", ");
      this.addToFlow(map, last, fields);
    } else if (last) {
      const column = this.columnOf((map.items[0]?.key as Node | undefined)?.range?.[0] ?? 0);
      this.addLines(this.endOf(last), this.lines(added, path, column));
    } else this.refuse();
  }

  private addToFlow(map: YAMLMap, last: Pair | undefined, fields: string): void {
    const [start = 0, end = 0] = map.range ?? [];
    const after = last ? this.endOf(last) : start;
    const comma = /^[ \t]*,(?=\s*\}$)/.exec(this.text.slice(after, end))?.[0].length ?? 0;
    if (!last) this.splice(start, end, `{ ${fields} }`);
    else if (comma > 0) this.splice(after + comma, after + comma, ` ${fields}`);
    else this.splice(after, after, `, ${fields}`);
  }

  /** New fields in block style, below one another. */
  private lines(fields: ReadonlyMap<string, YamlPatch>, path: Path, column: number): string[] {
    return [...fields].flatMap(([key, patch]) => {
      const at = [...path, key];
      const head = `${" ".repeat(column)}${key}:`;
      if ("fields" in patch && path.length === 0) return [head, ...this.lines(patch.fields, at, column + 2)];
      if ("value" in patch && path.length === 0 && Array.isArray(patch.value) && patch.value.some(isMapping))
        return [head, ...patch.value.map(each => `${" ".repeat(column + 2)}- ${this.flow({ value: each }, at)}`)];
      return [`${head} ${this.flow(patch, at)}`];
    });
  }

  private fill(spot: Spot, patch: { readonly fields: ReadonlyMap<string, YamlPatch> }): void {
    const { inFlow, colon, path, column } = spot;
    if (inFlow || colon === undefined) this.putNew(spot, this.flow(patch, path));
    else this.addLines(colon, this.lines(patch.fields, path, column + 2));
  }

  /** A value as a whole; of lists and maps, only what differs. */
  private put(spot: Spot, value: Plain): void {
    const { node, path } = spot;
    if (isEmpty(node)) this.putNew(spot, this.flow({ value }, path));
    else if (isSeq(node) && Array.isArray(value) && node.items.length > 0 && value.length > 0)
      this.putItems(node, spot, value);
    else if (isMap(node) && isMapping(value) && node.items.every(pair => Object.hasOwn(value, keyOf(pair))))
      this.patchMap(node, spot, new Map(Object.entries(value).map(([key, each]) => [key, { value: each }])));
    else if (isScalar(node) && typeof value !== "object") this.putScalar(node, spot, value);
    else this.replace(spot, this.flow({ value }, path));
  }

  private putScalar(node: Scalar, { path }: Spot, value: string | number | boolean): void {
    const said = typeof value === "number" ? numberFrom(node.value) : node.value;
    const [from = 0, to = 0] = node.range ?? [];
    if (isBlockText(node)) this.refuse();
    else if (said !== value) this.splice(from, to, scalarText(value, this.isPercent(path), this.text.slice(from, to)));
  }

  private putItems(seq: YAMLSeq, { path }: Spot, values: readonly Plain[]): void {
    const items = seq.items as Node[];
    const inFlow = seq.flow ?? false;
    items.slice(0, values.length).forEach((node, index) => {
      const column = this.columnOf(node.range?.[0] ?? 0);
      this.put({ node, inFlow, path: [...path, index], column }, values[index] ?? "");
    });
    const kept = items[Math.min(items.length, values.length) - 1];
    const last = items.at(-1);
    const more = values
      .slice(items.length)
      .map((value, index) => this.flow({ value }, [...path, items.length + index]));
    if (!kept || !last) this.refuse();
    else if (values.length < items.length) this.cut(this.endOfNode(kept), this.endOfNode(last), inFlow);
    else if (more.length > 0) this.append(seq, this.endOfNode(last), more);
  }

  private cut(after: number, until: number, inFlow: boolean): void {
    const [from, to] = inFlow ? [after, until] : [this.lineEnd(after), this.lineEnd(until)];
    if (this.text.slice(from, to).includes("#")) this.refuse();
    else this.splice(from, to, "");
  }

  private append(seq: YAMLSeq, after: number, more: readonly string[]): void {
    const dash = seq.srcToken?.type === "block-seq" ? " ".repeat(seq.srcToken.indent) : undefined;
    if (seq.flow) this.splice(after, after, more.map(each => `, ${each}`).join(""));
    else if (dash === undefined) this.refuse();
    else {
      const lines = more.map(each => `${dash}- ${each}`);
      this.addLines(after, lines);
    }
  }

  /** Something else in place of a list or a map, on the line of its key. */
  private replace({ node, colon, path }: Spot, written: string): void {
    const [start = 0] = node?.range ?? [];
    const isBlock = (isMap(node) || isSeq(node)) && !node.flow;
    const from = isBlock ? (colon ?? start) : start;
    const end = node ? this.endOfNode(node) : start;
    if (path.length === 0 || this.text.slice(from, end).includes("#") || isBlockText(node)) this.refuse();
    else this.splice(from, end, from === colon ? ` ${written}` : written);
  }

  /** A value where none was: behind its colon. */
  private putNew({ node, inFlow, colon }: Spot, written: string): void {
    const [start = 0, end = 0] = node?.range ?? [];
    const gap = inFlow ? (/^[ \t]+(?=,)/.exec(this.text.slice(colon))?.[0].length ?? 0) : 0;
    if (end > start) this.splice(start, end, written);
    else if (colon === undefined) this.refuse();
    else this.splice(colon, colon + gap, ` ${written}`);
  }

  private flow(patch: YamlPatch, path: Path): string {
    if ("value" in patch) return flowText(patch.value, path, this.isPercent);
    const fields = [...patch.fields].map(([key, each]) => `${key}: ${this.flow(each, [...path, key])}`);
    return `{ ${fields.join(", ")} }`;
  }

  private splice(from: number, to: number, text: string): void {
    this.splices.push({ from, to, text });
  }

  /** New lines below the one that an offset is on. */
  private addLines(offset: number, lines: readonly string[]): void {
    const end = this.lineEnd(offset);
    this.splice(end, end, lines.map(line => `${this.lineBreak}${line}`).join(""));
  }

  private lineEnd(offset: number): number {
    const end = this.text.indexOf("\n", offset);
    if (end < 0) return this.text.length;
    return end > offset && this.text[end - 1] === "\r" ? end - 1 : end;
  }

  private endOf(pair: Pair): number {
    const value = pair.value as Node | null;
    if (value && !isEmpty(value)) return this.endOfNode(value);
    const colon = pair.srcToken?.sep?.find(({ type }) => type === "map-value-ind");
    return colon ? colon.offset + 1 : ((pair.key as Node).range?.[1] ?? 0);
  }

  /** Of a collection in block style, the end of its last leaf: its range runs on to where the next thing begins. */
  private endOfNode(node: Node): number {
    const last = (isMap(node) || isSeq(node)) && !node.flow ? node.items.at(-1) : undefined;
    if (isMap(node) && last) return this.endOf(last as Pair);
    if (isSeq(node) && last) return this.endOfNode(last as Node);
    return this.text.slice(0, node.range?.[1] ?? 0).trimEnd().length;
  }

  private columnOf(offset: number): number {
    return offset - (this.text.lastIndexOf("\n", offset - 1) + 1);
  }
}

/** `baseline:` without a value, or with one that says so: null, ~. */
const isEmpty = (node: Node | null): boolean => node === null || (isScalar(node) && node.value === null);

/** A text over several lines, | or >. */
const isBlockText = (node: Node | null): boolean => isScalar(node) && /^BLOCK/.test(node.type ?? "");
