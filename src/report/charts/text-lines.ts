/** A text in lines no wider than there is room: broken between words, Chinese anywhere; what does not fit the last line is cut. */
import { shortened, textWidth } from "./svg.ts";

export function textLines(text: string, fontSize: number, width: number, most = 2): string[] {
  const lines: string[] = [];
  let rest = text;
  while (lines.length < most - 1 && textWidth(rest, fontSize) > width) {
    const at = breakAt(rest, fontSize, width);
    if (at === 0) break;
    lines.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...lines, shortened(rest, fontSize, width)];
}

/** Characters of the first line; 0 where not even one word fits. */
function breakAt(text: string, fontSize: number, width: number): number {
  let best = 0;
  let end = 0;
  for (const character of text) {
    const mayBreak = character === " " || isWide(character) || isWide(text.slice(0, end).at(-1) ?? "");
    if (mayBreak && end > 0 && textWidth(text.slice(0, end).trimEnd(), fontSize) <= width) best = end;
    end += character.length;
  }
  return best;
}

const isWide = (character: string): boolean => (character.codePointAt(0) ?? 0) >= 0x2e80;
