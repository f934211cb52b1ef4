/**
 * Reads the cells of a workbook that we wrote, or that a spreadsheet program saved from it, straight from the file: formula text and
 * value as they stand there. For our own files only; a workbook that a customer returns is read with more care.
 */
import { strFromU8, unzipSync } from "fflate";
import { decodeCodes } from "./cell-text.ts";

export type WrittenValue = number | string | boolean | { readonly error: string };

export interface WrittenCell {
  /** B3 */
  readonly address: string;
  readonly formula?: string;
  /** The result where there is a formula; undefined for an empty cell. */
  readonly value: WrittenValue | undefined;
}

export interface WrittenSheet {
  readonly name: string;
  /** Its part in the package: xl/worksheets/sheet1.xml. */
  readonly part: string;
  readonly cells: readonly WrittenCell[];
}

export function readWrittenSheets(file: Uint8Array): WrittenSheet[] {
  const parts = unzipSync(file);
  const text = (path: string) => strFromU8(parts[path] ?? new Uint8Array());
  const strings = [...text("xl/sharedStrings.xml").matchAll(/<si>(.*?)<\/si>|<si\/>/gs)].map(([, item = ""]) =>
    textIn(item),
  );
  const targets = new Map(
    [...text("xl/_rels/workbook.xml.rels").matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [
      attribute(tag, "Id"),
      attribute(tag, "Target") ?? "",
    ]),
  );
  return [...text("xl/workbook.xml").matchAll(/<sheet\b[^>]*>/g)].map(([tag]) => {
    const part = `xl/${(targets.get(attribute(tag, "r:id")) ?? "").replace(/^\/?(xl\/)?/, "")}`;
    return { name: attribute(tag, "name") ?? "", part, cells: cellsIn(text(part), strings) };
  });
}

function cellsIn(xml: string, strings: readonly string[]): WrittenCell[] {
  return [...xml.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = "", inner = ""]) => {
    const formula = /<f\b[^>]*>(.*?)<\/f>/s.exec(inner)?.[1];
    const value = valueIn(inner, attribute(attributes, "t"), strings);
    return {
      address: attribute(attributes, "r") ?? "",
      ...(formula === undefined ? {} : { formula: decodeXml(formula) }),
      value,
    };
  });
}

function valueIn(inner: string, type: string | undefined, strings: readonly string[]): WrittenValue | undefined {
  if (type === "inlineStr") return textIn(inner);
  const raw = /<v\b[^>]*>(.*?)<\/v>/s.exec(inner)?.[1];
  if (raw === undefined) return undefined;
  switch (type) {
    case "s":
      return strings[Number(raw)] ?? "";
    case "str":
      return decodeXml(raw);
    case "b":
      return raw === "1";
    case "e":
      return { error: decodeXml(raw) };
    default:
      return Number(raw);
  }
}

/** The text of a string item, of all its runs. */
const textIn = (xml: string): string =>
  [...xml.matchAll(/<t\b[^>]*>(.*?)<\/t>/gs)].map(([, run = ""]) => decodeCodes(decodeXml(run))).join("");

/** The value of an attribute in a tag. */
export function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : decodeXml(value);
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decodeXml(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal) return String.fromCodePoint(Number(decimal));
      return entities[name ?? ""] ?? whole;
    },
  );
}
