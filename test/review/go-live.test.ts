/** The day on which it really went live: how it is written, the ramp that it shifts, and what it explains of the difference from plan. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Calendar } from "../../src/case/case.ts";
import {
  type Assessment,
  calculate,
  changesOfMeasurements,
  loadCase,
  type Measurement,
  readAgreement,
  readMeasurements,
  review,
  type ValueReview,
} from "../../src/index.ts";
import { dayFrom, periodOfDay, periodsLate, shiftedRamp } from "../../src/review/go-live.ts";

const calendar: Calendar = {
  build: "2024-10-01",
  goLive: "2025-04-01",
  years: 3,
  period: "quarter",
  periodsPerYear: 4,
};

describe("a day", () => {
  test("is read as people and spreadsheet programs write it, and nothing else is one", () => {
    for (const text of ["2025-08-05", "2025/8/5", "2025.08.05", "2025年8月5日", " 2025-8-5 "])
      expect(dayFrom(text)).toBe("2025-08-05");
    for (const text of ["", "2025-02-30", "2025-13-01", "5.8.2025", "2025-08", "0.5", "45870"])
      expect(dayFrom(text)).toBeUndefined();
  });

  test("lies in a period, and is so many periods late", () => {
    expect(periodOfDay(calendar, "2025-06-30")?.label).toBe("2025Q2");
    expect(periodOfDay(calendar, "2025-07-01")?.label).toBe("2025Q3");
    expect(periodOfDay(calendar, "2025-03-31")?.number).toBe(0);
    expect(periodsLate(calendar, "2025-04-01")).toBe(0);
    expect(periodsLate(calendar, "2025-07-01")).toBe(1);
    expect(periodsLate(calendar, "2025-05-16")).toBeCloseTo(45 / 91, 12);
    expect(periodsLate(calendar, "2025-01-01")).toBe(-1);
    expect(periodsLate(calendar, "2025-02-15")).toBeCloseTo(-1 + 45 / 90, 12);
    expect(periodsLate(calendar, "2026-10-01")).toBe(6);
  });
});

describe("a shifted ramp", () => {
  test("is 0 before it begins, linear between periods, and holds its last value", () => {
    const ramp = [0.2, 0.6, 1, 1];
    expect(shiftedRamp(ramp, 0)).toEqual(ramp);
    expect(shiftedRamp(ramp, 1)).toEqual([0, 0.2, 0.6, 1]);
    expect(shiftedRamp(ramp, -1)).toEqual([0.6, 1, 1, 1]);
    expect(shiftedRamp(ramp, 0.5).map(each => Number(each?.toFixed(12)))).toEqual([0.1, 0.4, 0.8, 1]);
    expect(shiftedRamp(ramp, 9)).toEqual([0, 0, 0, 0]);
    expect(shiftedRamp([0.2, null, 1], 0.5)).toEqual([0.1, null, null]);
  });

  test("of a rising ramp never lies above it where it is late, nor leaves 0 to 1", () => {
    const rising = fc
      .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 })
      .map(all => all.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(rising, fc.double({ min: 0, max: 15, noNaN: true }), (ramp, late) => {
        shiftedRamp(ramp, late).forEach((share, index) => {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share ?? 2).toBeLessThanOrEqual((ramp[index] ?? 0) + 1e-12);
        });
      }),
    );
  });
});

const folder = "fixtures/jianglan";
const text = readFileSync(`${folder}/actuals.csv`, "utf8");
let assessment: Assessment;
const read = async (more: string): Promise<readonly Measurement[]> => {
  const { kase, model } = assessment;
  const found = await readMeasurements(`${text}${more}`, "actuals.csv", kase, model);
  expect(found.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  return found.history;
};
const reviewed = async (more: string, period = 6) => review(assessment, await read(more), period);
const cents = (amount: number | null | undefined) => Math.round((amount ?? 0) * 100);

beforeAll(async () => {
  const { kase, model } = await loadCase(folder);
  if (!kase || !model) throw new Error("the demonstration does not load");
  assessment = await calculate(model, kase, (await readAgreement(folder)).ledger);
}, 60_000);

describe("in a review", () => {
  const adds = (found: ValueReview) => {
    for (const each of found.indicators) {
      const { timing, indicator } = each.difference;
      if (each.realized !== null)
        expect(cents(timing) + cents(indicator)).toBe(cents(each.realized) - cents(each.planned));
    }
    for (const sum of [found.quarter, found.toDate, ...found.trend]) {
      const { timing, indicator, notMeasured } = sum.difference;
      expect(cents(timing) + cents(indicator) + cents(notMeasured)).toBe(cents(sum.realized) - cents(sum.planned));
    }
    for (const which of ["timing", "indicator"] as const) {
      const ofIndicators = found.indicators.reduce((total, each) => total + cents(each.difference[which]), 0);
      expect(ofIndicators).toBe(cents(found.quarter.difference[which]));
      const ofAll = found.indicators.reduce((total, each) => total + cents(each.toDate.difference[which]), 0);
      expect(ofAll).toBe(cents(found.toDate.difference[which]));
      const ofPeriods = found.trend.reduce((total, each) => total + cents(each.difference[which]), 0);
      expect(ofPeriods).toBe(cents(found.toDate.difference[which]));
    }
  };

  test("timing and indicator add up to the difference to the cent, by indicator, period and in all, on any day", async () => {
    const days = ["2024-10-01", "2025-01-20", "2025-04-01", "2025-04-02", "2025-05-16", "2026-02-28", "2028-03-31"];
    for (const day of days) adds(await reviewed(`,go-live,,,${day},,,\n`));
    const gap = (await read(",go-live,,,2025-05-16,,,\n")).filter(
      ({ item, period }) => !(period === 3 && /rate$/.test(item)),
    );
    adds(await review(assessment, gap, 6));
  });

  test("a whole period late explains the plan of the period less that of the one before", async () => {
    const found = await reviewed(",go-live,,,2025-07-01,Minutes,Tang Xiaomin,Late\n", 4);
    const before = await reviewed("", 3);
    for (const each of found.indicators) {
      const planned = before.indicators.find(({ id }) => id === each.id)?.planned;
      expect(cents(each.difference.timing)).toBe(cents(planned) - cents(each.planned));
    }
    expect(found.goLive).toEqual({
      planned: "2025-04-01",
      actual: "2025-07-01",
      daysLate: 91,
      periodsLate: 1,
      source: "Minutes",
      person: "Tang Xiaomin",
      note: "Late",
    });
  });

  test("moves no plan, no status, no realization and no settlement", async () => {
    const [plain, late] = [await reviewed(""), await reviewed(",go-live,,,2025-08-15,,,\n")];
    expect(plain.goLive.actual).toBeNull();
    expect(plain.toDate.difference.timing).toBe(0);
    expect(cents(late.toDate.difference.timing)).toBeLessThan(0);
    for (const key of ["settlement", "forecast", "statusCounts"] as const) expect(late[key]).toEqual(plain[key]);
    expect(late.toDate).toMatchObject({ realized: plain.toDate.realized, planned: plain.toDate.planned });
    expect(late.toDate.realization).toBe(plain.toDate.realization);
  });

  test("counts in reviews of periods before it too: then nothing of the plan could have begun", async () => {
    const found = await reviewed("2025Q4,go-live,,,2025-10-01,,,\n", 2);
    for (const each of found.indicators) expect(cents(each.difference.timing)).toBe(-cents(each.planned));
  });

  test("is corrected like any line, and the first line stays in the history", async () => {
    const found = await reviewed(",go-live,,,2025-05-16,,,\n2025Q3,go-live,,,2025-08-15,,Tang Xiaomin,Recounted\n");
    expect(found.goLive.actual).toBe("2025-08-15");
    expect(found.corrections).toHaveLength(1);
    expect(found.corrections[0]).toMatchObject({
      of: "go-live",
      before: { date: "2025-05-16" },
      after: { date: "2025-08-15", note: "Recounted" },
    });
  });

  test("is taken in as the line that says it again", async () => {
    const [own, more] = [await read(""), await read(",go-live,,,2025/8/15,Minutes,Tang Xiaomin,\n")];
    const { changes, lines } = await changesOfMeasurements(own, more, assessment.kase);
    expect(changes.map(({ kind }) => kind)).toEqual(["new"]);
    expect(lines).toEqual(["2025Q3,go-live,,,2025-08-15,Minutes,Tang Xiaomin,"]);
    const again = await changesOfMeasurements(more, await read(`${lines[0]}\n`), assessment.kase);
    expect(again.changes).toEqual([]);
  });
});

describe("a settlement", () => {
  test("is provisional from the period on in which something due is not measured, to the end of its year", async () => {
    const open = (await read("")).filter(({ item, period }) => !(item === "remote-resolution-rate" && period === 2));
    const { settlement } = await review(assessment, open, 6);
    expect(settlement?.map(({ isProvisional }) => isProvisional)).toEqual([false, true, true, true, false, false]);
    expect(settlement?.[3]?.unmeasured).toEqual([{ period: "2025Q3", indicators: ["remote-resolution-rate"] }]);
    const whole = await reviewed("");
    expect(whole.settlement?.some(({ isProvisional }) => isProvisional)).toBe(false);
    // What is decided stays as it was: the whole plan is the base.
    expect(settlement?.[1]?.base.planned).toBe(whole.settlement?.[1]?.base.planned);
    expect(settlement?.[1]?.base.realized).toBeLessThan(whole.settlement?.[1]?.base.realized ?? 0);
  });
});
