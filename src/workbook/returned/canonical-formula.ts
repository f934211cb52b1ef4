/**
 * A formula in one spelling, so that what a spreadsheet program saved can be held against what was sent: no spaces, functions in capitals
 * without prefix, every reference as the planned cell it means, wherever that cell stands now.
 */
const tokens =
  /"(?:[^"]|"")*"|(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!|\$?[A-Za-z]{1,3}\$?\d{1,7}(?![\p{L}\p{N}_.(])|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[\p{L}_\\][\p{L}\p{N}_.\\]*|<>|<=|>=|\s+|./gsu;

export interface FormulaPlaces {
  /** The planned cell that stands at this place now; undefined if none does. `sheet`: its name; undefined on the formula's own sheet. */
  cellAt(sheet: string | undefined, row: number, column: number): string | undefined;
  /** The planned cell that a defined name means; undefined if it is none of ours. */
  named(name: string): string | undefined;
}

export function canonicalFormula(formula: string, places: FormulaPlaces): string {
  let sheet: string | undefined;
  const written: string[] = [];
  for (const [token] of formula.matchAll(tokens)) {
    if (/^\s+$/.test(token)) continue;
    if (token.length > 1 && token.endsWith("!")) {
      sheet = unquoted(token.slice(0, -1));
      continue;
    }
    written.push(token.startsWith('"') ? token : spelled(token, sheet, places));
    // The sheet of a range holds for its end too.
    if (token !== ":" && !addressOf(token)) sheet = undefined;
  }
  return written.join("");
}

function spelled(token: string, sheet: string | undefined, places: FormulaPlaces): string {
  const address = addressOf(token);
  if (address) return `[${places.cellAt(sheet, address.row, address.column) ?? `?${sheet ?? ""}!${token}`}]`;
  if (/^\d/.test(token)) return String(Number(token));
  if (!/^[\p{L}_\\]/u.test(token)) return token;
  const named = places.named(token);
  return named === undefined ? token.toUpperCase().replace(/^(?:_XLFN\.)?(?:_XLWS\.)?/, "") : `[${named}]`;
}

function addressOf(token: string): { row: number; column: number } | undefined {
  const parts = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(token);
  if (!parts) return undefined;
  const [, letters = "", digits = ""] = parts;
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return column > 16_384 ? undefined : { row: Number(digits), column };
}

const unquoted = (name: string): string => (name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name);
