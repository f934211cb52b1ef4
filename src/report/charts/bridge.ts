/**
 * From one level to another in steps, row by row: a full bar for each level, and between them what each step adds or takes away, where it
 * does. Lying, so that names of any length can be read.
 */
import { scaleLinear } from "d3-scale";
import { palette } from "./palette.ts";
import { drawing, element, label, line, type Svg, shortened, textWidth } from "./svg.ts";

export interface BridgeRow {
  readonly name: string;
  /** `level`: a bar from 0; `change`: from where the row before ended. */
  readonly kind: "level" | "change";
  /** The level, or the change. */
  readonly value: number;
  /** As the reader sees it. */
  readonly text: string;
}

export interface Bridge {
  readonly alternative: string;
  readonly width: number;
  readonly rows: readonly BridgeRow[];
}

const rowHeight = 19;
const fontSize = 11;

export function bridgeChart({ alternative, width, rows }: Bridge): Svg {
  let at = 0;
  const spans = rows.map(({ kind, value }) => {
    const from = kind === "level" ? 0 : at;
    at = from + value;
    return { from, to: at };
  });
  const ends = spans.flatMap(({ from, to }) => [from, to]);
  const nameWidth = Math.min(width * 0.42, 12 + Math.max(0, ...rows.map(({ name }) => textWidth(name, fontSize))));
  const textRoom = 10 + Math.max(0, ...rows.map(({ text }) => textWidth(text, fontSize)));
  const [lowest, highest] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const x = scaleLinear()
    .domain([lowest, highest === lowest ? lowest + 1 : highest])
    .range([nameWidth + (lowest < 0 ? textRoom : 0), width - textRoom]);
  const height = rows.length * rowHeight + 4;
  const drawn = rows.map((row, index) => {
    const { from, to } = spans[index] ?? { from: 0, to: 0 };
    const middle = 2 + (index + 0.5) * rowHeight;
    const [left, right] = [x(Math.min(from, to)), x(Math.max(from, to))];
    const isLast = index === rows.length - 1;
    const fill = row.kind === "level" ? (isLast ? palette.teal : palette.navy) : row.value < 0 ? palette.accent : palette.tealLight;
    const isLeft = to < 0 && row.value < 0;
    return element(
      "g",
      {},
      label(0, middle + 4, shortened(row.name, fontSize, nameWidth - 8), {
        class: row.kind === "level" ? "chart-figure" : "chart-name",
      }),
      element("rect", { x: left, y: middle - 6.5, width: Math.max(0.8, right - left), height: 13, fill }),
      label(isLeft ? left - 5 : right + 5, middle + 4, row.text, {
        class: "chart-figure",
        "text-anchor": isLeft ? "end" : "start",
      }),
      ...(isLast
        ? []
        : [
            line(x(to), middle + 6.5, x(to), middle + rowHeight - 6.5, {
              stroke: palette.grey,
              "stroke-width": 0.8,
            }),
          ]),
    );
  });
  const axis = line(x(0), 0, x(0), height, { stroke: palette.navy, "stroke-width": 1 });
  return drawing(width, height, alternative, [...drawn, axis]);
}
