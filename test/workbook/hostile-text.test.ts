import { expect, test } from "vitest";
import { calculate } from "../../src/engine/calculate.ts";
import { lineText } from "../../src/text/line-text.ts";
import { cellText, escapeCodes, headerText } from "../../src/workbook/cell-text.ts";
import { sheetNames } from "../../src/engine/plan/sheet-names.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { readWrittenSheets } from "../../src/workbook/written-cells.ts";
import { part, sheetPart, tags } from "./read-part.ts";
import { smallPlan } from "./small-plan.ts";

const texts = [
  "=cmd|'/c calc'!A1",
  "+1+1",
  "-2",
  "@SUM(A1)",
  '=HYPERLINK("https://example.org")',
  "<script>alert(1)</script>",
  "a & b < c > d \" e ' f",
  "10%",
  "2024-01-01",
  "_x0041_ is not A",
  "line one\nline two",
  "𠮷野家 🙂",
  "__proto__",
  "constructor",
  "  blanks around  ",
];

test("customer text stays the text it is, whatever it looks like", async () => {
  const file = await writeWorkbook(calculate(smallPlan({ texts })), "en");
  const about = readWrittenSheets(file).find(({ name }) => name === "About");
  const below = about?.cells.filter(({ address }) => /^A[2-9]\d$/.test(address)) ?? [];
  expect(below.map(({ value }) => value)).toEqual(texts);
  expect(below.every(({ formula }) => formula === undefined)).toBe(true);
});

test("text is never markup in the file", async () => {
  const file = await writeWorkbook(calculate(smallPlan({ texts, customer: "<script>&amp;" })), "en");
  expect(part(file, "xl/sharedStrings.xml")).not.toContain("<script>");
  expect(part(file, "docProps/core.xml")).not.toContain("<script>");
});

test("control characters, direction marks and halves of characters are removed; tab and line break stay", () => {
  expect(cellText("a\u0000b\u0007c\u001bd\u007fe\u0085f\u202eg\ud800h\ufffei\tj\r\nk")).toBe("abcdefghi\tj\nk");
  expect(cellText("🙂")).toBe("🙂");
});

test("text longer than a cell holds ends in an ellipsis, never in half a character", () => {
  expect(cellText("x".repeat(40_000))).toHaveLength(32_767);
  expect(cellText("x".repeat(40_000)).endsWith("x…")).toBe(true);
  expect(cellText("🙂".repeat(20_000))).toMatch(/^(🙂)+…$/u);
});

test("a cell has at most the line breaks that Excel opens", () => {
  expect(cellText("a\n".repeat(1000)).split("\n")).toHaveLength(254);
});

test("a code such as _x0041_ in a text is written so that it is read as text", () => {
  expect(escapeCodes("a _x0041_ b _x004_ c")).toBe("a _x005F_x0041_ b _x004_ c");
});

test("40,000 characters, control characters and quotes make a file that is read back", async () => {
  const customer = `"A" & 'B' <C> [D] \u0001 ${"长".repeat(40_000)}`;
  const file = await writeWorkbook(calculate(smallPlan({ customer })), "zh-CN");
  const value = readWrittenSheets(file)[0]?.cells.find(({ address }) => address === "C1")?.value;
  expect(typeof value === "string" ? value.slice(0, 23) : value).toBe("\"A\" & 'B' <C> [D]  长长长长");
});

test("an ampersand in the header is an ampersand, not a code", async () => {
  expect(headerText("A&B &P", 100)).toBe("A&&B &&P");
  const file = await writeWorkbook(calculate(smallPlan({ customer: "R&D" })), "en");
  expect(sheetPart(file, "About")).toMatch(/<oddHeader>[^<]*R&amp;&amp;D/);
});

test("a header has no more characters than Excel opens", async () => {
  const file = await writeWorkbook(calculate(smallPlan({ customer: "&".repeat(1000) })), "en");
  const header =
    /<oddHeader>([^<]*)</.exec(sheetPart(file, "About"))?.[1]?.replaceAll("&amp;", "&").replaceAll("&quot;", '"') ?? "";
  expect(header.length).toBeLessThanOrEqual(255);
  expect(header.length).toBeGreaterThan(100);
});

test("one-line places get one line", () => {
  expect(lineText(" a\n\tb  c ", 10)).toBe("a b c");
  expect(lineText("abcdef", 4)).toBe("abc…");
});

test.each([
  ["Bob's [inputs]: a/b?", "Bob's inputs a b"],
  ["''", "inputs"],
  ["History", "History."],
  ["x".repeat(60), `${"x".repeat(30)}…`],
  ["about", "about (2)"],
])("a sheet called %s is written as Excel allows it", (name, expected) => {
  expect(sheetNames(smallPlan({ inputsName: name }), "en").get("inputs")).toBe(expected);
});

test("links lead to web pages and cells only", async () => {
  const file = await writeWorkbook(calculate(smallPlan({ link: "https://example.org/a?b=1&c='2'" })), "en");
  expect(tags(sheetPart(file, "About"), "hyperlink")).toEqual([
    '<hyperlink ref="A10" r:id="rId1"/>',
    '<hyperlink ref="A12" location="&apos;Value&apos;!B4"/>',
  ]);
  expect(part(file, "xl/worksheets/_rels/sheet1.xml.rels")).toContain(
    'Target="https://example.org/a?b=1&amp;c=%272%27" TargetMode="External"',
  );
  for (const link of ["file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.c", "\\\\host\\share", "not a link"]) {
    const without = await writeWorkbook(calculate(smallPlan({ link })), "en");
    expect(tags(sheetPart(without, "About"), "hyperlink")).toHaveLength(1);
  }
});
