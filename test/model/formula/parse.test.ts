/** The formula language: Excel's precedence, spans, and faults that stand where they were made. */
import { describe, expect, test } from "vitest";
import { evaluate } from "../../../src/model/formula/evaluate.ts";
import { parseFormula } from "../../../src/model/formula/parse.ts";
import { namesIn, nodesOf } from "../../../src/model/formula/tree.ts";

function treeOf(text: string) {
  const { tree, fault } = parseFormula(text);
  if (!tree) throw new Error(`${text}: ${fault?.code}`);
  return tree;
}
const numbers: Readonly<Record<string, number>> = { baseline: 0.2, target: 0.15, visits: 1000 };
const found = (text: string): number => evaluate(treeOf(text), name => numbers[name] ?? Number.NaN);

describe("a formula", () => {
  test.each([
    ["minus binds tighter than a power", "=-2^2", 4],
    ["a power in parentheses is negated whole", "=-(2^2)", -4],
    ["powers are taken from the left", "=2^3^2", 64],
    ["a power may be negative", "=2^-1", 0.5],
    ["a percent sign divides by a hundred", "=50%", 0.5],
    ["percent binds tighter than minus and power", "=-50%+2^200%", 3.5],
    ["percent may repeat", "=5000%%", 0.5],
    ["times goes before plus", "=1+2*3", 7],
    ["differences are taken from the left", "=10-3-2", 5],
    ["quotients are taken from the left", "=100/5/2", 10],
    ["comparisons come last", "=1+1=2", 1],
    ["comparisons are taken from the left", "=3>2>1", 1],
    ["plus in front does nothing", "=+-+3", -3],
    ["spaces do not count", "= ( 1 + 2 ) * 3 ", 9],
    ["numbers may begin or end with the point", "=.5+1.", 1.5],
    ["functions are called in any case", "=max(1, Sum(2,3), abs(-4))", 5],
    ["names are read", "=(baseline-target)*visits", 50],
    ["IF without an else gives nothing", "=IF(1>2,5)", 0],
    ["AND, OR and NOT give truth", "=AND(1,2)+OR(0,0)+NOT(0)", 2],
    ["the middle of an even count is the mean of two", "=MEDIAN(1,9,2,4)", 3],
    ["PRIOR of a value is that value where there is no time", "=PRIOR(visits)", 1000],
  ])("where %s: %s", (_, text, expected) => {
    expect(found(text)).toBeCloseTo(expected, 12);
  });

  test.each([
    "=1/0",
    "=SQRT(-1)",
    "=LN(0)",
    "=0^0",
    "=(-8)^0.5",
    "=10^999",
    "=MAX(1,1/0)",
    "=IF(1/0,1,2)",
    "=1/0<2",
    "=unknown+1",
  ])("that cannot be computed is no number: %s", text => {
    expect(found(text)).toBeNaN();
  });

  test("knows where each of its parts stands", () => {
    const text = "=(baseline-target)*MAX( visits,-2^10%)";
    const spans = [...nodesOf(treeOf(text))].map(({ span }) => text.slice(span.start, span.end));
    expect(spans).toEqual([
      "baseline-target)*MAX( visits,-2^10%)",
      "baseline-target",
      "baseline",
      "target",
      "MAX( visits,-2^10%)",
      "visits",
      "-2^10%",
      "-2",
      "2",
      "10%",
      "10",
    ]);
  });

  test("tells the names it reads, each once, in order", () => {
    expect(namesIn(treeOf("=target*visits-baseline*visits+MAX(target,1)"))).toEqual(["target", "visits", "baseline"]);
  });
});

describe("a fault", () => {
  test.each([
    ["1+2", "formula-equals", "1+2"],
    ["", "formula-equals", ""],
    ["=", "formula-incomplete", "="],
    ["=1+", "formula-incomplete", "+"],
    ["=(1+2", "formula-parenthesis", "("],
    ["=MAX(1,2", "formula-parenthesis", "("],
    ["=1 2", "formula-unexpected", "2"],
    ["=1+2)", "formula-unexpected", ")"],
    ["=*2", "formula-unexpected", "*"],
    ["=1,5", "formula-unexpected", ","],
    ["=a;b", "formula-unexpected", ";"],
    ["=a×b", "formula-unexpected", "×"],
    ["=单价*2", "formula-unexpected", "单"],
    ["=😀+1", "formula-unexpected", "\ud83d"],
    ['="open', "formula-unexpected", '"'],
    ["=1e5", "formula-unexpected", "e5"],
    ["=⟨0⟩", "formula-unexpected", "⟨0⟩"],
    ["=B12*2", "formula-address", "B12"],
    ["=R1C1", "formula-address", "R1C1"],
    ["=RC", "formula-address", "RC"],
    ["=$B$2", "formula-unexpected", "$"],
    ["=Sheet2!x", "formula-unexpected", "!"],
    ["=NOW()", "formula-function", "NOW"],
    ["=INDIRECT(x)", "formula-function", "INDIRECT"],
    ["=1+IF(1)", "formula-arguments", "IF(1)"],
    ["=ABS()", "formula-arguments", "ABS()"],
    ["=POWER(1,2,3)", "formula-arguments", "POWER(1,2,3)"],
  ])("of %s is %s at %s", (text, code, part) => {
    const { fault } = parseFormula(text);
    expect(fault?.code).toBe(code);
    expect(text.slice(fault?.span.start, fault?.span.end)).toBe(part);
  });

  test("is that of size for a formula too long, too deep or of too many parts", () => {
    const deep = `=${"(".repeat(61)}1${")".repeat(61)}`;
    for (const text of [`=1+${" ".repeat(4000)}1`, `=1${"+1".repeat(300)}`, deep, `=${"-".repeat(70)}1`]) {
      expect(parseFormula(text).fault?.code).toBe("formula-size");
    }
    expect(found(`=1${"+1".repeat(200)}`)).toBe(201);
    expect(found(`=${"(".repeat(50)}1${")".repeat(50)}`)).toBe(1);
  });
});
