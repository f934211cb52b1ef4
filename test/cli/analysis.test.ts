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
    expect(inputs).toHaveLength(74);
    expect(breakEvenRealization).toBeCloseTo(7842654.57501397 / 18180641.8734239, 9);
  });
});

describe("simulate", () => {
  test("names draws, seed and method, and repeats itself", async () => {
    const first = await run(["simulate", demo, "--draws", "2048", "--seed", "3", "--hurdle", "50%"]);
    expect(first).toMatchObject({ status: 0, err: "" });
    expect(first.out).toContain("Seed 3, 2,048 draws, ROI to beat 50%; 72 inputs, 3 as the case gives them");
    expect(first.out).toContain("Probability that ROI > 50%");
    expect(await run(["simulate", demo, "--draws", "2048", "--seed", "3", "--hurdle", "50%"])).toEqual(first);
    const chinese = await run(["simulate", demo, "--draws", "2048", "--seed", "3"], { locale: "zh-CN" });
    expect(chinese.out).toContain("种子 3，2,048 次抽样");
  });

  test("takes what is left out from the case, and names what it drew together", async () => {
    const own = await run(["simulate", demo]);
    expect(own.out).toContain("Seed 20250320, 10,000 draws, ROI to beat 50%");
    expect(own.out).toContain("first-time-fix-rate.target ~ remote-resolution-rate.target 0.5");
    expect(own.out).toContain("Kept as planned: investment.licence");
    const all = await run(["simulate", "fixtures/jianglan-all", "--draws", "256"]);
    expect(all.out).toContain("Seed 1, 256 draws, ROI to beat 0%");
    expect(all.out).toContain("drawn independently");
  });

  test("shows as many draws in its histogram as there are, whole or joined to fifteen lines", async () => {
    for (const draws of ["1", "300", "5000"]) {
      const { out } = await run(["simulate", demo, "--draws", draws]);
      const lines = out.split("Draws by NPV")[1]?.split("\n\n")[0]?.split("\n").slice(1) ?? [];
      const counts = lines.map(line => Number(line.split(" ").at(-1)?.replaceAll(",", "")));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Number(draws));
      expect(lines.length).toBeLessThanOrEqual(17);
    }
  });

  test("prints as data where each distribution comes from", async () => {
    const { seed, draws, hurdleRoi, inputs, fixed } = JSON.parse((await run(["simulate", demo, "--json"])).out);
    expect({ seed, draws, hurdleRoi, fixed }).toEqual({
      seed: 20250320,
      draws: 10_000,
      hurdleRoi: 0.5,
      fixed: ["investment.licence"],
    });
    const of = (id: string) => inputs.find((each: { id: string }) => each.id === id);
    expect(of("technician-lead-rate.target")).toMatchObject({
      range: "case",
      distribution: { kind: "pert", high: 0.04 },
    });
    expect(of("annual_corrective_work_orders")).toMatchObject({ range: "case", distribution: { kind: "normal" } });
    expect(of("first-time-fix-rate.target")).toMatchObject({ range: "typical" });
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
