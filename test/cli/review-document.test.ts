/** `review CASE --quarter Q -o FILE`: the document by the ending of its name, and what is said where it cannot be. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildFonts } from "../../scripts/build-fonts.ts";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "review-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const review = (...more: string[]) => ["review", "fixtures/jianglan", "--quarter", "2026Q3", ...more];

describe("review -o", () => {
  beforeAll(() => buildFonts("dist/fonts"), 120_000);

  test("writes one HTML page, with the look of the vendor", async () => {
    const theme = at("theme.yaml");
    writeFileSync(theme, 'vendor: { en: Example Vendor, zh-CN: 示例供应商 }\ncolors: { primary: "#2a1249" }\n');
    const { status, out } = await run(review("-o", at("review.html"), "--theme", theme));
    expect(status).toBe(0);
    expect(out).toMatch(/review\.html \(\d+ kB\)/);
    const html = readFileSync(at("review.html"), "utf8");
    expect(html).toContain("<h1>Value review 2026Q3</h1>");
    expect(html).toContain("Example Vendor");
    expect(html.toLowerCase()).toContain("#2a1249");
  });

  test("writes a PDF, in the language asked for", { timeout: 120_000 }, async () => {
    const { status } = await run(review("-o", at("review.PDF"), "--json"), { locale: "zh-CN" });
    expect(status).toBe(0);
    expect(readFileSync(at("review.PDF")).subarray(0, 5).toString()).toBe("%PDF-");
  });

  test("says which endings there are, and writes nothing else", async () => {
    for (const name of ["review.txt", "review", "review.constructor"]) {
      const { status, err } = await run(review("-o", at(name)));
      expect(status).toBe(64);
      expect(err).toMatch(/should end in \.pdf \/ \.html/);
      expect(existsSync(at(name))).toBe(false);
    }
  });

  test("writes nothing for a period that the case has not, a theme that is not there, or a folder that is a file", async () => {
    const other = await run(["review", "fixtures/jianglan", "--quarter", "2031Q1", "-o", at("other.html")]);
    expect(other.status).toBe(64);
    expect((await run(review("-o", at("other.html"), "--theme", at("none.yaml")))).status).toBe(1);
    expect(existsSync(at("other.html"))).toBe(false);
    expect((await run(review("-o", join(at("theme.yaml"), "x.html")))).status).toBe(1);
  });
});

describe("a go-live", () => {
  test("is listed among the changes with its day, and shown in the review", async () => {
    const file = at("more.csv");
    writeFileSync(file, "period,indicator,value,source,person\n,go-live,2025-05-16,Minutes,Tang Xiaomin\n");
    const { out } = await run(["actuals", "fixtures/jianglan", file, "--dry-run"]);
    expect(out).toMatch(/2025Q2 +Go-live +– +16 May 2025 +new/);
    const data = JSON.parse((await run(["actuals", "fixtures/jianglan", file, "--dry-run", "--json"])).out);
    expect(data.changes).toEqual([
      {
        kind: "new",
        period: 1,
        item: "go-live",
        of: "go-live",
        value: 45,
        date: "2025-05-16",
        source: "Minutes",
        person: "Tang Xiaomin",
        before: null,
      },
    ]);
  });
});
