/** Every finding of measurements has a file that shows it, and the exact text a user then reads, in each language. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { en } from "../../src/text/en.ts";
import { locales } from "../../src/text/locale.ts";
import { run } from "../cli/run.ts";

const folder = "fixtures/broken";
const codes = Object.keys(en).flatMap(key => /^finding\.(actuals-[a-z-]+)(?<!\.hint)$/.exec(key)?.[1] ?? []);

describe.each(codes)("%s", code => {
  const file = `${folder}/${code}.actuals.csv`;
  const taken = (...more: string[]) => ["actuals", "fixtures/jianglan", file, "--dry-run", ...more];

  test("is found in its file, alone", async () => {
    const { err } = await run(taken("--json"));
    const found = (JSON.parse(err) as { findings: { code: string }[] }).findings.map(each => each.code);
    expect(found).toEqual([code]);
  });

  test.each(locales)("reads as agreed in %s", async locale => {
    const { err } = await run(taken(), { locale });
    const expected = `${folder}/${code}.${locale}.txt`;
    if (process.env.BLESS) writeFileSync(expected, err);
    expect(err, "If the new text is better: BLESS=1 npx vitest run test/review").toBe(
      existsSync(expected) ? readFileSync(expected, "utf8") : "",
    );
  });
});
