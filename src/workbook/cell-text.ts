/** Text as a spreadsheet cell, prompt or header can hold it: whatever a customer's file contains, it stays text and stays readable. */
import { cutText, lineText, readable } from "../text/line-text.ts";

/** Most characters (UTF-16 units) a cell can hold, and most line breaks. */
const cellLimit = 32_767;
const lineBreakLimit = 253;

/** Text for a cell; longer text ends in an ellipsis. */
export function cellText(text: string): string {
  return cutText(limitLineBreaks(readable(text)), cellLimit);
}

/** Spreadsheet programs read `_x0041_` in a file as the character of that code; a literal one is written with its underscore encoded. */
export function escapeCodes(text: string): string {
  return text.replaceAll(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");
}

/** `_x000A_` in a file is the character of that code. */
export function decodeCodes(text: string): string {
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Text for a header or footer, where & starts a code. */
export function headerText(text: string, limit: number): string {
  return lineText(text, limit).replaceAll("&", "&&");
}

function limitLineBreaks(text: string): string {
  const lines = text.split("\n");
  if (lines.length <= lineBreakLimit) return text;
  return [...lines.slice(0, lineBreakLimit), lines.slice(lineBreakLimit).join(" ")].join("\n");
}
