/** A new case: warnings for what is to be filled in and nothing else; filled in, it is clean. */
import { describe, expect, test } from "vitest";
import { newCase } from "../../src/case/new-case.ts";
import { readCaseFile, resolveCase } from "../../src/case/parse-case.ts";
import { readYamlFiles } from "../../src/disk/read-files.ts";
import type { Driver, Indicator, Model } from "../../src/model/model.ts";
import { parseModel } from "../../src/model/parse-model.ts";
import { type Locale, locales } from "../../src/text/locale.ts";
import { say } from "../../src/text/say.ts";
import { afterSales } from "../model/after-sales.ts";

const model = afterSales();
const all = model.indicators.map(({ id }) => id);

const written = (locale: Locale, indicators: readonly string[] = model.starter): string =>
  newCase({
    model,
    modelReference: "after-sales@1",
    customer: "Acme: pumps & “valves”",
    currency: "EUR",
    indicators,
    build: "2026-01-01",
    goLive: "2026-07-01",
    locale,
  });

function findingsOf(text: string, of: Model = model): string[] {
  const { read, findings } = readCaseFile({ file: "case.yaml", text });
  const resolved = read ? resolveCase(read, of) : { findings: [] };
  return [...findings, ...resolved.findings].map(({ code, severity }) => `${severity} ${code}`);
}

describe.each(locales)("a new case in %s", locale => {
  test("has no errors, and a warning for each value that is to be filled in", () => {
    expect([...new Set(findingsOf(written(locale)))]).toEqual(["warning value-missing"]);
    expect([...new Set(findingsOf(written(locale, all)))]).toEqual(["warning value-missing"]);
  });

  test("asks for exactly the drivers that its indicators read", () => {
    const text = written(locale, ["first-time-fix-rate"]);
    const drivers = text.match(/^ {2}\w+: \{ value:/gm)?.map(line => line.trim().split(":")[0]);
    expect(drivers?.sort()).toEqual([
      "annual_corrective_work_orders",
      "avoidable_cost_per_field_visit",
      "extra_visits_per_failed_first_visit",
    ]);
  });

  test("is clean once everything marked is filled in", () => {
    expect(findingsOf(filledIn(written(locale, all), locale))).toEqual([]);
  });

  test("has examples of scenarios and uncertainty that read clean once their # are removed", () => {
    const text = filledIn(written(locale), locale).replaceAll(
      /^# (?=scenarios:|uncertainty:|gain-share:|actions:| {2,}\S)/gm,
      "",
    );
    expect(text).toMatch(/^uncertainty:\n {2}seed: 1$/m);
    expect(text).toMatch(/^gain-share:\n {2}base: net$/m);
    expect(text).toMatch(/^scenarios:\n {2}conservative:/m);
    expect(text).toMatch(/^actions:\n {2}- \{ indicator: /m);
    expect(findingsOf(text)).toEqual([]);
  });

  test("keeps the customer's name, currency and dates", () => {
    const { read } = readCaseFile({ file: "case.yaml", text: written(locale) });
    expect(read?.fields).toMatchObject({
      customer: { id: "acme-pumps-valves", name: "Acme: pumps & “valves”", currency: "EUR" },
      calendar: { build: "2026-01-01", "go-live": "2026-07-01", horizon: 3, period: "quarter" },
    });
  });
});

test("a new case says the same in both languages but for its comments and the names of its investment lines", () => {
  const bare = (locale: Locale) =>
    written(locale)
      .split("\n")
      .map(line => line.replace(/ *#.*/, "").replace(/name: "[^"]*", (initial|yearly)/, "$1"));
  expect(bare("zh-CN")).toEqual(bare("en"));
});

/** Every value that the marks ask for: typical baselines and likely improvements, the middle of plausible ranges. */
function filledIn(text: string, locale: Locale): string {
  const mark = say(locale, "init.fill");
  let indicator: Indicator | undefined;
  return text
    .split("\n")
    .map(line => {
      indicator = model.indicators.find(({ id }) => line === `  ${id}:`) ?? indicator;
      const driver = model.drivers.find(({ id }) => line.startsWith(`  ${id}: {`));
      if (!line.includes(`# ← ${mark}`)) return line;
      if (driver) return line.replace("value: ,", `value: ${middle(driver)},`);
      if (/^ {4}baseline:/.test(line) && indicator) return `    baseline: ${levels(indicator).baseline}`;
      if (/^ {4}target:/.test(line) && indicator) return `    target: ${levels(indicator).target}`;
      return line
        .replace("  by:", "  by: Ann")
        .replace("  on:", "  on: 2026-01-31")
        .replace("discount-rate:", "discount-rate: 8%")
        .replace(/(initial|yearly): {2}\}/, "$1: 1000 }");
    })
    .join("\n");
}

const middle = ({ range }: Driver): number => (range.min + range.max) / 2;

function levels({ typical, better }: Indicator): { baseline: number; target: number } {
  const baseline = (typical.baseline.low + typical.baseline.high) / 2;
  const { by, likely } = typical.improvement;
  const size = by === "relative" ? likely * baseline : likely;
  return { baseline, target: better === "higher" ? baseline + size : baseline - size };
}

describe.each(["relationship-closeness", "cost-to-serve", "pre-sales", "service-tiers"])("a new case of %s", id => {
  const of = parseModel(readYamlFiles(`models/${id}`).files, id).model;
  if (!of) throw new Error(`models/${id} has errors`);
  const text = (locale: Locale) =>
    newCase({
      model: of,
      modelReference: `${id}@1`,
      customer: "Acme",
      currency: "EUR",
      indicators: of.indicators.map(indicator => indicator.id),
      build: "2026-01-01",
      goLive: "2026-07-01",
      locale,
    });

  test.each(locales)("has every table, to be filled in: %s", locale => {
    expect([...new Set(findingsOf(text(locale), of))]).toEqual(["warning value-missing"]);
    for (const table of of.tables) expect(text(locale)).toContain(`\n  ${table.id}: {`);
  });

  test.each(locales)("has a row in the comment that reads clean once its … are names: %s", locale => {
    const rows = text(locale).replaceAll(
      /^ {2}(\w+): \{ source: , owner: , as-of: , rows: \[\] \}.*\n {2}# {3}rows:\n {2}# {5}(- .*)$/gm,
      (_, table: string, row: string) => `  ${table}:\n    rows:\n      ${row.replaceAll("…", "Name")}`,
    );
    expect(rows).toMatch(/^ {6}- \{ .*Name/m);
    expect([...new Set(findingsOf(rows, of))].sort()).toEqual(["warning value-missing"]);
  });
});
