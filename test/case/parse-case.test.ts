/** How `case.yaml` is read: percents, dates, horizons, values per year, defaults of the model, what is left open. */
import { describe, expect, test } from "vitest";
import { periodsOf } from "../../src/case/calendar.ts";
import type { Case } from "../../src/case/case.ts";
import { readCaseFile, resolveCase } from "../../src/case/parse-case.ts";
import { calculate } from "../../src/index.ts";
import { afterSales } from "../model/after-sales.ts";

const model = afterSales();

interface Parts {
  readonly calendar?: string;
  readonly finance?: string;
  readonly drivers?: string;
  readonly indicators?: string;
  readonly ramp?: string;
  readonly more?: string;
}

function read({
  calendar = "{ build: 2025-01-01, go-live: 2025-07-01, horizon: 3 years, period: quarter }",
  finance = "{ discount-rate: 8% }",
  drivers = "{ annual_corrective_work_orders: 49600, extra_visits_per_failed_first_visit: 1.28, avoidable_cost_per_field_visit: 800 }",
  indicators = "{ first-time-fix-rate: { baseline: 72%, target: 79% } }",
  ramp = "[50%, 100%]",
  more = "",
}: Parts = {}) {
  const text = `model: after-sales@1
customer: { id: acme, name: Acme, currency: CNY }
calendar: ${calendar}
finance: ${finance}
drivers: ${drivers}
indicators: ${indicators}
ramp: ${ramp}
${more}`;
  const written = readCaseFile({ file: "case.yaml", text });
  if (!written.read) return { findings: written.findings };
  const resolved = resolveCase(written.read, model);
  return { kase: resolved.kase, findings: [...written.findings, ...resolved.findings] };
}

function caseOf(parts: Parts = {}): Case {
  const { kase, findings } = read(parts);
  if (!kase) throw new Error(JSON.stringify(findings));
  return kase;
}
const codesOf = (parts: Parts): string[] => read(parts).findings.map(({ code }) => code);

describe("a number", () => {
  test.each([
    ["72%", 0.72],
    ["0.72", 0.72],
    ["'72 %'", 0.72],
    ["72.5%", 0.725],
    ["+72%", 0.72],
    ["33.3%", 0.333],
  ])("written as %s is %d", (written, expected) => {
    const kase = caseOf({ indicators: `{ first-time-fix-rate: { baseline: ${written}, target: 96% } }` });
    expect(kase.indicators[0]?.baseline).toBe(expected);
  });

  test.each([
    ["49600", 49600],
    ['"49,600"', 49600],
    ['"1,049,600.5"', 1_049_600.5],
    ["4.96e4", 49600],
    ["0x10", 16],
  ])("of a driver written as %s is %d", (written, expected) => {
    const { kase } = read({ drivers: `{ annual_corrective_work_orders: ${written} }` });
    expect(kase?.drivers.get("annual_corrective_work_orders")?.value).toBe(expected);
  });

  test.each(['"4,96,00"', '"49.600,5"', '"49 600"', "about 5", "true", "{}", "[]", "72％", "'%'"])(
    "is not %s",
    written => {
      expect(codesOf({ drivers: `{ annual_corrective_work_orders: { value: ${written} } }` })).toContain("wrong-type");
    },
  );
});

describe("a date", () => {
  test.each(["2025-02-29", "2025-13-01", "2025-00-10", "2025-4-1", "01.04.2025", "2025-04-01T00:00:00Z", "20250401"])(
    "is not %s",
    day => {
      expect(codesOf({ calendar: `{ build: ${day}, go-live: 2026-07-01, horizon: 3, period: year }` })).toContain(
        "wrong-type",
      );
    },
  );

  test("may be the last of a short month", () => {
    expect(
      caseOf({ calendar: "{ build: 2024-02-29, go-live: 2024-08-31, horizon: 1, period: quarter }" }).calendar.build,
    ).toBe("2024-02-29");
  });
});

describe("a horizon", () => {
  test.each([
    ["3", 3],
    ["3 years", 3],
    ["1 year", 1],
    ["3 年", 3],
    ["3年", 3],
    ["30", 30],
  ])("of %s is %d years", (written, years) => {
    const { calendar } = caseOf({
      calendar: `{ build: 2025-01-01, go-live: 2025-07-01, horizon: ${written}, period: year }`,
    });
    expect(calendar.years).toBe(years);
  });

  test.each(["0", "31", "2.5", "-1", "36 months", "long"])("cannot be %s", written => {
    expect(
      codesOf({ calendar: `{ build: 2025-01-01, go-live: 2025-07-01, horizon: ${written}, period: year }` }),
    ).toEqual(["wrong-type"]);
  });

  test("is walked in quarters named after the calendar, or after their first month", () => {
    const labels = (start: string, period: "quarter" | "year") =>
      periodsOf(
        caseOf({ calendar: `{ build: 2024-01-01, go-live: ${start}, horizon: 2, period: ${period} }` }).calendar,
      ).map(({ label }) => label);
    expect(labels("2025-10-01", "quarter")).toEqual([
      "",
      "2025Q4",
      "2026Q1",
      "2026Q2",
      "2026Q3",
      "2026Q4",
      "2027Q1",
      "2027Q2",
      "2027Q3",
    ]);
    expect(labels("2025-11-01", "quarter").slice(1, 3)).toEqual(["2025-11", "2026-02"]);
    expect(labels("2025-01-01", "year")).toEqual(["", "2025", "2026"]);
    expect(labels("2025-07-01", "year")).toEqual(["", "2025-07", "2026-07"]);
  });

  test("that starts on the last of a month keeps to the last days of shorter months", () => {
    const { calendar } = caseOf({
      calendar: "{ build: 2024-01-01, go-live: 2024-11-30, horizon: 1, period: quarter }",
    });
    expect(periodsOf(calendar).map(({ start }) => start)).toEqual([
      "2024-01-01",
      "2024-11-30",
      "2025-02-28",
      "2025-05-30",
      "2025-08-30",
    ]);
  });
});

describe("a driver", () => {
  test("is a number, or a number with source, owner and date", () => {
    const drivers = caseOf({
      drivers: `
  annual_corrective_work_orders: 49600
  avoidable_cost_per_field_visit: { value: 800, source: ERP, owner: { en: CFO, zh-CN: 财务总监 }, as-of: 2025-01-15 }
  extra_visits_per_failed_first_visit: { value: 1.28, source: , owner: , as-of: }`,
    }).drivers;
    expect(drivers.get("annual_corrective_work_orders")).toMatchObject({ value: 49600 });
    expect(drivers.get("avoidable_cost_per_field_visit")).toMatchObject({
      value: 800,
      source: "ERP",
      asOf: "2025-01-15",
    });
    expect(drivers.get("extra_visits_per_failed_first_visit")).not.toHaveProperty("source");
  });

  test("may have one value for each year, each missing one a gap", () => {
    const parts = {
      drivers:
        "{ annual_corrective_work_orders: [49600, , 52000], extra_visits_per_failed_first_visit: 1.28, avoidable_cost_per_field_visit: { value: [800, 810, 820] } }",
    };
    const { drivers } = caseOf({ ...parts, drivers: parts.drivers.replace("49600, ,", "49600, null,") });
    expect(drivers.get("annual_corrective_work_orders")?.value).toEqual([49600, null, 52000]);
    expect(drivers.get("avoidable_cost_per_field_visit")?.value).toEqual([800, 810, 820]);
  });

  test("has as many yearly values as the horizon has years", () => {
    expect(codesOf({ drivers: "{ annual_corrective_work_orders: [1, 2] }" })).toContain("years-count");
  });
});

describe("an indicator", () => {
  test("takes attribution and confidence of the model where the case has none", () => {
    const [terms] = caseOf().indicators;
    const defaults = model.indicators.find(({ id }) => id === "first-time-fix-rate");
    expect(terms).toMatchObject({
      chosen: true,
      attribution: defaults?.attribution.share,
      confidence: defaults?.confidence.share,
    });
    const indicators =
      "{ first-time-fix-rate: { baseline: 72%, target: 79%, attribution: 10%, confidence: 0, chosen: false, why: later } }";
    expect(caseOf({ indicators }).indicators[0]).toMatchObject({
      attribution: 0.1,
      confidence: 0,
      chosen: false,
      why: "later",
    });
  });

  test("that gets worse is an error, unless the case says that it is meant", () => {
    const worse = "first-time-fix-rate: { baseline: 72%, target: 70%";
    expect(codesOf({ indicators: `{ ${worse} } }` })).toEqual(["target-side"]);
    expect(codesOf({ indicators: `{ ${worse}, accept-worse: true } }` })).toEqual([]);
    expect(codesOf({ indicators: "{ mean-time-to-repair: { baseline: 5, target: 5.5 } }" })).toContain("target-side");
  });

  test("is warned of an improvement above the typical only where it is counted", () => {
    expect(codesOf({ indicators: "{ first-time-fix-rate: { baseline: 72%, target: 82% } }" })).toEqual([]);
    expect(codesOf({ indicators: "{ first-time-fix-rate: { baseline: 72%, target: 83% } }" })).toEqual([
      "target-ambitious",
    ]);
    expect(codesOf({ indicators: "{ first-time-fix-rate: { baseline: 72%, target: 83%, chosen: false } }" })).toEqual([
      "nothing-chosen",
    ]);
  });
});

describe("finance", () => {
  test.each([
    ["nominal", "year-end", "nominal"],
    ["tei", "year-end", "present-value"],
    ["period-end", "period-end", "present-value"],
  ])("of convention %s discounts at %s and leads with ROI on %s", (convention, discounting, roi) => {
    expect(caseOf({ finance: `{ discount-rate: 8%, convention: ${convention} }` }).finance).toMatchObject({
      discounting,
      roi,
    });
  });

  test("is nominal where nothing is said", () => {
    expect(caseOf().finance).toMatchObject({ convention: "nominal", discountRateYearly: 0.08 });
  });
});

describe("the ramp", () => {
  test("holds its last value to the end of the horizon", () => {
    expect(caseOf().ramp).toEqual([0.5, ...Array(11).fill(1)]);
    expect(caseOf({ ramp: "[null]" }).ramp).toEqual(Array(12).fill(null));
  });

  test("is cut at the end of the horizon, with a warning", () => {
    const parts = { ramp: `[${Array(14).fill("100%").join(", ")}]` };
    expect(caseOf(parts).ramp).toHaveLength(12);
    expect(codesOf(parts)).toEqual(["ramp-long"]);
  });
});

describe("the investment", () => {
  test("is initial, yearly by one number or one for each year, or left open", () => {
    const { investment } = caseOf({
      more: `investment:
  - { id: licence, name: Licence, initial: 600000 }
  - { id: subscription, name: Subscription, yearly: 100, risk-adjustment: 10% }
  - { id: training, name: Training, yearly: [30, 20, 10] }
  - { id: labour, name: Labour, initial: , yearly: }
`,
    });
    expect(investment.map(({ initial, yearly, riskAdjustment }) => [initial, yearly, riskAdjustment])).toEqual([
      [600000, [0, 0, 0], 0],
      [0, [100, 100, 100], 0.1],
      [0, [30, 20, 10], 0],
      [null, [null, null, null], 0],
    ]);
  });

  test("has each line once", () => {
    const line = "{ id: licence, name: Licence, initial: 1 }";
    expect(codesOf({ more: `investment: [${line}, ${line}]\n` })).toEqual(["duplicate-id"]);
  });
});

describe("what is left open", () => {
  test("is a warning, and a gap of the result, never 0", async () => {
    const parts: Parts = {
      finance: "{ discount-rate: }",
      drivers: "{ annual_corrective_work_orders: , extra_visits_per_failed_first_visit: 1.28 }",
      indicators: "{ first-time-fix-rate: { baseline: 72% } }",
      ramp: "[50%, null]",
      more: "investment:\n  - { id: licence, name: Licence, initial: }\n",
    };
    const { kase, findings } = read(parts);
    expect(findings.map(({ code, severity }) => `${severity} ${code}`).sort()).toEqual([
      "warning driver-missing",
      "warning value-missing",
      "warning value-missing",
      "warning value-missing",
      "warning value-missing",
      "warning value-missing",
    ]);
    if (!kase) throw new Error("the case should stand");
    const { result } = await calculate(model, kase);
    expect(result.gaps.map(({ input, reason }) => `${input} ${reason}`)).toEqual([
      "first-time-fix-rate.target missing",
      "annual_corrective_work_orders missing",
      "avoidable_cost_per_field_visit missing",
      "finance.discount-rate missing",
      "ramp missing",
      "investment.licence missing",
    ]);
    expect(result.complete).toBe(false);
    const { npv, irr, totalCost, netBenefitPerYear } = result.summary;
    expect([npv, irr, totalCost]).toEqual([null, null, null]);
    expect(netBenefitPerYear === null || netBenefitPerYear === 0).toBe(true);
    expect(result.indicators[0]).toMatchObject({ gross: null, net: null });
  });
});

describe("the order of keys", () => {
  test("changes nothing", () => {
    const shuffled = readCaseFile({
      file: "case.yaml",
      text: `ramp: [50%, 100%]
indicators: { first-time-fix-rate: { target: 79%, baseline: 72% } }
finance: { discount-rate: 8% }
drivers: { avoidable_cost_per_field_visit: 800, annual_corrective_work_orders: 49600, extra_visits_per_failed_first_visit: 1.28 }
calendar: { period: quarter, horizon: 3 years, go-live: 2025-07-01, build: 2025-01-01 }
customer: { currency: CNY, name: Acme, id: acme }
model: after-sales@1
`,
    });
    const { kase } = shuffled.read ? resolveCase(shuffled.read, model) : {};
    const bare = (each: Case | undefined) =>
      JSON.parse(
        JSON.stringify({ ...each, drivers: [...(each?.drivers ?? [])].sort() }, (key, value: unknown) =>
          key === "place" ? undefined : value,
        ),
      );
    expect(bare(kase)).toEqual(bare(caseOf()));
  });
});
