/** `portfolio` and `benchmarks` as commands: what is printed, in both languages, and that nothing stops them but a wrong option. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { overviewText } from "../../src/cli/portfolio-tables.ts";
import type { Overview } from "../../src/portfolio/overview/overview.ts";
import { overviewOf } from "../../src/portfolio/overview/overview.ts";
import { usualCutOffs } from "../../src/portfolio/overview/tiers.ts";
import { locales } from "../../src/text/locale.ts";
import { columnsOf } from "../../src/text/width.ts";
import { writeCase } from "../portfolio/generate-cases.ts";
import { expectGolden } from "../support/expect-golden.ts";
import { portfolioCaseOf } from "../support/portfolio-cases.ts";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "portfolio-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const hostile = `<script>alert(1)</script> =cmd() {{name}} \u202e\u001b[31m ${"long ".repeat(60)}`;

beforeAll(async () => {
  await writeCase(join(folder, "north", "a"), 1, "other numbers");
  cpSync("fixtures/jianglan", join(folder, "north", "b"), { recursive: true });
  const text = readFileSync(join(folder, "north", "a", "case.yaml"), "utf8");
  const named = text.replace(
    /name:\n\s+en: .*\n\s+zh-CN: .*\n/,
    `name: ${JSON.stringify(hostile)}\n  industry: ${JSON.stringify(hostile)}\n`,
  );
  expect(named).not.toBe(text);
  writeFileSync(join(folder, "north", "a", "case.yaml"), named);
  mkdirSync(join(folder, "broken"));
  writeFileSync(join(folder, "broken", "case.yaml"), "model: after-sales@1\ncustomer: [\n");
  mkdirSync(join(folder, "empty"));
}, 60_000);

describe("portfolio", () => {
  test("lists a case that cannot be counted with its finding, and counts the others", async () => {
    const { status, out, err } = await run(["portfolio", folder, "--quarter", "2026Q3"]);
    expect(status).toBe(1);
    expect(out).toContain("Cases: 2. Customers: 2. Committed: 1. Estimates: 1.");
    expect(out).toContain("Not counted, because of errors: 1 (broken).");
    expect(err).toMatch(/broken\/case\.yaml:\d+:\d+: error /);
  });

  test("shows hostile names as text, cut to their column", async () => {
    const { out } = await run(["portfolio", folder]);
    expect(out).toContain("<script>alert(1)</script> =cmd() {{name…");
    for (const sign of ["\u202e", "\u001b"]) expect(out).not.toContain(sign);
  });

  test("gives everything as data, failures with their findings", async () => {
    const { out, err } = await run(["portfolio", folder, "--tiers", "3,1", "--json"]);
    const data = JSON.parse(out) as Overview & {
      failed: { name: string; findings: { code: string }[] }[];
      conventions: object;
      until: null;
    };
    expect(err).toBe("");
    expect([data.counts.cases, data.until, data.tiers.map(({ from }) => from)]).toEqual([2, null, [3, 1, null]]);
    expect(data.failed).toMatchObject([{ name: "broken" }]);
    expect(data.failed[0]?.findings.length).toBeGreaterThan(0);
    expect(data.cases.map(({ name, basis }) => [name, basis])).toEqual([
      ["north-a", "estimate"],
      ["north-b", "committed"],
    ]);
    expect(data.conventions).toMatchObject({ outputPerInput: "totalBenefit / totalCost" });
  });

  test.each([
    [["--quarter", "soon"], "--quarter"],
    [["--tiers", "1,2"], "--tiers"],
    [["--rank", "luck"], "--rank"],
  ])("refuses %j", async (options, named) => {
    const { status, err } = await run(["portfolio", folder, ...options]);
    expect([status, err.includes(named)]).toEqual([64, true]);
  });

  test("says where there is no case", async () => {
    const { status, err } = await run(["portfolio", join(folder, "empty")]);
    expect([status, err.includes("There is no case")]).toEqual([1, true]);
  });
});

describe("benchmarks", () => {
  test("refuses a date that is none, and says where the file cannot be written", async () => {
    const file = join(folder, "b.json");
    expect((await run(["benchmarks", folder, "-o", file, "--as-of", "2026-02-30"])).status).toBe(64);
    const { status, err } = await run([
      "benchmarks",
      "fixtures/studies",
      "-o",
      join(folder, "broken", "case.yaml", "b.json"),
    ]);
    expect([status, err.includes("b.json")]).toEqual([1, true]);
  });

  test("hold nothing of a few cases, and leave those with errors out", async () => {
    const file = join(folder, "few.json");
    const { status } = await run(["benchmarks", folder, "-o", file]);
    expect(status).toBe(1);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ asOf: null, models: [] });
  });
});

/** One, three or many customers, with all that a table can show. */
function sample(count: number): Overview {
  const cases = Array.from({ length: count }, (_, index) => {
    const size = 1 + ((index * 7) % 11);
    return portfolioCaseOf(
      `case-${index}`,
      {
        netBenefitPerYear: size * 1_234_567.89,
        totalBenefit: size * 3_000_000.5,
        totalCost: (1 + (index % 3)) * 2_500_000,
        npv: size * 900_000 - 1_500_000,
        oneOffCash: 10_000 * size,
      },
      {
        customer: { id: `c${index}`, name: { en: `Customer ${index} Ltd`, "zh-CN": `第${index}家客户有限公司` } },
        industry: [{ en: "Machinery", "zh-CN": "机械制造" }, "Medical devices", null][index % 3] ?? null,
        currency: index % 10 === 9 ? "EUR" : "CNY",
        basis: index % 2 === 0 ? "committed" : "estimate",
        model: index % 10 === 5 ? "own@1" : "after-sales@1",
        modelName:
          index % 10 === 5 ? { en: "Own model", "zh-CN": "自有模型" } : { en: "After-sales", "zh-CN": "售后服务" },
        complete: index !== 2,
        stages: [
          {
            id: "work-order",
            name: { en: "Work order management", "zh-CN": "工单管理" },
            position: 3,
            netBenefitPerYear: size * 1_234_567.89,
            realized: index % 2 === 0 ? size * 400_000 : null,
          },
        ],
        toDate:
          index % 2 === 0
            ? { period: "2026Q3", realized: size * 400_000, plannedOfMeasured: size * 410_000, cost: 1_800_000 }
            : null,
      },
    );
  });
  return overviewOf(cases, "planned", usualCutOffs);
}

describe.each(locales)("the tables in %s", locale => {
  test.each([1, 3, 40])("of %s customers read as agreed, and line up", count => {
    const shown = { folder: "customers", quarter: "2026Q3", all: false, failed: count === 3 ? ["north-acme"] : [] };
    const text = overviewText(sample(count), shown, locale);
    for (const block of text.split("\n\n")) {
      const lines = block.split("\n");
      const rule = lines.find(line => /^─+$/.test(line));
      if (rule)
        for (const line of lines.slice(lines.indexOf(rule) - 1))
          if (!/^(…|Without|因)/.test(line)) expect(columnsOf(line)).toBeLessThanOrEqual(columnsOf(rule));
    }
    expectGolden(`test/golden/portfolio.${count}.${locale}.txt`, `${text}\n`, "test/cli/portfolio.test.ts");
  });
});
