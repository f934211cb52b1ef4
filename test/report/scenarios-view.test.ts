import { describe, expect, test } from "vitest";
import { scenarioOf as scenarioWith, underScenario } from "../../src/case/scenarios.ts";
import type { ScenarioResult } from "../../src/engine/result.ts";
import { type Assessment, calculate } from "../../src/index.ts";
import { evaluate } from "../../src/model/formula/evaluate.ts";
import { phrasingFor } from "../../src/report/phrasing.ts";
import { reportView } from "../../src/report/report-view.ts";
import { shownDriver, shownTarget } from "../../src/report/shown-inputs.ts";
import { loadDemo } from "../engine/demo.ts";
import { sampleCase } from "./sample-case.ts";
import { sampleModel } from "./sample-model.ts";
import { sampleResult } from "./sample-result.ts";
import { sampleScenario } from "./sample-sensitivity.ts";

const result = sampleResult(sampleModel, sampleCase);
const expected = sampleScenario(result, "expected");

function viewOf(scenarios: readonly ScenarioResult[], scenario = "expected") {
  return reportView({ model: sampleModel, kase: sampleCase, result: { ...result, scenario, scenarios }, locale: "en" });
}

const scenarioOf = (changes: Partial<ScenarioResult["changes"]>, parts: Partial<ScenarioResult> = {}) =>
  sampleScenario(result, "other", changes, parts);
const plain = (text = "") => text.replaceAll("\u00a0", " ");
const changesOf = (changes: Partial<ScenarioResult["changes"]>) =>
  viewOf([scenarioOf(changes), expected]).scenarios?.table.rows[0]?.cells[0]?.text;

test("a case without scenarios has no such chapter", () => {
  expect(viewOf([]).scenarios).toBeNull();
});

describe("what a scenario changes", () => {
  test("is said in words, all of it, and nothing else", () => {
    expect(changesOf({ improvement: 0.75, attribution: 0.8, confidence: 0.9, cost: 1.1, delayMonths: 3 })).toBe(
      "75% of every improvement is reached; attribution × 80%; confidence × 90%; cost +10%; the ramp starts 3 months later",
    );
    expect(changesOf({ cost: 0.95, delayMonths: 1 })).toBe("cost −5%; the ramp starts 1 month later");
    expect(changesOf({})).toBe("nothing: the case as entered");
  });

  test("names changed inputs as the reader knows them, with the value they stand in place of", () => {
    expect(
      changesOf({
        values: { corrective_orders: 40_000, "first-time-fix.target": 0.76, "finance.discount-rate": 0.1 },
        factors: { cost_per_visit: 0.9, "investment.subscription": 1.2 },
      }),
    ).toBe(
      "Corrective work orders in a year: 40,000 instead of 49,600; First-time fix rate · Target: 76% instead of 79%; " +
        "Discount rate: 10% instead of 8%; Avoidable cost of a field visit × 90%; Annual subscription × 120%",
    );
  });

  test("stands beside the reason, practitioner estimate among them", () => {
    const { scenarios } = viewOf([scenarioOf({}, { because: "Practitioner estimate" }), expected]);
    expect(scenarios?.table.rows.map(({ head }) => head.note)).toEqual(["Practitioner estimate", null]);
  });
});

describe("the scenarios' lead", () => {
  const lead = (...npvs: (number | null)[]) =>
    plain(viewOf(npvs.map((npv, index) => sampleScenario(result, `s${index}`, {}, { npv }))).scenarios?.lead);

  test("gives the range, and says where it is a loss", () => {
    expect(lead(1e6, 3e6, 2e6)).toBe(
      "Across the scenarios the net present value lies between CNY 1.00 million (s0) and CNY 3.00 million (s1). It does not fall below 0 in any of them.",
    );
    expect(lead(-1e6, 3e6)).toContain("It is below 0 in: s0.");
    expect(lead(2e6, 2e6)).toContain("CNY 2.00 million in every scenario");
  });

  test("names those without a figure, and gives the reason where nothing can be compared", () => {
    expect(lead(1e6, null, 3e6)).toContain("It cannot be stated yet in: s1.");
    expect(lead(1e6, null)).toMatch(/cannot be compared by their net present value yet: /);
  });
});

test("a scenario with a gap in its flow has no line; one line alone is no comparison", () => {
  const broken = scenarioOf({}, { cumulative: result.periods.map(() => null) });
  expect(viewOf([broken, expected]).scenarios?.chart).toBeNull();
  expect(viewOf([scenarioOf({}), expected]).scenarios?.chart?.svg.match(/<path /g)).toHaveLength(2);
});

describe("a report of another scenario", () => {
  const view = viewOf([scenarioOf({ cost: 1.1 }, { name: "Careful" }), expected], "other");

  test("says so on the cover, in the summary and on every page", () => {
    const says = "All figures are of the scenario “Careful”, not of the case as entered. What it changes: cost +10%.";
    expect([view.cover.scenario, view.summary.scenario]).toEqual([says, says]);
    expect(view.cover.badge).toBe("Estimate · Careful");
    expect(view.heads.basis).toBe("Estimate, not agreed · Careful");
  });

  test("the case as entered needs no such words", () => {
    const own = viewOf([scenarioOf({}), expected]);
    expect([own.cover.scenario, own.summary.scenario, own.cover.badge]).toEqual([null, null, "Estimate"]);
  });
});

test("the investment of a report of another scenario is as the scenario has it, and adds up to its costs", async () => {
  const { model, kase } = await loadDemo();
  const shown = underScenario(kase, "conservative");
  if (!shown) throw new Error("no conservative scenario");
  const { investment, summary } = (await calculate(model, shown)).result;
  const agreed = (await calculate(model, kase)).result.investment;
  const total = (of: typeof investment) => of.reduce((sum, line) => sum + (line.total ?? Number.NaN), 0);
  expect(total(investment)).toBeCloseTo(summary.totalCost ?? Number.NaN, 6);
  expect(total(investment)).toBeCloseTo(1.1 * total(agreed), 6);
});

test("the formulas of a report of another scenario come to the figures beside them", async () => {
  const { model, kase } = await loadDemo();
  const shown = underScenario(kase, "conservative");
  if (!shown) throw new Error("no conservative scenario");
  const assessment: Assessment = await calculate(model, shown);
  const phrasing = phrasingFor({ model, kase: shown, result: assessment.result, locale: "en" });
  let compared = 0;
  for (const each of assessment.result.indicators) {
    for (const line of model.indicators.find(({ id }) => id === each.id)?.monetization ?? []) {
      const gross = each.lines.find(({ id }) => id === line.id)?.gross;
      const value = evaluate(line.formula.tree, name => {
        if (name === "baseline") return each.baseline ?? Number.NaN;
        if (name === "target") return shownTarget(phrasing, each) ?? Number.NaN;
        const driver = shownDriver(phrasing, name);
        return typeof driver === "number" ? driver : Number.NaN;
      });
      if (typeof value !== "number" || Number.isNaN(value)) continue;
      expect(value, `${each.id} ${line.id}`).toBeCloseTo(gross ?? Number.NaN, 4);
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(8);
});

test("a report of a scenario with its own discount rate names that rate", async () => {
  const { model, kase } = await loadDemo();
  const values = new Map([["finance.discount-rate", 0.12]]);
  const dear = scenarioWith("dear", { values }, kase.place);
  const { result: of } = await calculate(model, {
    ...kase,
    scenarios: [...kase.scenarios, dear],
    shownScenario: "dear",
  });
  const { summary } = reportView({ model, kase, result: of, locale: "en" });
  expect(of.conventions.discountRateYearly).toBe(0.12);
  expect(summary.big[1]?.note).toContain("12%");
});
