/** Every finding of a returned workbook has a file that shows it, and the exact text a user then reads, in each language. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Finding } from "../../../src/finding/finding.ts";
import { printFinding } from "../../../src/finding/print.ts";
import { readReturned } from "../../../src/index.ts";
import { en } from "../../../src/text/en.ts";
import { locales } from "../../../src/text/locale.ts";
import { brokenWorkbooks } from "./broken-workbooks.ts";

const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const codes = Object.keys(en).flatMap(key => /^finding\.(workbook-[a-z-]+)$/.exec(key)?.[1] ?? []);

/** The findings of the file for a code; three are not of what is in a file. */
async function findingsFor(code: string): Promise<readonly Finding[]> {
  if (code === "workbook-missing") return findingsOf(join(scratch, "returned.xlsx"));
  if (code === "workbook-not-opened") return findingsOf(scratch);
  const path = join(scratch, `${code}.xlsx`);
  const make =
    code === "workbook-timeout"
      ? brokenWorkbooks["workbook-not"]
      : Object.entries(brokenWorkbooks).find(([each]) => each === code)?.[1];
  if (!make) throw new Error(`no broken workbook for ${code}: add one to broken-workbooks.ts`);
  writeFileSync(path, make());
  return findingsOf(path, code === "workbook-timeout" ? 10 : undefined);
}

async function findingsOf(path: string, timeoutMs?: number): Promise<readonly Finding[]> {
  const read = await readReturned(path, timeoutMs === undefined ? {} : { timeoutMs });
  return "findings" in read ? read.findings : [];
}

describe.each(codes)("%s", code => {
  test("is found in its file, alone, and reads as agreed", async () => {
    const findings = await findingsFor(code);
    expect(findings.map(each => each.code)).toEqual([code]);
    for (const locale of locales) {
      const printed = findings
        .map(finding => `${printFinding(finding, locale, () => undefined)}\n`)
        .join("")
        .replaceAll(join(scratch, `${code}.xlsx`), "returned.xlsx")
        .replaceAll(scratch, "folder");
      const expected = join("fixtures", "broken", `${code}.${locale}.txt`);
      if (process.env.BLESS) writeFileSync(expected, printed);
      const agreed = existsSync(expected) ? readFileSync(expected, "utf8") : "";
      expect(printed, "If the new text is better: BLESS=1 npx vitest run test/workbook/returned").toBe(agreed);
    }
  });
});
