/** Files nobody meant well with: always findings or a result, never an exception, and the platform's objects untouched. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { readCaseFile, resolveCase } from "../../src/case/parse-case.ts";
import { loadCase, loadModelFolder } from "../../src/disk/load.ts";
import type { Finding } from "../../src/finding/finding.ts";
import { printFinding } from "../../src/finding/print.ts";
import { locales } from "../../src/text/locale.ts";
import { run } from "../cli/run.ts";
import { afterSales } from "../model/after-sales.ts";
import { findingsOfModel, visitsModel } from "../model/visits.ts";

const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const membersBefore = Object.getOwnPropertyNames(Object.prototype).join();
afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(membersBefore);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

function findingsOfCase(text: string): Finding[] {
  const { read, findings } = readCaseFile({ file: "case.yaml", text });
  return read ? [...findings, ...resolveCase(read, afterSales()).findings] : findings;
}
const codes = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ code }) => code))];

const demo = readFileSync("fixtures/jianglan/case.yaml", "utf8");

describe("a hostile case file", () => {
  const aliasBomb = ["a: &a [x,x,x,x,x,x,x,x,x]", ..."bcdefghij"].map((name, index, all) => {
    const before = index < 2 ? "a" : all[index - 1];
    return index === 0 ? name : `${name}: &${name} [${Array(9).fill(`*${before}`).join(",")}]`;
  });

  test.each([
    ["empty", "", "wrong-type"],
    ["only comments", "# nothing\n", "wrong-type"],
    ["a scalar", "hello", "wrong-type"],
    ["a list", "- a\n- b\n", "wrong-type"],
    ["a nul character", "model: \u0000\n", "missing-field"],
    ["an alias bomb", aliasBomb.join("\n"), "yaml-alias"],
    ["nested too deeply", `a: ${"[".repeat(60)}${"]".repeat(60)}`, "yaml-syntax"],
    ["nested beyond any stack", `a: ${"[".repeat(100_000)}`, "yaml-syntax"],
    ["maps nested beyond any stack", `${"{a: ".repeat(50_000)}${"}".repeat(50_000)}`, "yaml-syntax"],
    ["a tag of a programming language", "model: !!js/function 'function(){}'\n", "missing-field"],
    ["a map as key", `${demo}\n? { a: b }\n: c\n`, "unknown-field"],
    ["__proto__ at the top", `${demo}\n__proto__: { polluted: true }\n`, "id-shape"],
    ["__proto__ as a driver", demo.replace("drivers:\n", "drivers:\n  __proto__: { polluted: 1 }\n"), "id-shape"],
    [
      "__proto__ as an indicator",
      demo.replace("indicators:\n", "indicators:\n  __proto__: { target: 1 }\n"),
      "id-shape",
    ],
    ["constructor as a driver", demo.replace("drivers:\n", "drivers:\n  constructor: 5\n"), "unknown-reference"],
    [
      "constructor as an indicator",
      demo.replace("indicators:\n", "indicators:\n  constructor: {}\n"),
      "unknown-reference",
    ],
    ["toString as a language", demo.replace("en: Training", "toString: Training"), "wrong-type"],
    ["infinity", demo.replace("value: 49600\n", "value: .inf\n"), "wrong-type"],
    ["not a number", demo.replace("value: 49600\n", "value: .nan\n"), "wrong-type"],
    ["a number beyond all numbers", demo.replace("value: 49600\n", "value: 1e999\n"), "wrong-type"],
  ])("that is or has %s gives findings", (_, text, expected) => {
    const findings = findingsOfCase(text);
    expect(codes(findings)).toContain(expected);
    for (const finding of findings) {
      for (const locale of locales)
        expect(printFinding(finding, locale, () => text.slice(0, 200))).not.toMatch(/\{\w+\}/);
    }
  });

  test("names the file where it is empty", () => {
    expect(printFinding(findingsOfCase("")[0] as Finding, "en", () => "")).toContain(
      "“case.yaml” should be fields with values; it is empty.",
    );
  });

  test("with tabs, Windows line ends or a byte-order mark reads like any other", async () => {
    const windows = join(scratch, "windows.yaml");
    writeFileSync(windows, `\uFEFF${demo.replaceAll("\n", "\r\n").replace("value: 49600", "value:\t49600\t")}`);
    expect((await loadCase(windows)).findings).toEqual([]);
  });

  test("with fifty thousand keys is answered", () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `k${index}: 1`).join("\n");
    expect(findingsOfCase(`${keys}\nk7: 2\n`)).toMatchObject([{ code: "yaml-duplicate", place: { line: 50_001 } }]);
    expect(findingsOfCase(keys).length).toBeGreaterThan(49_999);
  });
});

describe("a path that is no readable text", () => {
  test("is a finding: a folder, another encoding, too large", async () => {
    mkdirSync(join(scratch, "folder", "case.yaml"), { recursive: true });
    expect((await loadCase(join(scratch, "folder"))).findings).toMatchObject([
      { code: "file-unreadable", values: { reason: { en: "it is a folder" } } },
    ]);
    writeFileSync(join(scratch, "bytes.yaml"), Buffer.from([0x6d, 0xff, 0xfe, 0x0a]));
    expect((await loadCase(join(scratch, "bytes.yaml"))).findings).toMatchObject([
      { code: "file-unreadable", values: { reason: { en: "it is not text in UTF-8" } } },
    ]);
    writeFileSync(join(scratch, "large.yaml"), "#".repeat(6_000_000));
    expect((await loadCase(join(scratch, "large.yaml"))).findings).toMatchObject([{ code: "file-size" }]);
  });

  test("is a finding for a model too", async () => {
    mkdirSync(join(scratch, "models"));
    writeFileSync(join(scratch, "models", "a.yaml"), Buffer.from([0xff]));
    mkdirSync(join(scratch, "models", "b.yaml"));
    const { findings, model } = await loadModelFolder(join(scratch, "models"));
    expect(model).toBeUndefined();
    expect(codes(findings)).toEqual(expect.arrayContaining(["file-unreadable"]));
    expect(codes((await loadModelFolder(join(scratch, "nowhere"))).findings)).toEqual(["model-empty"]);
  });
});

describe("a hostile model", () => {
  const formula = "=(baseline-target)*annual_visits*cost_per_visit";
  const withFormula = (text: string) => visitsModel.replace(formula, () => text);
  const row = (id: string, text: string) =>
    `  - { id: ${id}, name: x, unit: 1, shown-as: x, format: number, formula: "${text}" }\n`;

  test.each([
    ["a formula of ten thousand characters", withFormula(`=${"annual_visits+".repeat(800)}1`), "formula-size"],
    ["a formula of plus signs", withFormula(`=${"+".repeat(3000)}1`), "formula-size"],
    ["a formula of minus signs", withFormula(`=${"-".repeat(3000)}1`), "formula-size"],
    ["a formula of percent signs", withFormula(`=1${"%".repeat(3000)}`), "formula-size"],
    ["a formula of two thousand terms", withFormula(`=${"1+".repeat(1900)}1`), "formula-size"],
    ["a formula of powers", withFormula(`=${"1^".repeat(1900)}1`), "formula-size"],
    ["a formula of parentheses", withFormula(`=${"(".repeat(3000)}`), "formula-size"],
    ["a formula with an escape sequence", withFormula('"=\\e[2J"'), "formula-unexpected"],
    ["a formula that reads __proto__", withFormula("=__proto__*constructor"), "unknown-name"],
    ["a function of objects", withFormula("=constructor(1)+toString(2)"), "formula-function"],
    ["an id __proto__", visitsModel.replaceAll("annual_visits", "__proto__"), "id-shape"],
    ["an indicator constructor", visitsModel.replace("repeat-visit-rate", "CONSTRUCTOR"), "id-shape"],
    ["an empty unit", visitsModel.replace("unit: visit/yr", 'unit: "/"'), "unit-unknown"],
    ["a unit of signs", visitsModel.replace("unit: visit/yr", 'unit: "1*/1"'), "unit-unknown"],
    ["a unit that is an object's member", visitsModel.replace("unit: visit/yr", "unit: toString"), "unit-unknown"],
    ["a currency taken for a unit", visitsModel.replace("unit: visit/yr", "unit: kg"), "unit-unknown"],
  ])("with %s gives findings", async (_, text, expected) => {
    expect(codes(await findingsOfModel(text))).toContain(expected);
  });

  test("whose rows read each other twice, forty deep, is answered", async () => {
    const rows = Array.from({ length: 40 }, (_, n) => row(`r_${n}`, n < 39 ? `=r_${n + 1}+r_${n + 1}` : "=1")).join("");
    const text = withFormula("=(baseline-target)*annual_visits*cost_per_visit*r_0").replace(
      "indicators:\n",
      `rows:\n${rows}indicators:\n`,
    );
    expect(codes(await findingsOfModel(text))).toEqual(["example-differs"]);
  });

  test("whose overlaps run through thousands of pairs is answered", async () => {
    const pairs = Array.from(
      { length: 3000 },
      (_, n) => `  - { keep: i-${n}, reduce: i-${n + 1}, factor: 1%, because: x }\n`,
    ).join("");
    const found = await findingsOfModel(visitsModel.replace("examples:", () => `overlaps:\n${pairs}examples:`));
    expect(codes(found)).toEqual(["unknown-reference"]);
  });
});

describe("a file changed at random", () => {
  const snippets = [
    "",
    "\n",
    "\t",
    " ",
    "  - ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "#",
    "&a ",
    "*a",
    "!!x ",
    "|\n",
    "---\n",
    "null",
    "-1",
    "1e99",
    "99%",
  ];
  const mutation = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.integer({ min: 0, max: 40 }),
    insert: fc.oneof(fc.constantFrom(...snippets), fc.string({ unit: "grapheme", maxLength: 8 })),
  });
  const mutations = fc.array(mutation, { minLength: 1, maxLength: 6 });

  const mutated = (text: string, changes: readonly { at: number; cut: number; insert: string }[]): string =>
    changes.reduce((before, { at, cut, insert }) => {
      const start = Math.floor(at * before.length);
      return before.slice(0, start) + insert + before.slice(start + cut);
    }, text);

  /** Findings can be printed, stand within the file, and name everything they speak of. */
  function expectSound(text: string, findings: readonly Finding[]): void {
    const lines = text.split("\n");
    for (const finding of findings) {
      expect(finding.place.line).toBeLessThanOrEqual(lines.length + 1);
      expect(finding.place.column).toBeGreaterThan(0);
      for (const locale of locales) {
        const printed = printFinding(finding, locale, ({ line }) => lines[line - 1]);
        expect(printed).not.toMatch(/undefined|\[object|NaN/);
      }
    }
  }

  test("never breaks the reading of a case", () => {
    fc.assert(
      fc.property(mutations, changes => {
        const text = mutated(demo, changes);
        expectSound(text, findingsOfCase(text));
      }),
      { numRuns: 400, seed: 20250401 },
    );
  });

  test("never breaks the reading of a model, units included", async () => {
    await fc.assert(
      fc.asyncProperty(mutations, async changes => {
        const text = mutated(visitsModel, changes);
        expectSound(text, await findingsOfModel(text));
      }),
      { numRuns: 400, seed: 20250401 },
    );
  });

  test("never breaks a command", async () => {
    const path = join(scratch, "mutated.yaml");
    await fc.assert(
      fc.asyncProperty(mutations, async changes => {
        writeFileSync(path, mutated(demo, changes));
        const { status, out, err } = await run(["calc", path]);
        expect([0, 1]).toContain(status);
        expect(status === 0 ? out : err).not.toBe("");
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});
