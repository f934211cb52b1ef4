/**
 * The same headings, paragraphs, tables and charts as a report, set by pdfmake and by Typst: plain, in one font, with a list of contents.
 * Neither gets the report's styles, its tags or its cell references, so they do less; what they take says what a PDF library costs.
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** What a reader sees of a report, in order. */
export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "chart"; readonly svg: string };

/** Blocks of a report's HTML. */
export function blocksOf(html: string): Block[] {
  const body = html.slice(html.indexOf("<body"));
  const found = body.matchAll(
    /<h([1-6])[^>]*>(.*?)<\/h\1>|<p[^>]*>(.*?)<\/p>|<table[^>]*>(.*?)<\/table>|(<svg.*?<\/svg>)/gs,
  );
  return [...found].flatMap(([, level, heading, paragraph, table, svg]): Block[] => {
    if (level !== undefined) return [{ kind: "heading", level: Number(level), text: plain(heading) }];
    if (paragraph !== undefined) return [{ kind: "text", text: plain(paragraph) }];
    if (svg !== undefined) return /<svg[^>]*viewBox/.test(svg) ? [{ kind: "chart", svg }] : [];
    const rows = [...(table ?? "").matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => plain(cell)),
    );
    const width = Math.max(0, ...rows.map(row => row.length));
    return width === 0
      ? []
      : [{ kind: "table", rows: rows.map(row => Array.from({ length: width }, (_, index) => row[index] ?? "")) }];
  });
}

const plain = (html = ""): string =>
  html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll(/&#x?[0-9a-f]+;/gi, " ")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ")
    .trim();

/** Charts without the report's style sheet: black on white. */
const withoutStyle = (svg: string): string => svg.replaceAll(/ (?:class|style|role|aria-[a-z]+)="[^"]*"/g, "");

export type PdfPeer = (blocks: readonly Block[]) => Promise<Uint8Array>;

const folder = "bench/peers/node_modules";

export async function pdfmakePeer(): Promise<PdfPeer | undefined> {
  if (!existsSync(`${folder}/pdfmake`)) return undefined;
  const need = createRequire(pathToFileURL(`${process.cwd()}/bench/peers/package.json`));
  const Printer = need("pdfmake");
  const fonts: Record<string, string> = need("pdfmake/build/vfs_fonts.js");
  const file = (name: string) => Buffer.from(fonts[name] ?? "", "base64");
  const printer = new Printer({
    Roboto: {
      normal: file("Roboto-Regular.ttf"),
      bold: file("Roboto-Medium.ttf"),
      italics: file("Roboto-Italic.ttf"),
      bolditalics: file("Roboto-MediumItalic.ttf"),
    },
  });
  return blocks => {
    const content = blocks.map(block => {
      switch (block.kind) {
        case "heading":
          return { text: block.text, fontSize: 22 - 3 * block.level, bold: true, tocItem: block.level < 3 };
        case "text":
          return { text: block.text, fontSize: 9 };
        case "table":
          return { table: { body: block.rows.map(row => row.map(text => ({ text, fontSize: 7 }))) } };
        default:
          return { svg: withoutStyle(block.svg), width: 480 };
      }
    });
    const document = printer.createPdfKitDocument({ content: [{ toc: { title: { text: "" } } }, ...content] });
    const pieces: Buffer[] = [];
    return new Promise((resolve, reject) => {
      document.on("data", (piece: Buffer) => pieces.push(piece));
      document.on("end", () => resolve(Buffer.concat(pieces)));
      document.on("error", reject);
      document.end();
    });
  };
}

export async function typstPeer(): Promise<PdfPeer | undefined> {
  if (!existsSync(`${folder}/@myriaddreamin/typst-ts-node-compiler`)) return undefined;
  const need = createRequire(pathToFileURL(`${process.cwd()}/bench/peers/package.json`));
  const { NodeCompiler } = need("@myriaddreamin/typst-ts-node-compiler");
  const compiler = NodeCompiler.create();
  const text = (of: string) => JSON.stringify(of);
  return async blocks => {
    const source = blocks.map(block => {
      switch (block.kind) {
        case "heading":
          return `#heading(level: ${block.level}, text(${text(block.text)}))`;
        case "text":
          return `#par(text(${text(block.text)}))`;
        case "table": {
          const cells = block.rows.flat().map(cell => `text(7pt, ${text(cell)})`);
          return `#table(columns: ${block.rows[0]?.length ?? 1}, ${cells.join(", ")})`;
        }
        default:
          return `#image(bytes(${text(withoutStyle(block.svg))}), format: "svg", width: 100%)`;
      }
    });
    // Its memory of earlier documents would answer at once.
    compiler.evictCache(0);
    return compiler.pdf({ mainFileContent: `#outline(depth: 2)\n${source.join("\n\n")}\n` });
  };
}
