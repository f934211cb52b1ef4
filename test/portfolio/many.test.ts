/** Hundreds of cases in one batch, one in twenty of them broken: the sound ones are all there, each broken one is told. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Summary } from "../../src/portfolio/summary.ts";
import { type Run, run } from "../cli/run.ts";
import { breakages, hostileNames, writeSmallCase } from "./small-cases.ts";

const folder = mkdtempSync(join(tmpdir(), "many-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cases = join(folder, "cases");
const out = join(folder, "out");
const count = 500;
const codes = Object.keys(breakages);
/** By the name of the folder, what it is broken by. */
const broken = new Map<string, string>();

let first: Run;
let summary: Summary;

beforeAll(async () => {
  for (let number = 0; number < count; number += 1) {
    const own = hostileNames[number / 40] ?? `customer-${String(number).padStart(3, "0")}`;
    const path = join(cases, own);
    writeSmallCase(path, number);
    if (number % 20 !== 7) continue;
    // A folder stands where the case is looked for.
    const code = number === 487 ? "file-unreadable" : (codes[((number - 7) / 20) % codes.length] ?? "");
    broken.set(own, code);
    if (number === 487) {
      rmSync(join(path, "case.yaml"));
      mkdirSync(join(path, "case.yaml"));
    } else breakages[code]?.(path, number);
  }
  first = await run(["batch", cases, "--quarter", "2025Q3", "--out", out, "--concurrency", "1"]);
  summary = JSON.parse(readFileSync(join(out, "summary.json"), "utf8"));
}, 120_000);

describe("a batch of five hundred cases", () => {
  test("reviews every sound one, whatever it is called", () => {
    expect(summary.counts).toEqual({ done: count - broken.size, skipped: 0, failed: broken.size });
    const written = readdirSync(out).filter(name => name.endsWith(".review.json"));
    expect(written.length).toBe(count - broken.size);
    for (const name of written) expect(JSON.parse(readFileSync(join(out, name), "utf8")).period).toBe("2025Q3");
    expect(written.filter(name => /[\n<>:"|?*\u202e]/.test(name))).toEqual([]);
    expect(readdirSync(out).filter(name => name.endsWith(".tmp"))).toEqual([]);
  });

  test("tells of each broken one what it is, where, in words", () => {
    expect(first.status).toBe(1);
    for (const [name, code] of broken) {
      const told = summary.cases.find(each => each.path === join(cases, name));
      expect([name, told?.state, told?.findings.map(each => each.code)]).toEqual([
        name,
        "failed",
        expect.arrayContaining([code]),
      ]);
      const found = told?.findings.find(each => each.code === code);
      expect(found?.file.startsWith(join(cases, name))).toBe(true);
      expect(found?.message.length).toBeGreaterThan(10);
      expect(first.out).toContain(`error ${code}`);
    }
    expect(readFileSync(join(out, "summary.txt"), "utf8")).toContain("error yaml-syntax");
  });

  test("done again, changes nothing and tells the same of what it skips", async () => {
    const again = await run(["batch", cases, "--quarter", "2025Q3", "--out", out, "--concurrency", "1", "--json"]);
    const { counts, cases: told } = JSON.parse(again.out) as Summary;
    expect(counts).toEqual({ done: 0, skipped: count - broken.size, failed: broken.size });
    const without = (all: Summary["cases"]) => all.map(({ state: _, ...rest }) => rest);
    expect(without(told)).toEqual(without(summary.cases));
  });
});

describe("a finding of a batch", () => {
  test.each(["en", "zh-CN"] as const)("reads as agreed in %s", async locale => {
    const [name] = [...broken].find(([, code]) => code === "batch-period") ?? [""];
    const { out: printed } = await run(
      ["batch", join(cases, name), "--quarter", "2025Q3", "--out", join(folder, locale), "--concurrency", "1"],
      { locale },
    );
    const words = {
      en: [
        "error batch-period",
        "The case has no period “2025Q3”.",
        "→ Its periods run from 2035Q2 to 2038Q1; write --quarter as one of them.",
      ],
      "zh-CN": ["batch-period", "案例没有“2025Q3”这一期间。", "案例的期间为 2035Q2 至 2038Q1"],
    }[locale];
    for (const each of words) expect(printed).toContain(each);
  });

  test("says what cannot be written, of that case alone", async () => {
    const [few, to] = [join(folder, "few"), join(folder, "blocked")];
    for (const number of [1, 2, 3]) writeSmallCase(join(few, `customer-00${number}`), number);
    mkdirSync(join(to, "customer-001.review.json"), { recursive: true });
    await run(["batch", few, "--quarter", "2025Q3", "--out", to, "--concurrency", "1"]);
    const { cases: told, counts } = JSON.parse(readFileSync(join(to, "summary.json"), "utf8")) as Summary;
    expect(counts).toEqual({ done: 2, skipped: 0, failed: 1 });
    expect(told.find(({ name }) => name === "customer-001")?.findings).toMatchObject([
      { code: "batch-unwritable", severity: "error" },
    ]);
  });
});
