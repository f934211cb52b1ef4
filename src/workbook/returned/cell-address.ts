/** Addresses as a file writes them. */

export const [lastRow, lastColumn] = [1_048_576, 16_384];

/** The column of letters: 1 for A, 16384 for XFD; 0 where a sheet has no such column. */
export function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column <= lastColumn ? column : 0;
}

/** B3 as row and column; undefined where a sheet has no such cell. */
export function cellAt(address: string): { row: number; column: number } | undefined {
  const [, letters = "", digits = ""] = /^([A-Z]{1,3})([1-9]\d{0,6})$/i.exec(address) ?? [];
  const [row, column] = [Number(digits), columnOf(letters)];
  return column > 0 && row > 0 && row <= lastRow ? { row, column } : undefined;
}
