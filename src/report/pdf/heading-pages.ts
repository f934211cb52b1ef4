/**
 * The pages that named destinations lie on, read from the bytes of a PDF as the browser writes it: plain objects, one cross-reference
 * table, destinations in the dictionary /Dests of the catalog. Reads nothing but these objects, so it costs next to nothing.
 */

/** Page numbers from 1 by destination; empty where the document has none. */
export function pagesOfDestinations(bytes: Uint8Array): ReadonlyMap<string, number> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const object = objectsOf(text);
  const root = reference(/\/Root (\d+) 0 R/.exec(text.slice(text.lastIndexOf("trailer"))));
  const catalog = object(root);
  const pages = new Map<number, number>();
  const walk = (id: number): void => {
    const node = object(id);
    const kids = /\/Kids \[([^\]]*)\]/.exec(node)?.[1];
    if (kids === undefined) pages.set(id, pages.size + 1);
    else for (const kid of kids.matchAll(/(\d+) 0 R/g)) walk(reference(kid));
  };
  walk(reference(/\/Pages (\d+) 0 R/.exec(catalog)));
  const named = /\/Dests (\d+) 0 R/.exec(catalog);
  if (!named) return new Map();
  const found = [...object(reference(named)).matchAll(/\/([^\s/[\]<>()]+)\s*\[(\d+) 0 R/g)];
  return new Map(found.map(([, name = "", page]) => [name, pages.get(Number(page)) ?? 0]));
}

/** An object's text by its number, found by the cross-reference table. */
function objectsOf(text: string): (id: number) => string {
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? Number.NaN);
  const [head, first, count] = /^xref\s+(\d+) (\d+)\s*\n/.exec(text.slice(table, table + 40)) ?? [];
  if (head === undefined || first !== "0")
    throw new Error("a PDF without the cross-reference table that the browser writes");
  const entries = table + head.length;
  return id => {
    if (!(id < Number(count))) throw new Error(`the PDF has no object ${id}`);
    const offset = Number(text.slice(entries + id * 20, entries + id * 20 + 10));
    return text.slice(offset, text.indexOf("endobj", offset));
  };
}

function reference(match: RegExpExecArray | RegExpMatchArray | null): number {
  if (!match) throw new Error("a PDF without catalog or pages");
  return Number(match[1]);
}
