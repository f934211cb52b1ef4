/** `sensitivity` and `simulate` on the command line. */
import { describe, expect, test } from "vitest";
import { run } from "./run.ts";

const demo = "fixtures/jianglan";
const digits = (text: string): string => text.replace(/[^\d]/g, "");

describe("calc --convention", () => {
  test("shows the case under its own convention and another, side by side", async () => {
    const { status, out } = await run(["calc", demo, "--convention", "period-end"]);
    expect(status).toBe(0);
    expect(out).toMatch(/Convention +nominal +period-end\n/);
    expect(out).toMatch(/\(NPV\) +CNY 10,337,987 +CNY 1\d,\d{3},\d{3}\n/);
    const own = JSON.parse((await run(["calc", demo, "--json"])).out);
    const other = JSON.parse((await run(["calc", demo, "--convention", "period-end", "--json"])).out);
    expect(other.conventions).toMatchObject({ name: "period-end", discounting: "period-end", roi: "present-value" });
    expect(other.summary.npv).toBeGreaterThan(own.summary.npv);
    expect(other.summary.roi.nominal).toBe(own.summary.roi.nominal);
  });

  test("knows its conventions", async () => {
    const { status, err } = await run(["calc", demo, "--convention", "gaap"]);
    expect(status).toBe(64);
    expect(err).toContain("nominal, tei, period-end");
  });
});

describe("sensitivity", () => {
  test("prints the tornado widest first, in both languages with the same figures", async () => {
    const english = await run(["sensitivity", demo]);
    expect(english).toMatchObject({ status: 0, err: "" });
    expect(english.out).toMatch(/Break-even realization .*: 43\.1%/);
    expect(english.out.indexOf("Service revenue leakage rate · Target")).toBeLessThan(
      english.out.indexOf("First-time fix rate · Target"),
    );
    expect(english.out).toContain("2.4%");
    const chinese = await run(["sensitivity", demo], { locale: "zh-CN" });
    expect(chinese.out).toContain("服务收入漏损率 · 目标");
    expect(digits(chinese.out)).toContain(digits("12,375,154"));
  });

  test("gives all inputs as data", async () => {
    const { inputs, breakEvenRealization } = JSON.parse((await run(["sensitivity", demo, "--json"])).out);
    expect(inputs).toHaveLength(73);
    expect(breakEvenRealization).toBeCloseTo(7842654.57501397 / 18180641.8734239, 9);
  });
});

describe("simulate", () => {
  test("names draws, seed and method, and repeats itself", async () => {
    const first = await run(["simulate", demo, "--draws", "2048", "--seed", "3", "--hurdle", "50%"]);
    expect(first).toMatchObject({ status: 0, err: "" });
    expect(first.out).toContain("2,048 draws, seed 3, 73 inputs");
    expect(first.out).toContain("Probability that ROI > 50%");
    expect(await run(["simulate", demo, "--draws", "2048", "--seed", "3", "--hurdle", "50%"])).toEqual(first);
    const chinese = await run(["simulate", demo, "--draws", "2048", "--seed", "3"], { locale: "zh-CN" });
    expect(chinese.out).toContain("2,048 次抽样，种子 3");
  });

  test.each([
    ["--draws", "0"],
    ["--draws", "ten"],
    ["--draws", "2000000"],
    ["--seed", "-1"],
    ["--seed", "1.5"],
    ["--hurdle", "much"],
  ])("refuses %s %s with the values it takes", async (option, value) => {
    const { status, out, err } = await run(["simulate", demo, `${option}=${value}`]);
    expect([status, out]).toEqual([64, ""]);
    expect(err).toContain(`${option} cannot be “${value}”`);
  });
});
