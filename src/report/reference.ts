/** Where a printed figure stands in the workbook: found by the figure's key in the plan, so that no reference is written by hand. */

import type { CellRef, WorkbookPlan } from "../engine/plan/plan.ts";
import { plainAddress } from "../engine/plan/print-formula.ts";
import { type SheetNames, sheetNames } from "../engine/plan/sheet-names.ts";
import type { Locale } from "../text/locale.ts";
import { say } from "../text/say.ts";

/** The cells of one sheet that a figure stands in; several are added: C10+C12, or C10:F10 where they stand side by side. */
export interface Reference {
  /** As the name box of a spreadsheet takes it: Summary!B5, 'Cash flow'!C10. */
  readonly text: string;
  /** Without the sheet, where a table names it once: B5. */
  readonly short: string;
  /** Which sheet it is, in words. */
  readonly sheet: string;
  /** The figure, unrounded. */
  readonly value: number;
}

/** Null where there is no figure, or no workbook to refer to. Throws where the plan does not have the figure: a key of ours is wrong. */
export type ReferenceTo = (value: number | null, ...keys: readonly string[]) => Reference | null;

export function referencesTo(plan: WorkbookPlan | undefined, locale: Locale): ReferenceTo {
  if (!plan) return () => null;
  const names = sheetNames(plan, locale);
  const cells = cellsByKey(plan);
  return (value, ...keys) => {
    if (value === null || keys.length === 0) return null;
    const refs = keys.map(key => {
      const ref = cells.get(key);
      if (!ref) throw new Error(`no cell of the workbook holds the figure ${key}`);
      return ref;
    });
    return referenceOf(refs, names, value, locale);
  };
}

/** By the key of the figure, or by the name of the cell, which inputs have. */
function cellsByKey(plan: WorkbookPlan): ReadonlyMap<string, CellRef> {
  const cells = new Map<string, CellRef>(plan.names);
  for (const sheet of plan.sheets) for (const { figure, ref } of sheet.cells) if (figure) cells.set(figure, ref);
  return cells;
}

function referenceOf(refs: readonly CellRef[], names: SheetNames, value: number, locale: Locale): Reference {
  const [first] = refs;
  if (!first || refs.some(({ sheet }) => sheet !== first.sheet)) throw new Error("a reference to more than one sheet");
  const sheet = names.get(first.sheet) ?? first.sheet;
  const short =
    refs.length > 2 && isRow(refs) ? `${plainAddress(first)}:${lastAddress(refs)}` : refs.map(plainAddress).join("+");
  return {
    text: `${quotedWhereNeeded(sheet)}!${short}`,
    short,
    sheet: say(locale, "report.reference.sheet", { sheet }),
    value,
  };
}

/** Side by side, from left to right. */
const isRow = (refs: readonly CellRef[]): boolean =>
  refs.every(({ row, column }, index) => row === refs[0]?.row && column === (refs[0]?.column ?? 0) + index);

const lastAddress = (refs: readonly CellRef[]): string => refs.slice(-1).map(plainAddress).join("");

/** As spreadsheets do: a name with anything but letters and digits in it, or one that looks like a cell, stands in quotes. */
function quotedWhereNeeded(name: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !/^[a-z]{1,3}\d+$/i.test(name);
  return isPlain ? name : `'${name.replaceAll("'", "''")}'`;
}
