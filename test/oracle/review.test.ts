/** The review's workbook recalculated by LibreOffice, as it is and with a measurement and a term changed; measurements filled in with it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { calculate } from "../../src/engine/calculate.ts";
import { keyOf, type SheetId, type WorkbookPlan } from "../../src/engine/plan/plan.ts";
import { readFillIn } from "../../src/index.ts";
import { reviewPlan } from "../../src/review/sheets/review-plan.ts";
import type { Locale } from "../../src/text/locale.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { type SentFillIn, sendFillIn } from "../review/filled-in.ts";
import { compareWithCalculation, comparisonText } from "./compare.ts";
import { falsifyResults } from "./edit-workbook.ts";
import { type Edit, editWithLibreOffice, whyNoUno } from "./edit-with-uno.ts";
import { recalculateAllWithLibreOffice, whyNoLibreOffice } from "./libreoffice.ts";

const whyNot = whyNoLibreOffice();
const noUno = await whyNoUno();

describe.skipIf(whyNot)(
  `another spreadsheet program computes the same review${whyNot ? ` (skipped: ${whyNot})` : ""}`,
  { timeout: 240_000 },
  () => {
    test.each(["en", "zh-CN"] as const)("in every formula cell in %s", async locale => {
      const { kase, model, ledger, history } = await sendFillIn("en");
      const plan = reviewPlan({ kase, model, ledger, history, period: 6 });
      const worse = withInput(plan, "actuals", 9208, 8000);
      const gap = withInput(plan, "actuals", 9208, null);
      const terms = withInput(plan, "settlement", 600_000, 60_000);
      const trials = [plan, worse, gap, terms];
      const files = await Promise.all(
        trials.map(async each => falsifyResults(await writeWorkbook(calculate(each), locale))),
      );
      const recalculated = await recalculateAllWithLibreOffice(files);
      const told = trials.map((each, index) =>
        compareWithCalculation(recalculated[index] ?? new Uint8Array(), calculate(each), locale),
      );
      expect(told.filter(({ differing }) => differing.length > 0).map(comparisonText)).toEqual([]);
      expect(told.every(({ formulaCells }) => formulaCells > 3000)).toBe(true);
    });
  },
);

/** The plan with the one input of a sheet that holds a number holding another. */
function withInput(plan: WorkbookPlan, on: SheetId, from: number, to: number | null): WorkbookPlan {
  const found = plan.sheets
    .flatMap(({ cells }) => cells)
    .filter(({ ref, content }) => ref.sheet === on && content.kind === "input" && content.value === from);
  const [cell] = found;
  if (!cell || found.length > 1) throw new Error(`${found.length} inputs hold ${from}`);
  const at = keyOf(cell.ref);
  const sheets = plan.sheets.map(sheet => ({
    ...sheet,
    cells: sheet.cells.map(each =>
      keyOf(each.ref) === at && each.content.kind === "input"
        ? { ...each, content: { ...each.content, value: to } }
        : each,
    ),
  }));
  return { ...plan, sheets };
}

describe.skipIf(noUno !== undefined)(`measurements filled in with LibreOffice${noUno ? ` (${noUno})` : ""}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "filled-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const [fix, travel, renewal] = ["first-time-fix-rate", "travel-time-per-visit", "service-contract-renewal-rate"];
  let sent: Record<Locale, SentFillIn>;
  let returned: Uint8Array[] = [];

  const filled = (of: SentFillIn): Edit[] => {
    const set = (key: string, field: Parameters<SentFillIn["cell"]>[1], value: number | string): Edit => ({
      do: "set",
      sheet: of.sheet,
      cell: of.cell(key, field),
      value,
    });
    return [
      set(fix, "numerator", 9950),
      set(fix, "denominator", 12500),
      set(fix, "person", "徐佳怡"),
      set(travel, "value", 2.385),
      set(travel, "note", "‹text› 1+1"),
      set(renewal, "value", 0.8025),
    ];
  };
  const expected = [
    [renewal, 0.8025, undefined],
    [travel, 2.385, undefined],
    [fix, 0.796, "徐佳怡"],
  ];

  beforeAll(async () => {
    sent = { en: await sendFillIn("en"), "zh-CN": await sendFillIn("zh-CN") };
    const { en, "zh-CN": zh } = sent;
    const rows = en.rows.slice(0, 12);
    const [first = 0, last = 0] = [rows[0], rows.at(-1)];
    const open = (of: SentFillIn): Edit => ({ do: "unprotect", sheet: of.sheet });
    const decimalComma: Edit[] = [
      ...filled(en),
      { do: "set", sheet: en.sheet, cell: en.cell(travel, "value"), value: "2,38500" },
      {
        do: "format",
        sheet: en.sheet,
        cell: en.cell(renewal, "value"),
        format: "0,00%",
        locale: ["de", "DE"],
      },
    ];
    const chinese: Edit[] = [
      ...filled(zh),
      { do: "set", sheet: zh.sheet, cell: zh.cell(fix, "denominator"), value: "1.25万" },
      {
        do: "format",
        sheet: zh.sheet,
        cell: zh.cell(travel, "value"),
        format: "[DBNum1][$-804]General",
        locale: ["zh", "CN"],
      },
    ];
    const moved: Edit[] = [
      ...filled(en),
      open(en),
      {
        do: "sort",
        sheet: en.sheet,
        range: `A${first}:U${last}`,
        column: 0,
        ascending: false,
      },
      { do: "insert-rows", sheet: en.sheet, before: first + 2, count: 3 },
      { do: "insert-rows", sheet: en.sheet, before: 2, count: 1 },
    ];
    returned = await editWithLibreOffice([
      { file: en.bytes, edits: filled(en) },
      { file: en.bytes, edits: decimalComma },
      { file: zh.bytes, edits: chinese },
      { file: en.bytes, edits: moved },
    ]);
  }, 240_000);

  test.each([
    ["as it is", 0],
    ["with a decimal comma, typed as text too", 1],
    ["in Chinese, with 万 and numbers shown in Chinese", 2],
    ["sorted, with rows inserted", 3],
  ] as const)("%s: exactly what was filled in comes back", async (name, index) => {
    const { kase, model, ledger, history } = sent.en;
    const path = join(folder, `${index}.xlsx`);
    writeFileSync(path, returned[index] ?? new Uint8Array());
    const read = await readFillIn(path, { kase, model, ledger, history });
    expect(readFileSync(path).length, name).toBeGreaterThan(1000);
    expect(read.findings.map(({ code, place }) => `${code} ${place.cell}`)).toEqual([]);
    expect(read.history.map(({ item, value, person }) => [item, value, person])).toEqual(expected);
    expect(read.history.map(({ period }) => period)).toEqual([7, 7, 7]);
    expect(read.history.find(({ item }) => item === travel)?.note).toBe("‹text› 1+1");
  });
});
