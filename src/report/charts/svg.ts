/** SVG as text: elements with escaped attributes and texts, and an estimate of how wide a text will be. Deterministic: no ids, no random. */

/** Markup that is safe to print as it is, because only this module makes it. */
export interface Svg {
  readonly svg: string;
}

export type Attributes = Readonly<Record<string, string | number>>;

export function element(name: string, attributes: Attributes, ...content: readonly (Svg | string)[]): Svg {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(attribute(value))}"`);
  const inside = content.map(each => (typeof each === "string" ? escapeXml(each) : each.svg)).join("");
  return { svg: `<${name}${written.join("")}>${inside}</${name}>` };
}

/** A drawing with its alternative in words, for those who do not see it. */
export function drawing(width: number, height: number, alternative: string, content: readonly Svg[]): Svg {
  const size = { width, height, viewBox: `0 0 ${coordinate(width)} ${coordinate(height)}` };
  return element(
    "svg",
    { ...size, role: "img", "aria-label": alternative },
    element("title", {}, alternative),
    ...content,
  );
}

/** A line of text. `class` carries size and weight, so that a chart's words follow the page's. */
export function label(x: number, y: number, text: string, attributes: Attributes = {}): Svg {
  return element("text", { x, y, ...attributes }, text);
}

export function line(x1: number, y1: number, x2: number, y2: number, attributes: Attributes): Svg {
  return element("line", { x1, y1, x2, y2, ...attributes });
}

/** A rectangle between two heights, whichever is the upper. */
export function bar(x: number, width: number, from: number, to: number, attributes: Attributes): Svg {
  return element("rect", { x, width, y: Math.min(from, to), height: Math.abs(to - from), ...attributes });
}

/** Estimated width of a text in the report's font: a Chinese character is one em, a capital or digit a little over half. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character);
  return ems * fontSize;
}

/** The text cut to a width, with an ellipsis if anything was lost. */
export function shortened(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  let kept = "";
  for (const character of text) {
    if (textWidth(`${kept}${character}…`, fontSize) > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

function emsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x2e80) return 1;
  if (/[MWmw@%]/.test(character)) return 0.88;
  if (/[A-Z0-9&]/.test(character)) return 0.6;
  if (/[ilj.,:;'|!()[\] ]/.test(character)) return 0.28;
  return 0.54;
}

const attribute = (value: string | number): string => (typeof value === "number" ? coordinate(value) : value);

/** Two decimals at most: smaller differences cannot be seen and only make files differ. */
const coordinate = (value: number): string => String(Math.round(value * 100) / 100);

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? character);
}
