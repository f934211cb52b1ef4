import { expect, test } from "vitest";
import { calculate } from "../../src/engine/calculate.ts";
import { plainAddress } from "../../src/engine/plan/print-formula.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { attribute } from "../../src/workbook/written-cells.ts";
import { part, sheetPart, tags } from "./read-part.ts";
import { smallPlan } from "./small-plan.ts";

const plan = smallPlan();
const calculation = calculate(plan);
const english = await writeWorkbook(calculation, "en");
const chinese = await writeWorkbook(calculation, "zh-CN");

const validation = (file: Uint8Array, sheet: string, cell: string) =>
  [...sheetPart(file, sheet).matchAll(/<dataValidation [^>]*>.*?<\/dataValidation>/gs)]
    .map(([each]) => each)
    .find(each => each.includes(`sqref="${cell}"`)) ?? "";

test("input cells are unlocked, all others locked", () => {
  const locked = tags(part(english, "xl/styles.xml").split("<cellXfs")[1] ?? "", "xf|protection");
  const isLocked = unlockedStyles(locked);
  for (const sheet of plan.sheets) {
    const name = { about: "About", inputs: "Inputs", value: "Value", words: "Words" }[sheet.id as "about"];
    const styles = new Map(
      tags(sheetPart(english, name), "c").map(tag => [attribute(tag, "r"), Number(attribute(tag, "s") ?? 0)]),
    );
    for (const cell of sheet.cells) {
      const isInput = cell.content.kind === "input" || cell.content.kind === "choice";
      expect([name, plainAddress(cell.ref), isLocked.has(styles.get(plainAddress(cell.ref)) ?? 0)]).toEqual([
        name,
        plainAddress(cell.ref),
        isInput,
      ]);
    }
  }
});

/** Indexes of the cell styles that unlock their cell. */
function unlockedStyles(xfAndProtection: readonly string[]): Set<number> {
  const unlocked = new Set<number>();
  let index = -1;
  for (const tag of xfAndProtection) {
    if (tag.startsWith("<xf")) index += 1;
    else if (attribute(tag, "locked") === "0") unlocked.add(index);
  }
  return unlocked;
}

test("every sheet is protected without a password; widths, formats, filters and selecting stay free", () => {
  for (const name of ["About", "Inputs", "Value", "Words"]) {
    const [tag = ""] = tags(sheetPart(english, name), "sheetProtection");
    expect(attribute(tag, "sheet")).toBe("1");
    expect(tag).not.toMatch(/hashValue|password/);
    for (const free of ["formatCells", "formatColumns", "formatRows", "autoFilter"])
      expect(attribute(tag, free)).toBe("0");
    for (const free of ["selectLockedCells", "selectUnlockedCells"]) expect(attribute(tag, free)).not.toBe("1");
  }
});

test("a number must lie within its bounds, and may be left blank", () => {
  const share = validation(english, "Inputs", "B6");
  expect(share).toContain('type="decimal" allowBlank="1"');
  expect(share).toContain("<formula1>0</formula1><formula2>1</formula2>");
});

test("without a bound a cell still takes numbers only", () => {
  expect(validation(english, "Inputs", "B5")).toContain(
    "<formula1>-1000000000000000</formula1><formula2>1000000000000000</formula2>",
  );
});

test.each([
  [
    english,
    "Inputs",
    "Type share",
    "Type a number between 0% and 100%, or leave the cell empty while it is not known.",
    "Choose one of: yes, no.",
  ],
  [chinese, "输入", "请输入 share", "请输入 0% 至 100% 之间的数字；尚不清楚时请留空。", "请从以下选项中选择：是、否。"],
])("prompts and errors speak the reader's language (%#)", (file, sheet, prompt, error, oneOf) => {
  expect(attribute(validation(file, sheet, "B6"), "prompt")).toBe(prompt);
  expect(attribute(validation(file, sheet, "B6"), "error")).toBe(error);
  expect(attribute(validation(file, sheet, "B8"), "error")).toBe(oneOf);
});

test("words are chosen from the cells that formulas compare with, in whatever order the plan gives them", () => {
  expect(validation(english, "Inputs", "B8")).toContain("<formula1>&apos;Words&apos;!$A$2:$A$3</formula1>");
  expect(validation(chinese, "输入", "B9")).toContain("<formula1>&apos;词表&apos;!$A$4:$A$6</formula1>");
});

test("words whose cells do not stand together are listed", () => {
  expect(validation(english, "Inputs", "B10")).toContain("<formula1>&quot;reached,gap&quot;</formula1>");
});

test("messages are no longer than Excel opens", async () => {
  const long = {
    ...plan,
    sheets: plan.sheets.map(sheet => ({
      ...sheet,
      cells: sheet.cells.map(cell =>
        cell.content.kind === "input" ? { ...cell, content: { ...cell.content, hint: "说明".repeat(300) } } : cell,
      ),
    })),
  };
  const file = await writeWorkbook({ ...calculation, plan: long }, "zh-CN");
  expect(attribute(validation(file, "输入", "B6"), "prompt")).toHaveLength(255);
});
