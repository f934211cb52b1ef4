/** Many cases at once: resumable, one bad case never stops the others, outputs whole or absent. */
import { type ChildProcess, spawn } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "batch-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cases = join(folder, "cases");
const out = join(folder, "out");
const command = ["batch", cases, "--quarter", "2026Q3", "--out", out];

async function states(...more: string[]): Promise<{ status: number; of: Record<string, string> }> {
  const { status, out: printed } = await run([...command, "--json", ...more]);
  const data = JSON.parse(printed) as { cases: { name: string; state: string }[] };
  return { status, of: Object.fromEntries(data.cases.map(({ name, state }) => [name, state])) };
}

beforeAll(() => {
  for (const name of ["north/acme", "north/blue", "south/acme"]) {
    mkdirSync(join(cases, name), { recursive: true });
    cpSync("fixtures/jianglan", join(cases, name), { recursive: true });
  }
  mkdirSync(join(cases, "broken"));
  writeFileSync(join(cases, "broken", "case.yaml"), "model: [\n");
});

describe("batch", () => {
  test("reviews what can be reviewed, and lists what cannot", async () => {
    const { status, of } = await states();
    expect(status).toBe(1);
    expect(of).toEqual({ broken: "failed", "north-acme": "done", "north-blue": "done", "south-acme": "done" });
    const alone = (await run(["review", join(cases, "north/acme"), "--quarter", "2026Q3", "--json"])).out;
    expect(readFileSync(join(out, "north-acme.review.json"), "utf8")).toBe(alone);
    const summary = JSON.parse(readFileSync(join(out, "summary.json"), "utf8"));
    expect(summary.cases[0].findings[0].code).toBe("yaml-syntax");
  });

  test("skips what is done and unchanged, and does anew what changed or was damaged", async () => {
    expect((await states()).of).toMatchObject({
      "north-acme": "skipped",
      "north-blue": "skipped",
      "south-acme": "skipped",
    });
    appendFileSync(join(cases, "north/blue/actuals.csv"), "2026Q3,travel-time-per-visit,,,2.3,,,\n");
    writeFileSync(join(out, "south-acme.review.json"), "{");
    expect((await states()).of).toMatchObject({ "north-acme": "skipped", "north-blue": "done", "south-acme": "done" });
    expect((await states("--again")).of).toMatchObject({ "north-acme": "done" });
  });

  test("says so where there is no case", async () => {
    const { status, err } = await run(["batch", join(out, ".done"), "--quarter", "2026Q3", "--out", out]);
    expect(status).toBe(1);
    expect(err).toMatch(/There is no case/);
  });
});

describe("a batch that is killed", () => {
  test("leaves whole outputs only, and the next run completes them to the same bytes", {
    timeout: 120_000,
  }, async () => {
    const killed = join(folder, "killed");
    for (const delay of [900, 1400, 1900, 2600]) {
      const child = start(killed);
      await new Promise(resolve => setTimeout(resolve, delay));
      child.kill("SIGKILL");
      await new Promise(resolve => child.once("close", resolve));
      for (const file of existsSync(killed) ? readdirSync(killed).filter(name => name.endsWith(".review.json")) : [])
        expect(() => JSON.parse(readFileSync(join(killed, file), "utf8"))).not.toThrow();
    }
    await run(["batch", cases, "--quarter", "2026Q3", "--out", killed]);
    for (const name of ["north-acme", "north-blue", "south-acme"])
      expect(readFileSync(join(killed, `${name}.review.json`))).toEqual(readFileSync(join(out, `${name}.review.json`)));
  });
});

function start(to: string): ChildProcess {
  const argv = ["--import", "tsx", "src/cli/main.ts", "batch", cases, "--quarter", "2026Q3", "--out", to];
  return spawn(process.execPath, argv, { stdio: "ignore" });
}
