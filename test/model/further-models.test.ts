/** The models besides after-sales: clean, whole in both languages, installed; their worked examples and published figures come out of the engine. */
import { describe, expect, test } from "vitest";
import type { ConventionName } from "../../src/case/case.ts";
import { readCaseFile, resolveCase } from "../../src/case/parse-case.ts";
import { installedModels, loadModel, loadModelFolder } from "../../src/disk/load.ts";
import { readYamlFiles } from "../../src/disk/read-files.ts";
import { type CaseResult, calculate, loadCase } from "../../src/index.ts";
import type { ExampleTables, Model } from "../../src/model/model.ts";
import { parseModel } from "../../src/model/parse-model.ts";
import { inLocale, missingLocales, type Text } from "../../src/text/locale.ts";

const ids = ["relationship-closeness", "cost-to-serve", "pre-sales", "service-tiers"] as const;
const conventions: readonly ConventionName[] = ["nominal", "tei", "period-end"];

function modelOf(id: string): Model {
  const { model } = parseModel(readYamlFiles(`models/${id}`).files, id);
  if (!model) throw new Error(`models/${id} has errors`);
  return model;
}

/** Rows as a case has them: `times` written out, and names where an example needs none. */
function rowsOf(model: Model, tables: ExampleTables): Record<string, Record<string, unknown>[]> {
  return Object.fromEntries(
    Object.entries(tables).map(([id, rows]) => {
      const texts = model.tables.find(each => each.id === id)?.columns.filter(({ kind }) => kind === "text") ?? [];
      const all = rows.flatMap(({ times, ...row }) => Array.from({ length: Number(times ?? 1) }, () => row));
      return [
        id,
        all.map((row, index) => ({ ...Object.fromEntries(texts.map(text => [text.id, `row ${index + 1}`])), ...row })),
      ];
    }),
  );
}

interface Asked {
  readonly indicator: string;
  readonly drivers: Readonly<Record<string, number>>;
  readonly tables: ExampleTables;
  readonly baseline?: number;
  readonly target?: number;
}

async function resultOf(model: Model, asked: Asked, convention: ConventionName): Promise<CaseResult> {
  const text = JSON.stringify({
    model: `${model.id}@1`,
    customer: { id: "example", name: "Example", currency: "CNY" },
    calendar: { build: "2025-01-01", "go-live": "2025-07-01", horizon: 1, period: "year" },
    finance: { "discount-rate": 0.08, convention },
    drivers: asked.drivers,
    tables: rowsOf(model, asked.tables),
    indicators: { [asked.indicator]: { baseline: asked.baseline ?? null, target: asked.target ?? null } },
    ramp: [1],
  });
  const { read } = readCaseFile({ file: "example", text });
  const { kase, findings } = read ? resolveCase(read, model) : {};
  if (!kase) throw new Error(`example ${asked.indicator}: ${JSON.stringify(findings)}`);
  return (await calculate(model, kase)).result;
}

describe.each(ids)("%s", id => {
  const model = modelOf(id);

  test("has no findings, units included, and is installed", async () => {
    expect((await loadModelFolder(`models/${id}`)).findings).toEqual([]);
    expect(installedModels()).toContain(id);
    expect((await loadModel(`${id}@1`)).model?.indicators.map(each => each.id)).toEqual(
      model.indicators.map(each => each.id),
    );
  });

  test("says everything in both languages, Chinese in Chinese", () => {
    const texts: readonly (readonly [string, Text])[] = [
      ["description", model.description],
      ...model.indicators.flatMap(each => [
        [`${each.id} name`, each.name] as const,
        [`${each.id} definition`, each.definition] as const,
      ]),
      ...model.drivers.map(each => [each.id, each.name] as const),
      ...model.tables.flatMap(table => [
        [table.id, table.name] as const,
        [`${table.id} about`, table.about] as const,
        ...[...table.columns, ...table.measures].map(each => [`${table.id}.${each.id}`, each.name] as const),
      ]),
      ...model.warnings.flatMap(each => [[each.id, each.name] as const, [`${each.id} says`, each.says] as const]),
    ];
    for (const [what, text] of texts) {
      expect(typeof text, what).toBe("object");
      expect(missingLocales(text), what).toEqual([]);
      expect(inLocale(text, "zh-CN"), what).toMatch(/\p{Script=Han}/u);
      expect(inLocale(text, "en"), what).not.toMatch(/\p{Script=Han}/u);
    }
  });

  test("has a worked example for each of its lines, and an indicator that brings no money of its own", () => {
    const lines = model.indicators.flatMap(each => each.monetization.map(line => `${each.id} ${line.id}`));
    expect(model.examples.map(({ indicator, line }) => `${indicator} ${line}`).sort()).toEqual(lines.sort());
    expect(model.indicators.some(({ monetization }) => monetization.length === 0)).toBe(true);
    expect(model.levelExamples.length).toBeGreaterThan(1);
  });

  test.each(conventions)("gives the money of each worked example under the convention %s", async convention => {
    for (const example of model.examples) {
      const result = await resultOf(model, example, convention);
      const gross = result.indicators[0]?.lines.find(line => line.id === example.line)?.gross ?? Number.NaN;
      expect(Math.abs(gross / example.gives - 1), example.indicator).toBeLessThan(1e-9);
      expect(result.gaps.filter(gap => gap.reason === "failed")).toEqual([]);
    }
  });

  test.each(conventions)("gives the level of each worked example under the convention %s", async convention => {
    for (const example of model.levelExamples) {
      // What a column takes from another table is given in the example, and no case could say it.
      const isGiven = Object.entries(example.tables).some(([table, rows]) =>
        model.tables
          .find(each => each.id === table)
          ?.columns.some(column => column.kind === "linked" && rows.some(row => row[column.id] !== undefined)),
      );
      if (isGiven) continue;
      const result = await resultOf(model, example, convention);
      expect(result.levels?.[0]?.measured, example.indicator).toBeCloseTo(example.gives, 9);
    }
  });
});

describe("published figures", () => {
  const rolled = async (fixture: string, table: string, title: string) => {
    const { model, kase } = await loadCase(`fixtures/${fixture}`);
    if (!model || !kase) throw new Error(`${fixture} cannot be read`);
    const { result } = await calculate(model, kase);
    const group = result.tables
      ?.find(({ id }) => id === table)
      ?.groups.find(each => inLocale(each.title, "en") === title);
    return { result, measures: group?.measures ?? {} };
  };

  test("a customer goes from −50% to 95% in a year: supporters 5 → 15, opponents 10 → 2", async () => {
    const { measures } = await rolled("closeness", "people", "Qiming Port Group");
    expect(measures.closeness).toEqual([-0.5, 0.95]);
    expect(measures.supporters).toEqual([5, 15]);
    expect(measures.opponents).toEqual([10, 2]);
    expect(measures.decision_makers).toEqual([16, 20]);
  });

  test("a project goes from −50% to 150%", async () => {
    const { measures } = await rolled("closeness", "people", "Project A: haul trucks");
    expect(measures.closeness).toEqual([-0.5, 1.5]);
    expect(measures.supporters).toEqual([2, 10]);
    expect(measures.opponents).toEqual([8, 0]);
  });

  test("a forecast of 80% while 60% of the decision makers are against it is a warning", async () => {
    const { result } = await rolled("closeness", "people", "Project D: casting cranes");
    const says = result.warnings?.map(warning => inLocale(warning.says, "en"));
    expect(says).toEqual([
      "Project D: casting cranes is forecast at 80%, but closeness is −40% and 60% of its decision makers are against us.",
    ]);
  });

  test("a team of ten costs 300,000 a month, 9,000 a customer and year, and needs 506.3 customers at a margin of 80%", async () => {
    const { result, measures } = await rolled("cost-to-serve", "cost_items", "Nanyang");
    expect(measures.monthly_cost).toEqual([300_000]);
    const nanyang = result.tables
      ?.find(({ id }) => id === "markets")
      ?.rows.find(row => inLocale(row.texts.market ?? "", "en") === "Nanyang");
    expect(nanyang?.values.cost_per_customer).toBe(9000);
    expect(nanyang?.values.break_even).toBeCloseTo(506.3006, 4);
  });

  test("405.04 customers break even at the fee of 8,888 and a margin of 100%; the ratio of 22.9 to 7.4 million is 3.0946", () => {
    const gives = (id: string) => modelOf(id).levelExamples.map(example => example.gives);
    expect(gives("cost-to-serve").some(value => Math.abs(value - 405.0405) < 1e-4)).toBe(true);
    expect(gives("pre-sales").some(value => Math.abs(value - 3.0946) < 1e-4)).toBe(true);
  });

  test("tiers are ranked by output per input; all together it is 2", async () => {
    const { result, measures } = await rolled("service-tiers", "accounts", "Gold");
    expect(measures.output_per_input?.[0]).toBeCloseTo(34 / 5.5, 9);
    const tiers = result.tables?.find(({ id }) => id === "tiers")?.rows;
    expect(tiers?.map(row => [inLocale(row.texts.tier ?? "", "en"), row.rank])).toEqual([
      ["Gold", 1],
      ["Silver", 2],
      ["Bronze", 3],
    ]);
    expect(result.levels?.find(({ id }) => id === "tier-input-output-ratio")?.measured).toBe(2);
  });
});

describe("overlap", () => {
  test("takes the conversion of weak links out whole where closeness is counted", async () => {
    const { model, kase } = await loadCase("fixtures/closeness");
    if (!model || !kase) throw new Error("the case cannot be read");
    const net = async (without?: string) => {
      const indicators = kase.indicators.map(terms => (terms.id === without ? { ...terms, chosen: false } : terms));
      const { result } = await calculate(model, { ...kase, indicators });
      return result.indicators.find(({ id }) => id === "weak-link-conversion-rate")?.net;
    };
    expect(await net()).toBe(0);
    expect(await net("relationship-closeness")).toBeCloseTo(172_800 * 0.2 * 0.4, 6);
  });

  test("counts closeness not at all beside the win rate", () => {
    const pair = modelOf("pre-sales").overlaps.find(({ reduce }) => reduce === "relationship-closeness");
    expect([pair?.keep, pair?.factor]).toEqual(["qualified-win-rate", 1]);
  });
});
