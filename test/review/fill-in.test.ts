/** Measurements on their way out and back in a workbook, without a spreadsheet program; every finding of it, in both languages. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { calculate } from "../../src/engine/calculate.ts";
import { valueAt } from "../../src/engine/calculation.ts";
import { en } from "../../src/text/en.ts";
import { type Locale, locales } from "../../src/text/locale.ts";
import { fillInPlan } from "../../src/review/fill-in/fill-in-plan.ts";
import { fillInColumn } from "../../src/review/fill-in/fill-in-sheet.ts";
import { lineOf, numberText } from "../../src/review/take-in.ts";
import { typedNumber } from "../../src/text/typed-number.ts";
import { readWrittenSheets } from "../../src/workbook/written-cells.ts";
import { run } from "../cli/run.ts";
import type { TypedIn } from "../workbook/returned/typed-in.ts";
import { caseFolder, type SentFillIn, sendFillIn, typed } from "./filled-in.ts";

const scratch = mkdtempSync(join(tmpdir(), "fill-in-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const fix = "first-time-fix-rate";
const travel = "travel-time-per-visit";
const renewal = "service-contract-renewal-rate";
const orders = "annual_corrective_work_orders";

async function takenIn(name: string, file: TypedIn, ...more: string[]) {
  const of = caseFolder(join(scratch, name), file.done());
  const before = readFileSync(join(of.kase, "actuals.csv"), "utf8");
  const result = await run(["actuals", of.kase, of.file, "--yes", ...more]);
  const after = readFileSync(join(of.kase, "actuals.csv"), "utf8");
  expect(after.startsWith(before)).toBe(true);
  return { ...result, added: after.slice(before.length), of };
}

describe("a workbook for measurements", { timeout: 60_000 }, () => {
  test("asks for the first period that is not fully measured, and for no other than what is due", async () => {
    const path = join(scratch, "out.xlsx");
    const { out, status } = await run(["actuals", "fixtures/jianglan", "--fill-in", path]);
    expect(status).toBe(0);
    expect(out).toMatch(/2026Q4: 12 rows/);
    const { out: chinese } = await run(
      ["actuals", "fixtures/jianglan", "--fill-in", path, "--quarter", "2025年2季度"],
      {
        locale: "zh-CN",
      },
    );
    expect(chinese).toMatch(/2025Q2 数据填报：待填 12 行/);
    expect((await run(["actuals", "fixtures/jianglan", "--fill-in", path, "--quarter", "2031Q1"])).status).toBe(64);
    expect((await run(["actuals", "fixtures/jianglan"])).status).toBe(64);
    const csv = ["actuals", "fixtures/jianglan", "fixtures/jianglan/actuals.csv", "--quarter", "2026Q3"];
    expect((await run(csv)).status).toBe(64);
    expect((await run(["actuals", "fixtures/jianglan", "--fill-in", "x.csv"])).status).toBe(64);
  });

  test.each(locales)("comes back in %s and adds exactly what was filled in", async locale => {
    const sent = await sendFillIn(locale);
    const { added, status } = await takenIn(
      `back-${locale}`,
      typed(sent, [
        [fix, "numerator", 9950],
        [fix, "denominator", "12 500"],
        [fix, "source", "FSM"],
        [fix, "person", "Xu Jiayi 徐佳怡"],
        [travel, "value", 2.385],
        [renewal, "value", "80,25%"],
        [renewal, "note", "=1+1"],
        [orders, "value", "5.1万"],
      ]),
      "--quarter",
      "2026Q4",
    );
    expect(status).toBe(0);
    expect(added).toBe(
      [
        `2026Q4,${renewal},,,0.8025,,,'=1+1`,
        `2026Q4,${travel},,,2.3850,,,`,
        `2026Q4,${fix},9950,12500,,FSM,Xu Jiayi 徐佳怡,`,
        `2026Q4,${orders},,,51000,,,`,
        "",
      ]
        .toSorted((a, b) => order(a) - order(b))
        .join("\n"),
    );
  });

  /** In the order of the rows; the empty last line stays last. */
  const order = (line: string): number =>
    [renewal, travel, fix, orders].findIndex(each => line.includes(each)) + (line === "" ? 9 : 0);

  test("untouched, it adds nothing", async () => {
    const { added, out } = await takenIn("untouched", typed(await sendFillIn("en"), []));
    expect(added).toBe("");
    expect(out).toMatch(/Nothing in it is new/);
  });

  test("writes nothing without a yes, and shows the changes first", async () => {
    const of = caseFolder(join(scratch, "ask"), typed(await sendFillIn("en"), [[travel, "value", 2.4]]).done());
    const before = readFileSync(join(of.kase, "actuals.csv"), "utf8");
    const { out } = await run(["actuals", of.kase, of.file], { answers: ["n"] });
    expect(out).toMatch(/2026Q4 +travel-time-per-visit +– +2\.4 +new/);
    expect(readFileSync(join(of.kase, "actuals.csv"), "utf8")).toBe(before);
  });

  test("a value that disagrees with its parts is left out with a finding, and the others are taken in", async () => {
    const { added, err, status } = await takenIn(
      "differs",
      typed(await sendFillIn("en"), [
        [fix, "numerator", 9950],
        [fix, "denominator", 12500],
        [fix, "value", 0.8],
        [travel, "value", 2.4],
      ]),
    );
    expect(status).toBe(0);
    expect(err).toMatch(/Measurements!I\d+: warning actuals-differ/);
    expect(added).toBe(`2026Q4,${travel},,,2.4,,,\n`);
  });

  test("hostile texts are kept as texts", async () => {
    const note = '<script>alert("x")</script> {{constructor}} \u202Eabc';
    const { added, of } = await takenIn(
      "hostile",
      typed(await sendFillIn("en"), [
        [travel, "value", 2.4],
        [travel, "source", "@SUM(A1)"],
        [travel, "person", "x".repeat(300)],
        [travel, "note", note],
      ]),
    );
    expect(added).toContain("'@SUM(A1)");
    expect(added).toContain("x".repeat(300));
    const { out } = await run(["review", of.kase, "--quarter", "2026Q4"]);
    expect(out).not.toContain("\u202E");
  });

  test("its checks say beside a row what a reader would ask", async () => {
    const { kase, model, ledger, history } = await sendFillIn("en");
    const { plan } = fillInPlan({ kase, model, ledger, history, period: 7 });
    const form = plan.sheets.find(({ id }) => id === "fill-in");
    const row = form?.cells.find(({ content }) => content.kind === "label" && content.text === fix)?.ref.row ?? 0;
    const said = (given: { numerator?: number; denominator?: number; value?: number }) => {
      const cells = form?.cells.map(cell => {
        const name = (["numerator", "denominator", "value"] as const).find(
          each => cell.ref.row === row && cell.ref.column === fillInColumn[each],
        );
        const value = name && given[name];
        return value === undefined
          ? cell
          : { ...cell, content: { kind: "input", value, allowed: { kind: "number" }, hint: "" } as const };
      });
      const sheets = plan.sheets.map(each => (each.id === "fill-in" ? { ...each, cells: cells ?? [] } : each));
      const calculation = calculate({ ...plan, sheets });
      const at = (column: number) => valueAt(calculation, { kind: "cell", sheet: "fill-in", row, column });
      const [computed, check] = [at(fillInColumn.computed), at(fillInColumn.check)];
      return [typeof computed === "number" ? computed : undefined, (check as { word?: string }).word];
    };
    expect(said({})).toEqual([undefined, "fill_open"]);
    expect(said({ numerator: 9950, denominator: 12500 })).toEqual([0.796, "fill_ok"]);
    expect(said({ numerator: 9950 })).toEqual([undefined, "fill_ratio"]);
    expect(said({ numerator: 9950, denominator: 0 })).toEqual([undefined, "fill_ratio"]);
    expect(said({ value: 0.8 })).toEqual([0.8, "fill_ok"]);
    expect(said({ numerator: 9950, denominator: 12500, value: 0.8 })).toEqual([0.796, "fill_differs"]);
    expect(said({ value: 0.99 })).toEqual([0.99, "fill_bounds"]);
    expect(said({ value: 0.6 })).toEqual([0.6, "fill_jump"]);
  });

  test("is the same bytes every time, all but its cells for answers locked", async () => {
    const [a, b] = await Promise.all([sendFillIn("zh-CN"), sendFillIn("zh-CN")]);
    expect(Buffer.from(a.bytes).equals(Buffer.from(b.bytes))).toBe(true);
    expect(readWrittenSheets(a.bytes).map(({ name }) => name)).toEqual(["数据填报", "词表", "Valuebook"]);
  });
});

describe("a number as actuals.csv has it", () => {
  test.each([2.385, -2.385, 12.345, 0.785, 1e-7, 1.5e21, 123456.789, 100, 0, 0.1 + 0.2, 2.5e-9, 1.234e-3])(
    "%d is read back as itself",
    value => expect(typedNumber(numberText(value))).toBe(value),
  );

  test("in a line too", async () => {
    const { kase } = await sendFillIn("en");
    const place = { file: "a", line: 1, column: 1, length: 1 };
    expect(lineOf({ period: 1, item: travel, of: "indicator", value: 2.385, place }, kase)).toBe(
      `2025Q2,${travel},,,2.3850,,,`,
    );
  });
});

interface Broken {
  readonly edit: (sent: SentFillIn) => TypedIn;
  readonly more?: readonly string[];
  readonly meanwhile?: (kase: string) => void;
  readonly status?: number;
}

const one = (sent: SentFillIn) => typed(sent, [[travel, "value", 2.4]]);
const hidden = (locale: Locale) => (locale === "en" ? "Valuebook" : "Valuebook");
const broken: Readonly<Record<string, Broken>> = {
  "fill-in-foreign": { edit: sent => one(sent).removeSheet(hidden("en")), status: 1 },
  "fill-in-period": { edit: one, more: ["--quarter", "2026Q3"], status: 1 },
  "fill-in-moved": {
    edit: one,
    meanwhile: kase => {
      const path = join(kase, "case.yaml");
      const text = readFileSync(path, "utf8");
      writeFileSync(path, text.replace("    value: 49600", "    value: 49700"));
    },
  },
  "fill-in-formula": {
    edit: sent =>
      typed(sent, [[travel, "value", { formula: '2+WEBSERVICE("x")*0' }]]).set(sent.sheet, sent.cell(fix, "note"), {
        formula: "1+1",
      }),
  },
  "fill-in-number": { edit: sent => typed(sent, [[travel, "numerator", "12,345"]]) },
  "fill-in-gone": { edit: sent => typed(sent, [[travel, "key", "travel"]]) },
};

const codes = Object.keys(en).flatMap(key => /^finding\.(fill-in-[a-z-]+)(?<!\.hint)$/.exec(key)?.[1] ?? []);
/** What comes with a broken file: the locked key that was changed; a formula that fetches. */
const beside: Readonly<Record<string, readonly string[]>> = {
  "fill-in-gone": ["returned-label"],
  "fill-in-formula": ["returned-ignored"],
};

test("the catalogue has every code, and none that is gone", () => {
  expect(Object.keys(broken).sort()).toEqual([...codes].sort());
});

describe.each(codes)("%s", { timeout: 60_000 }, code => {
  test.each(locales)("is found in its file, and reads as agreed in %s", async locale => {
    const { edit, more = [], meanwhile, status: wanted = 0 } = broken[code] ?? { edit: one };
    const folder = join(scratch, `${code}-${locale}`);
    const of = caseFolder(folder, edit(await sendFillIn(locale)).done());
    meanwhile?.(of.kase);
    const { err, status } = await run(["actuals", of.kase, of.file, "--dry-run", ...more], { locale });
    expect(status).toBe(wanted);
    const found = err.match(/(?<=: \S+ |：\S+ )[a-z]+-[a-z-]+$/gm) ?? [];
    expect(new Set(found)).toEqual(new Set([code, ...(beside[code] ?? [])]));
    const printed = err.replaceAll(folder, "acme");
    const expected = join("fixtures", "broken", `${code}.${locale}.txt`);
    if (process.env.BLESS) writeFileSync(expected, printed);
    expect(printed, "If the new text is better: BLESS=1 npx vitest run test/review").toBe(
      existsSync(expected) ? readFileSync(expected, "utf8") : "",
    );
  });
});

describe("what is not as it was sent", { timeout: 60_000 }, () => {
  test("a locked cell that was changed is told, and what was filled in is read", async () => {
    const sent = await sendFillIn("en");
    const { err, added } = await takenIn("tampered", one(sent).set(sent.sheet, sent.cell(fix, "baseline"), 0.5));
    expect(err).toMatch(/returned-label/);
    expect(added).toBe(`2026Q4,${travel},,,2.4,,,\n`);
  });

  test("a changed check is told", async () => {
    const sent = await sendFillIn("en");
    const file = one(sent).set(sent.sheet, sent.cell(fix, "check"), { formula: "1" });
    expect((await takenIn("check", file)).err).toMatch(/returned-formula/);
  });

  test("another customer's workbook is refused, whole", async () => {
    const of = caseFolder(join(scratch, "other"), one(await sendFillIn("en")).done());
    const path = join(of.kase, "case.yaml");
    writeFileSync(path, readFileSync(path, "utf8").replace("id: jianglan-heavy", "id: another"));
    rmSync(join(of.kase, "agreement.jsonl"));
    const { err, status } = await run(["actuals", of.kase, of.file, "--yes"]);
    expect(status).toBe(1);
    expect(err).toMatch(/returned-customer/);
  });

  test("a workbook of another kind is told what to be saved as", async () => {
    const path = join(scratch, "old.xls");
    writeFileSync(path, Buffer.from("d0cf11e0a1b11ae1", "hex"));
    expect((await run(["actuals", "fixtures/jianglan", path])).err).toMatch(/workbook-kind|\.xls\)/);
  });

  test("of an estimate too: a case without an agreement", async () => {
    const of = caseFolder(join(scratch, "estimate"), one(await sendFillIn("en")).done());
    rmSync(join(of.kase, "agreement.jsonl"));
    const path = join(scratch, "estimate.xlsx");
    expect((await run(["actuals", of.kase, "--fill-in", path])).out).toMatch(/2026Q4: 12 rows/);
    expect((await run(["actuals", of.kase, path, "--dry-run"])).out).toMatch(/Nothing in it is new/);
  });

  test("the customer's answers to terms are no measurements", async () => {
    const path = join(scratch, "answers.xlsx");
    await run(["export", "fixtures/jianglan", "-o", path]);
    const { err, status } = await run(["actuals", "fixtures/jianglan", path, "--yes"]);
    expect([status, /fill-in-foreign/.test(err)]).toEqual([1, true]);
  });
});
