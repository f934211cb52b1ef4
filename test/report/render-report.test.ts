import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { cssString } from "../../src/report/css-string.ts";
import { renderReport } from "../../src/report/render-report.ts";
import { reportView } from "../../src/report/report-view.ts";
import { locales } from "../../src/text/locale.ts";
import { sampleCase } from "./sample-case.ts";
import { sampleModel } from "./sample-model.ts";
import { sampleResult } from "./sample-result.ts";
import { sampleInput, sampleScenario, sampleSensitivity } from "./sample-sensitivity.ts";

const hostile = `<script>alert(1)</script>{{view}}{{{style}}}"'&\\";}</style><img src=x onerror=alert(1)>\u0000\n*/@import url(//evil)`;

/** The sample with hostile text wherever a customer or a model can write any. */
function hostileHtml(): string {
  const everywhere = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value, (key, each) => (isReadable(key, each) ? hostile : each))) as T;
  const result = sampleResult(sampleModel, sampleCase);
  const kase = {
    ...everywhere({ ...sampleCase, drivers: undefined }),
    drivers: new Map([...sampleCase.drivers].map(([id, driver]) => [id, everywhere(driver)])),
  };
  const gaps = [{ input: hostile, reason: "failed" as const, error: hostile, indicators: [] }];
  const scenarios = [
    sampleScenario(result, "expected"),
    sampleScenario(result, "other", {}, { name: hostile, because: hostile }),
  ];
  return renderReport(
    reportView({
      model: everywhere(sampleModel),
      kase,
      result: { ...result, gaps, complete: false, scenario: "other", scenarios },
      sensitivity: sampleSensitivity({ inputs: [sampleInput("hostile", 1, 2, hostile)] }),
      locale: "en",
    }),
  );
}

const readable = new Set(["en", "zh-CN", "publication", "url", "shownAs", "typicalSource", "means", "source", "owner"]);
const isReadable = (key: string, value: unknown): boolean => readable.has(key) && typeof value === "string";

function sampleHtml(locale: "en" | "zh-CN"): string {
  const result = sampleResult(sampleModel, sampleCase);
  const scenarios = [sampleScenario(result, "expected"), sampleScenario(result, "other", { cost: 1.1 })];
  return renderReport(
    reportView({
      model: sampleModel,
      kase: sampleCase,
      result: { ...result, scenarios },
      sensitivity: sampleSensitivity(),
      locale,
    }),
  );
}

describe("hostile text", () => {
  const html = hostileHtml();

  test("makes no element and no attribute", () => {
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toMatch(/<script|<img|<iframe|<link|<object|<embed/i);
    expect(html.match(/<style>/g)).toHaveLength(1);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    const withoutValues = html.replaceAll(/"[^"]*"/g, '""');
    expect(withoutValues).not.toMatch(/<[^>]*\son\w+=/i);
  });

  test("is printed as it stands, not as a template", () => {
    expect(html).toContain("{{view}}{{{style}}}");
  });

  test("stays inside the style sheet's strings", () => {
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? "";
    expect(style).not.toContain("@import");
    expect(style).not.toContain("evil");
    expect(cssString(`a"\\\n<\u0000`)).toBe('"a\\22 \\5c \\a \\3c \\fffd "');
  });
});

test.each(locales)("the HTML (%s) needs nothing from outside and allows nothing in", locale => {
  const html = sampleHtml(locale);
  expect(html).toContain(`<html lang="${locale}">`);
  expect(html).not.toMatch(/\ssrc=|url\(|@import|<script|\sstyle=/);
  const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  expect(html.replaceAll("&#x27;", "'").replaceAll("&#x3D;", "=")).toContain(
    `default-src 'none'; style-src 'sha256-${hash}'`,
  );
});

test.each(locales)("the same case gives the same HTML (%s)", locale => {
  expect(sampleHtml(locale)).toBe(sampleHtml(locale));
});

test.each(locales)("every chart (%s) has a title and a text alternative", locale => {
  const drawings = sampleHtml(locale).match(/<svg[^>]*>/g) ?? [];
  expect(drawings).toHaveLength(5);
  for (const drawing of drawings) expect(drawing).toMatch(/role="img" aria-label="[^"]{20,}"/);
});

test("no placeholder is left unfilled", () => {
  for (const locale of locales)
    expect(sampleHtml(locale)).not.toMatch(/\{\w+\}(?![^<]*<\/style>)|undefined|NaN|\[object/);
});
