/** Parts of a written workbook as text, for tests that look at the file itself. */
import { strFromU8, unzipSync } from "fflate";
import { readWrittenSheets, type WrittenCell } from "../../src/workbook/written-cells.ts";

export function part(file: Uint8Array, path: string): string {
  const bytes = unzipSync(file)[path];
  if (!bytes) throw new Error(`no part ${path}`);
  return strFromU8(bytes);
}

/** The XML of a sheet, by the name that its reader sees. */
export function sheetPart(file: Uint8Array, name: string): string {
  const sheet = readWrittenSheets(file).find(each => each.name === name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return part(file, sheet.part);
}

export function writtenCell(file: Uint8Array, sheetName: string, address: string): WrittenCell {
  const cell = readWrittenSheets(file)
    .find(({ name }) => name === sheetName)
    ?.cells.find(each => each.address === address);
  if (!cell) throw new Error(`no cell ${sheetName}!${address}`);
  return cell;
}

/** Tags of a name, with their attributes. */
export const tags = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}\\b[^>]*>`, "g"))].map(([tag]) => tag);
