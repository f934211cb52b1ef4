/** Every verb that prints, as text in both languages and as data. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { run } from "./run.ts";

const demo = "fixtures/jianglan";
const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** The demonstration case with a change, in a file of its own. */
function demoWith(name: string, ...changes: readonly [string | RegExp, string][]): string {
  const path = join(scratch, `${name}.yaml`);
  const text = changes.reduce(
    (before, [from, to]) => before.replace(from, to),
    readFileSync(`${demo}/case.yaml`, "utf8"),
  );
  writeFileSync(path, text);
  return path;
}

type Data = Readonly<Record<string, unknown>>;
const dataOf = async (...argv: string[]): Promise<Data> => JSON.parse((await run([...argv, "--json"])).out) as Data;
/** The value at a dotted path. */
const at = (data: unknown, path: string): unknown =>
  path.split(".").reduce((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], data);

describe("models", () => {
  test("lists the installed models", async () => {
    const { status, out } = await run(["models"]);
    expect(status).toBe(0);
    expect(out).toMatch(
      /after-sales@1 +After-sales service value +54\n(.*\n)*relationship-closeness@1 +Relationship closeness +4\n/,
    );
    expect((await run(["models"], { locale: "zh-CN" })).out).toMatch(/after-sales@1 +售后服务业务价值 +54\n/);
    expect(await dataOf("models")).toMatchObject([
      { id: "after-sales", version: 1, indicators: 54 },
      { id: "cost-to-serve", version: 1, indicators: 6 },
      { id: "pre-sales", version: 1, indicators: 5 },
      { id: "relationship-closeness", version: 1, indicators: 4 },
      { id: "service-tiers", version: 1, indicators: 3 },
    ]);
  });

  test("shows one as a table of stages and dimensions, with every indicator once", async () => {
    const { out } = await run(["models", "after-sales"]);
    const data = await dataOf("models", "after-sales");
    const ids = (data.indicators as { id: string }[]).map(({ id }) => id);
    expect(ids).toHaveLength(54);
    for (const id of ids) expect(out.split(/\s+/).filter(word => word === id)).toHaveLength(1);
    expect((await run(["models", "after-sales"], { locale: "zh-CN" })).out).toContain("工单管理");
  });

  test("says which models there are where one is unknown", async () => {
    const { status, out, err } = await run(["models", "presales"]);
    expect([status, out]).toEqual([1, ""]);
    expect(err).toContain(
      "Installed: after-sales@1, cost-to-serve@1, pre-sales@1, relationship-closeness@1, service-tiers@1.",
    );
  });
});

describe("check", () => {
  test("says that a clean case or model is clean", async () => {
    for (const path of [demo, `${demo}/case.yaml`, "models/after-sales", "models/after-sales/model.yaml"]) {
      expect(await run(["check", path])).toEqual({ status: 0, out: `${path}: clean\n`, err: "" });
    }
    expect(await dataOf("check", demo)).toEqual({ path: demo, clean: true, findings: [] });
  });

  test("leaves with 0 where there are only warnings, and with 1 where there is an error", async () => {
    const warned = demoWith("warned", ["value: 49600", "value: 49600000"]);
    const { status, out, err } = await run(["check", warned]);
    expect([status, out]).toEqual([0, `${warned}: no errors; see the warnings above\n`]);
    expect(err).toContain("warning driver-implausible");
    const broken = demoWith("broken", ["value: 49600", "value: many"]);
    expect(await run(["check", broken])).toMatchObject({ status: 1, out: "" });
    expect((await run(["check", broken, "--json"])).status).toBe(1);
    expect(await dataOf("check", broken)).toMatchObject({
      clean: false,
      findings: [{ code: "wrong-type", file: broken }],
    });
  });
});

describe("calc", () => {
  const promised = {
    conventions: [
      "name",
      "discounting",
      "discountRateYearly",
      "roi",
      "payback",
      "irr",
      "period",
      "periodsPerYear",
      "years",
    ],
    summary: ["npv", "irr", "roi.nominal", "roi.presentValue", "benefitCostRatio", "payback.state", "payback.months"],
    also: ["discountedPayback.state", "discountedPayback.months", "totalBenefit", "totalCost"],
    perYear: ["netBenefitPerYear", "grossBenefitPerYear", "oneOffCash"],
    indicators: ["id", "gross", "overlap", "attribution", "confidence", "net", "oneOffNet"],
    flows: ["benefit", "cost", "net", "cumulative"],
  };

  test("gives every figure that the README promises as data", async () => {
    const data = await dataOf("calc", demo);
    for (const key of promised.conventions) expect(at(data, `conventions.${key}`), key).toBeDefined();
    for (const key of [...promised.summary, ...promised.also]) {
      expect(at(data, `summary.${key}`), key).toSatisfy(isFilled);
      expect(at(data, `summary.includingCash.${key}`), key).toSatisfy(isFilled);
    }
    for (const key of promised.perYear) expect(at(data, `summary.${key}`), key).toSatisfy(isFilled);
    expect(data.indicators).toHaveLength(12);
    for (const each of data.indicators as Data[])
      for (const key of promised.indicators) expect(each[key], key).toSatisfy(isFilled);
    expect(data.years).toHaveLength(4);
    expect(data.periods).toHaveLength(13);
    for (const each of [...(data.years as Data[]), ...(data.periods as Data[])]) {
      for (const key of promised.flows) expect(each[key], key).toSatisfy(isFilled);
    }
  });

  const isFilled = (value: unknown): boolean =>
    typeof value === "string" || (typeof value === "number" && Number.isFinite(value));

  test("prints headlines, indicators, years and conventions in the reader's language", async () => {
    const english = await run(["calc", demo]);
    expect(english).toMatchObject({ status: 0, err: "" });
    for (const text of [
      "Jianglan Heavy",
      "Net present value (NPV)",
      "First-time fix rate",
      "Year 3",
      "Convention: nominal",
    ]) {
      expect(english.out).toContain(text);
    }
    const chinese = await run(["calc", demo], { locale: "zh-CN" });
    for (const text of ["江岚重装", "首次修复率", "第3年", "元"]) expect(chinese.out).toContain(text);
    expect(chinese.out).not.toMatch(/Net|Benefit|Year/);
  });

  test("shows a missing value as a gap with its name, never as 0", async () => {
    const path = demoWith("gap", [/(first-time-fix-rate:\n(?: +.*\n)*? +target:) 79%/, "$1"]);
    const { status, out, err } = await run(["calc", path]);
    expect(status).toBe(0);
    expect(err).toContain("warning value-missing");
    expect(out).toMatch(/First-time fix rate +gap/);
    expect(out).toContain("first-time-fix-rate.target is not filled in");
    const data = await dataOf("calc", path);
    expect(data).toMatchObject({ complete: false, gaps: [{ input: "first-time-fix-rate.target", reason: "missing" }] });
  });

  test("leads a failing formula home to the case file", async () => {
    const { status, out, err } = await run(["calc", "fixtures/broken/cell-failed.case.yaml"]);
    expect(status).toBe(0);
    expect(err).toContain("cell-failed.case.yaml:10:3: warning cell-failed");
    expect(out).toContain("#DIV/0!");
  });

  test("prints findings as data on the error stream where data are wanted", async () => {
    const { status, out, err } = await run([
      "calc",
      demoWith("none", ["model: after-sales@1", "model: after-sales@9"]),
      "--json",
    ]);
    expect([status, out]).toEqual([1, ""]);
    expect(JSON.parse(err)).toMatchObject({ findings: [{ code: "model-unknown", severity: "error", line: 4 }] });
  });

  test("tells where the case is not", async () => {
    const { status, out, err } = await run(["calc", "no/such/case"], { locale: "zh-CN" });
    expect([status, out]).toEqual([1, ""]);
    expect(err).toContain("找不到文件“no/such/case/case.yaml”");
    expect(err).toContain("valuebook init no/such/case");
  });
});

describe("explain", () => {
  test.each(["npv", "first-time-fix-rate", "annual_corrective_work_orders", "payback.months", "netBenefitPerYear"])(
    "tells how %s came about",
    async name => {
      const english = await run(["explain", demo, name]);
      expect(english).toMatchObject({ status: 0, err: "" });
      expect(english.out.length).toBeGreaterThan(40);
      expect((await run(["explain", demo, name], { locale: "zh-CN" })).out).toMatch(/\p{Script=Han}/u);
      expect((await dataOf("explain", demo, name)) as unknown).toBeInstanceOf(Array);
    },
  );

  test("goes down to the source, owner and date of an input", async () => {
    const { out } = await run(["explain", demo, "first-time-fix-rate", "--depth", "5"]);
    for (const text of ["49,600", "FSM work-order type, 2024", "Service-operations manager", "case.yaml:"])
      expect(out).toContain(text);
  });
});

describe("what a file says", () => {
  test("is shown, never obeyed by the terminal", async () => {
    const path = demoWith("hostile", [
      "{ en: Jianglan Heavy Equipment Co. (fictional), zh-CN: 江岚重装股份有限公司（虚构） }",
      '"\\e[2J\\e]0;owned\\a\\u009bmAcme\\u202e"',
    ]);
    for (const argv of [
      ["calc", path],
      ["explain", path, "npv"],
      ["calc", path, "--json"],
      ["check", path],
    ]) {
      const { out, err } = await run(argv);
      expect(out + err).not.toMatch(/[^\P{Cc}\n\t]|\u202e/u);
    }
    expect((await run(["calc", path])).out).toContain("␛[2J␛]0;owned␇\ufffdmAcme\ufffd");
    expect((await run(["clac\u001b[31m"])).err).toContain("“clac␛[31m”");
  });
});
