/** The demonstration's six quarters, and the laws that sums and decompositions keep. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Case } from "../../src/case/case.ts";
import {
  type Assessment,
  calculate,
  loadCase,
  type Measurement,
  readAgreement,
  readMeasurements,
  review,
  type ValueReview,
} from "../../src/index.ts";

const folder = "fixtures/jianglan";
const text = readFileSync(`${folder}/actuals.csv`, "utf8");
let assessment: Assessment;
let history: readonly Measurement[];
const reviews: ValueReview[] = [];

beforeAll(async () => {
  const { kase, model } = await loadCase(folder);
  if (!kase || !model) throw new Error("the demonstration does not load");
  assessment = await calculate(model, kase, (await readAgreement(folder)).ledger);
  const read = await readMeasurements(text, "actuals.csv", kase, model);
  expect(read.findings).toEqual([]);
  history = read.history;
  for (let period = 1; period <= 6; period += 1) reviews.push(await review(assessment, history, period));
}, 60_000);

const cents = (amount: number | null | undefined) => Math.round((amount ?? 0) * 100);
const at = (period: number): ValueReview => {
  const found = reviews[period - 1];
  if (!found) throw new Error(`no review of period ${period}`);
  return found;
};

describe("the demonstration's six quarters", () => {
  test("two indicators behave unlike the plan, and the review says so", () => {
    const status = Object.fromEntries(at(6).indicators.map(each => [each.id, each.status]));
    expect(status["travel-time-per-visit"]).toBe("missed");
    expect(status["service-revenue-leakage-rate"]).toBe("exceeded");
    expect(Object.values(status).filter(each => each === "met")).toHaveLength(10);
    const travel = at(6).indicators.find(({ id }) => id === "travel-time-per-visit");
    expect(travel?.note).toMatch(/western branches/);
    expect(at(6).actions.map(({ indicator }) => indicator)).toEqual(["travel-time-per-visit"]);
    expect(at(6).actions[0]?.levers[0]?.strength).toBe("high");
  });

  test("gap closed, planned level and progress are as defined", () => {
    const travel = at(4).indicators.find(({ id }) => id === "travel-time-per-visit");
    expect(travel?.plannedLevel).toBeCloseTo(2.6 + 0.65 * (2.25 - 2.6), 12);
    expect(travel?.gapClosed).toBeCloseTo((2.4355 - 2.6) / (2.25 - 2.6), 3);
    expect(travel?.progress).toBeCloseTo((travel?.gapClosed ?? 0) / 0.65, 12);
  });

  test("realized is the agreed formula with the actual in the place of the target, worked out by hand", () => {
    const fix = at(6).indicators.find(({ id }) => id === "first-time-fix-rate");
    const actual = (fix?.numerator ?? 0) / (fix?.denominator ?? 1);
    const agreed = assessment.result.indicators.find(({ id }) => id === "first-time-fix-rate");
    const driver = (id: string) => Number(assessment.kase.drivers.get(id)?.value);
    const perPoint =
      driver("annual_corrective_work_orders") *
      driver("extra_visits_per_failed_first_visit") *
      driver("avoidable_cost_per_field_visit");
    const gross = ((actual - 0.72) * perPoint) / 4;
    expect(fix?.realizedGross).toBeCloseTo(gross, 1);
    expect(fix?.realized).toBeCloseTo(gross * (agreed?.overlap ?? 0) * 0.6 * 0.75, 1);
  });

  test("what is planned for a quarter is what the case plans for it", () => {
    for (let period = 1; period <= 6; period += 1)
      expect(
        Math.abs((at(period).quarter.planned ?? 0) - (assessment.result.periods[period]?.benefit ?? 0)),
      ).toBeLessThan(0.1);
  });

  test("one-off cash is a level; its quarters add up to it", () => {
    const sum = reviews.reduce((total, each) => total + cents(each.oneOffCash.quarter.realized), 0);
    expect(sum).toBe(cents(at(6).oneOffCash.realized));
    expect(at(6).oneOffCash.planned).toBeCloseTo(assessment.result.summary.oneOffCash ?? 0, 1);
  });
});

describe("laws", () => {
  test("indicators add up to the quarter, quarters to the total, to the cent", () => {
    for (const [index, each] of reviews.entries()) {
      for (const which of ["realized", "planned"] as const) {
        const ofIndicators = each.indicators.reduce((sum, indicator) => sum + cents(indicator[which]), 0);
        expect(ofIndicators).toBe(cents(each.quarter[which]));
        const toDate = reviews.slice(0, index + 1).reduce((sum, earlier) => sum + cents(earlier.quarter[which]), 0);
        expect(toDate).toBe(cents(each.toDate[which]));
        const ofAll = each.indicators.reduce((sum, indicator) => sum + cents(indicator.toDate[which]), 0);
        expect(ofAll).toBe(cents(each.toDate[which]));
      }
      for (const { realized, planned, difference } of each.indicators)
        expect(cents(difference.indicator)).toBe(cents(realized) - cents(planned));
    }
  });

  test("what is not measured is a gap, named, and in no sum of what was realized", async () => {
    const without = history.filter(({ item, period }) => !(item === "remote-resolution-rate" && period === 6));
    const found = await review(assessment, without, 6);
    const remote = found.indicators.find(({ id }) => id === "remote-resolution-rate");
    expect(remote).toMatchObject({ status: "not-measured", actual: null, realized: null });
    expect(found.missing).toEqual([{ period: "2026Q3", indicators: ["remote-resolution-rate"] }]);
    const all = at(6).indicators.find(({ id }) => id === "remote-resolution-rate");
    expect(cents(found.quarter.realized)).toBe(cents(at(6).quarter.realized) - cents(all?.realized));
    expect(found.quarter.planned).toBe(at(6).quarter.planned);
    expect(cents(found.quarter.plannedOfMeasured)).toBe(cents(at(6).quarter.planned) - cents(all?.planned));
  });

  test("a correction supersedes, and the data have another fingerprint", async () => {
    const { kase, model } = assessment;
    const more = `${text}2026Q3,travel-time-per-visit,,,2.25,FSM visit records,Xu Jiayi,Recounted\n`;
    const read = await readMeasurements(more, "actuals.csv", kase, model);
    const found = await review(assessment, read.history, 6);
    const travel = found.indicators.find(({ id }) => id === "travel-time-per-visit");
    expect(travel).toMatchObject({ status: "met", actual: 2.25, note: "Recounted" });
    expect(travel?.realized).toBe(travel?.planned);
    expect(found.data.fingerprint).not.toBe(at(6).data.fingerprint);
    expect(found.data.measurements).toBe(73);
  });

  test("a worse level than the baseline is kept as a loss", async () => {
    const { kase, model } = assessment;
    const more = `${text}2026Q3,travel-time-per-visit,,,2.7,,,\n`;
    const found = await review(assessment, (await readMeasurements(more, "a.csv", kase, model)).history, 6);
    const travel = found.indicators.find(({ id }) => id === "travel-time-per-visit");
    expect(travel?.status).toBe("worsened");
    expect(travel?.realized).toBeLessThan(0);
  });

  test("a driver measured too gives the effect of volume beside, and moves nothing that was agreed", async () => {
    const { kase, model } = assessment;
    const more = `${text}2026Q3,annual_corrective_work_orders,,,54560,,,\n`;
    const found = await review(assessment, (await readMeasurements(more, "a.csv", kase, model)).history, 6);
    const fix = found.indicators.find(({ id }) => id === "first-time-fix-rate");
    expect(fix?.realized).toBe(at(6).indicators.find(({ id }) => id === "first-time-fix-rate")?.realized);
    expect(fix?.difference.volume).toBeCloseTo((fix?.realized ?? 0) * 0.1, 1);
  });

  test("gain share follows the base of the terms of the day, net after gross too", async () => {
    const { model, kase, ledger } = assessment;
    const [terms] = kase.gainShare ?? [];
    if (!terms) throw new Error("the demonstration has no gain share");
    const shared: Case = {
      ...kase,
      gainShare: [
        { ...terms, base: "gross", from: "2025-04-01" },
        { ...terms, base: "net", from: "2026-04-01" },
      ],
    };
    const { settlement, trend } = await review(await calculate(model, shared, ledger), history, 5);
    const net = trend.at(-1)?.realization ?? 0;
    expect(settlement?.at(-1)?.yearToDate.realization).toBeCloseTo(net, 6);
    expect(settlement?.at(0)?.yearToDate.realization).not.toBeCloseTo(trend[0]?.realization ?? 0, 6);
  });

  test("before the ramp begins nothing is due", async () => {
    const { model, kase, ledger } = assessment;
    const late: Case = { ...kase, ramp: [0, ...kase.ramp.slice(1)] };
    const found = await review(await calculate(model, late, ledger), history, 1);
    expect(found.statusCounts["not-due"]).toBe(found.indicators.length);
    expect(found.quarter.planned).toBe(0);
  });
});
