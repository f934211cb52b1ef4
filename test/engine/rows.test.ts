/** Drivers with a value per year, calculated rows, PRIOR: on a small model written here. */
import { expect, test } from "vitest";
import { readCaseFile, resolveCase } from "../../src/case/parse-case.ts";
import { type Case, calculate, type Model } from "../../src/index.ts";
import { parseModel } from "../../src/model/parse-model.ts";
import { checkUnits } from "../../src/model/units.ts";

const modelText = `
model: { id: cloud, version: 1, name: Cloud, description: Cost of seats }
units: [{ id: seat, name: seat }]
stages: [{ id: run, name: Run }]
dimensions: [{ id: A, name: Cost, lands: expense, asks: less?, owner: CIO }]
drivers:
  - { id: seats, name: Seats, unit: seat, shown-as: seats, format: number, meaning: seats, range: [0, 100000], typical-source: HR }
  - { id: price_per_seat, name: Price, unit: money/seat/yr, shown-as: "{currency}/seat", format: money, meaning: price, range: [0, 9999], typical-source: list }
rows:
  - { id: new_seats, name: New seats, unit: seat, shown-as: seats, format: number, formula: =seats-PRIOR(seats) }
  - { id: seats_ever, name: Seats ever, unit: seat, shown-as: seats, format: number, formula: =PRIOR(seats_ever)+new_seats }
indicators:
  - id: price-cut
    stage: run
    dimension: A
    name: Price cut
    definition: Share of the price saved
    unit: "1"
    shown-as: "%"
    format: percent
    better: higher
    measured: { from: invoices, every: yearly }
    bounds: [0%, 100%]
    typical: { baseline: { range: [0%, 10%] }, improvement: { by: absolute, range: [1%, 5%, 20%] } }
    monetization:
      - { id: saved, formula: =(target-baseline)*seats_ever*price_per_seat, type: hard-saving, recurrence: yearly }
    attribution: { share: 100%, because: contract }
    confidence: { share: 50%, because: forecast }
`;

const caseText = `
model: cloud@1
customer: { id: acme, name: Acme, currency: EUR }
calendar: { build: 2026-01-01, go-live: 2026-01-01, horizon: 3 years, period: year }
finance: { discount-rate: 10% }
drivers: { seats: { value: [100, 150, 300] }, price_per_seat: 40 }
indicators: { price-cut: { baseline: 0%, target: 10% } }
ramp: [100%]
investment: [{ id: fee, name: Fee, initial: 500, yearly: [0, 100, 0] }]
`;

async function load(): Promise<{ model: Model; kase: Case }> {
  const parsed = parseModel([{ file: "cloud.yaml", text: modelText }], ".");
  expect(parsed.findings).toEqual([]);
  const { read } = readCaseFile({ file: "case.yaml", text: caseText });
  const resolved = read && parsed.model ? resolveCase(read, parsed.model) : undefined;
  expect(resolved?.findings).toEqual([]);
  if (!parsed.model || !resolved?.kase) throw new Error("not read");
  expect(await checkUnits(parsed.model)).toEqual([]);
  return { model: parsed.model, kase: resolved.kase };
}

test("a formula over yearly drivers has one value per year; PRIOR reads the year before, 0 before the first", async () => {
  const { model, kase } = await load();
  const { result } = await calculate(model, kase);
  // seats ever = seats of the year (new seats add up): 100, 150, 300; × 10 % × 40 × confidence 50 %.
  expect(result.years.map(year => year.benefit)).toEqual([0, 200, 300, 600]);
  expect(result.years.map(year => year.cost)).toEqual([500, 0, 100, 0]);
  expect(result.indicators[0]?.gross).toBeCloseTo((400 + 600 + 1200) / 3, 9);
  expect(result.indicators[0]?.net).toBeCloseTo((200 + 300 + 600) / 3, 9);
  const npv = -500 + 200 / 1.1 + 200 / 1.1 ** 2 + 600 / 1.1 ** 3;
  expect(result.summary.npv).toBeCloseTo(npv, 9);
  expect(result.summary.payback).toEqual({ state: "reached", months: 24 + (100 / 600) * 12 });
  expect(result.checks.filter(check => !check.ok)).toEqual([]);
});

test("a missing year makes the years after it that read it gaps, and the result says so", async () => {
  const { model, kase } = await load();
  const seats = kase.drivers.get("seats");
  if (!seats) throw new Error("no seats");
  const { result } = await calculate(model, {
    ...kase,
    drivers: new Map([...kase.drivers, ["seats", { ...seats, value: [100, null, 300] }]]),
  });
  expect(result.summary.npv).toBeNull();
  expect(result.gaps).toEqual([{ input: "seats", reason: "missing", indicators: ["price-cut"] }]);
});

test("an indicator that reads no baseline and target is a plain benefit line: it asks for none and misses none", async () => {
  const text = modelText.replace("(target-baseline)*seats_ever*price_per_seat", "seats_ever*price_per_seat");
  const plain = text.replace(/ {4}unit: "1"[\s\S]*?(?= {4}monetization)/, "");
  expect(plain).not.toContain("bounds");
  const { model, findings } = parseModel([{ file: "cloud.yaml", text: plain }], ".");
  expect(findings).toEqual([]);
  const { read } = readCaseFile({ file: "case.yaml", text: caseText.replace("{ baseline: 0%, target: 10% }", "{}") });
  if (!model || !read) throw new Error("not read");
  const { kase, findings: inCase } = resolveCase(read, model);
  expect(inCase).toEqual([]);
  if (!kase) throw new Error("not resolved");
  const { result, calculation } = await calculate(model, kase);
  expect(result.years.map(year => year.benefit)).toEqual([0, 2000, 3000, 6000]);
  expect(result).toMatchObject({ complete: true, gaps: [] });
  expect([...calculation.plan.names.keys()]).not.toContain("price_cut_baseline");
  expect(result.checks.filter(check => !check.ok)).toEqual([]);
});

test("an indicator that reads baseline and target must say what is measured and possible", () => {
  const { findings } = parseModel(
    [{ file: "cloud.yaml", text: modelText.replace("    bounds: [0%, 100%]\n", "") }],
    ".",
  );
  expect(findings.map(({ code, values }) => [code, values.field])).toEqual([["missing-field", "bounds"]]);
});

test("a row that compares gives 1 or 0, so that what reads it can be computed", async () => {
  const text = modelText
    .replace("formula: =seats-PRIOR(seats)", "formula: =seats>=PRIOR(seats)")
    .replace("id: new_seats, name: New seats, unit: seat,", 'id: new_seats, name: Grows, unit: "1",')
    .replace("=PRIOR(seats_ever)+new_seats", "=new_seats*seats");
  const { model, findings } = parseModel([{ file: "cloud.yaml", text }], ".");
  expect(findings).toEqual([]);
  const { read } = readCaseFile({ file: "case.yaml", text: caseText });
  const kase = read && model ? resolveCase(read, model).kase : undefined;
  if (!model || !kase) throw new Error("not read");
  const { result } = await calculate(model, kase);
  expect(result.years.map(year => year.benefit)).toEqual([0, 200, 300, 600]);
});
