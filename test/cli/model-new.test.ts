/** `model new`: a model folder to write over, that works as it is. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { locales } from "../../src/text/locale.ts";
import { run } from "./run.ts";

const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
afterAll(() => rmSync(scratch, { recursive: true }));
let count = 0;
const place = (name: string): string => join(scratch, String(count++), name);
const texts = (folder: string): string =>
  readdirSync(folder)
    .filter(name => name.endsWith(".yaml"))
    .map(name => readFileSync(join(folder, name), "utf8"))
    .join("\n");

describe("a new model", () => {
  test.each(locales)("checks clean, its examples too, with comments in %s alone", async locale => {
    const folder = place("field-training");
    expect((await run(["model", "new", folder], { locale })).status).toBe(0);
    const checked = await run(["check", folder, "--json"]);
    expect(JSON.parse(checked.out)).toMatchObject({ clean: true, findings: [] });
    const comments = texts(folder)
      .split("\n")
      .filter(line => /^\s*# (?!yaml-language-server|\()/.test(line));
    expect(comments.length).toBeGreaterThan(50);
    expect(comments.filter(line => /\p{Script=Han}/u.test(line) !== (locale === "zh-CN"))).toEqual([]);
    expect(texts(folder)).not.toMatch(/#[:=] |⟪/);
  });

  test("has the id of its folder and the name that was said", async () => {
    const folder = place("Field Training 2");
    await run(["model", "new", folder, "--name", '销售培训 "A" # {{x}}']);
    const data = JSON.parse((await run(["models", folder, "--json"])).out);
    expect(data).toMatchObject({ id: "field-training-2", name: '销售培训 "A" # {{x}}', version: 1 });
  });

  test("is named after its folder where the folder's name has no letter of the alphabet", async () => {
    const folder = place("培训");
    await run(["model", "new", folder]);
    const data = JSON.parse((await run(["models", folder, "--json"])).out);
    expect(data).toMatchObject({ id: "my-model", name: "培训" });
  });

  test("brings the schema that its files name", async () => {
    const folder = place("m");
    await run(["model", "new", folder]);
    expect(readFileSync(join(folder, "model.schema.json"), "utf8")).toBe(
      readFileSync("schemas/model.schema.json", "utf8"),
    );
    for (const name of readdirSync(folder).filter(each => each.endsWith(".yaml")))
      expect(readFileSync(join(folder, name), "utf8")).toMatch(
        /^# yaml-language-server: \$schema=\.\/model\.schema\.json\n/,
      );
  });

  test("makes a case that can be exported", async () => {
    const folder = place("m");
    await run(["model", "new", folder]);
    const kase = place("case");
    expect((await run(["init", kase, "--model", folder, "--customer", "Acme"])).status).toBe(0);
    expect((await run(["check", kase])).status).toBe(0);
  });

  test("goes into an empty folder, and never over anything", async () => {
    const folder = place("m");
    mkdirSync(folder, { recursive: true });
    expect((await run(["model", "new", folder])).status).toBe(0);
    writeFileSync(join(folder, "model.yaml"), "mine");
    const again = await run(["model", "new", folder]);
    expect(again).toMatchObject({ status: 1, out: "" });
    expect(again.err).toBe(`“${folder}” is there already and was left as it is. Choose another folder.\n`);
    expect(readFileSync(join(folder, "model.yaml"), "utf8")).toBe("mine");
    const other = place("other");
    mkdirSync(other, { recursive: true });
    writeFileSync(join(other, "notes.txt"), "mine");
    expect((await run(["model", "new", other])).status).toBe(1);
    expect(readdirSync(other)).toEqual(["notes.txt"]);
  });

  test("says why where it cannot be written, and leaves nothing behind", async () => {
    const folder = join(scratch, "file.txt");
    writeFileSync(folder, "mine");
    expect((await run(["model", "new", folder])).status).toBe(1);
    const below = await run(["model", "new", join(folder, "m")]);
    expect(below).toMatchObject({ status: 1, out: "" });
    expect(readFileSync(folder, "utf8")).toBe("mine");
    expect(readdirSync(scratch).filter(name => name.endsWith(".tmp"))).toEqual([]);
  });

  test("wants a name that says something", async () => {
    expect((await run(["model", "new", place("m"), "--name", " "])).status).toBe(64);
  });
});
