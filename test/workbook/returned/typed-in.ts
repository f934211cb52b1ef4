/** A customer's hand in a workbook of ours, without a spreadsheet program: cells, rows, sheets and names changed in its XML. */
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { escaped } from "./make-xlsx.ts";

export type Typed = number | string | { readonly formula: string } | null;

export class TypedIn {
  private readonly parts: Record<string, Uint8Array>;

  constructor(file: Uint8Array) {
    this.parts = unzipSync(file);
  }

  /** null empties the cell. A formula gets the result 0. */
  set(sheet: string, cell: string, value: Typed): this {
    const found = new RegExp(`<c r="${cell}"([^>]*?)(?:/>|>.*?</c>)`);
    return this.edit(this.partOf(sheet), xml => {
      const attributes = found.exec(xml)?.[1];
      if (attributes === undefined) throw new Error(`${sheet} has no cell ${cell}`);
      const kept = attributes.replace(/ t="[^"]*"/, "");
      return xml.replace(found, () => `<c r="${cell}"${kept}${contentOf(value)}`);
    });
  }

  hideRow(sheet: string, row: number): this {
    return this.edit(this.partOf(sheet), xml => changed(xml, `<row r="${row}"`, `<row r="${row}" hidden="1"`));
  }

  removeSheet(sheet: string): this {
    return this.edit("xl/workbook.xml", xml => {
      const [entry = ""] = new RegExp(`<sheet [^>]*name="${escaped(sheet)}"[^>]*/>`).exec(xml) ?? [];
      return changed(xml, entry, "");
    });
  }

  hideSheet(sheet: string): this {
    const name = `name="${escaped(sheet)}" state=`;
    return this.edit("xl/workbook.xml", xml => changed(xml, `${name}"visible"`, `${name}"hidden"`));
  }

  /** Makes a defined name stand for another cell. */
  repoint(name: string, to: string): this {
    return this.edit("xl/workbook.xml", xml => {
      const [entry = ""] = new RegExp(`<definedName name="${name}">[^<]*</definedName>`).exec(xml) ?? [];
      return changed(xml, entry, `<definedName name="${name}">${escaped(to)}</definedName>`);
    });
  }

  add(part: string, content: string): this {
    this.parts[part] = strToU8(content);
    return this;
  }

  done(): Uint8Array {
    return zipSync(this.parts);
  }

  /** Sheets are numbered in the order in which they were sent. */
  private partOf(sheet: string): string {
    const workbook = strFromU8(this.parts["xl/workbook.xml"] ?? new Uint8Array());
    const number = new RegExp(`<sheet sheetId="(\\d+)" name="${escaped(sheet)}"`).exec(workbook)?.[1];
    if (number === undefined) throw new Error(`no sheet ${sheet}`);
    return `xl/worksheets/sheet${number}.xml`;
  }

  private edit(part: string, change: (xml: string) => string): this {
    const before = this.parts[part];
    if (!before) throw new Error(`no part ${part}`);
    this.parts[part] = strToU8(change(strFromU8(before)));
    return this;
  }
}

function contentOf(value: Typed): string {
  if (value === null) return "/>";
  if (typeof value === "number") return `><v>${value}</v></c>`;
  if (typeof value === "string") return ` t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  return `><f>${escaped(value.formula)}</f><v>0</v></c>`;
}

function changed(xml: string, from: string, to: string): string {
  if (from === "" || !xml.includes(from)) throw new Error(`nothing to change: ${to}`);
  return xml.replace(from, () => to);
}
