/** Measurements on their way into a case, its review and its settlement, by command. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "actuals-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const kase = join(folder, "jianglan");
const own = join(kase, "actuals.csv");
const file = join(folder, "new.csv");

beforeAll(() => {
  cpSync("fixtures/jianglan", kase, { recursive: true });
  // As a program of another country writes it: semicolons, a byte order mark, Chinese periods.
  writeFileSync(
    file,
    "\ufeffperiod;indicator;numerator;denominator;value;source;person;note\r\n" +
      "2026年3季度;travel-time-per-visit;;;2,38;FSM;Xu Jiayi;=recounted\r\n" +
      "2026-Q4;first-time-fix-rate;9950;12500;;FSM;Xu Jiayi;\r\n",
  );
});

describe("actuals", () => {
  test("shows what changes, and writes nothing without a yes", async () => {
    const before = readFileSync(own, "utf8");
    const dry = JSON.parse((await run(["actuals", kase, file, "--dry-run", "--json"])).out);
    expect(
      dry.changes.map(({ kind, item, value }: { kind: string; item: string; value: number }) => [kind, item, value]),
    ).toEqual([
      ["corrected", "travel-time-per-visit", 2.38],
      ["new", "first-time-fix-rate", 0.796],
    ]);
    expect((await run(["actuals", kase, file], { answers: ["no"] })).out).toMatch(/Nothing was written/);
    expect((await run(["actuals", kase, file])).status).toBe(64);
    expect(readFileSync(own, "utf8")).toBe(before);
  });

  test("adds lines and never changes one; the same file a second time is nothing new", async () => {
    const before = readFileSync(own, "utf8");
    expect((await run(["actuals", kase, file, "--yes"])).status).toBe(0);
    const after = readFileSync(own, "utf8");
    expect(after.startsWith(before)).toBe(true);
    expect(after.slice(before.length)).toBe(
      "2026Q3,travel-time-per-visit,,,2.38,FSM,Xu Jiayi,'=recounted\n2026Q4,first-time-fix-rate,9950,12500,,FSM,Xu Jiayi,\n",
    );
    const again = JSON.parse((await run(["actuals", kase, own, "--dry-run", "--json"])).out);
    expect(again.changes).toEqual([]);
  });
});

describe("review and settle", () => {
  test("print the period that was asked for, as data and as text in both languages", async () => {
    const { out, status } = await run(["review", kase, "--quarter", "2026Q3", "--json"]);
    expect(status).toBe(0);
    const data = JSON.parse(out);
    expect(data.period).toBe("2026Q3");
    expect(data.basis).toBe("committed");
    for (const key of ["quarter", "toDate", "oneOffCash"]) {
      expect(typeof data[key].realized).toBe("number");
      expect(typeof data[key].planned).toBe("number");
    }
    expect(data.indicators.find(({ id }: { id: string }) => id === "travel-time-per-visit").actual).toBe(2.38);
    const english = (await run(["review", kase, "--quarter", "2026Q3"])).out;
    expect(english).toMatch(
      /Value review of 2026Q3[\s\S]*Travel time per visit +2\.60 +2\.25 +2\.38 +2\.25 +63% +missed/,
    );
    const chinese = (await run(["review", kase, "--quarter", "2026Q3"], { locale: "zh-CN" })).out;
    expect(chinese).toMatch(/2026Q3 价值复盘[\s\S]*未达成/);
    const settled = JSON.parse((await run(["settle", kase, "--quarter", "2026Q3", "--json"])).out);
    expect(settled.settlement).toHaveLength(6);
  });

  test("say that a settlement is provisional, and what is still to be measured", async () => {
    expect((await run(["settle", kase, "--quarter", "2026Q3"])).out).not.toMatch(/Provisional/);
    const { out } = await run(["settle", kase, "--quarter", "2026Q4"]);
    expect(out).toMatch(/Provisional: [^\n]*\n {2}2026Q4: .*travel-time-per-visit/);
    expect(out).not.toMatch(/2026Q4: .*first-time-fix-rate/);
    const data = JSON.parse((await run(["settle", kase, "--quarter", "2026Q4", "--json"])).out);
    expect(data.settlement.map(({ isProvisional }: { isProvisional: boolean }) => isProvisional)).toEqual([
      ...Array.from({ length: 6 }, () => false),
      true,
    ]);
    expect(data.settlement.at(-1).unmeasured[0].indicators).toHaveLength(11);
    expect((await run(["review", kase, "--quarter", "2026Q4"], { locale: "zh-CN" })).out).toMatch(/暂定结算/);
  });

  test("say which periods there are", async () => {
    const { status, err } = await run(["review", kase, "--quarter", "2030Q1"]);
    expect(status).toBe(64);
    expect(err).toMatch(/2025Q2, 2025Q3/);
  });
});
