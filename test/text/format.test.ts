/** Numbers, money, shares and dates as readers of each language expect them. */
import { describe, expect, test } from "vitest";
import {
  formatDate,
  formatExact,
  formatMoney,
  formatMoneyShort,
  formatNumber,
  formatPercent,
} from "../../src/text/format.ts";
import { listed } from "../../src/text/list.ts";
import { inLocale, isLocale, missingLocales } from "../../src/text/locale.ts";
import { reasonText } from "../../src/text/reason.ts";
import { visible, visibleJson, visibleLine } from "../../src/text/visible.ts";
import { columnsOf } from "../../src/text/width.ts";

describe("money for headlines", () => {
  test.each([
    [0, "CNY 0", "0 元"],
    [-0, "CNY 0", "0 元"],
    [0.4, "CNY 0", "0 元"],
    [-0.4, "CNY 0", "0 元"],
    [9_999, "CNY 9,999", "9,999 元"],
    [10_000, "CNY 10,000", "1.00 万元"],
    [123_456, "CNY 123,456", "12.3 万元"],
    [999_499, "CNY 999,499", "99.9 万元"],
    [999_500, "CNY 1.00 million", "100 万元"],
    [12_345_678, "CNY 12.3 million", "1,235 万元"],
    [-12_345_678, "−CNY 12.3 million", "−1,235 万元"],
    [99_994_999, "CNY 100 million", "9,999 万元"],
    [99_995_000, "CNY 100 million", "1.00 亿元"],
    [480_000_000, "CNY 480 million", "4.80 亿元"],
    [999_500_000, "CNY 1.00 billion", "10.0 亿元"],
    [-2_400_000_000, "−CNY 2.40 billion", "−24.0 亿元"],
  ])("of %d is %s · %s", (value, english, chinese) => {
    expect(formatMoneyShort(value, "CNY", "en")).toBe(english);
    expect(formatMoneyShort(value, "CNY", "zh-CN")).toBe(chinese);
  });

  test("of other currencies is named by language", () => {
    expect(formatMoneyShort(1_234_567, "USD", "zh-CN")).toBe("123 万美元");
    expect(formatMoneyShort(1_234_567, "EUR", "en")).toBe("EUR 1.23 million");
    expect(formatMoneyShort(1_234_567, "EUR", "zh-CN")).toContain("123 万");
  });
});

describe("money in full", () => {
  test("has thousands separators, a true minus sign, no negative zero", () => {
    expect(formatMoney(1_234_567.5, "CNY", "en")).toBe("CNY 1,234,568");
    expect(formatMoney(-1_234_567, "CNY", "en")).toBe("−CNY 1,234,567");
    expect(formatMoney(-1_234_567, "CNY", "zh-CN")).toBe("−1,234,567 元");
    expect(formatMoney(-0.2, "CNY", "zh-CN")).toBe("0 元");
    expect(formatMoney(1.5, "EUR", "en", 2)).toBe("EUR 1.50");
  });
});

describe("a number", () => {
  test("has as many decimals as told, else six digits", () => {
    expect(formatNumber(1234.5678, "en")).toBe("1,234.57");
    expect(formatNumber(1234.5678, "en", 1)).toBe("1,234.6");
    expect(formatNumber(-0.04, "en", 1)).toBe("0.0");
    expect(formatNumber(-5, "zh-CN")).toBe("−5");
  });

  test("of the user's own keeps every digit", () => {
    expect(formatExact(12_345_678.9, "en")).toBe("12,345,678.9");
    expect(formatExact(0.1 + 0.2, "zh-CN")).toBe("0.3");
    expect(formatExact(-0, "en")).toBe("0");
  });
});

describe("a share", () => {
  test("is a percentage", () => {
    expect(formatPercent(0.72, "en")).toBe("72%");
    expect(formatPercent(0.87415, "zh-CN")).toBe("87.42%");
    expect(formatPercent(1.5541, "en", 1)).toBe("155.4%");
    expect(formatPercent(-0.031, "en")).toBe("−3.1%");
    expect(formatPercent(-0.000001, "en")).toBe("0%");
  });
});

describe("a date", () => {
  test("is written as the language writes it", () => {
    expect(formatDate("2025-04-01", "en")).toBe("1 Apr 2025");
    expect(formatDate("2025-04-01", "zh-CN")).toBe("2025年4月1日");
    expect(formatDate("soon", "en")).toBe("soon");
  });
});

describe("a text of several languages", () => {
  test("falls back to a language there is", () => {
    expect(inLocale({ en: "a" }, "zh-CN")).toBe("a");
    expect(inLocale({ "zh-CN": "甲" }, "en")).toBe("甲");
    expect(inLocale("a", "zh-CN")).toBe("a");
    expect(missingLocales({ en: "a", "zh-CN": " " })).toEqual(["zh-CN"]);
    expect(missingLocales("a")).toEqual([]);
    expect([isLocale("en"), isLocale("zh"), isLocale("toString")]).toEqual([true, false, false]);
  });

  test("lists names as each language does", () => {
    expect(listed(["a", "b"])).toEqual({ en: "a, b", "zh-CN": "a、b" });
  });

  test("says why a file cannot be used, or gives the system's code", () => {
    expect(reasonText("ENOSPC")).toEqual({ en: "the disk is full", "zh-CN": "磁盘空间不足" });
    expect(reasonText("EWHATEVER")).toBe("EWHATEVER");
  });
});

describe("width and visibility", () => {
  test("count the columns of a terminal", () => {
    const widths = ["", "abc", "首次", "（）", "e\u0301", "🙂", "𠮷", "a首🙂"].map(columnsOf);
    expect(widths).toEqual([0, 3, 4, 4, 1, 2, 2, 5]);
  });

  test("show control characters and direction marks, one for one", () => {
    const hostile = "a\u001b[31m\u0000\u007f\u0085\u202eb\n\t";
    expect(visible(hostile)).toBe("a␛[31m␀␡\ufffd\ufffdb\n\t");
    expect(visibleLine(hostile)).toBe("a␛[31m␀␡\ufffd\ufffdb␊ ");
    expect(visibleLine(hostile)).toHaveLength(hostile.length);
    expect(JSON.parse(visibleJson(JSON.stringify({ hostile }, null, 2)))).toEqual({ hostile });
    expect(visibleJson(JSON.stringify(hostile))).not.toMatch(/\p{Cc}|\u202e/u);
  });
});
