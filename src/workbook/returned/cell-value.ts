/** What stands in a cell, from its type and its text in the file. */
import { decodeCodes } from "../cell-text.ts";
import type { ReturnedValue } from "./returned-workbook.ts";

/** For what is no value of its type; the nearest that a spreadsheet itself shows. */
const notAValue: ReturnedValue = { error: "#NUM!" };

/** `text` is that of the value's element; undefined where the cell has none. Gives undefined for a shared text that is not there. */
export function cellValue(
  type: string | undefined,
  text: string | undefined,
  texts: readonly string[],
): ReturnedValue | undefined {
  if (text === undefined) return null;
  switch (type) {
    case undefined:
    case "n":
      return numberIn(text.trim());
    case "s":
      return /^\s*\d{1,9}\s*$/.test(text) ? texts[Number(text)] : undefined;
    case "str":
      return decodeCodes(text);
    case "b":
      return truthIn(text.trim());
    case "e":
      return /^#[\w/]{1,30}[!?]?$/.test(text.trim()) ? { error: text.trim() } : notAValue;
    // A date as text, which strict files may have.
    case "d":
      return text;
    default:
      return notAValue;
  }
}

function numberIn(text: string): ReturnedValue {
  if (text === "") return null;
  if (text.length > 400 || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return notAValue;
  const number = Number(text);
  return Number.isFinite(number) ? number : notAValue;
}

function truthIn(text: string): ReturnedValue {
  if (text === "1" || text === "true") return true;
  return text === "0" || text === "false" ? false : notAValue;
}
