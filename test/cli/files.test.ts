/** What the verbs write: whole files or none, never over what is there unasked, and a plain sentence where it cannot be. */
import {
  chmodSync,
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
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { run } from "./run.ts";

const demo = "fixtures/jianglan";
const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
let folder = "";
let made = 0;
beforeEach(() => {
  made += 1;
  folder = join(scratch, String(made));
  mkdirSync(folder);
});
afterAll(() => rmSync(scratch, { recursive: true }));

const isRoot = process.getuid?.() === 0;

describe("export and report", () => {
  test("write the workbook, and say where it is and how large", async () => {
    const path = join(folder, "new", "value.xlsx");
    const { status, out, err } = await run(["export", demo, "-o", path]);
    expect([status, err]).toEqual([0, ""]);
    const bytes = readFileSync(path);
    expect(bytes.subarray(0, 2).toString()).toBe("PK");
    expect(out).toBe(`${path} (${Math.ceil(bytes.length / 1024)} kB)\n`);
    expect(readdirSync(join(folder, "new"))).toEqual(["value.xlsx"]);
  });

  test("write the report as HTML in the reader's language, over an older one", async () => {
    const path = join(folder, "value.html");
    writeFileSync(path, "older");
    const { status, out } = await run(["report", demo, "-o", path, "--json"], { locale: "zh-CN" });
    expect(status).toBe(0);
    const html = readFileSync(path, "utf8");
    expect(JSON.parse(out)).toEqual({ file: path, bytes: Buffer.byteLength(html) });
    expect(html).toContain("江岚重装");
    expect(readdirSync(folder)).toEqual(["value.html"]);
  });

  test("write nothing where the case has errors", async () => {
    const { status, err } = await run(["export", "fixtures/broken/wrong-type.case.yaml", "-o", join(folder, "a.xlsx")]);
    expect(status).toBe(1);
    expect(err).toContain("error wrong-type");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("say that the path is a folder, or that a file stands in its way", async () => {
    mkdirSync(join(folder, "value.xlsx"));
    const taken = await run(["export", demo, "-o", join(folder, "value.xlsx")]);
    expect(taken).toMatchObject({ status: 1, out: "" });
    expect(taken.err).toMatch(/cannot be written \(it is a folder\)\. Choose another path, or close the program .*\n$/);
    writeFileSync(join(folder, "file"), "");
    const through = await run(["report", demo, "-o", join(folder, "file", "value.html")], { locale: "zh-CN" });
    expect(through).toMatchObject({ status: 1, out: "" });
    expect(through.err).toMatch(/^无法写入“.*value\.html”（路径中的某一级是文件）。/);
    expect(readdirSync(folder).sort()).toEqual(["file", "value.xlsx"]);
  });

  test.skipIf(isRoot)("say that there is no permission", async () => {
    chmodSync(folder, 0o500);
    const { status, err } = await run(["export", demo, "-o", join(folder, "value.xlsx")]);
    chmodSync(folder, 0o700);
    expect(status).toBe(1);
    expect(err).toContain("you have no permission");
  });
});

describe("init", () => {
  const init = (...more: string[]) => run(["init", folder, "--customer", "Acme Pumps", ...more]);
  const written = () => readFileSync(join(folder, "case.yaml"), "utf8");

  test("writes a commented case that checks without errors, and says what comes next", async () => {
    const { status, out, err } = await init();
    expect([status, err]).toEqual([0, ""]);
    expect(out).toBe(
      `${folder}/case.yaml is ready. Fill in what is marked “fill in”, then: valuebook check ${folder}\n`,
    );
    expect(readdirSync(folder)).toEqual(["case.yaml"]);
    expect(written()).toContain('model: "after-sales@1"');
    const checked = await run(["check", folder]);
    expect(checked.status).toBe(0);
    expect(checked.err).not.toContain("error ");
    expect((await run(["calc", folder])).status).toBe(0);
  });

  test("goes live in the next quarter but one, half a year after the build begins", async () => {
    await init();
    expect(written()).toMatch(/build: 2026-01-01 .*\n +go-live: 2026-07-01 /);
  });

  test("takes date, currency and indicators as told", async () => {
    const { status } = await init(
      "--go-live",
      "2027-01-15",
      "--currency",
      "EUR",
      "--indicators",
      "first-time-fix-rate, mean-time-to-repair",
    );
    expect(status).toBe(0);
    expect(written()).toContain("go-live: 2027-01-15");
    expect(written()).toContain("currency: EUR");
    expect(written().match(/^ {2}[a-z-]+:$/gm)).toEqual(
      expect.arrayContaining(["  first-time-fix-rate:", "  mean-time-to-repair:"]),
    );
    expect((await run(["check", folder, "--json"])).status).toBe(0);
  });

  test("leaves a case that is there as it is", async () => {
    writeFileSync(join(folder, "case.yaml"), "mine\n");
    const { status, out, err } = await init();
    expect([status, out]).toEqual([1, ""]);
    expect(err).toBe(`“${folder}/case.yaml” is there already and was left as it is. Choose another folder.\n`);
    expect(written()).toBe("mine\n");
  });

  test("says that a file stands where the folder should be", async () => {
    writeFileSync(join(folder, "acme"), "");
    const { status, out, err } = await run(["init", join(folder, "acme"), "--customer", "Acme"]);
    expect([status, out]).toEqual([1, ""]);
    expect(err).toContain("(a part of the path is a file)");
    expect(readFileSync(join(folder, "acme"), "utf8")).toBe("");
  });

  test("writes the comments in the reader's language", async () => {
    await run(["init", join(folder, "zh"), "--customer", "艾克米泵业"], { locale: "zh-CN" });
    const text = readFileSync(join(folder, "zh", "case.yaml"), "utf8");
    expect(text).toContain("艾克米泵业");
    expect(text.split("\n").filter(line => /^ *# .*[A-Za-z]{4,} [a-z]{3,} [a-z]{3,}/.test(line))).toEqual([]);
  });

  test("refers to a model of one's own by its path from the new folder", async () => {
    const { status } = await run([
      "init",
      join(folder, "acme"),
      "--customer",
      "Acme",
      "--model",
      "./fixtures/broken/cell-failed",
    ]);
    expect(status).toBe(0);
    expect((await run(["check", join(folder, "acme")])).status).toBe(0);
  });

  test("keeps a name that looks like YAML, a number or a path", async () => {
    for (const [index, customer] of [
      'A: "B" # {x}',
      "2026",
      "../x",
      "- null",
      "艾克米\nmodel: other",
      "&a *b",
    ].entries()) {
      const at = join(folder, String(index));
      expect((await run(["init", at, "--customer", customer])).status, customer).toBe(0);
      expect((await run(["check", at])).status, customer).toBe(0);
      expect(existsSync(join(at, "case.yaml"))).toBe(true);
    }
  });
});
