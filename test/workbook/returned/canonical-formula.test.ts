/** Two spellings of a formula are the same text exactly where they read the same cells. */
import { describe, expect, test } from "vitest";
import { canonicalFormula, type FormulaPlaces } from "../../../src/workbook/returned/canonical-formula.ts";

const names: Readonly<Record<string, string>> = { volume: "drivers!4,2", cost_per_visit: "drivers!5,2" };
/** Rows of the sheet Drivers have moved down by two, its sheet is called Our figures now. */
const moved = 2;
const sent: FormulaPlaces = {
  cellAt: (sheet = "Value", row, column) => `${sheet.toLowerCase()}!${row},${column}`,
  named: name => names[name.toLowerCase()],
};
const now: FormulaPlaces = {
  cellAt: (sheet = "Value", row, column) => {
    if (sheet !== "Our figures") return sent.cellAt(sheet, row, column);
    return row > moved ? `drivers!${row - moved},${column}` : undefined;
  },
  named: sent.named,
};

const same = (a: string, b: string): void => expect(canonicalFormula(b, now)).toBe(canonicalFormula(a, sent));
const other = (a: string, b: string): void => expect(canonicalFormula(b, now)).not.toBe(canonicalFormula(a, sent));

describe("the same formula", () => {
  test.each([
    ["spaces and line breaks", "SUM(A1,B2)*3", " SUM( A1 , B2 )\n * 3 "],
    ["lower case", "IF(A1>=2,volume,0)", "if(a1>=2,Volume,0)"],
    ["anchors", "A1+B2", "$A$1+B$2"],
    ["moved rows of a renamed sheet", "Drivers!B4*2", "'Our figures'!$B$6*2"],
    ["a range there", "SUM(Drivers!B4:B6)", "SUM('Our figures'!B6:B8)"],
    ["a name for its cell", "volume*2", "'Our figures'!B6*2"],
    ["prefixes of newer functions", "STDEV.S(A1,B1)", "_xlfn.STDEV.S(A1,B1)"],
    ["both prefixes", "SORT(A1)", "_xlfn._xlws.SORT(A1)"],
    ["numbers", "A1*0.50+1000", "A1*0.5+1E3"],
    ["quotes around a plain sheet name", "Value!A1", "'Value'!A1"],
  ])("%s", (_, a, b) => same(a, b));

  test("quotes within a sheet's name", () => {
    expect(canonicalFormula("'Bob''s'!A1", sent)).toBe("[bob's!1,1]");
  });
});

describe("another formula", () => {
  test.each([
    ["another cell", "A1+B2", "A1+B3"],
    ["another operator", "A1+B2", "A1-B2"],
    ["a comparison turned", "IF(A1<=B1,1,2)", "IF(A1>=B1,1,2)"],
    ["another text, even by spaces or case", 'A1&" a "', 'A1&"a"'],
    ["another case within a text", 'A1&"yes"', 'A1&"Yes"'],
    ["a text with quotes in it", 'A1&"a""b"', 'A1&"ab"'],
    ["a reference within a text", '"A1"', "A1"],
    ["the sheet of one reference does not hold for the next", "Drivers!B4+B5", "'Our figures'!B6+'Our figures'!B7"],
    ["a row that is new", "Drivers!B4", "'Our figures'!B1"],
    ["another number", "A1*0.6", "A1*0.66"],
    ["another name", "volume", "cost_per_visit"],
    ["a name of the customer's", "volume", "volume2024x"],
    ["a range for two cells", "SUM(A1:B2)", "SUM(A1,B2)"],
  ])("%s", (_, a, b) => other(a, b));
});
