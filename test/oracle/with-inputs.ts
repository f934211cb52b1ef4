/** A plan with other values in its inputs: what the reader of the workbook may do, done to the plan. */
import { keyOf, type PlannedCell, type WorkbookPlan } from "../../src/engine/plan/plan.ts";
import type { Word } from "../../src/engine/plan/words.ts";

/** A number, nothing, or a choice. */
export type InputValue = number | null | Word;
/** By the name of an input cell, or by its key (`inputs!14,2`) where it has no name. */
export type InputChanges = ReadonlyMap<string, InputValue>;

export function withInputs(plan: WorkbookPlan, changes: InputChanges): WorkbookPlan {
  const byCell = new Map([...changes].map(([which, value]) => [keyOf(cellOfInput(plan, which).ref), value]));
  const sheets = plan.sheets.map(sheet => ({
    ...sheet,
    cells: sheet.cells.map(cell => {
      const value = byCell.get(keyOf(cell.ref));
      return value === undefined ? cell : changed(cell, value);
    }),
  }));
  return { ...plan, sheets };
}

/** Throws if there is no such input. */
export function cellOfInput(plan: WorkbookPlan, which: string): PlannedCell {
  const named = plan.names.get(which);
  const key = named ? keyOf(named) : which;
  const cell = plan.sheets.flatMap(({ cells }) => cells).find(({ ref }) => keyOf(ref) === key);
  if (!cell || (cell.content.kind !== "input" && cell.content.kind !== "choice"))
    throw new Error(`no input ${which} in the plan`);
  return cell;
}

function changed(cell: PlannedCell, value: InputValue): PlannedCell {
  const { content } = cell;
  if (content.kind === "input" && typeof value !== "string") return { ...cell, content: { ...content, value } };
  if (content.kind === "choice" && typeof value === "string") return { ...cell, content: { ...content, word: value } };
  throw new Error(`${JSON.stringify(value)} cannot be typed into ${cell.name ?? keyOf(cell.ref)}`);
}
