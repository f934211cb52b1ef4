/** Laws of formulas: what is printed reads back as the same tree, and our evaluation is the spreadsheet engine's. */
import fc from "fast-check";
import { type CellValue, DetailedCellError, HyperFormula } from "hyperformula";
import { describe, expect, test } from "vitest";
import { asExcel } from "../../../src/engine/calculate.ts";
import { evaluate } from "../../../src/model/formula/evaluate.ts";
import { parseFormula } from "../../../src/model/formula/parse.ts";
import { printFormula } from "../../../src/model/formula/print.ts";
import { type FormulaNode, nodesOf } from "../../../src/model/formula/tree.ts";
import { formulas, names, values } from "./random.ts";

function treeOf(text: string): FormulaNode | undefined {
  const { tree, fault } = parseFormula(text);
  if (fault && fault.code !== "formula-size") throw new Error(`${text}: ${fault.code}`);
  return tree;
}

/** A tree without the places of its parts. */
const bare = (tree: FormulaNode): unknown =>
  JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === "span" ? undefined : value)));

const written = (tree: FormulaNode): string => printFormula(tree, ({ name }) => name);

describe("a formula that is printed", () => {
  test("reads back as the same tree", () => {
    fc.assert(
      fc.property(formulas, text => {
        const tree = treeOf(text);
        fc.pre(tree !== undefined);
        if (tree) expect(bare(treeOf(written(tree)) as FormulaNode)).toEqual(bare(tree));
      }),
      { numRuns: 1000, seed: 11 },
    );
  });

  test("has only the parentheses that keep its meaning", () => {
    const pairs = [
      ["=((1+2))*(3)", "=(1+2)*3"],
      ["=1-(2-3)", "=1-(2-3)"],
      ["=(1-2)-3", "=1-2-3"],
      ["=(2^3)^2", "=2^3^2"],
      ["=2^(3^2)", "=2^(3^2)"],
      ["=-(2^2)", "=-(2^2)"],
      ["=(-2)^2", "=-2^2"],
      ["=(-2)%", "=(-2)%"],
      ["=(1+2)%", "=(1+2)%"],
      ["=5%%", "=(5%)%"],
      ["=1=(2=3)", "=1=(2=3)"],
      ["=max( 1 , (2) )", "=MAX(1,2)"],
    ] as const;
    for (const [text, expected] of pairs) expect(written(treeOf(text) as FormulaNode)).toBe(expected);
  });
});

describe("the value of a formula", () => {
  test("is what the spreadsheet engine gives", () => {
    const engine = HyperFormula.buildFromSheets({ trial: [] }, asExcel);
    const column = (name: string) => (names as readonly string[]).indexOf(name);
    const put = (col: number, row: number, content: number | string) =>
      void engine.setCellContents({ sheet: 0, col, row }, content);
    let computed = 0;
    fc.assert(
      fc.property(formulas, values, (text, given) => {
        const tree = treeOf(text);
        fc.pre(tree !== undefined && isFarFromCliffs(tree, given));
        if (!tree) return;
        for (const name of names) put(column(name), 0, given[name]);
        put(
          0,
          1,
          printFormula(tree, ({ name }) => `${"ABCDE"[column(name)]}1`),
        );
        const theirs = numberOf(engine.getCellValue({ sheet: 0, col: 0, row: 1 }));
        const ours = evaluate(tree, name => given[name as (typeof names)[number]]);
        if (!Number.isNaN(theirs)) computed += 1;
        const agree = Number.isNaN(theirs)
          ? Number.isNaN(ours)
          : Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(theirs));
        expect(agree, `${text} with ${JSON.stringify(given)}: ${ours} here, ${theirs} there`).toBe(true);
      }),
      { numRuns: 2000, seed: 12 },
    );
    engine.destroy();
    expect(computed).toBeGreaterThan(1000);
  });

  const numberOf = (value: CellValue): number => (value instanceof DetailedCellError ? Number.NaN : Number(value));

  /** Left out: numbers so large or so close to 0 that the last digit of binary arithmetic decides. */
  function isFarFromCliffs(tree: FormulaNode, given: Readonly<Record<string, number>>): boolean {
    return [...nodesOf(tree)].every(node => {
      const size = Math.abs(evaluate(node, name => given[name] ?? Number.NaN));
      return Number.isNaN(size) || size === 0 || (size > 1e-6 && size < 1e15);
    });
  }
});
