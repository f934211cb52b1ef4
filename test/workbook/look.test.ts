import { expect, test } from "vitest";
import { calculate } from "../../src/engine/calculate.ts";
import { blanksOf } from "../../src/workbook/blank-cells.ts";
import { blockAddress, blocksOf } from "../../src/workbook/cell-blocks.ts";
import { layOut } from "../../src/workbook/layout.ts";
import { numberFormat } from "../../src/workbook/number-formats.ts";
import { cellStyle } from "../../src/workbook/styles.ts";
import { textWidth, wrappedLines } from "../../src/workbook/text-extent.ts";
import { smallPlan } from "./small-plan.ts";

const formulaCell = {
  kind: "formula",
  formula: { kind: "number", value: 1, text: "1", span: { start: 0, end: 0 } },
} as const;
const leaning = { horizontal: "left", vertical: "top", indent: 0 } as const;

test("neighbouring cells become rectangles, each cell in one", () => {
  const cells = [
    [1, 1],
    [1, 2],
    [2, 2],
    [2, 1],
    [3, 1],
    [5, 4],
  ].map(([row = 0, column = 0]) => ({ row, column }));
  expect(blocksOf(cells).map(blockAddress)).toEqual(["A1:B2", "A3", "D5"]);
});

test("a Chinese character takes the room of two digits", () => {
  expect(textWidth("价值", 11)).toBeCloseTo(2 * textWidth("11", 11), 0);
});

test("text wraps between words, Chinese anywhere, and words longer than a line within", () => {
  expect(wrappedLines("one two three", 60, 10)).toBe(1);
  expect(wrappedLines("one two three four five six", 12, 10)).toBe(3);
  expect(wrappedLines("现场首次修复率提升带来的上门成本节约", 20, 10)).toBe(2);
  expect(wrappedLines("x".repeat(50), 12, 10)).toBe(4);
  expect(wrappedLines("a\n\nb", 20, 10)).toBe(3);
});

test("a row is as high as its longest text needs, and at most as high as Excel takes", () => {
  const plan = smallPlan({ texts: ["short", "word ".repeat(60), "word ".repeat(6000)] });
  const [about] = plan.sheets;
  if (!about) throw new Error("no sheet");
  const { rowHeights } = layOut(about, calculate(plan), "en");
  expect(rowHeights.get(20)).toBeLessThan(20);
  expect(rowHeights.get(21)).toBeGreaterThan(80);
  expect(rowHeights.get(22)).toBe(409);
});

test("a column grows with the numbers in it: none is shown as ####", () => {
  const plan = smallPlan();
  const narrow = plan.sheets.map(sheet => ({ ...sheet, columns: sheet.columns.map(() => ({ width: 2 })) }))[2];
  if (!narrow) throw new Error("no sheet");
  expect(layOut(narrow, calculate(plan), "en").columnWidths[1]).toBeGreaterThan(7);
});

test("a merged cell covers no planned neighbour and no column beyond the sheet", () => {
  const plan = smallPlan();
  const inputs = plan.sheets[1];
  const title = inputs?.cells[0];
  if (!inputs || !title) throw new Error("no title");
  expect(layOut(inputs, calculate(plan), "en").lastColumn(title)).toBe(3);
});

test("a word in the place of a number leans as the numbers do", () => {
  const [about] = smallPlan().sheets;
  const cell = about?.cells[0];
  if (!about || !cell) throw new Error("no cell");
  const leaning = (format: "text" | "money") => {
    const word = { ...cell, role: "label", format, content: { kind: "label", text: "gap" } } as const;
    const sheet = { ...about, cells: [word] };
    return layOut(sheet, calculate(smallPlan()), "en").leaning(word).horizontal;
  };
  expect([leaning("text"), leaning("money")]).toEqual(["left", "right"]);
});

test("zero money is a dash, zero shares and quantities are zero", () => {
  const format = (of: "money" | "percent" | "number") => numberFormat({ format: of, content: formulaCell }, "en");
  expect(format("money")).toContain('"–"');
  expect(format("percent")).toBe("0.0%");
  expect(format("number")).not.toContain("–");
});

test("dates are written as the language does, money in both in full units", () => {
  expect(numberFormat({ format: "date", content: formulaCell }, "zh-CN")).toBe('yyyy"年"m"月"d"日"');
  expect(numberFormat({ format: "money", content: formulaCell }, "zh-CN")).toBe(
    numberFormat({ format: "money", content: formulaCell }, "en"),
  );
});

test("kinds of figures differ without colour: by border", () => {
  const borders = (["input", "calculated", "total", "result", "check"] as const).map(role => {
    const border = cellStyle({ role, format: "money", content: formulaCell }, leaning, "en").border ?? {};
    return JSON.stringify(Object.entries(border).map(([side, line]) => [side, line?.style]));
  });
  expect(new Set(borders).size).toBe(borders.length);
});

test("only inputs are unlocked, not what merely looks like one", () => {
  const input = { kind: "input", value: 1, allowed: { kind: "number" }, hint: "" } as const;
  const label = { kind: "label", text: "Input" } as const;
  const locked = (content: typeof input | typeof label | typeof formulaCell) =>
    cellStyle({ role: "input", format: "number", content }, leaning, "en").protection?.locked;
  expect([locked(input), locked(label), locked(formulaCell)]).toEqual([false, true, true]);
});

test("Chinese is set in a Chinese font and never slanted", () => {
  const { font } = cellStyle({ role: "note", format: "text", content: formulaCell }, leaning, "zh-CN");
  expect(font).toMatchObject({ name: "Microsoft YaHei" });
  expect(font?.italic).toBeUndefined();
  expect(cellStyle({ role: "note", format: "text", content: formulaCell }, leaning, "en").font?.italic).toBe(true);
});

test("a row of a table has its line across all columns of the table, in empty cells too", () => {
  const plan = smallPlan();
  const inputs = plan.sheets[1];
  if (!inputs) throw new Error("no sheet");
  const blanks = blanksOf(inputs, layOut(inputs, calculate(plan), "en"));
  expect(blanks.map(({ row, column, role }) => [row, column, role])).toEqual(
    [4, 5, 6, 7, 8, 9, 10].map(row => [row, 3, "label"]),
  );
});
