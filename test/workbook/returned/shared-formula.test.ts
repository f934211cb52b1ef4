import { describe, expect, test } from "vitest";
import { formulaFor, sharedFormula } from "../../../src/workbook/returned/shared-formula.ts";
import { sheetOf } from "./make-xlsx.ts";
import { cellsIn, codesOf } from "./read-back.ts";

/** A formula written in C5, as it reads in the cell one row below and two columns to the right. */
const moved = (formula: string) => formulaFor(sharedFormula(formula, 5, 3), 6, 5);

describe("a formula written for many cells", () => {
  test.each([
    ["A1+B2", "C2+D3"],
    ["$A1+A$1+$A$1", "$A2+C$1+$A$1"],
    ["SUM(A1:B2,$A1:$B2)", "SUM(C2:D3,$A2:$B3)"],
    ["SUM(A:B)+SUM($A:B)+SUM(1:2)+SUM($1:2)", "SUM(C:D)+SUM($A:D)+SUM(2:3)+SUM($1:3)"],
    ["Sheet1!A1+'It''s A1'!A1+输入!A1", "Sheet1!C2+'It''s A1'!C2+输入!C2"],
    ["SUM(Sheet1:Sheet3!A1)+SUM(Jan:Mar!A1)", "SUM(Sheet1:Sheet3!C2)+SUM(Jan:Mar!C2)"],
    ['"A1"&A1&"a ""B2"" b"', '"A1"&C2&"a ""B2"" b"'],
    ["LOG10(A1)+ATAN2(A1,B1)+_xlfn.NORM.S.INV(A1)", "LOG10(C2)+ATAN2(C2,D2)+_xlfn.NORM.S.INV(C2)"],
    ["LOG10+volume+tax_A1+A1B+ABCD1+x.A1", "LOI11+volume+tax_A1+A1B+ABCD1+x.A1"],
    ["Costs[A1]+Costs[[#This Row],[B2]]+Costs['[A1]", "Costs[A1]+Costs[[#This Row],[B2]]+Costs['[A1]"],
    ["[1]Sheet1!A1+'[Book A1.xlsx]S'!A1", "[1]Sheet1!C2+'[Book A1.xlsx]S'!C2"],
    ["1.5E+10+2E5+1E1*A1%", "1.5E+10+2E5+1E1*C2%"],
    ["IF(A1=TRUE,#N/A,#REF!)+A1#", "IF(C2=TRUE,#N/A,#REF!)+C2#"],
    ["XFB1+XFC1+$XFD1+XFE1", "XFD2+#REF!+$XFD2+XFE1"],
    ["A1048575+A1048576+A1048577", "C1048576+#REF!+A1048577"],
    ["{1,2;3,4}+-A1", "{1,2;3,4}+-C2"],
    ["a1", "C2"],
    ["A1 B1:C1", "C2 D2:E2"],
  ])("%s reads %s elsewhere", (formula, expected) => {
    expect(moved(formula)).toBe(expected);
  });

  test("reads as written in the cell it is written for", () => {
    const formula = "SUM(A1:$B2)*'x y'!C3-Costs[D4]&\"E5\"";
    expect(formulaFor(sharedFormula(formula, 9, 9), 9, 9)).toBe(formula);
  });

  test("that would leave the sheet loses that reference", () => {
    expect(formulaFor(sharedFormula("A1+B2", 2, 2), 1, 1)).toBe("#REF!+A1");
    expect(formulaFor(sharedFormula("SUM(A:B)+SUM(1:2)", 2, 2), 1, 1)).toBe("SUM(#REF!:A)+SUM(#REF!:1)");
  });

  test.each(['"open', "'open", "Costs[open", "Costs[open'", "#", "((", ""])("cut off is left as it is: %s", formula => {
    expect(moved(formula)).toBe(formula);
  });
});

describe("in a sheet", () => {
  test("each cell has it, as copying would give it", () => {
    const rows =
      '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$D$1</f><v>1</v></c></row>' +
      '<row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c></row><row r="3"><c r="B3"><f t="shared" si="0"></f></c></row>';
    expect(cellsIn(sheetOf(rows)).map(({ formula }) => formula)).toEqual(["A1*$D$1", "A2*$D$1", "A3*$D$1"]);
  });

  test("a cell with a text of its own keeps it, and a number may be used again", () => {
    const rows =
      '<row><c><f t="shared" ref="A1:A2" si="0">B1</f></c></row><row><c><f t="shared" si="0">C9</f></c></row>' +
      '<row><c><f t="shared" ref="A3:A4" si="0">D3</f></c></row><row><c><f t="shared" si="0"/></c></row>';
    expect(cellsIn(sheetOf(rows)).map(({ formula }) => formula)).toEqual(["B1", "C9", "D3", "D4"]);
  });

  test("the first one needs no range", () => {
    const rows = '<row><c><f t="shared" si="0">B1</f></c></row><row><c><f t="shared" si="0"/></c></row>';
    expect(cellsIn(sheetOf(rows)).map(({ formula }) => formula)).toEqual(["B1", "B2"]);
  });

  test("one that was never written makes the file unreadable", () => {
    expect(codesOf(sheetOf('<row><c><f t="shared" si="7"/></c></row>'))).toEqual(["workbook-unreadable"]);
  });

  test("an array formula stands in its first cell", () => {
    const rows = '<row><c><f t="array" ref="A1:B1">C1:D1*2</f><v>1</v></c><c><v>2</v></c></row>';
    expect(cellsIn(sheetOf(rows))).toEqual([
      { row: 1, column: 1, value: 1, formula: "C1:D1*2" },
      { row: 1, column: 2, value: 2 },
    ]);
  });

  test("an equals sign in front is not part of it; other escapes are those of XML alone", () => {
    const rows = '<row><c><f>=A2&amp;"_x0041_"</f></c><c><f/><v>1</v></c></row>';
    expect(cellsIn(sheetOf(rows)).map(({ formula }) => formula)).toEqual(['A2&"_x0041_"', undefined]);
  });
});
