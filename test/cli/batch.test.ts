/** Many cases at once: resumable, one bad case never stops the others. Hundreds of them, and kills, are in test/portfolio. */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "batch-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cases = join(folder, "cases");
const out = join(folder, "out");
const command = ["batch", cases, "--quarter", "2026Q3", "--out", out, "--concurrency", "1"];

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

  test("refuses formats, numbers and addresses that it does not know", async () => {
    for (const [option, value, expected] of [
      ["--format", "json,docx", "json, html, pdf, xlsx"],
      ["--concurrency", "0", "1–64"],
      ["--queue", "localhost", "redis://host:6379/0"],
    ] as const) {
      const { status, err } = await run([...command, option, value]);
      const wrong = value === "json,docx" ? "docx" : value;
      expect([status, err]).toEqual([64, `${option} cannot be “${wrong}”; expected: ${expected}\n`]);
    }
  });

  test("runs over several threads as over one, and writes HTML that is the command's", {
    timeout: 60_000,
  }, async () => {
    const [one, more] = [join(folder, "one"), join(folder, "more")];
    const to = (where: string, threads: string) =>
      run(["batch", cases, "--quarter", "2026Q3", "--out", where, "--format", "html,json", "--concurrency", threads]);
    await to(one, "1");
    await to(more, "2");
    for (const format of ["json", "html"])
      expect(readFileSync(join(more, `north-acme.review.${format}`))).toEqual(
        readFileSync(join(one, `north-acme.review.${format}`)),
      );
    const alone = join(folder, "alone.html");
    await run(["review", join(cases, "north/acme"), "--quarter", "2026Q3", "-o", alone]);
    expect(readFileSync(join(one, "north-acme.review.html"), "utf8")).toBe(readFileSync(alone, "utf8"));
  });
});
