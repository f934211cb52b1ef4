/** The kernel against HyperFormula on random formulas of every function, over numbers, words, blanks, truths and errors. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileKernel } from "../../src/engine/kernel/compile-kernel.ts";
import { formula } from "../../src/engine/plan/formula.ts";
import type { CellRef, Content, PlanFormula, PlannedCell, WorkbookPlan } from "../../src/engine/plan/plan.ts";
import { isSame, Reference } from "./reference.ts";

const at = (row: number, column: number): CellRef => ({ kind: "cell", sheet: "value", row, column });
const noText = { en: "", "zh-CN": "" };
const nowhere = { start: 0, end: 0 };

/** Row 1: uncertain numbers; row 2: what is fixed; from row 3 on: formulas, each of which may read the rows above. */
const width = 4;
const fixed: readonly Content[] = [
  { kind: "input", value: 0.25, allowed: { kind: "number" }, hint: noText },
  { kind: "input", value: null, allowed: { kind: "number" }, hint: noText },
  { kind: "word", word: "gap" },
  { kind: "label", text: -3 },
];

function planOf(formulas: readonly PlanFormula[], own: readonly number[]): WorkbookPlan {
  const cell = (row: number, column: number, content: Content): PlannedCell => ({
    ref: at(row, column),
    content,
    role: "calculated",
    format: "number",
  });
  const inputs = own.map((value, index) =>
    cell(1, index + 1, { kind: "input", value, allowed: { kind: "number" }, hint: noText }),
  );
  const cells = [
    ...inputs,
    ...fixed.map((content, index) => cell(2, index + 1, content)),
    ...formulas.map((each, index) =>
      cell(3 + Math.floor(index / width), 1 + (index % width), { kind: "formula", formula: each }),
    ),
  ];
  const sheet = {
    id: "value",
    name: noText,
    columns: [],
    freeze: { rows: 0, columns: 0 },
    landscape: true,
    hidden: false,
    cells,
    detailRows: [],
  } as const;
  return {
    sheets: [sheet],
    names: new Map(),
    words: new Map(),
    title: noText,
    author: noText,
    date: undefined,
    currency: "CNY",
  };
}

const number = (value: number): PlanFormula =>
  value < 0
    ? { kind: "minus", of: number(-value), span: nowhere }
    : { kind: "number", value, text: String(value), span: nowhere };
const text = (value: string): PlanFormula => ({ kind: "text", value, span: nowhere });
const call = (name: string, args: readonly PlanFormula[]): PlanFormula => ({ kind: "call", name, args, span: nowhere });

/** A cell of the rows above `row`, a range of them. */
const cellAbove = (row: number) =>
  fc.tuple(fc.integer({ min: 1, max: row - 1 }), fc.integer({ min: 1, max: width })).map(([r, c]) => at(r, c));
const rangeAbove = (row: number): fc.Arbitrary<PlanFormula> =>
  fc.tuple(cellAbove(row), cellAbove(row)).map(([a, b]) => ({
    kind: "range",
    from: at(Math.min(a.row, b.row), Math.min(a.column, b.column)),
    to: at(Math.max(a.row, b.row), Math.max(a.column, b.column)),
  }));

const operators = ["+", "-", "*", "/", "^", "=", "<>", "<", "<=", ">", ">="] as const;
const constants = [0, 1, 2, -1, 0.5, 3, 0.25, -2, 1.5, 100, 1e-14];

function formulaAt(row: number): fc.Arbitrary<PlanFormula> {
  const { tree } = fc.letrec<{ tree: PlanFormula; item: PlanFormula; place: PlanFormula }>(tie => ({
    tree: fc.oneof(
      { maxDepth: 3, depthIdentifier: "tree" },
      cellAbove(row),
      fc.constantFrom(...constants).map(number),
      fc
        .tuple(fc.constantFrom(...operators), tie("tree"), tie("tree"))
        .map(([operator, left, right]): PlanFormula => ({ kind: "binary", operator, left, right, span: nowhere })),
      fc
        .tuple(fc.constantFrom(...operators), tie("tree"), tie("tree"))
        .map(([operator, left, right]): PlanFormula => ({ kind: "binary", operator, left, right, span: nowhere })),
      tie("tree").map((of): PlanFormula => ({ kind: "minus", of, span: nowhere })),
      tie("tree").map((of): PlanFormula => ({ kind: "percent", of, span: nowhere })),
      fc
        .tuple(fc.constantFrom("ABS", "SQRT", "EXP", "LN", "SIGN", "NOT", "ISNUMBER", "ISERROR"), tie("tree"))
        .map(([name, of]) => call(name, [of])),
      fc.tuple(tie("tree"), tie("tree")).map(args => call("POWER", args)),
      fc.tuple(tie("tree"), tie("tree")).map(args => call("IFERROR", args)),
      fc.tuple(tie("tree"), tie("tree"), tie("tree")).map(args => call("IF", args)),
      fc
        .tuple(
          fc.constantFrom("SUM", "COUNT", "MIN", "MAX", "PRODUCT", "AVERAGE", "MEDIAN", "AND", "OR"),
          fc.array(tie("item"), { minLength: 1, maxLength: 4 }),
        )
        .map(([name, args]) => call(name, args)),
      fc
        .tuple(tie("tree"), fc.array(tie("item"), { minLength: 1, maxLength: 3 }))
        .map(([rate, flows]) => call("NPV", [rate, ...flows])),
      rangeAbove(row).map(range => call("SUMPRODUCT", [range, range])),
      fc
        .tuple(rangeAbove(row), fc.constantFrom("<0", ">=1", "<>0", "gap", "0.25", 1))
        .map(([range, criterion]) =>
          call("COUNTIF", [range, typeof criterion === "number" ? number(criterion) : text(criterion)]),
        ),
      fc
        .tuple(rangeAbove(row), fc.constantFrom("<0", ">=1", "<>0", "gap"))
        .map(([range, criterion]) => call("SUMIFS", [range, range, text(criterion)])),
      fc.tuple(rangeAbove(row), tie("tree")).map(args => call("COUNTIF", args)),
      fc
        .tuple(rangeAbove(row), tie("tree"), fc.boolean())
        .map(([range, criterion, twice]) =>
          call("SUMIFS", [range, range, criterion, ...(twice ? [range, text("<>0")] : [])]),
        ),
      tie("tree").map(of => call("INT", [of])),
      fc.tuple(tie("tree"), fc.integer({ min: -3, max: 4 })).map(([of, places]) => call("ROUND", [of, number(places)])),
      fc
        .tuple(rangeAbove(row), tie("place"), fc.option(tie("place")))
        .map(([range, at, across]) => call("INDEX", [range, at, ...(across ? [across] : [])])),
      fc.tuple(tie("tree"), rangeAbove(row)).map(([key, range]) => call("MATCH", [key, range, number(0)])),
    ),
    item: fc.oneof(rangeAbove(row), tie("tree")),
    place: fc.oneof(fc.constantFrom(1, 2, 3, 1.5).map(number), fc.constant(call("ABS", [at(1, 1)])), tie("tree")),
  }));
  return tree;
}

/** Stands alone, or in a sum: its last digits are those of Newton's last step, and no logarithm or equality should hang on them. */
const rateAt = (row: number): fc.Arbitrary<PlanFormula> =>
  fc
    .tuple(rangeAbove(row), fc.constantFrom(0.1, -0.1, 0.5), fc.integer({ min: 0, max: 2 }))
    .map(([flows, guess, form]) => {
      const rate = (start: number) => call("IRR", [flows, number(start)]);
      if (form === 0) return rate(guess);
      const found = call("IFERROR", [rate(guess), call("IFERROR", [rate(-guess / 2), at(2, 3)])]);
      return form === 1 ? found : formula`=IF(ISNUMBER(${found}),(2+${found})^4,${at(2, 3)})`;
    });

const draws = fc.array(
  fc.array(
    fc.oneof(
      fc.constantFrom(0, 1, -1, 2, 0.5, 1e12, -1e12, 1e-12, 1e160, 0.25, -3),
      fc.double({ min: -100, max: 100, noNaN: true }),
    ),
    { minLength: width, maxLength: width },
  ),
  { minLength: 4, maxLength: 4 },
);

test("random formulas give what HyperFormula gives", () => {
  const rows = [3, 4, 5, 6];
  const formulas = fc.tuple(
    ...rows.flatMap(row => Array.from({ length: width }, () => (row === 6 ? rateAt(row) : formulaAt(row)))),
  );
  fc.assert(
    fc.property(formulas, draws, (trees, values) => {
      const plan = planOf(trees, [1, -1, 0, 2.5]);
      const uncertain = Array.from({ length: width }, (_, index) => at(1, index + 1));
      const outputs = trees.map((_, index) => at(3 + Math.floor(index / width), 1 + (index % width)));
      const kernel = compileKernel(plan, uncertain, outputs);
      const result = kernel.evaluate(
        uncertain.map((_, index) => Float64Array.from(values, draw => draw[index] ?? 0)),
        values.length,
      );
      const reference = new Reference(plan, uncertain);
      values.forEach((draw, place) => {
        reference.set(draw);
        kernel.outputs.forEach((ref, output) => {
          const [got, wanted] = [result.value(output, place), reference.value(ref)];
          if (!isSame(got, wanted))
            throw new Error(
              `draw ${draw}: row ${ref.row}, column ${ref.column}: ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`,
            );
        });
      });
      reference.done();
    }),
    { numRuns: Number(process.env.RUNS ?? 400), seed: Number(process.env.SEED ?? 7) },
  );
});

test("a ramp that starts late by an uncertain delay, and a choice by a word's place, give what HyperFormula gives", () => {
  const [delay, period] = [at(1, 1), at(1, 2)];
  const shares: PlanFormula = { kind: "range", from: at(3, 1), to: at(3, 4) };
  const numbers: PlanFormula = { kind: "range", from: at(4, 1), to: at(4, 4) };
  const words: PlanFormula = { kind: "range", from: at(2, 1), to: at(2, 4) };
  const plan = planOf(
    [
      ...[0.1, 0.4, 0.8, 1].map(number),
      ...[1, 2, 3, 4].map(number),
      formula`=SUMIFS(${shares},${numbers},${period}-INT(${delay}))*(1-(${delay}-INT(${delay})))+SUMIFS(${shares},${numbers},${period}-INT(${delay})-1)*(${delay}-INT(${delay}))`,
      formula`=INDEX(${shares},${period})`,
      formula`=INDEX(${shares},MATCH(${at(2, 3)},${words},0))`,
      formula`=ROUND(${delay}*${at(3, 2)},1)`,
    ],
    [1, 2, 0, 0],
  );
  const outputs = [at(5, 1), at(5, 2), at(5, 3), at(5, 4)];
  const kernel = compileKernel(plan, [delay, period], outputs);
  expect(kernel.uncompiled).toEqual([]);
  const delays = [0, 0.5, 1, 1.25, 3, 4, 0.125, 0.375, -0.5];
  const draws = delays.flatMap(late => [1, 2, 3, 4].map(which => [late, which]));
  const column = (index: number) => Float64Array.from(draws, draw => draw[index] ?? 0);
  const result = kernel.evaluate([column(0), column(1)], draws.length);
  const reference = new Reference(plan, [delay, period]);
  draws.forEach((draw, place) => {
    reference.set(draw);
    expect(outputs.map((_, output) => result.value(output, place))).toEqual(outputs.map(ref => reference.value(ref)));
  });
  reference.done();
  expect(
    result.value(
      0,
      draws.findIndex(([late, which]) => late === 0.5 && which === 2),
    ),
  ).toBeCloseTo(0.25, 12);
  expect(result.value(2, 0)).toBe(0.8);
});

test("what cannot be compiled is said, with what depends on it", () => {
  const match = call("MATCH", [at(1, 1), { kind: "range", from: at(1, 1), to: at(1, 4) }, number(1)]);
  const plan = planOf([match, formula`=${at(3, 1)}+1`, formula`=${at(1, 2)}+1`], [1, 2, 3, 4]);
  const kernel = compileKernel(plan, [at(1, 1)], [at(3, 1), at(3, 2), at(3, 3)]);
  expect(kernel.uncompiled).toEqual([
    { ref: at(3, 1), reason: "MATCH of anything but equal values" },
    { ref: at(3, 2), reason: "MATCH of anything but equal values" },
  ]);
  expect(kernel.outputs).toEqual([at(3, 3)]);
  expect(kernel.evaluate([Float64Array.of(5)], 1).value(0, 0)).toBe(3);
});

test("refuses draws that are no numbers, missing columns and cells that are no inputs", () => {
  const plan = planOf([formula`=${at(1, 1)}*2`], [1, 2, 3, 4]);
  const kernel = compileKernel(plan, [at(1, 1)], [at(3, 1)]);
  expect(() => kernel.evaluate([Float64Array.of(Number.NaN)], 1)).toThrow(RangeError);
  expect(() => kernel.evaluate([], 1)).toThrow(RangeError);
  expect(() => kernel.evaluate([Float64Array.of(1)], 2)).toThrow(RangeError);
  expect(() => compileKernel(plan, [at(2, 3)], [])).toThrow("not a numeric input");
});
