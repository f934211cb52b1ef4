/** Colours as #rrggbb, mixed and compared as WCAG 2 compares them. */

export type Color = readonly [red: number, green: number, blue: number];

export const white: Color = [255, 255, 255];
export const black: Color = [0, 0, 0];

/** #12294a or #12a, in any case. */
export function colorFrom(text: string): Color | undefined {
  const [, digits = ""] = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim()) ?? [];
  if (digits === "") return undefined;
  const long = digits.length === 3 ? [...digits].map(digit => digit + digit).join("") : digits;
  const part = (at: number) => Number.parseInt(long.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

export const hexOf = (color: Color): string =>
  `#${color.map(part => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/** `share` of the second colour in the first. */
export function mixed([a, b, c]: Color, [d, e, f]: Color, share: number): Color {
  const of = (from: number, to: number) => from + (to - from) * share;
  return [of(a, d), of(b, e), of(c, f)];
}

/** Contrast ratio of WCAG 2: 1 for the same colour, 21 for black on white. */
export function contrast(a: Color, b: Color): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Color): number {
  const [red = 0, green = 0, blue = 0] = color.map(part => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The colour moved towards another by the least twentieth that stands out from `ground` by `ratio`; the other one if none does. */
export function towards(color: Color, other: Color, ground: Color, ratio: number): Color {
  for (let step = 0; step < 20; step += 1) {
    const found = rounded(mixed(color, other, step / 20));
    if (contrast(found, ground) >= ratio) return found;
  }
  return other;
}

const rounded = ([a, b, c]: Color): Color => [Math.round(a), Math.round(b), Math.round(c)];
