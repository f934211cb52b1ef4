/** The agreement beside its case: terms, differences, what is committed, what values a term can have. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkValue } from "../../src/agreement/check-value.ts";
import { committedCase } from "../../src/agreement/committed.ts";
import { compareWithCase } from "../../src/agreement/compare.ts";
import type { Draft } from "../../src/agreement/event.ts";
import { foldEvents } from "../../src/agreement/fold.ts";
import { suggestTerms } from "../../src/agreement/suggest.ts";
import { definitionsOf, termsBehind, termsBehindCase, termsOfCase } from "../../src/agreement/terms.ts";
import type { Json } from "../../src/agreement/canonical.ts";
import type { Case } from "../../src/case/case.ts";
import { readCaseFile, resolveCase } from "../../src/case/parse-case.ts";
import { loadCase, loadModel, type Model } from "../../src/index.ts";
import { chained, customer, opening, vendor } from "./negotiation.ts";

const file = "fixtures/agreement/case.yaml";
const model = await afterSales();

async function afterSales(): Promise<Model> {
  const { model: loaded } = await loadModel("after-sales");
  if (!loaded) throw new Error("no model");
  return loaded;
}

/** The case with a change of its text. */
function caseWith(...changes: readonly [string, string][]): Case {
  const text = changes.reduce((before, [from, to]) => before.replace(from, to), readFileSync(file, "utf8"));
  const { read } = readCaseFile({ file, text });
  const { kase, findings } = read ? resolveCase(read, model) : { findings: [] };
  if (!kase) throw new Error(`the case has errors: ${JSON.stringify(findings)}`);
  return kase;
}

const kase = caseWith();

/** Both parties agree these terms at the values of the case, or at others. */
function agreedOn(terms: Iterable<string>, others: Readonly<Record<string, Json>> = {}) {
  const stated = termsOfCase(kase, model);
  const drafts = [...terms].flatMap((term): Draft[] => {
    const value = others[term] ?? stated.get(term) ?? 0;
    return [
      { type: "proposed", ...vendor, term, value },
      { type: "accepted", ...customer, term, value },
    ];
  });
  return foldEvents(chained([opening, ...drafts]));
}

describe("the terms of a case", () => {
  test("are what it states, by the ids that are used elsewhere", () => {
    expect(Object.fromEntries(termsOfCase(kase, model))).toEqual({
      "first-time-fix-rate.chosen": true,
      "first-time-fix-rate.baseline": 0.72,
      "first-time-fix-rate.target": 0.79,
      "first-time-fix-rate.attribution": 0.6,
      "first-time-fix-rate.confidence": 0.75,
      "customer-complaint-rate.chosen": true,
      "customer-complaint-rate.baseline": 0.012,
      "customer-complaint-rate.target": 0.009,
      "customer-complaint-rate.attribution": expect.any(Number),
      "customer-complaint-rate.confidence": expect.any(Number),
      annual_corrective_work_orders: 49600,
      extra_visits_per_failed_first_visit: 1.28,
      avoidable_cost_per_field_visit: 800,
      annual_field_work_orders: 76000,
      cost_per_complaint: 620,
      calendar: { build: "2025-01-01", "go-live": "2025-07-01", horizon: 3, period: "quarter" },
      ramp: [0.25, 0.5, 0.75, 1],
      "finance.discount-rate": 0.08,
      "finance.convention": "nominal",
    });
  });

  test("leave out what is yet to be filled in, and know initial values", () => {
    const terms = termsOfCase(
      caseWith(["target: 79%", "target:"], ["620", "{ value: [600, 620, 640], initial: 590 }"]),
      model,
    );
    expect(terms.has("first-time-fix-rate.target")).toBe(false);
    expect([terms.get("cost_per_complaint"), terms.get("cost_per_complaint.initial")]).toEqual([[600, 620, 640], 590]);
  });

  test("behind an indicator are its own and the drivers it reads", () => {
    expect(termsBehind({ id: "first-time-fix-rate" }, kase, model)).toEqual([
      "first-time-fix-rate.chosen",
      "first-time-fix-rate.baseline",
      "first-time-fix-rate.target",
      "first-time-fix-rate.attribution",
      "first-time-fix-rate.confidence",
      "annual_corrective_work_orders",
      "extra_visits_per_failed_first_visit",
      "avoidable_cost_per_field_visit",
    ]);
  });

  test("behind the demonstration case are 95, all of them known", async () => {
    const demo = await loadCase("fixtures/jianglan");
    if (!demo.kase) throw new Error("no case");
    const terms = termsBehindCase(demo.kase, model);
    const definitions = definitionsOf(demo.kase, model);
    expect(terms).toHaveLength(95);
    expect(terms.filter(term => !definitions.has(term))).toEqual([]);
  });
});

describe("a difference between agreement and case", () => {
  const all = termsBehindCase(kase, model);

  test("is none where the case says what was agreed", () => {
    expect(compareWithCase(agreedOn(all), kase, model)).toEqual([]);
    const longRamp = agreedOn(["ramp"], { ramp: [0.25, 0.5, 0.75, 1, 1, 1] });
    expect(compareWithCase(longRamp, kase, model)).toEqual([]);
  });

  test.each<[term: string, from: string, to: string]>([
    ["first-time-fix-rate.target", "target: 79%", "target: 80%"],
    ["annual_corrective_work_orders", "49600", "49601"],
    ["cost_per_complaint", "620", "[620, 620, 640]"],
    ["ramp", "50%, 75%", "60%, 75%"],
    ["finance.discount-rate", "8%", "9%"],
    ["calendar", "2025-07-01", "2025-10-01"],
    ["first-time-fix-rate.chosen", "{ baseline: 72%", "{ chosen: false, baseline: 72%"],
  ])("names %s with both values", (term, from, to) => {
    const findings = compareWithCase(agreedOn(all), caseWith([from, to]), model);
    expect(findings.map(({ code, values }) => [code, values.term])).toEqual([["agreed-differs", term]]);
  });

  test("by an upgrade of the model is found where the case leaves a value to the model", () => {
    const upgraded = structuredClone(model);
    const indicator = upgraded.indicators.find(({ id }) => id === "first-time-fix-rate") as unknown as {
      attribution: { share: number };
    };
    indicator.attribution.share = 0.5;
    const { read } = readCaseFile({ file, text: readFileSync(file, "utf8") });
    const other = read && resolveCase(read, { ...upgraded, version: 2 }).kase;
    if (!other) throw new Error("no case");
    const findings = compareWithCase(agreedOn(all), other, { ...upgraded, version: 2 });
    expect(findings.map(({ code }) => code)).toEqual(["agreement-model", "agreed-differs"]);
    expect(findings[1]?.values).toMatchObject({ agreed: { en: "60%" }, found: { en: "50%" } });
  });

  test("is not looked for in another customer's agreement", () => {
    const other = foldEvents(chained([{ ...opening, customer: "other" } as Draft]));
    expect(compareWithCase(other, kase, model).map(({ code }) => code)).toEqual(["agreement-customer"]);
  });
});

describe("the committed case", () => {
  const all = termsBehindCase(kase, model);
  const without = (...terms: string[]) =>
    committedCase(agreedOn(all.filter(each => !terms.includes(each))), kase, model);

  test("has every chosen indicator once all terms are agreed", () => {
    const { committed, potential, openCaseTerms, kase: restricted } = without();
    expect([[...committed], [...potential], openCaseTerms]).toEqual([
      ["first-time-fix-rate", "customer-complaint-rate"],
      [],
      [],
    ]);
    expect(restricted).toEqual(kase);
  });

  test.each(termsBehind({ id: "first-time-fix-rate" }, kase, model))("lacks an indicator without %s", term => {
    const { committed, potential, kase: restricted } = without(term);
    expect([[...committed], [...potential]]).toEqual([["customer-complaint-rate"], ["first-time-fix-rate"]]);
    expect(restricted.indicators.map(({ chosen }) => chosen)).toEqual([false, true]);
  });

  test("names the terms of the whole case that are open, and counts no value that differs", () => {
    expect(without("ramp", "finance.discount-rate").openCaseTerms).toEqual(["ramp", "finance.discount-rate"]);
    const differing = committedCase(agreedOn(all, { "first-time-fix-rate.target": 0.8 }), kase, model);
    expect([...differing.potential]).toEqual(["first-time-fix-rate"]);
    expect([...committedCase(foldEvents([]), kase, model).committed]).toEqual([]);
  });
});

describe("a value", () => {
  const definitions = definitionsOf(kase, model);
  const place = { file: "agreement.jsonl", line: 1, column: 1, length: 1 };
  const codes = (term: string, value: Json) =>
    checkValue({ value }, term, { kase, definitions }, place).map(each => each.code);

  test.each<[term: string, value: Json, code?: string]>([
    ["first-time-fix-rate.chosen", true],
    ["first-time-fix-rate.chosen", 1, "wrong-type"],
    ["first-time-fix-rate.baseline", 0.7],
    ["first-time-fix-rate.baseline", "72%", "wrong-type"],
    ["first-time-fix-rate.baseline", 72, "out-of-bounds"],
    ["first-time-fix-rate.attribution", 1.01, "out-of-bounds"],
    ["annual_corrective_work_orders", 50000],
    ["annual_corrective_work_orders", [1000, 2000, 3000]],
    ["annual_corrective_work_orders", [1000, 2000], "years-count"],
    ["annual_corrective_work_orders", 1e12, "driver-implausible"],
    ["annual_corrective_work_orders", [], "wrong-type"],
    ["ramp", [0.5, 1]],
    ["ramp", [0.5, 2], "out-of-bounds"],
    ["ramp", 1, "wrong-type"],
    ["finance.discount-rate", -1, "out-of-bounds"],
    ["finance.convention", "tei"],
    ["finance.convention", "constructor", "wrong-value"],
    ["calendar", { build: "2025-01-01", "go-live": "2025-07-01", horizon: 3, period: "quarter" }],
    ["calendar", { build: "2025-08-01", "go-live": "2025-07-01", horizon: 3, period: "quarter" }, "wrong-type"],
    ["gain-share", { share: 0.2, cap: 100000 }],
    ["gain-share", [{ share: 0.2 }, { from: "2026-07-01", tiers: [{ above: 0.8, share: 0.1 }] }]],
    ["gain-share", { share: 0.2, cap: [1, 2] }, "wrong-type"],
    ["gain-share", { share: 0.2, base: "profit" }, "wrong-type"],
    ["gain-share", { shares: 0.2 }, "wrong-type"],
    ["gain-share", [1], "wrong-type"],
    ["gain-share", [], "wrong-type"],
    ["gain-share", { share: 20 }, "share-range"],
    ["gain-share", { threshold: 0.8 }, "gain-share-rule"],
    ["first-time-fix", true, "unknown-reference"],
    ["__proto__", 1, "unknown-reference"],
    ["toString", 1, "unknown-reference"],
  ])("of %s: %j", (term, value, code) => {
    expect(codes(term, value)).toEqual(code ? [code] : []);
  });

  test("is stated in the unit of its term, with the case's currency for money", () => {
    expect(definitions.get("avoidable_cost_per_field_visit")?.unit).toContain("CNY");
    const stated = (unit: string) =>
      checkValue({ value: 0.7, unit }, "first-time-fix-rate.baseline", { kase, definitions }, place);
    expect(stated("1")).toEqual([]);
    expect(stated("%").map(({ code }) => code)).toEqual(["term-unit"]);
  });
});

describe("a suggestion", () => {
  test("starts from the baseline of the case, and within what is possible", () => {
    const [first] = suggestTerms(kase, model);
    expect(first).toMatchObject({
      baseline: { stated: 0.72, low: 0.63, high: 0.8, isPlausible: true },
      target: { stated: 0.79, from: 0.72, low: 0.75, likely: 0.78, high: 0.82, adjusted: true },
    });
    const [high] = suggestTerms(caseWith(["72%, target: 79%", "97%, target: 98%"]), model);
    expect(high).toMatchObject({ baseline: { isPlausible: false }, target: { low: 0.98, high: 0.98 } });
    const [empty] = suggestTerms(caseWith(["72%, target: 79%", ", target: "]), model);
    expect(empty?.baseline).not.toHaveProperty("isPlausible");
    expect(empty?.target.from).toBeCloseTo(0.715, 12);
  });
});
