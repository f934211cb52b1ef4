/** ROUND, INT and INDEX as Excel and LibreOffice give them: in a model's formulas, in the engine, in the kernel. */
import { HyperFormula } from "hyperformula";
import { describe, expect, test } from "vitest";
import { asExcel } from "../../../src/engine/calculate.ts";
import { evaluate } from "../../../src/model/formula/evaluate.ts";
import { parseFormula } from "../../../src/model/formula/parse.ts";
import { roundToPlaces } from "../../../src/model/formula/rounding.ts";

const ours = (text: string): number => {
  const { tree } = parseFormula(text);
  if (!tree) throw new Error(text);
  return evaluate(tree, () => Number.NaN);
};
const engines = (text: string) =>
  HyperFormula.buildFromArray([[text], [10], [20], [30, 40, 50]], asExcel).getCellValue({ sheet: 0, row: 0, col: 0 });

describe("ROUND and INT", () => {
  test.each([
    ["=ROUND(2.675,2)", 2.68],
    ["=ROUND(1.005,2)", 1.01],
    ["=ROUND(-1.005,2)", -1.01],
    ["=ROUND(0.285,2)", 0.29],
    ["=ROUND(-0.5,0)", -1],
    ["=ROUND(2.5,0)", 3],
    ["=ROUND(2.4999999999,0)", 2],
    ["=ROUND(1234567.5,-3)", 1235000],
    ["=ROUND(-1500,-3)", -2000],
    ["=ROUND(149,-2)", 100],
    ["=ROUND(50,-2)", 100],
    ["=ROUND(1.25,1.9)", 1.3],
    ["=ROUND(123456789012.345,2)", 123456789012.35],
    ["=ROUND(9000000000000010,0)", 9000000000000010],
    ["=ROUND(7,400)", 7],
    ["=ROUND(7,-400)", 0],
    ["=INT(2.7)", 2],
    ["=INT(-2.5)", -3],
    ["=INT(-3)", -3],
    ["=INT(4.1*100)", 410],
    ["=INT(-4.1*100)", -410],
    ["=INT(123456789-0.0000001)", 123456789],
    ["=INT(2.999999)", 2],
  ])("are as in Excel: %s", (text, expected) => {
    expect(ours(text)).toBe(expected);
    expect(engines(text)).toBe(expected);
  });

  test("ROUND is half away from 0 for every half of a cent, however it came about", () => {
    for (let cents = 1; cents < 20_000; cents += 2) {
      const half = cents / 200;
      const wanted = (cents + 1) / 2 / 100;
      for (const value of [half, Number(half.toFixed(3)), half * 3 - half * 2]) {
        expect(roundToPlaces(value, 2), `${value}`).toBe(wanted);
        expect(roundToPlaces(-value, 2), `${-value}`).toBe(-wanted);
      }
      expect(roundToPlaces(half - 1e-9, 2)).toBe((cents - 1) / 2 / 100);
    }
  });
});

test("INDEX cuts off a fraction of a place, counts along a single row, and says #NUM! beyond the range", () => {
  expect(engines("=INDEX(A2:A4,2.9)")).toBe(20);
  expect(engines("=INDEX(A2:A4,3)")).toBe(30);
  expect(engines("=INDEX(A4:C4,2)")).toBe(40);
  expect(engines("=INDEX(A2:C4,3,2)")).toBe(40);
  expect(engines("=INDEX(A2:A4,4)")).toMatchObject({ value: "#NUM!" });
  expect(engines("=INDEX(A2:A4,0)")).toMatchObject({ value: "#VALUE!" });
});
