/** Reads a returned workbook in the test's own thread. */
import { parseReturned } from "../../../src/workbook/returned/read-returned.ts";
import type { ReturnedCell, ReturnedWorkbook } from "../../../src/workbook/returned/returned-workbook.ts";

export function workbookIn(bytes: Uint8Array): ReturnedWorkbook {
  const read = parseReturned(bytes, "returned.xlsx");
  if ("findings" in read) throw new Error(JSON.stringify(read.findings));
  return read.workbook;
}

/** Its findings by code; none where it was read. */
export function codesOf(bytes: Uint8Array): string[] {
  const read = parseReturned(bytes, "returned.xlsx");
  return "findings" in read ? read.findings.map(({ code }) => code) : [];
}

/** The cells of the first sheet, in the order of the file. */
export const cellsIn = (bytes: Uint8Array): ReturnedCell[] => [...(workbookIn(bytes).sheets[0]?.cells.values() ?? [])];
