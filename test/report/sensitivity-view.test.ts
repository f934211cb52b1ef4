import { describe, expect, test } from "vitest";
import type { CaseResult } from "../../src/engine/result.ts";
import type { Sensitivity } from "../../src/engine/sensitivity.ts";
import { reportView } from "../../src/report/report-view.ts";
import { type Locale, locales } from "../../src/text/locale.ts";
import { sampleCase } from "./sample-case.ts";
import { sampleModel } from "./sample-model.ts";
import { sampleResult } from "./sample-result.ts";
import { sampleInput, sampleSensitivity } from "./sample-sensitivity.ts";

const whole = sampleResult(sampleModel, sampleCase);

function viewOf(parts: Partial<Sensitivity> = {}, result: CaseResult = whole, locale: Locale = "en") {
  const sensitivity = sampleSensitivity(parts);
  const view = reportView({ model: sampleModel, kase: sampleCase, result, sensitivity, locale }).sensitivity;
  if (!view) throw new Error("no view");
  return view;
}

const plain = (text: string) => text.replaceAll("\u00a0", " ");
const told = (...args: Parameters<typeof viewOf>) =>
  plain(
    viewOf(...args)
      .sentences.map(({ text }) => text)
      .join(" | "),
  );

test("a report without a sensitivity has no such chapter", () => {
  expect(reportView({ model: sampleModel, kase: sampleCase, result: whole, locale: "en" }).sensitivity).toBeNull();
});

test("names the widest input, its range and what the NPV becomes", () => {
  expect(plain(viewOf().lead)).toBe(
    "The result depends most on “wide”: from 90 to 110, all else as planned, the net present value goes from CNY 1.00 million to CNY 6.40 million.",
  );
  expect(viewOf({ inputs: [sampleInput("still", 5, 5)] }).lead).toBe(
    "No single input moves the net present value within its range.",
  );
});

describe("which inputs alone turn the sign", () => {
  test("of a gain: those that fall below 0, or that none does", () => {
    expect(told()).toMatch(/^Varied alone within its range, no input brings the net present value below 0 \(2 tried\)/);
    const inputs = [
      sampleInput("a", -1, 9),
      sampleInput("b", 9, -1),
      sampleInput("c", 0, 9),
      sampleInput("d", null, 9),
    ];
    expect(told({ inputs })).toMatch(/can bring the net present value below 0: “a” and “b” \(2 in all\)/);
  });

  test("of a loss: those that reach 0, or that none does", () => {
    const loss = (inputs: Sensitivity["inputs"]) => told({ npv: -5, inputs, breakEvenRealization: 1.25 });
    expect(loss([sampleInput("a", -9, -1)])).toMatch(
      /^Varied alone .* no input brings the net present value up to 0 \(1 tried\)/,
    );
    expect(loss([sampleInput("a", -9, 0), sampleInput("b", -9, -1)])).toMatch(/up to 0: “a” \(1 in all\)/);
  });

  test("counts only those that could be computed, and says nothing where none could", () => {
    expect(told({ inputs: [sampleInput("a", 1, 2), sampleInput("b", null, null)] })).toMatch(
      /^Varied alone .* \(1 tried\)/,
    );
    expect(told({ inputs: [sampleInput("b", null, null)] })).toMatch(/^The net present value is 0 when/);
  });
});

describe("break-even realization", () => {
  const breakEven = (share: number | null, result = whole) => {
    const { sentences } = viewOf({ breakEvenRealization: share }, result);
    return plain(sentences.find(({ lead }) => lead === "Break-even")?.text ?? "");
  };

  test("is what can be missed of a gain, and what a loss would need", () => {
    expect(breakEven(0.65)).toMatch(/^The net present value is 0 when 65.0% .* 35.0% of it can be missed/);
    expect(breakEven(1.25)).toMatch(/only with 125.0% of the planned benefit: more than the plan holds/);
  });

  test("is no share where there is no cost, no benefit, or no figure", () => {
    expect(breakEven(0)).toMatch(/^No cost is entered/);
    const summary = { ...whole.summary, presentValueBenefit: -1 };
    expect(breakEven(null, { ...whole, summary })).toMatch(/^The planned benefit is not above 0/);
    const unknown = { ...whole, summary: { ...whole.summary, presentValueBenefit: null } };
    expect(breakEven(null, unknown)).toMatch(/^The break-even cannot be stated yet: /);
  });
});

test("the cost of delay is a loss, a gain, nothing, or not known", () => {
  const delay = (costOfDelayPerMonth: number | null) => told({ costOfDelayPerMonth });
  expect(delay(350_000)).toMatch(/takes about CNY 350,000 off the net present value/);
  expect(delay(-350_000)).toMatch(/adds about CNY 350,000 to the net present value/);
  expect(delay(0)).toMatch(/does not depend on when the benefits start/);
  expect(delay(null)).toMatch(/The cost of delay cannot be stated yet: /);
});

test("without an NPV there is its reason and no figure; with gaps the figures are called incomplete", () => {
  const gaps = [{ input: "finance.discount-rate", reason: "missing" as const, indicators: [] }];
  const view = viewOf({ npv: null, inputs: [] }, { ...whole, gaps });
  expect(view).toMatchObject({ lead: "", sentences: [], chart: null, table: null });
  expect(view.gap).toBe("What matters most cannot be stated yet: the discount rate is missing.");
  expect(viewOf({}, { ...whole, complete: false }).gap).toMatch(/incomplete/);
  expect(viewOf().gap).toBeNull();
});

test.each(locales)("shows the ten widest and says how many there are (%s)", locale => {
  const inputs = Array.from({ length: 12 }, (_, index) => sampleInput(`input ${index}`, 1000 - index, 2000 + index));
  const view = viewOf({ inputs: [...inputs, sampleInput("still", 5, 5)] }, whole, locale);
  expect(view.table?.rows).toHaveLength(10);
  expect(view.note).toContain("13");
  expect(view.chart?.svg).toMatch(/role="img" aria-label="[^"]*input 9[^"]*"/);
});
