/** Every finding has a broken file that shows it, and the exact text a user then reads, in each language. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { en } from "../../src/text/en.ts";
import { locales } from "../../src/text/locale.ts";
import { brokenLogs } from "../agreement/broken-logs.ts";
import { run } from "../cli/run.ts";

const folder = "fixtures/broken";
/** Those of returned workbooks, of measurements, of batches, portfolios and benchmarks have catalogues of their own: test/workbook/returned, test/review, test/portfolio. */
const codes = Object.keys(en)
  .flatMap(key => /^finding\.([a-z-]+)$/.exec(key)?.[1] ?? [])
  .filter(code => !/^(workbook|returned|answer|actuals|fill-in|batch|portfolio|benchmarks)-/.test(code));

const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
writeFileSync(join(scratch, "case.yaml"), `# ${"x".repeat(6 * 1024 * 1024)}\n`);
afterAll(() => rmSync(scratch, { recursive: true }));

/** The path to check for a code; two faults are not of a file that could be kept here, and logs are made for the test. */
function fixtureOf(code: string): string | undefined {
  if (Object.hasOwn(brokenLogs, code)) return withLog(code, brokenLogs[code] ?? "");
  if (code === "file-missing") return join(folder, "no-such-case");
  if (code === "file-size") return join(scratch, "case.yaml");
  return [`${code}.case.yaml`, `${code}.model.yaml`, `${code}.theme.yaml`]
    .map(name => join(folder, name))
    .find(path => existsSync(path));
}

/** A case folder with this log. */
function withLog(code: string, log: string): string {
  const path = join(scratch, code);
  mkdirSync(path, { recursive: true });
  copyFileSync("fixtures/agreement/case.yaml", join(path, "case.yaml"));
  writeFileSync(join(path, "agreement.jsonl"), log);
  return path;
}

const check: readonly string[] = ["check"];
/** What shows a fault that `check` does not look for. */
const inTheme = ["report", "fixtures/jianglan", "-o", join(scratch, "value.html"), "--theme"];
const commands: Readonly<Record<string, readonly string[]>> = {
  "agreed-unwritten": ["agree", "apply", "--dry-run"],
  "theme-contrast": inTheme,
  "theme-logo": inTheme,
};

describe.each(codes)("%s", code => {
  const fixture = fixtureOf(code);
  const command = commands[code] ?? check;

  test("has a broken file", () => {
    expect(fixture, `write ${folder}/${code}.case.yaml or ${code}.model.yaml`).toBeDefined();
  });

  test("is found in it, alone", async () => {
    const { out, err } = await run([...command, fixture ?? "", "--json"]);
    expect(out === "" || err === "").toBe(true);
    const found = (JSON.parse(out || err) as { findings: { code: string }[] }).findings.map(each => each.code);
    expect([...new Set(found)]).toEqual([code]);
  });

  test.each(locales)("reads as agreed in %s", async locale => {
    const { err } = await run([...command, fixture ?? ""], { locale });
    const printed = err.replaceAll(scratch, "acme-2026");
    const expected = join(folder, `${code}.${locale}.txt`);
    if (process.env.BLESS) writeFileSync(expected, printed);
    const agreed = existsSync(expected) ? readFileSync(expected, "utf8") : "";
    expect(printed, `If the new text is better: BLESS=1 npx vitest run test/finding`).toBe(agreed);
  });
});
