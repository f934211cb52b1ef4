/** Every finding of portfolios and benchmarks has a file that shows it, and the exact text a user then reads, in each language. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { printFinding } from "../../src/finding/print.ts";
import { benchmarkFile, hashOfContent } from "../../src/portfolio/benchmarks/benchmark-file.ts";
import { modelBenchmarks } from "../../src/portfolio/benchmarks/make-benchmarks.ts";
import { ModelCache } from "../../src/portfolio/model-cache.ts";
import { readPortfolioCase } from "../../src/portfolio/overview/read-case.ts";
import { en } from "../../src/text/en.ts";
import { locales } from "../../src/text/locale.ts";
import { run } from "../cli/run.ts";
import { sampleWith } from "../support/portfolio-cases.ts";

const folder = mkdtempSync(join(tmpdir(), "catalogue-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const samples = Array.from({ length: 6 }, (_, index) => sampleWith(`c${index}`, 0.6 + index / 50, 0.03 + index / 100));
const sound = benchmarkFile({ asOf: "2026-09-30", models: modelBenchmarks(samples) });

/** The sound file after a change; with the hash of what it then says. */
function changed(change: (text: string) => string): string {
  const { hash: _, ...content } = JSON.parse(change(sound)) as Record<string, unknown>;
  return `${JSON.stringify({ ...content, hash: hashOfContent(content) }, null, 2)}\n`;
}

const entry = (text: string): string => /\{\s+"indicator"[\s\S]*?"industries": \[\]\s+\}/.exec(text)?.[0] ?? "";
const broken: Readonly<Record<string, string>> = {
  "benchmarks-format": '{ "format": "valuebook-benchmarks@9" }\n',
  "benchmarks-hash": sound.replace('"customers": 6', '"customers": 7'),
  "benchmarks-spread": changed(text => text.replace(/"p25": 0\.\d+/, '"p25": 0.9')),
  "benchmarks-bounds": changed(text => text.replace(/"p75": 0\.\d+/, '"p75": 66')),
  "benchmarks-indicator": changed(text => text.replace('"unit": "1"', '"unit": "hour"')),
  "benchmarks-model": changed(text => text.replace('"model": "after-sales@1"', '"model": "after-sales@2"')),
  "benchmarks-twice": changed(text => text.replace(entry(text), `${entry(text)}, ${entry(text)}`)),
};
const codes = Object.keys(en).flatMap(key => /^finding\.(benchmarks-[a-z-]+)(?<!\.hint)$/.exec(key)?.[1] ?? []);

describe.each(codes)("%s", code => {
  const file = join(folder, `${code}.json`);
  writeFileSync(file, broken[code] ?? "");
  const used = ["agree", "suggest", "fixtures/jianglan", "--benchmarks", file];

  test("is found in its file, alone", async () => {
    const { status, err } = await run([...used, "--json"]);
    if (code === "benchmarks-indicator") return expect([status, err]).toEqual([0, ""]);
    const found = (JSON.parse(err) as { findings: { code: string }[] }).findings.map(each => each.code);
    expect([...new Set(found)]).toEqual([code]);
    expect(status).toBe(1);
  });

  test.each(locales)("reads as agreed in %s", async locale => {
    const { err } = await run(used, { locale });
    agreed(code, locale, err.replaceAll(folder, "past"));
  });
});

describe("portfolio-fault", () => {
  test.each(locales)("reads as agreed in %s, and stops no other case", async locale => {
    const read = await readPortfolioCase({ name: "demo", path: "fixtures/jianglan" }, new ModelCache(), () => {
      throw new Error("no such cell");
    });
    expect(read.made).toBeUndefined();
    agreed("portfolio-fault", locale, read.findings.map(each => printFinding(each, locale, read.lineOf)).join("\n"));
  });
});

test.each([
  ["nothing", ""],
  ["no JSON", "{"],
  ["a list", "[]"],
  ["a bare word", "benchmarks"],
  ["spreads of words", changed(text => text.replace(/"n": 6/, '"n": "many"'))],
  ["numbers beyond all measure", changed(text => text.replace(/"p75": 0\.\d+/, '"p75": 1e300'))],
  ["a field of somebody's own", changed(text => text.replace('"better"', '"__proto__": {}, "better"'))],
  ["percentiles of four", changed(text => text.replace(/"n": 6/, '"n": 4'))],
  ["markup in names", changed(text => text.replace('"after-sales@1"', '"<script>alert(1)</script>"'))],
])("a file with %s gives findings, and no figures", async (_, text) => {
  const file = join(folder, "hostile.json");
  writeFileSync(file, text);
  const { status, out, err } = await run(["simulate", "fixtures/jianglan", "--benchmarks", file, "--draws", "8"]);
  expect([status, out]).toEqual([1, ""]);
  expect(err).toMatch(/hostile\.json:\d+:\d+: error /);
});

test("a file that is not there is a finding", async () => {
  const { status, err } = await run(["sensitivity", "fixtures/jianglan", "--benchmarks", join(folder, "none.json")]);
  expect([status, err.includes("file-missing")]).toEqual([1, true]);
});

function agreed(code: string, locale: string, text: string): void {
  const expected = `fixtures/broken/${code}.${locale}.txt`;
  if (process.env.BLESS) writeFileSync(expected, text);
  expect(text, "If the new text is better: BLESS=1 npx vitest run test/portfolio/catalogue.test.ts").toBe(
    existsSync(expected) ? readFileSync(expected, "utf8") : "",
  );
}
