/** What the cells of a chart hold: the caches, which viewers show without calculating. */
import type { Calculation } from "../../engine/calculation.ts";
import { type CellRef, keyOf, type PlannedCell, type RangeRef, type SheetPlan } from "../../engine/plan/plan.ts";
import { address } from "../../engine/plan/print-formula.ts";
import type { Locale } from "../../text/locale.ts";
import { shownValue } from "../layout.ts";
import { quotedSheet, type SheetNames } from "../../engine/plan/sheet-names.ts";
import { element, escapeXml, type Xml } from "../xml.ts";

export class ChartCells {
  private readonly cells: ReadonlyMap<string, PlannedCell>;
  private readonly calculation: Calculation;
  private readonly locale: Locale;
  private readonly names: SheetNames;

  constructor(sheet: SheetPlan, calculation: Calculation, locale: Locale, names: SheetNames) {
    this.cells = new Map(sheet.cells.map(cell => [keyOf(cell.ref), cell]));
    this.calculation = calculation;
    this.locale = locale;
    this.names = names;
  }

  /** What stands in each cell of a range; undefined where nothing does. */
  values(over: RangeRef): (string | number | undefined)[] {
    return refsIn(over).map(ref => {
      const cell = this.cells.get(keyOf(ref));
      const value = cell && shownValue(cell, this.calculation, this.locale);
      return value === "" ? undefined : value;
    });
  }

  numbers(over: RangeRef): number[] {
    return this.values(over).filter(value => typeof value === "number");
  }

  /** A reference to numbers with their cache; what is no number is a blank. */
  numberReference(over: RangeRef): Xml {
    const points = this.values(over).map((value, index) =>
      typeof value === "number" ? element("c:pt", { idx: index }, element("c:v", {}, String(value))) : "",
    );
    const count = element("c:ptCount", { val: points.length });
    const cache = element("c:numCache", {}, element("c:formatCode", {}, "General"), count, ...points);
    return element("c:numRef", {}, element("c:f", {}, this.reference(over)), cache);
  }

  textReference(over: RangeRef): Xml {
    const points = this.values(over).map((value, index) =>
      value === undefined ? "" : element("c:pt", { idx: index }, element("c:v", {}, escapeXml(String(value)))),
    );
    const cache = element("c:strCache", {}, element("c:ptCount", { val: points.length }), ...points);
    return element("c:strRef", {}, element("c:f", {}, this.reference(over)), cache);
  }

  private reference({ from, to }: RangeRef): Xml {
    const cells = keyOf(from) === keyOf(to) ? address(from) : `${address(from)}:${address(to)}`;
    return escapeXml(`${quotedSheet(this.names, from.sheet)}!${cells}`);
  }
}

/** The cells of a range, row by row. */
export function refsIn({ from, to }: RangeRef): CellRef[] {
  const refs: CellRef[] = [];
  for (let row = from.row; row <= to.row; row += 1)
    for (let column = from.column; column <= to.column; column += 1) refs.push({ ...from, row, column });
  return refs;
}
