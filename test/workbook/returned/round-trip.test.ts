/** A workbook edited and saved by a real LibreOffice, and taken in again: exactly the intended differences, wherever cells have moved to. */
import { beforeAll, describe, expect, test } from "vitest";
import { type Edit, editWithLibreOffice, type Task, whyNoUno } from "../../oracle/edit-with-uno.ts";
import { allProposed, loaded, review, type Sent, send } from "./sent.ts";

const reason = await whyNoUno();

describe.skipIf(reason !== undefined)(`a workbook edited with LibreOffice${reason ? ` (${reason})` : ""}`, () => {
  const sent: Partial<Record<"en" | "zh-CN" | "all", Sent>> = {};
  const jobs: { name: string; of: Sent; edits: Edit[] }[] = [];
  let returned = new Map<string, Uint8Array>();

  const workbook = (which: keyof typeof sent): Sent => {
    const found = sent[which];
    if (!found) throw new Error(`${which} was not written`);
    return found;
  };
  const back = (name: string) => {
    const job = jobs.find(each => each.name === name);
    const file = returned.get(name);
    if (!job || !file) throw new Error(`no such edit: ${name}`);
    return review(file, job.of);
  };

  /** What a customer answers: two clicks, a value, a reason, a figure changed in its own place. */
  const answers = ({ sheet, answerCell, cell, locale }: Sent): Edit[] => {
    const say = locale === "en" ? ["accept", "counter", "decline"] : ["接受", "另提数值", "不同意"];
    const [accept = "", counter = "", decline = ""] = say;
    const set = (at: string, value: number | string): Edit => ({ do: "set", sheet: sheet("terms"), cell: at, value });
    return [
      set(answerCell("first-time-fix-rate.chosen", "answer"), accept),
      set(answerCell("first-time-fix-rate.baseline", "answer"), accept),
      set(answerCell("first-time-fix-rate.target", "answer"), counter),
      set(answerCell("first-time-fix-rate.target", "value"), 0.77),
      set(answerCell("first-time-fix-rate.target", "comment"), "=2026 plan of the service director"),
      set(answerCell("first-time-fix-rate.confidence", "answer"), decline),
      { do: "set", sheet: sheet("drivers"), cell: cell("annual_corrective_work_orders"), value: 47_500 },
    ];
  };
  const expected = [
    ["first-time-fix-rate.chosen", true, "accepted"],
    ["first-time-fix-rate.baseline", 0.72, "accepted"],
    ["first-time-fix-rate.target", 0.77, "countered"],
    ["first-time-fix-rate.confidence", 0.75, "declined"],
    ["annual_corrective_work_orders", 47_500, "countered", "in place"],
  ];

  beforeAll(async () => {
    const [small, all] = await Promise.all([loaded("fixtures/agreement"), loaded("fixtures/jianglan-all")]);
    sent.en = await send(small, allProposed(small.kase, small.model), "en");
    sent["zh-CN"] = await send(small, allProposed(small.kase, small.model), "zh-CN");
    sent.all = await send(all, allProposed(all.kase, all.model), "en");
    const add = (name: string, of: Sent, edits: Edit[]) => jobs.push({ name, of, edits });
    const { en, all: big } = sent;
    const open: Edit[] = ["terms", "agreement", "drivers", "inputs", "value"].map(id => ({
      do: "unprotect",
      sheet: en?.sheet(id as "terms") ?? "",
    }));
    if (!en || !big) throw new Error("not written");
    add("untouched", en, []);
    add("untouched, all indicators", big, []);
    add("answered", en, answers(en));
    add("answered in Chinese", workbook("zh-CN"), answers(workbook("zh-CN")));
    add("answered, all indicators", big, answers(big));
    add("rows inserted", en, [
      ...answers(en),
      ...open,
      { do: "insert-rows", sheet: en.sheet("terms"), before: 9, count: 2 },
      { do: "insert-rows", sheet: en.sheet("drivers"), before: 3, count: 1 },
      { do: "insert-rows", sheet: en.sheet("agreement"), before: 1, count: 3 },
      { do: "insert-columns", sheet: en.sheet("inputs"), before: 1, count: 1 },
    ]);
    add("answers sorted", en, [
      ...answers(en),
      ...open,
      { do: "sort", sheet: en.sheet("terms"), range: "A8:K40", column: 10, ascending: false },
    ]);
    add("columns moved", en, [
      ...answers(en),
      ...open,
      { do: "move-columns", sheet: en.sheet("terms"), range: "H7:J40", to: "P7" },
    ]);
    add("sheets moved and renamed", en, [
      ...answers(en),
      { do: "move-sheet", sheet: en.sheet("terms"), to: 0 },
      { do: "move-sheet", sheet: en.sheet("summary"), to: 9 },
      { do: "rename-sheet", sheet: en.sheet("drivers"), to: "Our figures" },
    ]);
    add("all indicators, inserted and sorted", big, [
      ...answers(big),
      ...open,
      { do: "insert-rows", sheet: big.sheet("drivers"), before: 7, count: 1 },
      { do: "sort", sheet: big.sheet("terms"), range: "A8:K420", column: 4 },
    ]);
    const typed = en.answerCell("first-time-fix-rate.target", "value");
    const formatted: Edit = { do: "set", sheet: en.sheet("terms"), cell: typed, value: 0.785 };
    add("Chinese number format", en, [
      { do: "format", sheet: en.sheet("terms"), cell: typed, format: "[DBNum1][$-804]0.0%", locale: ["zh", "CN"] },
      formatted,
    ]);
    add("decimal comma", en, [
      { do: "format", sheet: en.sheet("terms"), cell: typed, format: "@", locale: ["de", "DE"] },
      { do: "set", sheet: en.sheet("terms"), cell: typed, value: "78,5 %" },
    ]);
    add("two ways to read", en, [
      { do: "set", sheet: en.sheet("drivers"), cell: en.cell("annual_field_work_orders"), value: "75,500" },
      { do: "set", sheet: en.sheet("terms"), cell: typed, value: "about 78" },
      {
        do: "set",
        sheet: en.sheet("terms"),
        cell: en.answerCell("first-time-fix-rate.baseline", "value"),
        value: "=0.7+0.01",
      },
    ]);
    add("tampered", en, [
      ...open,
      { do: "set", sheet: en.sheet("value"), cell: en.cell("first_time_fix_rate_gross"), value: 1 },
      { do: "set", sheet: en.sheet("value"), cell: en.cell("customer_complaint_rate_gross"), value: "=2*3" },
      { do: "set", sheet: en.sheet("drivers"), cell: "C5", value: "visits a week" },
      { do: "set", sheet: en.sheet("agreement"), cell: "C6", value: "Second-time fix rate" },
      { do: "set", sheet: en.sheet("drivers"), cell: en.cell("cost_per_complaint"), value: "=600+20" },
      { do: "hide-row", sheet: en.sheet("drivers"), row: 6 },
      { do: "set", sheet: en.sheet("inputs"), cell: "D14", value: 900_000 },
    ]);
    add("a row deleted", en, [
      ...answers(en),
      ...open,
      { do: "delete-rows", sheet: en.sheet("terms"), row: Number(en.answerCell("ramp[4]", "key").slice(1)), count: 1 },
    ]);
    const files = await editWithLibreOffice(jobs.map(({ of, edits }): Task => ({ file: of.file, edits })));
    returned = new Map(jobs.map(({ name }, index) => [name, files[index] as Uint8Array]));
  }, 300_000);

  test.each(["untouched", "untouched, all indicators"])("%s says nothing", async name => {
    const { brief, codes } = await back(name);
    expect(brief).toEqual([]);
    expect(codes).toEqual([]);
  });

  test.each(["answered", "answered in Chinese", "rows inserted", "sheets moved and renamed", "columns moved"])(
    "%s: exactly what was answered",
    async name => {
      const { brief, codes } = await back(name);
      expect(brief).toEqual(expected);
      expect(codes).toEqual([]);
    },
  );

  test("answers sorted: exactly what was answered; the sheet's own names now stand elsewhere", async () => {
    const { brief, codes } = await back("answers sorted");
    expect(brief).toEqual(expected);
    expect(codes).toEqual([]);
  });

  test.each(["answered, all indicators", "all indicators, inserted and sorted"])(
    "%s: exactly what was answered",
    async name => {
      const { brief, codes } = await back(name);
      expect(new Set(brief.map(each => JSON.stringify(each)))).toEqual(
        new Set(
          expected.map(each =>
            JSON.stringify(each[0] === "first-time-fix-rate.confidence" ? [each[0], 0.75, each[2]] : each),
          ),
        ),
      );
      expect(codes).toEqual([]);
    },
  );

  test.each([
    ["Chinese number format", 0.785],
    ["decimal comma", 0.785],
  ])("%s is read", async (name, value) => {
    const { brief, codes } = await back(name);
    expect(brief).toEqual([["first-time-fix-rate.target", value, "countered"]]);
    expect(codes).toEqual([]);
  });

  test("what is no number, or could be two, or is a formula, is asked about and not taken in", async () => {
    const of = workbook("en");
    const { brief, codes } = await back("two ways to read");
    expect(brief).toEqual([
      ["first-time-fix-rate.baseline", null, null],
      ["first-time-fix-rate.target", null, null],
      ["annual_field_work_orders", null, null],
    ]);
    expect(codes.sort()).toEqual(
      [
        `answer-formula ${of.sheet("terms")}!${of.answerCell("first-time-fix-rate.baseline", "value")}`,
        `answer-number ${of.sheet("terms")}!${of.answerCell("first-time-fix-rate.target", "value")}`,
        `returned-input ${of.sheet("drivers")}!${of.cell("annual_field_work_orders")}`,
      ].sort(),
    );
  });

  test("tampering is told by cell, with what was and what is, and nothing of it is taken in", async () => {
    const of = workbook("en");
    const { brief, codes, findings } = await back("tampered");
    expect(brief).toEqual([["cost_per_complaint", null, null]]);
    expect(codes.sort()).toEqual(
      [
        `returned-formula ${of.sheet("value")}!${of.cell("first_time_fix_rate_gross")}`,
        `returned-formula ${of.sheet("value")}!${of.cell("customer_complaint_rate_gross")}`,
        `returned-label ${of.sheet("drivers")}!C5`,
        `returned-label ${of.sheet("agreement")}!C6`,
        `returned-input ${of.sheet("drivers")}!${of.cell("cost_per_complaint")}`,
        `returned-hidden ${of.sheet("drivers")}!B6`,
        `returned-other ${of.sheet("inputs")}!D14`,
      ].sort(),
    );
    const formula = findings.find(({ place }) => place.cell?.endsWith(of.cell("customer_complaint_rate_gross")));
    expect(formula?.values.is).toBe("=2*3");
    expect(String(formula?.values.was)).toMatch(/^=.*customer_complaint_rate_baseline/);
  });

  test("a row that is gone is told, and the other answers stand", async () => {
    const { brief, codes } = await back("a row deleted");
    expect(brief).toEqual(expected);
    expect(codes.some(code => code.startsWith("answer-gone"))).toBe(true);
  });
});
