/** `model diff`: what a newer version of the model changes, what that does to the case, and that nothing is taken over unasked. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { locales } from "../../src/text/locale.ts";
import { expectGolden } from "../support/expect-golden.ts";
import { run } from "./run.ts";

const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
afterAll(() => rmSync(scratch, { recursive: true }));
let count = 0;

/** A copy of the fixture, with some text of a file put in place of another. */
function copy(...changes: readonly (readonly [file: string, from: string, to: string])[]): string {
  const folder = join(scratch, String(count++));
  cpSync("fixtures/versions", folder, { recursive: true });
  for (const [file, from, to] of changes) {
    const text = readFileSync(join(folder, file), "utf8");
    expect(text).toContain(from);
    writeFileSync(
      join(folder, file),
      text.replace(from, () => to),
    );
  }
  return folder;
}

const caseText = (folder: string): string => readFileSync(join(folder, "case/case.yaml"), "utf8");

interface Data {
  readonly changes: readonly {
    readonly list: string;
    readonly id: string;
    readonly kind: string;
    readonly differences: readonly { readonly path: string }[];
    readonly effect?: { readonly netPerYear: number; readonly npv: number };
  }[];
  readonly before: { readonly netPerYear: number; readonly npv: number };
  readonly after: { readonly netPerYear: number; readonly npv: number } | null;
  readonly errors: readonly { readonly code: string }[];
  readonly agreed: readonly { readonly code: string }[];
  readonly takenOver: boolean;
}

async function dataOf(folder: string, ...options: string[]): Promise<Data> {
  const { out } = await run(["model", "diff", join(folder, "case"), "--json", ...options]);
  return JSON.parse(out) as Data;
}

describe("a newer version of a model", () => {
  test.each(locales)("is listed change by change, each with what it does, in %s", async locale => {
    const { out, status } = await run(["model", "diff", "fixtures/versions/case"], { locale });
    expect(status).toBe(0);
    expectGolden(`test/golden/model.diff.${locale}.txt`, out, "test/cli/model-diff.test.ts");
  });

  test("is said by check, once it is there", async () => {
    const folder = copy();
    expect((await run(["check", join(folder, "case")])).out).toContain("training@2 is there.");
    rmSync(join(folder, "training@2"), { recursive: true });
    expect((await run(["check", join(folder, "case")])).out).not.toContain("training@");
    expect(await run(["model", "diff", join(folder, "case")])).toMatchObject({
      status: 0,
      out: "There is no newer version of training@1.\n",
    });
  });

  test("does to the figures, change by change, what the same edit of the model does", async () => {
    const { changes, before } = await dataOf(copy());
    const edits = [
      [
        "win-rate",
        "=(target-baseline)*annual_offers*margin_per_offer_won",
        '=(target-baseline)*annual_offers*margin_per_offer_won*0.9\n        constants: { "0.9": "1" }',
      ],
      ["leaver-rate", "share: 30%", "share: 25%"],
      ["win-rate → leaver-rate", "factor: 10%", "factor: 20%"],
    ] as const;
    const moving = changes.filter(({ effect }) => effect && effect.npv !== 0);
    expect(moving.map(({ id }) => id)).toEqual(edits.map(([id]) => id));
    for (const [index, [, from, to]] of edits.entries()) {
      // The worked example is of the formula as it was.
      const folder = copy(
        ["training@1/model.yaml", from, to],
        ["training@1/model.yaml", "  - { indicator: win-rate, line", "  # - {"],
      );
      const { out } = await run(["calc", join(folder, "case"), "--json"]);
      const { summary } = JSON.parse(out) as { summary: { npv: number; netBenefitPerYear: number } };
      expect(moving[index]?.effect?.npv).toBeCloseTo(summary.npv - before.npv, 6);
      expect(moving[index]?.effect?.netPerYear).toBeCloseTo(summary.netBenefitPerYear - before.netPerYear, 6);
    }
  });

  test("altogether gives the figures of the case with that version", async () => {
    const { after } = await dataOf(copy());
    const folder = copy(["case/case.yaml", "../training@1", "../training@2"]);
    const { out } = await run(["calc", join(folder, "case"), "--json"]);
    expect(after?.npv).toBe((JSON.parse(out) as { summary: { npv: number } }).summary.npv);
  });

  test("changes nothing on the disk, and with --take-over the reference alone", async () => {
    const folder = copy();
    const before = caseText(folder);
    await run(["model", "diff", join(folder, "case")]);
    expect(caseText(folder)).toBe(before);
    const { status } = await run(["model", "diff", join(folder, "case"), "--take-over"]);
    expect(status).toBe(0);
    expect(caseText(folder)).toBe(before.replace("../training@1 ", '"../training@2" '));
  });

  test("is not taken over where the case would then have errors, which are told", async () => {
    const folder = copy(
      ["training@2/model.yaml", "id: leaver-rate", "id: leavers"],
      ["training@2/model.yaml", "reduce: leaver-rate", "reduce: leavers"],
      ["training@2/model.yaml", "indicator: leaver-rate", "indicator: leavers"],
    );
    const before = caseText(folder);
    const data = await dataOf(folder, "--take-over");
    expect(data).toMatchObject({ after: null, takenOver: false });
    expect(data.errors.map(({ code }) => code)).toEqual(["unknown-reference"]);
    expect(data.changes.map(({ kind, id }) => `${kind} ${id}`)).toContain("removed leaver-rate");
    const { status, out, err } = await run(["model", "diff", join(folder, "case"), "--take-over"]);
    expect(status).toBe(1);
    expect(out).toContain("  - There is no indicator “leaver-rate”.");
    expect(err).toMatch(/^\S+case\.yaml was left as it is\./);
    expect(caseText(folder)).toBe(before);
  });

  test("is not taken over where something agreed would be otherwise", async () => {
    const folder = copy();
    const path = join(folder, "case");
    await run(["agree", "propose", path, "--all", "--party", "vendor", "--by", "Shen Yiwen"]);
    await run(["agree", "accept", path, "--all", "--party", "customer", "--by", "Li Na"]);
    const before = caseText(folder);
    const { status, out } = await run(["model", "diff", path, "--take-over"]);
    expect(status).toBe(1);
    expect(out).toContain("Agreed, and no longer as agreed with training@2:\n");
    expect(new Set((await dataOf(folder)).agreed.map(({ code }) => code))).toContain("agreed-definition");
    expect(caseText(folder)).toBe(before);
  });

  test("may be named, newer or not; another model is refused", async () => {
    const folder = copy(["case/case.yaml", "../training@1", "../training@2"]);
    const back = await run(["model", "diff", join(folder, "case"), "--to", join(folder, "training@1"), "--take-over"]);
    expect(back.status).toBe(0);
    expect(caseText(folder)).toContain("training@1");
    expect(await run(["model", "diff", join(folder, "case"), "--to", "after-sales"])).toMatchObject({
      status: 64,
      err: "“after-sales” is another model than “training”, not a version of it.\n",
    });
    expect((await run(["model", "diff", join(folder, "case"), "--to", "training@9"])).status).toBe(1);
  });
});

describe("several versions of an installed model", () => {
  const home = join(scratch, "package");

  test("stand beside one another; a case names one, and hears of the newest", () => {
    cpSync("src", join(home, "src"), { recursive: true });
    for (const name of ["package.json", "tsconfig.json"]) cpSync(name, join(home, name));
    symlinkSync(resolve("node_modules"), join(home, "node_modules"));
    cpSync("fixtures/versions/training@1", join(home, "models/training"), { recursive: true });
    cpSync("fixtures/versions/training@2", join(home, "models/training@2"), { recursive: true });
    cpSync("fixtures/versions/case", join(home, "case"), { recursive: true });
    const file = join(home, "case/case.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("../training@1", "training@1"));
    const valuebook = (...argv: string[]) => {
      const main = join(home, "src/cli/main.ts");
      const command = [resolve("node_modules/tsx/dist/cli.mjs"), main, ...argv, "--locale", "en"];
      return spawnSync(process.execPath, command, { cwd: home, encoding: "utf8" });
    };
    expect(valuebook("models").stdout).toMatch(/training@1[^\n]*\ntraining@2/);
    expect(JSON.parse(valuebook("models", "training", "--json").stdout)).toMatchObject({ version: 2 });
    expect(JSON.parse(valuebook("models", "training@1", "--json").stdout)).toMatchObject({ version: 1 });
    expect(valuebook("check", "case").stdout).toContain("training@2 is there.");
    expect(valuebook("model", "diff", "case", "--take-over").status).toBe(0);
    expect(readFileSync(file, "utf8")).toContain('model: "training@2"   # agreed');
    expect(valuebook("model", "diff", "case").stdout).toBe("There is no newer version of training@2.\n");
  }, 120_000);
});
