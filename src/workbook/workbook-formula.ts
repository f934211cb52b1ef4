/** Plan formulas as a workbook of one language writes them: its sheet names, the defined names, prefixes of newer functions. */
import type { CellRef, PlanFormula, RangeRef, SheetId, WorkbookPlan } from "../engine/plan/plan.ts";
import { keyOf } from "../engine/plan/plan.ts";
import { type AddressStyle, printPlanFormula } from "../engine/plan/print-formula.ts";
import { quotedSheet, type SheetNames } from "../engine/plan/sheet-names.ts";

/** Most characters of a formula that Excel opens. */
const formulaLimit = 8192;

/** Functions that came after the file format, which a file must name with a prefix. */
const newerFunctions: ReadonlySet<string> = new Set([
  "CONCAT",
  "IFNA",
  "IFS",
  "LET",
  "MAXIFS",
  "MINIFS",
  "NORM.DIST",
  "NORM.INV",
  "NORM.S.DIST",
  "NORM.S.INV",
  "PERCENTILE.EXC",
  "PERCENTILE.INC",
  "STDEV.P",
  "STDEV.S",
  "SWITCH",
  "TEXTJOIN",
  "VAR.P",
  "VAR.S",
  "XLOOKUP",
  "XOR",
]);

/** How cells are called in the formulas of this workbook. */
export function addressStyle(plan: WorkbookPlan, names: SheetNames): AddressStyle {
  const byCell = new Map([...plan.names].map(([name, ref]) => [keyOf(ref), name]));
  return {
    nameAt: ref => byCell.get(keyOf(ref)),
    sheetName: sheet => quotedSheet(names, sheet),
    sortable: new Set(plan.sheets.flatMap(({ id, isSortable }) => (isSortable ? [id] : []))),
  };
}

/** The formula without its leading "=", as the file holds it. Throws if Excel could not open it: that is our fault. */
export function formulaText(formula: PlanFormula, on: SheetId, style: AddressStyle): string {
  const text = printPlanFormula(withPrefixes(formula), on, style).slice(1);
  if (text.length > formulaLimit)
    throw new Error(`a formula of ${text.length} characters on ${on}; Excel takes ${formulaLimit}`);
  return text;
}

function withPrefixes(formula: PlanFormula): PlanFormula {
  const node = formula as Exclude<PlanFormula, CellRef | RangeRef>;
  switch (node.kind) {
    case "minus":
    case "percent":
      return { ...node, of: withPrefixes(node.of) };
    case "binary":
      return { ...node, left: withPrefixes(node.left), right: withPrefixes(node.right) };
    case "call":
      return {
        ...node,
        name: newerFunctions.has(node.name) ? `_xlfn.${node.name}` : node.name,
        args: node.args.map(withPrefixes),
      };
    default:
      return formula;
  }
}
