/** Numbers as people type them where a cell takes them for text. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatExact, formatNumber } from "../../src/text/format.ts";
import { locales } from "../../src/text/locale.ts";
import { typedNumber } from "../../src/text/typed-number.ts";

describe("a typed number", () => {
  test.each([
    ["78%", 0.78],
    ["78,5 %", 0.785],
    ["0,785", 0.785],
    ["0.785", 0.785],
    [".5", 0.5],
    ["1.234,50", 1234.5],
    ["1,234.50", 1234.5],
    ["1,234,567", 1_234_567],
    ["1.234.567", 1_234_567],
    ["1 234 567,5", 1_234_567.5],
    ["1\u202f234,567", 1234.567],
    ["1’234’567.25", 1_234_567.25],
    ["12 万", 120_000],
    ["1.5亿", 150_000_000],
    ["３.５", 3.5],
    ["７８％", 0.78],
    ["−5", -5],
    ["- 5", -5],
    ["+5", 5],
    ["12345", 12_345],
    ["12,5", 12.5],
    [" 42 ", 42],
  ])("%j is %d", (text, value) => {
    expect(typedNumber(text)).toBe(value);
  });

  test.each(["12,345", "12.345", "１２，３４５"])("%j could be two, and is neither", text => {
    expect(typedNumber(text)).toBeUndefined();
  });

  test.each([
    "",
    "%",
    "about 78",
    "78 or 79",
    "78-79",
    "12 34",
    "0.7 0.8",
    "1,23,456",
    "1.2.3",
    "1e5",
    "--5",
    "5-",
    "∞",
  ])("%j is none", text => {
    expect(typedNumber(text)).toBeUndefined();
  });

  test("what is printed in any language reads back, or is said to be ambiguous", () => {
    const numbers = fc.tuple(fc.integer({ min: -2e12, max: 2e12 }), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(numbers, fc.constantFrom(...locales), ([digits, decimals], locale) => {
        const value = Number(`${digits}e-${decimals}`);
        for (const text of [formatNumber(value, locale, decimals), formatExact(value, locale)]) {
          const read = typedNumber(text);
          if (read === undefined) expect(text).toMatch(/^[−-]?[1-9]\d{0,2}[.,]\d{3}$/);
          // + 0: no difference is made between 0 and −0.
          else expect(read + 0).toBe(Number(text.replace("−", "-").replaceAll(",", "")) + 0);
        }
      }),
    );
  });
});
