/** Text as a spreadsheet cell, prompt or header can hold it: whatever a customer's file contains, it stays text and stays readable. */

/** Most characters (UTF-16 units) a cell can hold, and most line breaks. */
const cellLimit = 32_767;
const lineBreakLimit = 253;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed; tab and line break stay
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** Marks that turn the reading direction, halves of characters, code points that XML has no place for. */
const otherUnwritable = /[\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;

/** Text for a cell; longer text ends in an ellipsis. */
export function cellText(text: string): string {
  return cutText(limitLineBreaks(readable(text)), cellLimit);
}

/** Text for a place that knows one line only: headers, prompts, properties. */
export function lineText(text: string, limit: number): string {
  return cutText(readable(text).replaceAll(/\s+/g, " ").trim(), limit);
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

export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

function readable(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").replaceAll(controlCharacters, "").replaceAll(otherUnwritable, "");
}

function limitLineBreaks(text: string): string {
  const lines = text.split("\n");
  if (lines.length <= lineBreakLimit) return text;
  return [...lines.slice(0, lineBreakLimit), lines.slice(lineBreakLimit).join(" ")].join("\n");
}
