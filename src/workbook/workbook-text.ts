/** A written workbook as text, for people to compare: a line per cell with sheet, address, formula and value. */
import { readWrittenSheets, type WrittenCell, type WrittenValue } from "./written-cells.ts";

export function workbookText(file: Uint8Array): string {
  return readWrittenSheets(file)
    .flatMap(({ name, cells }) => [
      `# ${name}`,
      ...cells.filter(({ value, formula }) => value !== undefined || formula !== undefined).map(cellLine),
      "",
    ])
    .join("\n");
}

const cellLine = ({ address, formula, value }: WrittenCell): string =>
  [address, ...(formula === undefined ? [] : [`=${formula}`, "→"]), shown(value)].join(" ");

/** Numbers to 12 digits: more would show the machine's rounding. */
function shown(value: WrittenValue | undefined): string {
  switch (typeof value) {
    case "undefined":
      return "(empty)";
    case "number":
      return String(Number(value.toPrecision(12)));
    case "boolean":
      return value ? "TRUE" : "FALSE";
    case "string":
      return JSON.stringify(value);
    default:
      return value.error;
  }
}
