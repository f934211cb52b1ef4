/** Text made safe for places that take plain lines: no control characters, no marks that turn the reading direction, a limit. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed; tab and line break stay
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** Marks that turn the reading direction, halves of characters, code points that XML has no place for. */
const otherUnwritable = /[\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;

/** Text for a place that knows one line only: headers, prompts, properties. */
export function lineText(text: string, limit: number): string {
  return cutText(readable(text).replaceAll(/\s+/g, " ").trim(), limit);
}

/** At most so many UTF-16 units, with an ellipsis where something was cut. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

export function readable(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").replaceAll(controlCharacters, "").replaceAll(otherUnwritable, "");
}
