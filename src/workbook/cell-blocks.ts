/** Cells gathered into rectangles, and their addresses. */
import { columnLetters } from "../engine/plan/print-formula.ts";

export interface Position {
  readonly row: number;
  readonly column: number;
}

export interface Block {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The rectangles that the cells fill: runs of neighbours in a row, and equal runs of the rows below joined. */
export function blocksOf(cells: readonly Position[]): Block[] {
  const blocks: Block[] = [];
  for (const run of runsOf(cells)) {
    const above = blocks.findIndex(
      block => block.bottom === run.top - 1 && block.left === run.left && block.right === run.right,
    );
    const joined = blocks[above];
    if (joined) blocks[above] = { ...joined, bottom: run.bottom };
    else blocks.push(run);
  }
  return blocks;
}

function runsOf(cells: readonly Position[]): Block[] {
  const runs: Block[] = [];
  for (const { row, column } of [...cells].sort((a, b) => a.row - b.row || a.column - b.column)) {
    const last = runs.at(-1);
    if (last && last.top === row && last.right === column - 1) runs[runs.length - 1] = { ...last, right: column };
    else runs.push({ top: row, bottom: row, left: column, right: column });
  }
  return runs;
}

/** B2:D5, or B2 for one cell. */
export function blockAddress({ top, left, bottom, right }: Block): string {
  const first = `${columnLetters(left)}${top}`;
  return top === bottom && left === right ? first : `${first}:${columnLetters(right)}${bottom}`;
}
