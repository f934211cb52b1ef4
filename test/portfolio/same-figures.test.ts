/** The review of a case by what was compiled for cases alike, against the command that calculates it whole: the same bytes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ModelCache } from "../../src/portfolio/model-cache.ts";
import { Reviewer } from "../../src/portfolio/reviewer.ts";
import { run } from "../cli/run.ts";
import { kindOf, kinds, writeCase } from "./generate-cases.ts";

const folder = mkdtempSync(join(tmpdir(), "same-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const reviewer = new Reviewer(new ModelCache());

/** Text and findings by the quick way and by the command. */
async function both(path: string, quarter: string) {
  const quick = await reviewer.review(path, quarter);
  const whole = await run(["review", path, "--quarter", quarter, "--json"]);
  return { quick, whole, text: quick.review ? `${JSON.stringify(quick.review, null, 2)}\n` : undefined };
}

describe("the quick review of a case", () => {
  test.each([
    ["fixtures/jianglan", "2026Q3"],
    ["fixtures/jianglan", "2025Q2"],
    ["fixtures/jianglan-all", "2026Q3"],
    ["fixtures/agreement", "2026Q3"],
    ["fixtures/studies/copilot", "2026"],
    ["fixtures/studies/entra", "2026"],
    ["fixtures/studies/intellum", "2026"],
    ["fixtures/studies/salesloft", "2026"],
  ])("of %s in %s is the whole one", async (path, quarter) => {
    const { whole, text } = await both(path, quarter);
    expect([whole.status, text]).toEqual([
      text === undefined ? whole.status : 0,
      text === undefined ? undefined : whole.out,
    ]);
  });

  const rounds = Number(process.env.ROUNDS ?? 2);
  test.each(kinds)("of cases “%s” is the whole one, and takes the quick way", { timeout: 600_000 }, async kind => {
    const index = kinds.indexOf(kind);
    for (let round = 0; round < rounds; round += 1) {
      const number = round * kinds.length + index;
      expect(kindOf(number)).toBe(kind);
      const path = join(folder, `case-${number}`);
      await writeCase(path, number);
      const { quick, whole, text } = await both(path, kind.startsWith("study") ? "2026" : "2026Q3");
      expect(
        quick.findings.filter(({ severity }) => severity === "error"),
        kind,
      ).toEqual([]);
      expect(text, `case ${number}`).toBe(whole.out);
      expect([number, quick.way]).toEqual([number, "shape"]);
    }
  });
});
