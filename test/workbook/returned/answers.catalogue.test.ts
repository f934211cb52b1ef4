/** Every finding of what a returned workbook says: a file that shows it, and the exact text a user then reads, in each language. */
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { lineOf, placed } from "../../../src/agreement/event.ts";
import { readAgreement } from "../../../src/index.ts";
import { en } from "../../../src/text/en.ts";
import { locales } from "../../../src/text/locale.ts";
import { run } from "../../cli/run.ts";
import { type AnswerCode, brokenAnswers, folderOf } from "./broken-answers.ts";

const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const codes = Object.keys(en).flatMap(key => /^finding\.((?:answer|returned)-[a-z-]+)$/.exec(key)?.[1] ?? []);
/** With these, nothing of the file is taken in. */
const errors = ["foreign", "manifest", "customer", "currency", "model", "state", "raced"].map(
  each => `returned-${each}`,
);

test("the catalogue has every code, and none that is gone", () => {
  expect(Object.keys(brokenAnswers).sort()).toEqual([...codes].sort());
});

describe.each(codes)("%s", code => {
  test.each(locales)("is found in its file, alone, and reads as agreed in %s", async locale => {
    const folder = join(scratch, locale, code);
    const { party = "customer", beside, isRaced = false } = await folderOf(code as AnswerCode, folder, locale);
    const path = join(folder, "agreement.jsonl");
    const log = readFileSync(path, "utf8");
    const { head } = (await readAgreement(folder)).ledger;
    const another = placed({ type: "withdrawn", term: "ramp", party: "vendor", by: "x", date: "2025-04-01" }, head);
    const race = isRaced ? `${lineOf(another)}\n` : "";

    const argv = ["import", folder, join(folder, "returned.xlsx"), "--party", party, "--by", "Li Na"];
    const { err, status } = await run(isRaced ? argv : [...argv, "--dry-run"], {
      locale,
      ...(isRaced ? { answers: ["y"], meanwhile: () => appendFileSync(path, race) } : {}),
    });

    expect(status).toBe(errors.includes(code) ? 1 : 0);
    expect(readFileSync(path, "utf8"), "nothing is written").toBe(`${log}${race}`);
    const found = err.match(/(?<=: \S+ )(?:answer|returned)-[a-z-]+$/gm);
    expect(new Set(found)).toEqual(new Set([code, ...(beside ? [beside] : [])]));
    const printed = err.replaceAll(folder, "acme").replace(/^.*\[y\/N\]/, "");
    const expected = join("fixtures", "broken", `${code}.${locale}.txt`);
    if (process.env.BLESS) writeFileSync(expected, printed);
    const agreed = existsSync(expected) ? readFileSync(expected, "utf8") : "";
    expect(printed, "If the new text is better: BLESS=1 npx vitest run test/workbook/returned").toBe(agreed);
  });
});
