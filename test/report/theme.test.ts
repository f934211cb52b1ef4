import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadTheme } from "../../src/index.ts";
import { renderReport } from "../../src/report/render-report.ts";
import { reportView } from "../../src/report/report-view.ts";
import { colorFrom, contrast, hexOf, white } from "../../src/report/theme/color.ts";
import { largestLogo, logoFrom } from "../../src/report/theme/logo.ts";
import { safeSvg } from "../../src/report/theme/safe-svg.ts";
import { parseTheme } from "../../src/report/theme/theme.ts";
import { themeStyle } from "../../src/report/theme/theme-style.ts";
import { sampleCase } from "./sample-case.ts";
import { sampleModel } from "./sample-model.ts";
import { sampleResult } from "./sample-result.ts";

const color = (hex: string) => colorFrom(hex) ?? white;
const bytes = (text: string) => new TextEncoder().encode(text);

describe("colours", () => {
  test("are compared as WCAG does", () => {
    expect(contrast(color("#000"), white)).toBeCloseTo(21, 10);
    expect(contrast(color("#777777"), white)).toBeCloseTo(4.48, 2);
    expect([colorFrom("#12294A"), colorFrom("navy"), colorFrom("#12")]).toEqual([[18, 41, 74], undefined, undefined]);
  });

  test("of a theme carry text with a contrast of 4.5, whatever they are", () => {
    const styles = ["#000000", "#12294a", "#767676", "#b00020", "#0057b8"].map(hex =>
      themeStyle({ primary: color(hex), secondary: color(hex), accent: color("#ffd400") }),
    );
    for (const style of styles) {
      const of = (name: string) => color(new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(style)?.[1] ?? "");
      for (const name of ["cover-text", "cover-quiet", "cover-label", "cover-warning"])
        expect(contrast(of(name), of("navy")), `${name} in ${style}`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(of("accent-dark"), color("#fbf1ea"))).toBeGreaterThanOrEqual(4.5);
      for (const step of [1, 2, 3, 4, 5])
        expect(
          contrast(of(`heat-${step}`), of(`heat-text-${step}`)),
          `heat-${step} in ${style}`,
        ).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("too pale for text are a finding with the nearest shade that is not", () => {
    const { theme, findings } = parseTheme({ file: "t.yaml", text: 'colors: { primary: "#9acd32" }' });
    expect(theme).toBeUndefined();
    expect(findings.map(({ code }) => code)).toEqual(["theme-contrast"]);
    const better = String(findings[0]?.values.better);
    expect(contrast(color(better), white)).toBeGreaterThanOrEqual(4.5);
  });

  test("and fields that a theme does not have are findings", () => {
    const { findings } = parseTheme({ file: "t.json", text: '{ "colors": { "primary": "navy" }, "font": "Arial" }' });
    expect(findings.map(({ code }) => code).sort()).toEqual(["unknown-field", "wrong-type"]);
  });
});

describe("a logo", () => {
  test("as SVG keeps what draws and nothing that runs or leads outside", () => {
    const svg = safeSvg(`<?xml version="1.0"?><!-- c --><svg viewBox="0 0 9 9" onload="a()" xmlns:x="http://x">
      <script>alert(1)</script><style>@import url(http://evil)</style><image href="http://evil/a.png"/>
      <a href="javascript:a()"><path d="M0 0"/></a><foreignObject><iframe src="http://evil"/></foreignObject>
      <use href="#ok"/><use href="other.svg#no"/><rect fill="url(#g)" width="1"/><rect fill="url( 'http://evil' )"/>
      <rect style="fill:u\\72l(http://evil)"/><text>a &amp; b</text><animate attributeName="href"/></svg>`);
    expect(svg).toContain('viewBox="0 0 9 9"');
    expect(svg).toContain('<use href="#ok"/><use/>');
    expect(svg).toContain('<rect fill="url(#g)" width="1"/><rect/>');
    expect(svg).toContain("<text>a &amp; b</text>");
    expect(svg).not.toMatch(/evil|script|onload|foreign|iframe|import|animate|image|style/i);
  });

  test.each([
    "<svg><g></svg>",
    '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
    "<html><svg></svg></html>",
    "<svg><path d='M0 0'</svg>",
    "<svg/>",
  ])("that is no plain drawing is refused: %s", text => {
    expect(safeSvg(text)).toBeUndefined();
  });

  test("is PNG or SVG, and not too large", () => {
    expect(logoFrom(bytes("GIF89a"))).toEqual({ fault: "kind" });
    expect(logoFrom(new Uint8Array(largestLogo * 1024 + 1))).toEqual({ fault: "size" });
    expect(logoFrom(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toMatchObject({
      address: expect.stringMatching(/^data:image\/png;base64,/),
    });
  });

  test("lies beside its theme and nowhere else", async () => {
    const { themeFrom } = await import("../../src/report/theme/load-theme.ts");
    const { findings } = themeFrom({ file: "t.yaml", text: "logo: ../themes/qihang.svg" }, "fixtures/themes/t.yaml");
    expect(findings.map(({ code }) => code)).toEqual(["theme-logo"]);
  });
});

test("the example theme stands on the cover and in the colours, and loads nothing", async () => {
  const { theme, findings } = await loadTheme("fixtures/themes/qihang.yaml");
  expect(findings).toEqual([]);
  if (!theme) throw new Error("no theme");
  const result = sampleResult(sampleModel, sampleCase);
  const html = renderReport(reportView({ model: sampleModel, kase: sampleCase, result, theme, locale: "en" }));
  expect(html).toContain('<img class="cover-logo" src="data:image/svg+xml;base64,');
  expect(html).toContain("img-src data:;");
  expect(html).toContain(`--navy: ${hexOf(theme.colors.primary ?? white)};`);
  expect(html).toContain("Qihang Service Cloud (fictional)");
  expect(html.match(/\s(?:src|href)=(?:"(?!data:|#|https?:)[^"]*")/g)).toBeNull();
});

test("every colour of the charts is a variable of the style sheet, so that a theme reaches it", () => {
  const css = readFileSync("src/report/templates/page.css", "utf8");
  const html = renderReport(
    reportView({ model: sampleModel, kase: sampleCase, result: sampleResult(sampleModel, sampleCase), locale: "en" }),
  );
  const used = new Set([...html.matchAll(/(?:fill|stroke)="var\((--[\w-]+)\)"/g)].map(([, name]) => name));
  expect(used.size).toBeGreaterThan(3);
  for (const name of used) expect(css).toContain(`${name}:`);
});
