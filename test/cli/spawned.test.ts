/** The built program as users start it: streams, exit statuses, the system's language. `npm test` builds it first. */
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";

const demo = "fixtures/jianglan";

function valuebook(argv: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/cli/main.js", ...argv], {
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", LANG: "C.UTF-8", ...environment },
  });
  return { status, out: stdout, err: stderr };
}

describe("the built program", () => {
  test("leaves with 0 and the figures on the output stream", () => {
    const { status, out, err } = valuebook(["calc", demo, "--json"]);
    expect([status, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toMatchObject({ currency: "CNY", complete: true });
  });

  test("leaves with 1 and the findings on the error stream", () => {
    const { status, out, err } = valuebook(["calc", "fixtures/broken/wrong-type.case.yaml"]);
    expect([status, out]).toEqual([1, ""]);
    expect(err).toContain("fixtures/broken/wrong-type.case.yaml:6:34: error wrong-type");
  });

  test("leaves with 64 on wrong usage, unknown languages included", () => {
    expect(valuebook(["clac"]).status).toBe(64);
    const { status, out, err } = valuebook(["calc", demo, "--locale", "fr"]);
    expect([status, out]).toEqual([64, ""]);
    expect(err).toBe("“fr” is not a language of Valuebook; use en, zh-CN.\n");
    expect(valuebook(["calc", demo, "--locale"]).status).toBe(64);
  });

  test("speaks the language asked for, else the system's, else English", () => {
    expect(valuebook(["models", "--locale", "zh-CN"]).out).toContain("售后服务业务价值");
    expect(valuebook(["models", "--locale=zh-CN"]).out).toContain("售后服务业务价值");
    expect(valuebook(["models"], { LC_ALL: "zh_CN.UTF-8" }).out).toContain("售后服务业务价值");
    expect(valuebook(["models", "--locale", "en"], { LC_ALL: "zh_CN.UTF-8" }).out).toContain(
      "After-sales service value",
    );
    expect(valuebook(["models"], { LANG: "de_DE.UTF-8" }).out).toContain("After-sales service value");
  });

  test("tells its version", () => {
    expect(valuebook(["--version"]).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("carries the models it was built with, with the places they were written at", () => {
    expect(valuebook(["explain", demo, "first-time-fix-rate"]).out).toContain("case.yaml:");
    expect(JSON.parse(valuebook(["models", "--json"]).out)).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: "after-sales", indicators: 54 })]),
    );
  });

  test("says that a fault is its own, with status 2 and without a stack, where it is", () => {
    const breakDates = "data:text/javascript,Intl.supportedValuesOf=()=>{throw new Error('no currencies here')}";
    const { status, err } = spawnSyncWith(["--import", breakDates], ["calc", demo]);
    expect(status).toBe(2);
    expect(err).toBe(
      "This is a fault of Valuebook, not of your files: no currencies here. Please report it with the command you ran.\n",
    );
  });
});

function spawnSyncWith(options: readonly string[], argv: readonly string[]) {
  const { status, stderr } = spawnSync(process.execPath, [...options, "dist/cli/main.js", ...argv], {
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", LANG: "C.UTF-8" },
  });
  return { status, err: stderr };
}
