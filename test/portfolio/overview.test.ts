/** Sums of a portfolio: exact, the same in any order and by any grouping; each case counted as the single commands count it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { CaseResult, ValueReview } from "../../src/index.ts";
import { ModelCache } from "../../src/portfolio/model-cache.ts";
import { apportioned, centsOf, sumExactly } from "../../src/portfolio/overview/cents.ts";
import { endOfLabel } from "../../src/portfolio/overview/end-of-label.ts";
import { overviewOf } from "../../src/portfolio/overview/overview.ts";
import { type OpenCase, portfolioCase } from "../../src/portfolio/overview/portfolio-case.ts";
import { readPortfolioCase } from "../../src/portfolio/overview/read-case.ts";
import type { SumsByBasis } from "../../src/portfolio/overview/sums.ts";
import { cutOffsFrom, usualCutOffs } from "../../src/portfolio/overview/tiers.ts";
import { caseNumbers } from "../../src/portfolio/overview/case-numbers.ts";
import { standingOf } from "../../src/agreement/standing.ts";
import { run } from "../cli/run.ts";
import { portfolioCaseOf, portfolios } from "../support/portfolio-cases.ts";
import { type Kind, writeCase } from "./generate-cases.ts";

const folder = mkdtempSync(join(tmpdir(), "overview-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const figures = ["netBenefitPerYear", "totalBenefit", "totalCost", "npv", "oneOffCash"] as const;
const amounts = [...figures, "realized", "plannedOfMeasured", "costToDate"] as const;

describe("a case of a portfolio", () => {
  const kinds: readonly (readonly [Kind, "compiled" | "whole", string])[] = [
    ["as agreed", "compiled", "2026Q3"],
    ["scenarios", "compiled", "2026Q1"],
    ["by year", "compiled", "2026Q3"],
    ["agreed in part", "compiled", "2025Q4"],
    ["blanks", "compiled", "2026Q3"],
    ["zero and negative", "compiled", "2026Q3"],
    ["study with rows", "compiled", "2026"],
    ["study", "compiled", "2026"],
  ];

  test.each(kinds)("“%s” counts as calc and review count it", { timeout: 300_000 }, async (kind, way, quarter) => {
    const path = join(folder, kind.replaceAll(" ", "-"));
    await writeCase(path, 4, kind);
    let opened: OpenCase | undefined;
    const { made, findings } = await readPortfolioCase({ name: kind, path }, new ModelCache(), open => {
      opened = open;
      return portfolioCase(open, endOfLabel(quarter));
    });
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    const calc = JSON.parse((await run(["calc", path, "--json"])).out) as CaseResult;
    const cent = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100);
    expect(made?.figures).toEqual(Object.fromEntries(figures.map(key => [key, cent(calc.summary[key])])));
    expect([made?.basis, made?.complete, made?.fingerprint]).toEqual([
      calc.basis,
      calc.complete,
      calc.agreement?.fingerprint ?? null,
    ]);
    const { model, kase, ledger } = opened as OpenCase;
    const standing = ledger && standingOf(ledger, kase, model);
    expect(caseNumbers({ model, kase, ledger, standing }).way).toBe(way);
    expect(sumExactly((made?.stages ?? []).map(each => each.netBenefitPerYear))).toBe(made?.figures.netBenefitPerYear);
    const reviewed = await run(["review", path, "--quarter", quarter, "--json"]);
    if (!made?.toDate) return expect(kind).toContain("study");
    const { toDate, period, number } = JSON.parse(reviewed.out) as ValueReview;
    const cost = calc.periods.slice(0, number + 1).reduce((sum, each) => sum + (each.cost ?? 0), 0);
    expect(made.toDate).toEqual({
      period,
      realized: toDate.realized,
      plannedOfMeasured: toDate.plannedOfMeasured,
      cost: cent(cost),
    });
    expect(sumExactly(made.stages.map(each => each.realized))).toBe(toDate.realized);
  });

  test("with a formula that fails is incomplete, as in calc", async () => {
    const path = join(folder, "failed");
    mkdirSync(path);
    const text = readFileSync("fixtures/broken/cell-failed.case.yaml", "utf8");
    writeFileSync(
      join(path, "case.yaml"),
      text.replace(/^model: (\.\S+)/m, (_, own: string) => `model: ${resolve("fixtures/broken", own)}`),
    );
    const calc = JSON.parse((await run(["calc", path, "--json"])).out) as CaseResult;
    const { made } = await readPortfolioCase({ name: "failed", path }, new ModelCache(), open =>
      portfolioCase(open, undefined),
    );
    expect([made?.complete, calc.complete]).toEqual([false, false]);
    expect([made?.figures.npv, calc.summary.npv]).toEqual([null, null]);
  });

  test("counts up to its last measurement where no quarter is given, and nothing before go-live", async () => {
    const of = async (until: string | undefined) =>
      (
        await readPortfolioCase({ name: "demo", path: "fixtures/jianglan" }, new ModelCache(), open =>
          portfolioCase(open, until),
        )
      ).made?.toDate;
    expect((await of(undefined))?.period).toBe("2026Q3");
    expect(await of("2025-06-29")).toBeNull();
    expect((await of("2025-06-30"))?.period).toBe("2025Q2");
  });
});

describe("sums", () => {
  test("over the groups of any grouping are the total's, to the cent", () => {
    fc.assert(
      fc.property(portfolios, cases => {
        for (const { total, customers, industries, models, stages } of overviewOf(cases, "planned", usualCutOffs)
          .currencies)
          for (const basis of ["committed", "estimates"] as const) {
            for (const groups of [customers, industries, models] as readonly (readonly SumsByBasis[])[])
              for (const amount of amounts)
                expect(sumExactly(groups.map(each => each[basis]?.[amount] ?? null))).toBe(
                  total[basis]?.[amount] ?? null,
                );
            const net = sumExactly(stages.map(each => each[basis]?.netBenefitPerYear ?? null));
            expect(net).toBe(total[basis]?.netBenefitPerYear ?? null);
          }
      }),
    );
  });

  test("and everything else are the same in any order of the cases", () => {
    fc.assert(
      fc.property(
        portfolios.chain(cases =>
          fc.tuple(
            fc.constant(cases),
            fc.shuffledSubarray(cases, { minLength: cases.length, maxLength: cases.length }),
          ),
        ),
        ([cases, shuffled]) => {
          expect(JSON.stringify(overviewOf(shuffled, "realized", [3, 1]))).toBe(
            JSON.stringify(overviewOf(cases, "realized", [3, 1])),
          );
        },
      ),
    );
  });

  test("are exact where adding fractions is not, and where numbers run out of digits", () => {
    expect(sumExactly([0.1, 0.2, null])).toBe(0.3);
    expect(sumExactly([9e13, 0.01, -9e13])).toBe(0.01);
    expect(sumExactly([null])).toBeNull();
  });

  test("never mix currencies, nor what is committed with estimates", () => {
    const { currencies, counts } = overviewOf(
      [
        portfolioCaseOf("a", { npv: 1 }, { customer: { id: "one", name: "One" } }),
        portfolioCaseOf("b", { npv: 2 }, { customer: { id: "one", name: "One" }, currency: "EUR" }),
        portfolioCaseOf("c", { npv: 4 }, { customer: { id: "one", name: "One" }, basis: "estimate" }),
      ],
      "planned",
      usualCutOffs,
    );
    expect(currencies.map(({ currency, total }) => [currency, total.committed?.npv, total.estimates?.npv])).toEqual([
      ["CNY", 1, 4],
      ["EUR", 2, undefined],
    ]);
    expect(counts).toEqual({ cases: 3, committed: 2, estimates: 1, measured: 0, incomplete: 0, customers: 1 });
  });

  test("leave a gap out and say how many cases it concerns; realization is of what was measured alone", () => {
    const toDate = { period: "2026Q3", realized: 90, plannedOfMeasured: 120, cost: 60 };
    const cases = [
      portfolioCaseOf("a", { npv: 10, totalBenefit: 30, totalCost: 10 }, { toDate }),
      portfolioCaseOf("b", { npv: null, totalBenefit: 30, totalCost: null }, { complete: false }),
    ];
    const total = overviewOf(cases, "planned", usualCutOffs).currencies[0]?.total.committed;
    expect(total).toMatchObject({ cases: 2, incomplete: 1, npv: 10, totalBenefit: 60, totalCost: 10 });
    expect(total).toMatchObject({ measured: 1, realization: 0.75, realizedPerCost: 1.5, outputPerInput: 3 });
  });

  test("know one industry by its English name, however it is written", () => {
    const cases = ["Machinery", " MACHINERY ", { en: "Machinery", "zh-CN": "机械" }, null].map((industry, index) =>
      portfolioCaseOf(`c${index}`, {}, { industry }),
    );
    const { industries } = overviewOf(cases, "planned", usualCutOffs).currencies[0] ?? { industries: [] };
    expect(industries.map(({ industry, committed }) => [industry, committed?.cases])).toEqual([
      [{ en: "Machinery", "zh-CN": "机械" }, 3],
      [null, 1],
    ]);
  });
});

describe("parts of a sum", () => {
  test("lose no cent, and none is more than a cent off", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 9 }), parts => {
        const whole = parts.reduce((sum, each) => sum + each, 0);
        const given = apportioned(whole, parts);
        expect(given.reduce((sum, each) => sum + centsOf(each), 0n)).toBe(centsOf(whole));
        given.forEach((each, index) => {
          expect(Math.abs(each - (parts[index] ?? 0))).toBeLessThan(0.0200001);
        });
      }),
    );
    expect(apportioned(0.03, [0.005, 0.005, 0.02])).toEqual([0.01, 0, 0.02]);
    expect(() => apportioned(5, [1, 1])).toThrow("off their whole");
  });
});

describe("service tiers", () => {
  const rank = (by: "planned" | "realized", cutOffs: readonly number[]) => {
    const of = (id: string, totalBenefit: number, totalCost: number, realized: number) =>
      portfolioCaseOf(
        id,
        { totalBenefit, totalCost },
        { toDate: { period: "2026Q3", realized, plannedOfMeasured: 1, cost: 10 } },
      );
    const cases = [
      of("d", 4, 10, 9),
      of("b", 40, 10, 5),
      of("a", 40, 10, 41),
      of("c", 39.99, 10, 20),
      of("e", 9, 0, 1),
    ];
    return overviewOf(cases, by, cutOffs);
  };

  test("rank customers by output per input; equals share a rank; who invests nothing has none", () => {
    const { ranking, tiers } = rank("planned", [4, 2, 1]);
    expect(ranking.map(({ rank: place, customer, tier }) => [place, customer, tier])).toEqual([
      [1, "a", "A"],
      [1, "b", "A"],
      [3, "c", "B"],
      [4, "d", "D"],
      [null, "e", null],
    ]);
    expect(tiers.map(({ tier, from, customers, advice }) => [tier, from, customers, advice])).toEqual([
      ["A", 4, 2, "best"],
      ["B", 2, 1, "good"],
      ["C", 1, 0, "standard"],
      ["D", null, 1, "least"],
    ]);
  });

  test("rank by what was realized per cost, in three tiers, where that is asked for", () => {
    const { ranking, tiers } = rank("realized", [2, 0.5]);
    expect(ranking.map(({ customer, tier }) => `${customer}${tier}`)).toEqual(["aA", "cA", "dB", "bB", "eC"]);
    expect(tiers.map(({ advice }) => advice)).toEqual(["best", "standard", "least"]);
  });

  test.each(["", "4", "1,2", "4,4,1", "4,2,1,0.5", "4,x", "-1,-2", "1e3,2"])("refuse the cut-offs “%s”", text => {
    expect(cutOffsFrom(text)).toBeUndefined();
  });

  test("take two or three falling cut-offs", () => {
    expect([cutOffsFrom("3,1"), cutOffsFrom("4, 2.5, 1")]).toEqual([
      [3, 1],
      [4, 2.5, 1],
    ]);
  });
});

test.each([
  ["2026Q3", "2026-09-30"],
  ["2026-q4", "2026-12-31"],
  ["2026年第1季度", "2026-03-31"],
  ["2024-02", "2024-02-29"],
  ["2026", "2026-12-31"],
  ["2026Q5", undefined],
  ["2026-13", undefined],
  ["soon", undefined],
])("“%s” ends on %s", (label, end) => {
  expect(endOfLabel(label)).toBe(end);
});
