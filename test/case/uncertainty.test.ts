/** The block `uncertainty`: every way to write a distribution, all findings at once and where they are, and what passes can be drawn. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { candidatesOf } from "../../src/case/candidates.ts";
import { readCaseFile, resolveCase } from "../../src/case/parse-case.ts";
import { uncertainInputs } from "../../src/engine/uncertain-inputs.ts";
import { messageOf } from "../../src/finding/print.ts";
import { buildPlan } from "../../src/index.ts";
import { compileSampler } from "../../src/sampling/draw.ts";
import { loadDemo } from "../engine/demo.ts";
import { afterSales } from "../model/after-sales.ts";

const model = afterSales();
const head = `model: after-sales@1
customer: { id: acme, name: Acme, currency: CNY }
calendar: { build: 2025-01-01, go-live: 2025-07-01, horizon: 3 years, period: quarter }
finance: { discount-rate: 8% }
drivers: { annual_corrective_work_orders: [49600, 50000, 51000], extra_visits_per_failed_first_visit: 1.28, avoidable_cost_per_field_visit: 800 }
indicators: { first-time-fix-rate: { baseline: 72%, target: 79% } }
ramp: [50%, 100%]
investment: [{ id: subscription, name: Subscription, yearly: 1150000 }]
uncertainty:
`;
function read(block: string) {
  const written = readCaseFile({ file: "case.yaml", text: head + block });
  if (!written.read) return { findings: written.findings };
  const resolved = resolveCase(written.read, model);
  return { kase: resolved.kase, findings: [...written.findings, ...resolved.findings] };
}
const input = (id: string, written: string) => read(`  inputs:\n    ${id}: ${written}\n`);
const said = (block: string) =>
  read(block).findings.map(finding => {
    const { place, severity, code } = finding;
    return `${place.line}:${place.column} ${severity} ${code}`;
  });
const target = "first-time-fix-rate.target";
const cost = "avoidable_cost_per_field_visit";

describe("a distribution", () => {
  test.each([
    [target, "{ pert: [75%, 78%, 81%] }", { kind: "pert", low: 0.75, likely: 0.78, high: 0.81 }],
    [target, "{ triangular: [75%, 79%, 81%] }", { kind: "triangular", low: 0.75, likely: 0.79, high: 0.81 }],
    [target, "{ uniform: [75%, 81%] }", { kind: "uniform", low: 0.75, high: 0.81 }],
    [cost, "{ lognormal: { p10: 600, p90: 1000 } }", { kind: "lognormal", p10: 600, p90: 1000 }],
    [
      "investment.subscription",
      "{ discrete: [[100%, 0.7], [120%, 30%]] }",
      {
        kind: "discrete",
        outcomes: [
          { value: 1, probability: 0.7 },
          { value: 1.2, probability: 0.3 },
        ],
      },
    ],
    ["annual_corrective_work_orders", "{ uniform: [90%, 120%] }", { kind: "uniform", low: 0.9, high: 1.2 }],
    [cost, "fixed", { kind: "fixed", value: 800 }],
    [cost, "{ fixed: true, because: agreed }", { kind: "fixed", value: 800 }],
  ])("of %s written as %s", (id, written, expected) => {
    const { kase, findings } = input(id, written);
    expect(findings).toEqual([]);
    expect(kase?.uncertainty?.inputs.get(id)?.distribution).toEqual(expected);
  });

  test.each([
    ["{ pert: [75%, 81%] }", { likely: 0.79 }],
    ["{ triangular: [75%, 81%] }", { likely: 0.79 }],
    ["{ normal: { deviation: 2% } }", { mean: 0.79, standardDeviation: 0.02 }],
  ])("that leaves out its middle is about the plan: %s", (written, expected) => {
    expect(input(target, written).kase?.uncertainty?.inputs.get(target)?.distribution).toMatchObject(expected);
  });

  test("that is normal ends where the input cannot go on, or sooner", () => {
    const of = (id: string, written: string) => input(id, written).kase?.uncertainty?.inputs.get(id)?.distribution;
    expect(of("first-time-fix-rate.attribution", "{ normal: { deviation: 30% } }")).toMatchObject({ low: 0, high: 1 });
    expect(of("first-time-fix-rate.attribution", "{ normal: { deviation: 30%, low: 40% } }")).toMatchObject({
      low: 0.4,
      high: 1,
    });
  });

  test("keeps its reason, source, owner and date", () => {
    const given = input(
      target,
      "{ uniform: [75%, 81%], because: Two pilots, source: FSM, owner: Li, as-of: 2025-03-01 }",
    );
    expect(given.kase?.uncertainty?.inputs.get(target)).toMatchObject({
      because: "Two pilots",
      source: "FSM",
      owner: "Li",
      asOf: "2025-03-01",
    });
  });
});

describe("findings", () => {
  test("come all at once, each at the value it is about", () => {
    const block = `  hurdle-roi: 50
  inputs:
    first-time-fix-rate.targt: { uniform: [75%, 81%] }
    ${target}: { pert: [75%, 85%, 81%] }
    first-time-fix-rate.attribution: { uniform: [50%, 150%] }
    first-time-fix-rate.confidence: { gauss: 1 }
    investment.subscription: { discrete: [[1150000, 0.7], [1250000, 0.3]] }
  correlations:
    - { between: [${target}, nobody], rank: 2 }
`;
    expect(said(block)).toEqual([
      "10:15 error hurdle-range",
      "12:5 error unknown-reference",
      "13:47 error distribution-order",
      "14:55 error out-of-bounds",
      "15:39 error distribution-unknown",
      "16:43 error out-of-bounds",
      "18:47 error unknown-reference",
      "18:62 error rank-range",
    ]);
  });

  test.each([
    ["first-time-fix-rate.targt", "{ uniform: [75%, 81%] }", "Did you mean first-time-fix-rate.target"],
    ["investment.subscription", "{ uniform: [900000, 1300000] }", "120% a fifth more"],
    ["first-time-fix-rate.attribution", "{ lognormal: { p10: 40%, p90: 80% } }", "one draw in a thousand"],
    [target, "{ unifrom: [75%, 81%] }", "pert, triangular, uniform, normal, lognormal, discrete, fixed"],
    [target, "{ uniform: [75%, 81%], becuase: pilots }", "Did you mean because?"],
    [target, "{ uniform: [75%, 78%, 81%] }", "[50%, 70%]"],
    [target, "{ normal: { mean: 79% } }", "deviation"],
    [target, "{}", "pert, triangular"],
  ])("of %s: %s say what to do: %s", (id, written, hint) => {
    const { findings } = input(id, written);
    expect(findings).toHaveLength(1);
    expect(findings.map(finding => messageOf(finding, "en").hint).join()).toContain(hint);
  });

  test.each([
    [cost, "{ uniform: [700, 90000000] }", "driver-implausible"],
    [cost, "{ uniform: [900, 1000] }", "plan-outside"],
    ["extra_visits_per_failed_first_visit", "{ uniform: [100%, 200%] }", undefined],
  ])("of %s: %s warn at most", (id, written, code) => {
    const { kase, findings } = input(id, written);
    expect(kase).toBeDefined();
    expect(findings.map(finding => finding.code)).toEqual(code ? [code] : []);
  });

  test.each(["seed: -1", "seed: 1.5", "draws: 0", "draws: 2000000", "seed: 4294967296"])("refuse %s", line => {
    expect(said(`  ${line}\n`)).toEqual([`10:${line.startsWith("seed") ? 9 : 10} error wrong-type`]);
  });

  test("of ranks that contradict each other name the pairs and ranks that do", () => {
    const pair = (a: string, b: string, rank: number) => `    - { between: [${a}, ${b}], rank: ${rank} }\n`;
    const orders = "annual_corrective_work_orders";
    const { findings } = read(
      `  correlations:\n${pair(target, cost, 0.9)}${pair(cost, orders, 0.9)}${pair(target, orders, -0.9)}`,
    );
    expect(findings.map(({ code }) => code)).toEqual(["correlation-contradiction"]);
    const { message, hint } = messageOf(findings[0] ?? fail(), "en");
    for (const id of [target, cost, orders]) expect(message).toContain(id);
    expect(hint).toContain(`${target} ~ ${orders} −0.48`);
  });
});

const fail = (): never => {
  throw new Error("no finding");
};

describe("what the check lets pass", () => {
  test("can be drawn, whatever numbers are written", () => {
    const percent = fc.integer({ min: -20, max: 130 }).map(value => `${value}%`);
    const written = fc.oneof(
      fc.tuple(fc.constantFrom("pert", "triangular"), fc.array(percent, { minLength: 2, maxLength: 3 })),
      fc.tuple(fc.constant("uniform"), fc.array(percent, { minLength: 2, maxLength: 2 })),
      fc.tuple(percent, percent).map(([p10, p90]) => ["lognormal", { p10, p90 }] as const),
      fc
        .record({ deviation: percent }, { requiredKeys: ["deviation"] })
        .chain(one =>
          fc
            .record({ low: percent, high: percent, mean: percent }, { requiredKeys: [] })
            .map(more => ["normal", { ...one, ...more }] as const),
        ),
      fc.array(fc.tuple(percent, percent), { minLength: 1, maxLength: 3 }).map(list => ["discrete", list] as const),
    );
    let passed = 0;
    fc.assert(
      fc.property(fc.constantFrom(target, "first-time-fix-rate.attribution", cost), written, (id, [name, value]) => {
        const distribution = input(id, JSON.stringify({ [name]: value })).kase?.uncertainty?.inputs.get(
          id,
        )?.distribution;
        if (!distribution) return;
        passed += 1;
        const column = new Float64Array(16);
        compileSampler({ inputs: [{ id, distribution }], correlations: [], method: "sobol" }).fill(1, 0, 16, [column]);
        expect(column.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 400 },
    );
    expect(passed).toBeGreaterThan(20);
  });

  test.each(["jianglan", "jianglan-all"] as const)("are the inputs of the tornado, those of %s", async name => {
    const { kase, model: own } = await loadDemo(name);
    const drawn = uncertainInputs(own, kase, await buildPlan(own, kase));
    const candidates = [...candidatesOf(kase, own).values()].filter(
      ({ id, isRead, planned }) => isRead && (planned !== 0 || id === "ramp.delay"),
    );
    expect(drawn.map(({ id }) => id).toSorted()).toEqual(candidates.map(({ id }) => id).toSorted());
    for (const { id, planned, cells } of drawn) {
      expect(candidates.find(each => each.id === id)).toMatchObject({
        planned,
        isFactor: cells.length > 1 && id !== "ramp.delay",
      });
    }
  });
});
