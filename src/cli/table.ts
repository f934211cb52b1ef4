/** Columns of text that line up on a terminal, Chinese or not. */
import { columnsOf } from "../text/width.ts";

export interface Column {
  readonly head: string;
  readonly align?: "left" | "right";
}

export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ head }, index) =>
    Math.max(columnsOf(head), ...rows.map(row => columnsOf(row[index] ?? ""))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => {
        const padding = " ".repeat(Math.max(0, (widths[index] ?? 0) - columnsOf(cell)));
        return columns[index]?.align === "right" ? padding + cell : cell + padding;
      })
      .join("  ")
      .trimEnd();
  const rule = widths.map(width => "─".repeat(width)).join("──");
  return [line(columns.map(({ head }) => head)), rule, ...rows.map(line)].join("\n");
}
