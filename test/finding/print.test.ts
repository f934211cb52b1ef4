/** How findings are printed: place, the user's line, carets exactly under the fault. */
import { describe, expect, test } from "vitest";
import { closest } from "../../src/finding/closest.ts";
import { error, type Finding, hasErrors, warning } from "../../src/finding/finding.ts";
import { findingAsData, inReadingOrder, printFinding } from "../../src/finding/print.ts";

const at = (line: number, column: number, length = 1, file = "case.yaml") => ({ file, line, column, length });
const printed = (line: string, finding: Finding) => printFinding(finding, "en", () => line).split("\n");
const equals = (column: number, length: number) => error("formula-equals", at(3, column, length));

describe("a printed finding", () => {
  test("is place, severity and code, the line, carets, message, hint", () => {
    expect(printFinding(equals(10, 3), "en", () => "formula: a+b")).toBe(
      [
        "case.yaml:3:10: error formula-equals",
        "  formula: a+b",
        "           ^^^",
        "  A formula starts with “=”.",
        "  → Put “=” in front of it.",
      ].join("\n"),
    );
  });

  test("has no excerpt where there is no such file", () => {
    expect(printFinding(error("model-empty", at(1, 1)), "zh-CN", () => undefined)).not.toContain("^");
  });

  test("puts carets under characters of any width", () => {
    expect(printed("名称: 首次修复率x", equals(5, 2)).slice(1, 3)).toEqual(["  名称: 首次修复率x", "        ^^^^"]);
    expect(printed("a: 🙂b", equals(6, 1)).slice(1, 3)).toEqual(["  a: 🙂b", "       ^"]);
    expect(printed("e\u0301a: b", equals(3, 1)).slice(1, 3)).toEqual(["  e\u0301a: b", "   ^"]);
  });

  test("counts a tab as one column, and shows it as one", () => {
    expect(printed("\tformula: a+b", equals(11, 3)).slice(1, 3)).toEqual(["   formula: a+b", "            ^^^"]);
  });

  test("points behind the end of a line where something is missing there", () => {
    expect(printed("a:", equals(4, 1)).slice(1, 3)).toEqual(["  a:", "     ^"]);
  });

  test("shows the part around the fault of a very long line", () => {
    const line = `formula: =${"a+".repeat(2000)}oops+${"a+".repeat(2000)}a`;
    const [, shown = "", carets = ""] = printed(line, equals(line.indexOf("oops") + 1, 4));
    expect(shown.length).toBeLessThan(130);
    expect(shown.slice(carets.indexOf("^"), carets.length)).toBe("oops");
    const [, start = ""] = printed(line, equals(1, 1));
    expect(start.startsWith("  formula: =a+a")).toBe(true);
  });

  test("shows control characters instead of sending them to the terminal", () => {
    const finding = error("unknown-field", at(1, 1, 4, "a\u001b[31m.yaml"), {
      field: "x\u001b[2J\n\u202ey",
      suggestion: "\u009b",
    });
    const text = printFinding(finding, "en", () => "\u001b[2Jboo\u0007\r: 1");
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
    expect(text.split("\n")).toHaveLength(5);
    expect(text).toContain("  ␛[2Jboo␇␍: 1\n  ^^^^\n");
  });
});

describe("findings", () => {
  test("come in the order a reader works through files", () => {
    const places = [at(2, 1, 1, "b"), at(1, 9, 1, "b"), at(1, 2, 1, "b"), at(7, 1, 1, "a")];
    const ordered = inReadingOrder(places.map(place => error("formula-equals", place)));
    expect(ordered.map(({ place }) => `${place.file}${place.line}:${place.column}`)).toEqual([
      "a7:1",
      "b1:2",
      "b1:9",
      "b2:1",
    ]);
  });

  test("are errors or warnings", () => {
    expect(hasErrors([warning("driver-unused", at(1, 1))])).toBe(false);
    expect(hasErrors([warning("driver-unused", at(1, 1)), equals(1, 1)])).toBe(true);
  });

  test("are the same as data", () => {
    expect(findingAsData(equals(10, 3), "zh-CN")).toEqual({
      code: "formula-equals",
      severity: "error",
      file: "case.yaml",
      line: 3,
      column: 10,
      length: 3,
      message: "公式须以“=”开头。",
      hint: "请在前面加上“=”。",
    });
  });
});

describe("a suggestion", () => {
  const known = ["annual_visits", "annual_orders", "cost_per_visit"];

  test("is the nearest name, or the nearest few", () => {
    expect(closest("anual_visits", known)).toEqual({
      en: "Did you mean annual_visits?",
      "zh-CN": "您是否想写：annual_visits？",
    });
    expect(closest("anual_orders", ["annual_order", ...known])).toMatchObject({
      en: "Did you mean annual_orders, annual_order?",
      "zh-CN": "您是否想写：annual_orders、annual_order？",
    });
  });

  test("is what there is where nothing is near", () => {
    expect(closest("margin", known)).toMatchObject({ en: "Known here: annual_visits, annual_orders, cost_per_visit." });
    const many = Array.from({ length: 20 }, (_, index) => `name_number_${index}`);
    expect(closest("x", many)).toMatchObject({
      en: expect.stringMatching(/^Known here, among others: (name_number_\d+(, )?){8}\.$/),
    });
    expect(closest("x", [])).toMatchObject({ en: "There is none to choose from yet." });
  });
});
