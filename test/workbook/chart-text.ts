/** Charts of a written workbook, for tests: what they refer to and what they hold. */
import { strFromU8, unzipSync } from "fflate";
import { attribute } from "../../src/workbook/written-cells.ts";

export interface WrittenReference {
  /** 'Value'!$B$2:$B$5 */
  readonly to: string;
  /** In their places; undefined where there is none. */
  readonly points: readonly (string | undefined)[];
  readonly kind: "numbers" | "texts";
}

export interface WrittenChart {
  readonly path: string;
  readonly xml: string;
  readonly title: string;
  readonly references: readonly WrittenReference[];
}

export function writtenCharts(file: Uint8Array): WrittenChart[] {
  return Object.entries(unzipSync(file))
    .filter(([path]) => /^xl\/charts\/chart\d+\.xml$/.test(path))
    .map(([path, bytes]) => {
      const xml = strFromU8(bytes);
      const heading = /<c:title>.*?<\/c:title>/s.exec(xml)?.[0] ?? "";
      const title = [...heading.matchAll(/<a:t>(.*?)<\/a:t>/g)].map(([, text = ""]) => decode(text)).join("");
      return { path, xml, title, references: referencesIn(xml) };
    })
    .sort((a, b) => a.path.localeCompare(b.path, "en", { numeric: true }));
}

function referencesIn(xml: string): WrittenReference[] {
  return [...xml.matchAll(/<c:(num|str)Ref>(.*?)<\/c:\1Ref>/gs)].map(([, kind, inner = ""]) => {
    const count = Number(attribute(/<c:ptCount[^>]*>/.exec(inner)?.[0] ?? "", "val"));
    const points = Array.from<string | undefined>({ length: count });
    for (const [, index, value = ""] of inner.matchAll(/<c:pt idx="(\d+)"[^>]*><c:v>(.*?)<\/c:v>/gs))
      points[Number(index)] = decode(value);
    const to = decode(/<c:f>(.*?)<\/c:f>/.exec(inner)?.[1] ?? "");
    return { to, points, kind: kind === "num" ? "numbers" : "texts" };
  });
}

const decode = (text: string): string =>
  text
    .replaceAll("&apos;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

/** The cells of a reference, row by row: sheet and address. */
export function cellsOf({ to }: WrittenReference): { readonly sheet: string; readonly address: string }[] {
  const [, quoted = "", first = "", top, last = first, bottom = top] =
    /^'(.*)'!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?$/.exec(to) ?? [];
  const sheet = quoted.replaceAll("''", "'");
  const cells: { sheet: string; address: string }[] = [];
  for (let row = Number(top); row <= Number(bottom); row += 1)
    for (let column = numberOf(first); column <= numberOf(last); column += 1)
      cells.push({ sheet, address: `${lettersOf(column)}${row}` });
  return cells;
}

const numberOf = (letters: string): number => [...letters].reduce((sum, each) => sum * 26 + each.charCodeAt(0) - 64, 0);
const lettersOf = (column: number): string =>
  (column > 26 ? lettersOf(Math.floor((column - 1) / 26)) : "") + String.fromCharCode(65 + ((column - 1) % 26));
