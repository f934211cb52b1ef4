/** One bar of parts side by side, as wide as they count, each named with its count below: told apart by order and name, not by colour alone. */
import { palette } from "./palette.ts";
import { drawing, element, label, type Svg, textWidth } from "./svg.ts";

export type PartLook = "best" | "good" | "short" | "bad" | "open" | "none";

export interface BarPart {
  readonly name: string;
  readonly count: number;
  readonly look: PartLook;
}

export interface StatusBar {
  readonly alternative: string;
  readonly width: number;
  readonly parts: readonly BarPart[];
}

const fills: Readonly<Record<PartLook, string>> = {
  best: palette.navy,
  good: palette.teal,
  short: palette.accent,
  bad: "var(--accent-dark)",
  open: palette.grey,
  none: palette.greyLight,
};
const height = 26;
const fontSize = 11;

/** Parts of count 0 are left out. */
export function statusBar({ alternative, width, parts }: StatusBar): Svg {
  const shown = parts.filter(({ count }) => count > 0);
  const all = shown.reduce((sum, { count }) => sum + count, 0);
  let at = 0;
  let line = { x: 0, y: height + 18 };
  const drawn = shown.flatMap(({ name, count, look }) => {
    const part = (width * count) / all;
    const text = `${name} ${count}`;
    const room = 16 + textWidth(text, fontSize) + 16;
    if (line.x > 0 && line.x + room > width) line = { x: 0, y: line.y + 17 };
    const segment = [
      element("rect", { x: at, y: 0, width: Math.max(0.5, part - 1.5), height, fill: fills[look] }),
      ...(part > 18
        ? [label(at + part / 2 - 0.75, height / 2 + 4, String(count), { class: `chart-part ${look}`, "text-anchor": "middle" })]
        : []),
      element("rect", { x: line.x, y: line.y - 9, width: 10, height: 10, fill: fills[look] }),
      label(line.x + 15, line.y, text, { class: "chart-name" }),
    ];
    at += part;
    line = { ...line, x: line.x + room };
    return segment;
  });
  return drawing(width, line.y + 6, alternative, drawn);
}
