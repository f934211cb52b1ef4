/** Benchmarks: percentiles as by hand, nothing of a single customer in the file, and what is done with them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Benchmarks } from "../../src/case/benchmarks.ts";
import { calculate, loadCase, loadModel, simulate } from "../../src/index.ts";
import { benchmarkFile } from "../../src/portfolio/benchmarks/benchmark-file.ts";
import { modelBenchmarks } from "../../src/portfolio/benchmarks/make-benchmarks.ts";
import { percentile, spreadOf } from "../../src/portfolio/benchmarks/percentiles.ts";
import { readBenchmarks } from "../../src/portfolio/benchmarks/read-benchmarks.ts";
import { type CaseSample, sampleOf } from "../../src/portfolio/benchmarks/samples.ts";
import { ModelCache } from "../../src/portfolio/model-cache.ts";
import { readPortfolioCase } from "../../src/portfolio/overview/read-case.ts";
import { run } from "../cli/run.ts";
import { sampleWith } from "../support/portfolio-cases.ts";

const folder = mkdtempSync(join(tmpdir(), "benchmarks-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (samples: readonly CaseSample[], asOf: string | null = null) =>
  benchmarkFile({ asOf, models: modelBenchmarks(samples) });
/** So many customers, with baselines 0.1, 0.2, … and improvements of a tenth of them. */
const many = (count: number, more: Parameters<typeof sampleWith>[3] = {}, name = "c") =>
  Array.from({ length: count }, (_, index) => sampleWith(`${name}${index}`, (index + 1) / 10, (index + 1) / 100, more));

describe("percentiles", () => {
  test("are those of Hyndman and Fan's type 7", () => {
    expect([0, 0.25, 0.5, 0.75, 1].map(share => percentile([1, 2, 4, 8], share))).toEqual([1, 1.75, 3, 5, 8]);
    expect(percentile([7], 0.25)).toBe(7);
  });

  test("are of values smoothed in threes, as by hand", () => {
    // 1 2 4 8 16 becomes 7/3 7/3 14/3 28/3 28/3.
    expect(spreadOf([16, 1, 8, 2, 4])).toEqual({ n: 5, p25: 2.33, p50: 4.67, p75: 9.33 });
    // 0 10 20 30 40 50 becomes 10 10 20 30 40 40; P25 lies a quarter of the way from the second to the third.
    expect(spreadOf([0, 10, 20, 30, 40, 50])).toEqual({ n: 6, p25: 12.5, p50: 25, p75: 37.5 });
  });

  test("are no single customer's value, even to three digits, however the values lie", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 30 }), fc.double({ min: 1, max: 9, noNaN: true }), (count, first) => {
        const values = Array.from({ length: count }, (_, index) => first * 2 ** index);
        const { p25, p50, p75 } = spreadOf(values) ?? { p25: 0, p50: 0, p75: 0 };
        const rounded = values.map(value => Number(value.toPrecision(3)));
        expect(rounded.filter(value => [p25, p50, p75].includes(value))).toEqual([]);
      }),
    );
  });

  test("of fewer than five are not given", () => {
    expect(spreadOf([1, 2, 3, 4])).toBeNull();
  });

  test("of fewer than three different values are not given: they would be every customer's", () => {
    expect(spreadOf([2, 2, 2, 2, 2, 7])).toBeNull();
    expect(spreadOf([2, 2, 2, 2, 5, 7])).not.toBeNull();
  });
});

describe("a file of benchmarks", () => {
  test("holds no name, no id and no value of any customer", () => {
    const hostile = fc.string({ minLength: 3, maxLength: 12, unit: "grapheme" }).map(text => `${text}§${text}`);
    // Odd seven-digit values, all different: none of them is a round one by chance.
    const values = fc.uniqueArray(
      fc.integer({ min: 100_000, max: 900_000 }).map(each => (10 * each + 3) / 1e7),
      { minLength: 28, maxLength: 28 },
    );
    const customers = fc.uniqueArray(fc.record({ customer: hostile, industry: fc.option(hostile) }), {
      maxLength: 14,
      selector: ({ customer }) => customer,
    });
    fc.assert(
      fc.property(
        fc.tuple(customers, values).map(([all, numbers]) =>
          all.map((each, index) => ({
            ...each,
            baseline: numbers[2 * index] ?? 0,
            improvement: numbers[2 * index + 1] ?? 0,
          })),
        ),
        all => {
          const samples = all.map(({ customer, industry, baseline, improvement }) =>
            sampleWith(customer, baseline, improvement, { industry, model: "after-sales@1" }),
          );
          const text = fileOf(samples);
          for (const { customer, industry, baseline, improvement } of all) {
            for (const secret of [customer, JSON.stringify(customer).slice(1, -1), industry ?? customer])
              expect(text).not.toContain(secret);
            for (const secret of [baseline, improvement]) expect(text).not.toContain(`: ${secret}`);
          }
        },
      ),
    );
  });

  test("names no model, indicator or unit that fewer than five customers use", () => {
    const own = (name: string) => many(4, { model: `${name}@1` }, name);
    const odd = many(4, { id: "acme-own-indicator", unit: "acme/order" });
    const text = fileOf([...many(6), ...own("acme"), ...odd]);
    expect(text).not.toContain("acme");
    expect(modelBenchmarks([...many(6), ...own("acme")]).map(({ model }) => model)).toEqual(["after-sales@1"]);
  });

  test("counts a customer once, however many cases it has", () => {
    const [all] = modelBenchmarks([...many(4), ...Array.from({ length: 9 }, () => sampleWith("c3", 0.9, 0.1))]);
    expect(all).toBeUndefined();
    const [five] = modelBenchmarks([
      ...many(4),
      sampleWith("big", 0.1, 0.1),
      sampleWith("big", 0.5, 0.3),
      sampleWith("big", 0.9, 0.8),
    ]);
    // The median of the big one's cases is 0.5: as if it had that alone.
    const [same] = modelBenchmarks([...many(4), sampleWith("big", 0.5, 0.3)]);
    expect(five?.indicators[0]?.all.baseline).toEqual(same?.indicators[0]?.all.baseline);
    expect(five?.customers).toBe(5);
  });

  test("is the same in any order of the cases", () => {
    const samples = [
      ...many(7, { industry: "Machinery" }),
      ...many(6, { industry: { en: "Food", "zh-CN": "食品" } }, "f"),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(samples, { minLength: samples.length, maxLength: samples.length }), shuffled => {
        expect(fileOf(shuffled)).toBe(fileOf(samples));
      }),
      { numRuns: 20 },
    );
  });

  test("keeps amounts of money of different currencies apart", () => {
    const money = { id: "cost-per-return", unit: "money/rma" };
    const [{ indicators } = { indicators: [] }] = modelBenchmarks([
      ...many(5, { ...money, currency: "EUR" }, "e"),
      ...many(6, { ...money, currency: "CNY" }, "n"),
      ...many(4, { ...money, currency: "USD" }, "u"),
    ]);
    expect(indicators.map(({ currency, all }) => [currency, all.baseline?.n])).toEqual([
      ["CNY", 6],
      ["EUR", 5],
    ]);
  });

  const shownIndustries = (sizes: Readonly<Record<string, number>>): string[] => {
    const samples = Object.entries(sizes).flatMap(([industry, count]) =>
      many(count, { industry: industry === "none" ? null : industry }, industry),
    );
    return (modelBenchmarks(samples)[0]?.indicators[0]?.industries ?? []).map(({ industry }) => String(industry));
  };

  test.each([
    [{ food: 5, steel: 7 }, ["food", "steel"]],
    [{ food: 4, steel: 7 }, []],
    [{ food: 4, steel: 7, paper: 9 }, ["paper"]],
    [{ food: 3, tea: 3, steel: 7 }, ["steel"]],
    [{ none: 1, food: 5, steel: 7 }, ["steel"]],
    [{ food: 4 }, []],
  ] as const)("of industries %j shows %j: five customers or more are hidden, or none", (sizes, shown) => {
    expect(shownIndustries(sizes).sort()).toEqual([...shown]);
  });

  test("never leaves from one to four customers to be had by subtraction", () => {
    const industry = fc.constantFrom("a", "a", "a", "a", "b", "b", "b", "c", null);
    fc.assert(
      fc.property(fc.array(fc.tuple(industry, fc.boolean(), fc.boolean()), { minLength: 10, maxLength: 40 }), all => {
        const samples = all.map(([name, hasBaseline, isMeasured], index) =>
          sampleWith(`c${index}`, hasBaseline ? index / 100 : null, isMeasured ? index / 1000 : null, {
            industry: name,
          }),
        );
        for (const { indicators } of modelBenchmarks(samples))
          for (const entry of indicators)
            for (const quantity of ["baseline", "improvement"] as const) {
              const shown = entry.industries.flatMap(each => each[quantity]?.n ?? []);
              if (shown.length === 0) continue;
              const hidden = (entry.all[quantity]?.n ?? 0) - shown.reduce((sum, n) => sum + n, 0);
              expect(hidden === 0 || hidden >= 5).toBe(true);
              expect(shown.every(n => n >= 5)).toBe(true);
            }
      }),
    );
  });

  test("writes an industry in a language only as five customers write it", () => {
    const named = (zh: string) => ({ industry: { en: "Food", "zh-CN": zh } });
    const [{ indicators } = { indicators: [] }] = modelBenchmarks([
      ...many(5, named("食品"), "a"),
      ...many(2, named("某某食品集团"), "b"),
    ]);
    expect(indicators[0]?.industries.map(({ industry }) => industry)).toEqual([{ en: "Food", "zh-CN": "食品" }]);
  });

  test("counts what was reached once the ramp is over, and not before", async () => {
    const of = async (until: string) =>
      (
        await readPortfolioCase({ name: "demo", path: "fixtures/jianglan" }, new ModelCache(), open =>
          sampleOf(open, until),
        )
      ).made?.indicators.find(({ id }) => id === "first-time-fix-rate");
    expect(await of("2026-06-30")).toMatchObject({ baseline: 0.72, improvement: null, gapClosed: null });
    const now = await of("2026-09-30");
    const review = JSON.parse((await run(["review", "fixtures/jianglan", "--quarter", "2026Q3", "--json"])).out) as {
      indicators: { id: string; actual: number; gapClosed: number }[];
    };
    const reviewed = review.indicators.find(({ id }) => id === "first-time-fix-rate");
    expect(now?.improvement).toBeCloseTo((reviewed?.actual ?? 0) - 0.72, 12);
    expect(now?.gapClosed).toBeCloseTo(reviewed?.gapClosed ?? 0, 12);
  });
});

/** Of twelve customers, all of whom raised the first-time fix rate by two to four points: less than the model's typical 3 to 12. */
const twelve = Array.from({ length: 12 }, (_, index) => sampleWith(`c${index}`, 0.7 + index / 500, 0.02 + index / 550));

describe("what is done with benchmarks", () => {
  async function pastOf(samples: readonly CaseSample[]): Promise<Benchmarks> {
    const { model } = await loadModel("after-sales@1");
    if (!model) throw new Error("no model");
    const { benchmarks, findings } = readBenchmarks({ file: "b.json", text: fileOf(samples, "2026-09-30") }, model);
    expect(findings).toEqual([]);
    if (!benchmarks) throw new Error("not read");
    return benchmarks;
  }

  async function demo(industry?: string) {
    const { kase, model } = await loadCase("fixtures/jianglan");
    if (!kase || !model) throw new Error("no case");
    const { uncertainty: _, ...rest } = kase;
    const customer = industry === undefined ? kase.customer : { ...kase.customer, industry };
    return {
      plain: await calculate(model, { ...rest, customer }),
      given: await calculate(model, { ...kase, customer }),
    };
  }
  const target = "first-time-fix-rate.target";

  test("a target ranges as past cases reached, and the simulation with it, the same each time", async () => {
    const past = await pastOf(twelve);
    const { plain } = await demo();
    const options = { draws: 256, seed: 7 };
    const [before, after, again] = [
      await simulate(plain, options),
      await simulate(plain, options, past),
      await simulate(plain, options, past),
    ];
    expect(JSON.stringify(again)).toBe(JSON.stringify(after));
    const of = ({ inputs }: typeof before, id = target) => inputs.find(each => each.id === id);
    const { p25, p50, p75 } = past.models[0]?.indicators[0]?.all.improvement ?? { p25: 0, p50: 0, p75: 0 };
    expect(of(before)).toMatchObject({ range: "typical" });
    expect(of(after)).toMatchObject({ range: "past-cases", past: { n: 12, of: "all" }, likely: 0.79 });
    expect(of(after)?.low).toBeCloseTo(0.72 + p50 - 3.5 * (p50 - p25), 12);
    // The plan lies above all that past cases reached, and always within.
    expect(of(after)?.high).toBeCloseTo(Math.max(0.79, 0.72 + p50 + 3.5 * (p75 - p50)), 12);
    expect(of(after)?.high).not.toBe(of(before)?.high);
    expect(of(after, "remote-resolution-rate.target")).toEqual({
      ...of(before, "remote-resolution-rate.target"),
      contribution: expect.any(Number),
    });
    expect(after.npv.figures?.mean).not.toBe(before.npv.figures?.mean);
  });

  test("the industry of the case goes before all, and what the case says of its own before both", async () => {
    const steel = twelve.map((each, index) => ({ ...each, customer: `s${index}`, industry: "Steel" }));
    const past = await pastOf([...twelve, ...steel.map(each => ({ ...each }))]);
    const { plain, given } = await demo(" steel");
    const options = { draws: 64 };
    const of = async (assessment: typeof plain) =>
      (await simulate(assessment, options, past)).inputs.find(each => each.id === target);
    expect(await of(plain)).toMatchObject({ range: "past-cases", past: { n: 12, of: "industry" } });
    const own = given.kase.uncertainty?.inputs.has(target);
    expect((await of(given))?.range).toBe(own ? "case" : "past-cases");
  });

  test("of four customers nothing is used", async () => {
    const past = await pastOf([...twelve.slice(0, 4), ...many(5, { id: "remote-resolution-rate" }, "r")]);
    const { plain } = await demo();
    const found = await simulate(plain, { draws: 64 }, past);
    expect(found.inputs.find(each => each.id === target)?.range).toBe("typical");
    expect(found.inputs.find(each => each.id === "remote-resolution-rate.target")?.range).toBe("past-cases");
  });

  test.each(["en", "zh-CN"] as const)("suggest, simulate and sensitivity say so in %s", async locale => {
    const file = join(folder, "b.json");
    writeFileSync(file, fileOf(twelve, "2026-09-30"));
    const suggested = await run(["agree", "suggest", "fixtures/jianglan", "--benchmarks", file], { locale });
    const n = { en: "own past cases, n = 12", "zh-CN": "本方历史案例，n = 12" }[locale];
    const fewer = { en: "not shown", "zh-CN": "不列" }[locale];
    expect([suggested.status, suggested.out.includes(n), suggested.out.includes(fewer)]).toEqual([0, true, true]);
    const said = {
      en: "1 of 12 (n = 12, as of 30 Sep 2026)",
      "zh-CN": "12 个目标值中，1 个的范围取自本方历史案例（n = 12",
    };
    for (const command of [
      ["simulate", "fixtures/jianglan", "--draws", "64"],
      ["sensitivity", "fixtures/jianglan"],
    ])
      expect((await run([...command, "--benchmarks", file], { locale })).out).toContain(said[locale]);
  });

  test("suggest gives them as data too", async () => {
    const file = join(folder, "data.json");
    writeFileSync(file, fileOf(twelve));
    const { out } = await run(["agree", "suggest", "fixtures/jianglan", "--benchmarks", file, "--json"]);
    const { suggestions } = JSON.parse(out) as { suggestions: { indicator: string; pastCases?: object }[] };
    const found = suggestions.find(each => each.indicator === "first-time-fix-rate")?.pastCases;
    expect(found).toMatchObject({ baseline: { n: 12, of: "all" }, target: { n: 12, from: 0.72 } });
    expect(suggestions.find(each => each.indicator === "remote-resolution-rate")?.pastCases).toEqual({});
  });
});

test("the same file is what the command writes, whatever the clock says", async () => {
  const one = await run(["benchmarks", "fixtures/studies", "-o", join(folder, "one.json")], { today: "2026-01-01" });
  expect(one.status).toBe(0);
  expect(one.out).toContain("No model has 5 customers or more");
  await run(["benchmarks", "fixtures/studies", "-o", join(folder, "two.json")], { today: "2030-01-01" });
  expect(readFileSync(join(folder, "two.json"), "utf8")).toBe(readFileSync(join(folder, "one.json"), "utf8"));
});
