/**
 * How much room text takes in a cell, estimated without a font: row heights must hold in Excel, WPS and LibreOffice, whose fonts
 * differ, so every estimate is a little generous. Widths are in the unit of column widths: one digit of the standard font (11 pt).
 */

const standardSize = 11;
/** What programs keep free beside the text, more or less of it. */
const padding = 0.4;
/** Width of a step in from the left. */
export const indentWidth = 1.3;

/** Widths of characters of the standard font (Calibri), in digits. Chinese, Japanese and Korean characters fill a square. */
function characterWidth(character: string): number {
  if (/[\u1100-\u115f\u2e80-\u303e\u3041-\uffdc\u{1f000}-\u{3ffff}]/u.test(character)) return 2.1;
  if (/[ijlI'.,:;|! ]/.test(character)) return 0.52;
  if (/[frt()[\]/-]/.test(character)) return 0.72;
  if (/[sczkvxyJL"]/.test(character)) return 0.9;
  if (/[mwMW%@—…]/.test(character)) return 1.7;
  return /[A-Z&+=<>~_#→×÷≥≤–]/.test(character) ? 1.3 : 1.08;
}

/** Programs and zoom levels break lines a little earlier or later. */
const generosity = 1.03;

export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return (width * generosity * size * (bold ? 1.05 : 1)) / standardSize;
}

/** The lines that text takes in a cell of a width when it wraps between words, and within words that are longer than a line. */
export function wrappedLines(text: string, columnWidth: number, size: number, bold = false): number {
  const room = Math.max(1, columnWidth - padding);
  let lines = 0;
  for (const line of text.split("\n")) lines += linesOf(line, room, size, bold);
  return lines;
}

function linesOf(line: string, room: number, size: number, bold: boolean): number {
  let lines = 1;
  let used = 0;
  for (const piece of piecesOf(line)) {
    const width = textWidth(piece, size, bold);
    if (used > 0 && used + textWidth(piece.trimEnd(), size, bold) > room) {
      lines += 1;
      used = 0;
    }
    lines += Math.floor(width / room);
    used = width > room ? width % room : used + width;
  }
  return lines;
}

/** What a line may be broken between: words with the blanks after them, and single characters of scripts without blanks. */
function piecesOf(line: string): string[] {
  return (
    line.match(
      /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef][，。、；：！？）”’》]*|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*|\s+/gu,
    ) ?? []
  );
}

/** Height of lines of a font size, in points; fonts with Chinese characters stand taller. */
export function linesHeight(lines: number, size: number, tall: boolean): number {
  return lines * size * (tall ? 1.45 : 1.32) + 4;
}
