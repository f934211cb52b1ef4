/** The workbook of a review: its formulas give the figures of the review to the cent, whatever was measured and agreed. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Case } from "../../src/case/case.ts";
import type { GainShareTerms } from "../../src/case/gain-share.ts";
import {
  type Assessment,
  calculate,
  loadCase,
  type Measurement,
  readAgreement,
  readMeasurements,
  writeReviewWorkbook,
} from "../../src/index.ts";
import { readWrittenSheets } from "../../src/workbook/written-cells.ts";
import { calculatedReview, differences } from "./review-figures.ts";

const folder = "fixtures/jianglan";
let assessment: Assessment;
let history: readonly Measurement[];

beforeAll(async () => {
  const { kase, model } = await loadCase(folder);
  if (!kase || !model) throw new Error("the demonstration does not load");
  assessment = await calculate(model, kase, (await readAgreement(folder)).ledger);
  history = (await measurements(readFileSync(`${folder}/actuals.csv`, "utf8"))).history;
}, 60_000);

const measurements = (text: string) => readMeasurements(text, "actuals.csv", assessment.kase, assessment.model);

describe("every figure of the workbook is the review's", { timeout: 120_000 }, () => {
  test.each([1, 2, 3, 4, 5, 6])("in quarter %i of the demonstration", async period => {
    expect(await differences(assessment, history, period)).toEqual([]);
  });

  test("where something, or nothing, was measured; what is missing stays a gap", async () => {
    const some = history.filter(
      ({ item, period }) => item !== "travel-time-per-visit" && (period + item.length) % 3 > 0,
    );
    expect(await differences(assessment, some, 4)).toEqual([]);
    expect(await differences(assessment, [], 2)).toEqual([]);
    const inventory = history.filter(({ item, period }) => item !== "spare-parts-inventory-days" || period === 2);
    expect(await differences(assessment, inventory, 5)).toEqual([]);
  });

  test("of an estimate, and where the ramp has not begun or is not known", async () => {
    const { model, kase } = assessment;
    const late: Case = { ...kase, ramp: [0, null, ...kase.ramp.slice(2)] };
    expect(await differences(await calculate(model, late), history, 3)).toEqual([]);
  });

  test("of a case whose drivers and baselines are not all known", async () => {
    const { model, kase, ledger } = assessment;
    const drivers = new Map(kase.drivers);
    const orders = drivers.get("annual_corrective_work_orders");
    if (!orders) throw new Error("no such driver");
    drivers.set("annual_corrective_work_orders", { ...orders, value: null });
    const indicators = kase.indicators.map(each =>
      each.id === "remote-resolution-rate" ? { ...each, baseline: null } : each,
    );
    expect(await differences(await calculate(model, { ...kase, drivers, indicators }, ledger), history, 3)).toEqual([]);
  });

  test.each([
    ["jianglan-all", 3],
    ["studies/copilot", 3],
  ])("of %s: every indicator of the model; years, and benefit lines without levels", async (fixture, period) => {
    const { kase, model } = await loadCase(`fixtures/${fixture}`);
    if (!kase || !model) throw new Error(`${fixture} does not load`);
    const place = { file: "a.csv", line: 1, column: 1, length: 1 };
    const given = kase.indicators.flatMap(({ id, chosen, baseline, target }, index) =>
      [1, 2, 3].flatMap((number): Measurement[] => {
        const reached = 0.2 + index / 20 + number / 10;
        const value = baseline === null || target === null ? 1 : baseline + reached * (target - baseline);
        return chosen ? [{ period: number, item: id, of: "indicator", value, place }] : [];
      }),
    );
    expect(given.length).toBeGreaterThan(3);
    expect(await differences(await calculate(model, kase), given, period)).toEqual([]);
  });

  test("of generated measurements and gain-share terms, losses among them", async () => {
    await fc.assert(
      fc.asyncProperty(levels, gainShares, fc.integer({ min: 1, max: 9 }), async (moves, gainShare, period) => {
        const { model, kase, ledger } = assessment;
        const given = await calculate(model, { ...kase, gainShare }, ledger);
        expect(await differences(given, measuredAs(moves), period)).toEqual([]);
      }),
      { numRuns: 12, seed: 7, endOnFailure: true },
    );
  });
});

/** How much of the agreed gap each measurement has closed; undefined where nothing was measured. */
const levels = fc.array(fc.option(fc.double({ min: -1, max: 2, noNaN: true }), { nil: undefined }), {
  minLength: 120,
  maxLength: 120,
});

function measuredAs(moves: readonly (number | undefined)[]): Measurement[] {
  const chosen = assessment.kase.indicators.filter(each => each.chosen);
  return moves.flatMap((move, index): Measurement[] => {
    const terms = chosen[index % chosen.length];
    if (move === undefined || !terms || terms.baseline === null || terms.target === null) return [];
    const value = terms.baseline + move * (terms.target - terms.baseline);
    const period = 1 + Math.floor(index / chosen.length);
    return [
      { period, item: terms.id, of: "indicator", value, place: { file: "a.csv", line: 1, column: 1, length: 1 } },
    ];
  });
}

const place = { file: "case.yaml", line: 1, column: 1, length: 1 };
const share = fc.integer({ min: 0, max: 100 }).map(each => each / 100);
const tiers = fc.tuple(share, share, share).map(([a, b, c]) => [
  { above: 0, share: a },
  { above: 0.5, share: b },
  { above: 0.9, share: c },
]);
const terms = fc.record({
  base: fc.constantFrom("net" as const, "gross" as const),
  counts: fc.constantFrom("from-first-unit" as const, "above-threshold" as const),
  threshold: share,
  withhold: share,
  losses: share,
  feeAtRisk: fc.integer({ min: 0, max: 400_000 }),
  cap: fc.option(fc.integer({ min: 0, max: 500_000 }), { nil: undefined }),
  rate: fc.oneof(
    share.map(each => ({ share: each })),
    tiers.map(each => ({ tiers: each })),
  ),
});
/** One set, or several that begin within a year; the first perhaps after go-live. */
const gainShares = fc
  .tuple(
    fc.array(terms, { minLength: 1, maxLength: 3 }),
    fc.uniqueArray(fc.constantFrom("2025-04-01", "2025-10-01", "2026-01-01", "2026-07-01"), {
      minLength: 3,
      maxLength: 3,
    }),
  )
  .map(([all, dates]) =>
    all.map(
      ({ rate, cap, ...each }, index): GainShareTerms => ({
        ...each,
        ...rate,
        ...(cap === undefined ? {} : { cap }),
        from: dates.toSorted()[index] ?? "",
        isFromGoLive: false,
        place,
      }),
    ),
  );

describe("the workbook", { timeout: 60_000 }, () => {
  test("answers when a measurement is corrected in it: the actual is an input, all else follows", async () => {
    const text = "period,indicator,value\n2025Q2,first-time-fix-rate,75%\n";
    const once = calculatedReview(assessment, (await measurements(text)).history, 1);
    const cell = once.plan.sheets
      .find(({ id }) => id === "actuals")
      ?.cells.find(({ content }) => content.kind === "input" && content.value === 0.75);
    expect(cell?.content.kind).toBe("input");
    expect(once.plan.names.has("first_time_fix_rate_actual_2025q2")).toBe(true);
  });

  test("values an actual by the agreed formula with it in the place of the target, over named cells", async () => {
    const sheets = readWrittenSheets(await writeReviewWorkbook(assessment, history, 2, "en"));
    const formulaOf = (sheet: string, cell: string) =>
      sheets.find(({ name }) => name === sheet)?.cells.find(({ address }) => address === cell)?.formula;
    const levels = "first_time_fix_rate_actual_2025q2-first_time_fix_rate_baseline";
    const drivers = [
      "annual_corrective_work_orders",
      "extra_visits_per_failed_first_visit",
      "avoidable_cost_per_field_visit",
    ];
    const read = ["first_time_fix_rate_actual_2025q2", "first_time_fix_rate_baseline", ...drivers].join(",");
    expect(formulaOf("Actuals", "G9")).toBe("IF(COUNT($D$9,$E$9)=2,IF($E$9=0,gap,$D$9/$E$9),gap)");
    expect(formulaOf("Realization workings", "H8")).toBe(
      `IF(COUNT($F$8)=1,IF(COUNT(${read})=5,(${levels})*${drivers.join("*")},gap),gap)`,
    );
    expect(formulaOf("Realization workings", "M8")).toBe("IF(COUNT($H$8,$I$8)=2,$H$8*$I$8*(1/periods_per_year),gap)");
    expect(formulaOf("Settlement", "D27")).toBe("IF(AND($D$21>0,$D$22>=0,$D$22>=$D$25),$C$9*($D$22-$D$26),0)");
  });

  test("lists what was superseded, and updated business figures, apart", async () => {
    const more = [
      readFileSync(`${folder}/actuals.csv`, "utf8").trimEnd(),
      "2026Q3,travel-time-per-visit,,,2.25,FSM,Xu Jiayi,Recounted",
      "2026Q3,annual_corrective_work_orders,,,54560,FSM,,",
      "",
    ].join("\n");
    const written = await writeReviewWorkbook(assessment, (await measurements(more)).history, 6, "en");
    const texts = readWrittenSheets(written)
      .find(({ name }) => name === "Actuals")
      ?.cells.map(({ value }) => value);
    expect(texts).toEqual(expect.arrayContaining(["Superseded by later measurements", "Recounted"]));
    expect(texts).toEqual(expect.arrayContaining(["Updated business figures", 54560]));
  });

  test("shows hostile sources and notes as text, never as formulas", async () => {
    const hostile = ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "{{constructor}}", "\u202Eevil", "@SUM(A1)"];
    const cells = hostile.map(each => `"${each.replaceAll('"', '""')}"`);
    const text = `period,indicator,value,source,person,note\n2025Q2,first-time-fix-rate,75%,${cells[0]},${cells[1]},${cells[2]}\n2025Q2,travel-time-per-visit,2.50,${cells[3]},${cells[4]},${"x".repeat(300)}\n`;
    const written = await writeReviewWorkbook(assessment, (await measurements(text)).history, 1, "zh-CN");
    const sheet = readWrittenSheets(written).find(({ name }) => name === "实测数据");
    const formulas = sheet?.cells.filter(({ value }) => hostile.some(each => String(value).includes(each.slice(1))));
    expect(formulas?.length).toBeGreaterThan(3);
    expect(formulas?.every(({ formula }) => formula === undefined)).toBe(true);
  });

  test("is the same bytes every time", async () => {
    const twice = await Promise.all([1, 2].map(() => writeReviewWorkbook(assessment, history, 2, "en")));
    expect(Buffer.from(twice[0] ?? []).equals(Buffer.from(twice[1] ?? []))).toBe(true);
  });
});
