/** The after-sales model: clean, whole in both languages, and every worked example comes out of the real engine. */
import { describe, expect, test } from "vitest";
import { readCaseFile, resolveCase } from "../../src/case/parse-case.ts";
import { loadModel, loadModelFolder } from "../../src/disk/load.ts";
import { typicalBaseline, typicalImprovement } from "../../src/engine/sheets/typical.ts";
import { calculate } from "../../src/index.ts";
import type { WorkedExample } from "../../src/model/model.ts";
import { inLocale, locales, missingLocales, type Text } from "../../src/text/locale.ts";
import { afterSales } from "./after-sales.ts";

const model = afterSales();

describe("the after-sales model", () => {
  test("has no findings, units included", async () => {
    expect((await loadModelFolder("models/after-sales")).findings).toEqual([]);
  });

  test("is the one that is installed", async () => {
    const installed = (await loadModel("after-sales@1")).model;
    expect(installed?.indicators.map(({ id }) => id)).toEqual(model.indicators.map(({ id }) => id));
  });

  test("has 54 indicators on 9 stages × 3 dimensions, two in each cell", () => {
    expect([model.indicators.length, model.stages.length, model.dimensions.length]).toEqual([54, 9, 3]);
    for (const stage of model.stages) {
      for (const dimension of model.dimensions) {
        expect(
          model.indicators.filter(each => each.stage === stage.id && each.dimension === dimension.id),
        ).toHaveLength(2);
      }
    }
  });

  test("has 100 drivers, 57 overlaps, 76 levers, and a worked example for each of its 56 lines", () => {
    expect([model.drivers.length, model.overlaps.length, model.levers.length]).toEqual([100, 57, 76]);
    const lines = model.indicators.flatMap(({ id, monetization }) => monetization.map(line => `${id} ${line.id}`));
    expect(lines).toHaveLength(56);
    expect(model.examples.map(({ indicator, line }) => `${indicator} ${line}`).sort()).toEqual(lines.sort());
  });

  test("says everything in both languages, and Chinese in Chinese", () => {
    const texts = model.indicators.flatMap((each): [string, Text][] => [
      [`${each.id} name`, each.name],
      [`${each.id} definition`, each.definition],
      [`${each.id} measured from`, each.measured.from],
      [`${each.id} measured every`, each.measured.every],
      [`${each.id} attribution`, each.attribution.because],
      [`${each.id} confidence`, each.confidence.because],
      ...(each.typical.note ? [[`${each.id} note`, each.typical.note] as [string, Text]] : []),
    ]);
    const more = [...model.drivers, ...model.stages, ...model.dimensions, ...model.units, ...model.serviceProducts].map(
      (each): [string, Text] => [each.id, each.name],
    );
    for (const [what, text] of [...texts, ...more]) {
      expect(typeof text, what).toBe("object");
      expect(missingLocales(text), what).toEqual([]);
    }
    for (const [what, text] of texts.filter(([each]) => /name|definition|because/.test(each))) {
      expect(inLocale(text, "zh-CN"), what).toMatch(/\p{Script=Han}/u);
      expect(inLocale(text, "en"), what).not.toMatch(/\p{Script=Han}/u);
    }
  });

  test("says that a range without a public benchmark is a practitioner's estimate, and names the sources of any other", () => {
    const estimate = { en: "practitioner estimate", "zh-CN": "从业者估计" };
    let estimates = 0;
    for (const indicator of model.indicators) {
      const { baseline, improvement } = indicator.typical;
      for (const [text, { sources }] of [
        [typicalBaseline(indicator, model), baseline],
        [typicalImprovement(indicator, model), improvement],
      ] as const) {
        if (sources.length === 0) estimates += 1;
        for (const locale of locales) {
          const said = inLocale(text, locale);
          if (sources.length === 0) expect(said, indicator.id).toContain(estimate[locale]);
          else expect(said, indicator.id).not.toContain(estimate[locale]);
          for (const source of sources) expect(said, indicator.id).toMatch(new RegExp(`${source} [ABCD]`));
        }
      }
    }
    expect(estimates).toBeGreaterThan(20);
  });

  test("cites only sources that have an address", () => {
    for (const { id, url } of model.sources) expect(url, id).toMatch(/^https?:\/\/\S+$/);
  });
});

describe("a worked example", () => {
  /** A case that holds just what the example says. */
  function caseOf({ indicator, baseline, target, drivers }: WorkedExample) {
    const text = JSON.stringify({
      model: "after-sales@1",
      customer: { id: "example", name: "Example", currency: "CNY" },
      calendar: { build: "2025-01-01", "go-live": "2025-07-01", horizon: 1, period: "year" },
      finance: { "discount-rate": 0.08 },
      drivers,
      indicators: { [indicator]: { baseline, target } },
      ramp: [1],
    });
    const { read } = readCaseFile({ file: "example", text });
    const { kase, findings } = read ? resolveCase(read, model) : {};
    if (!kase) throw new Error(`example ${indicator}: ${JSON.stringify(findings)}`);
    return kase;
  }

  test.each(model.examples.map(example => [`${example.indicator} ${example.line}`, example] as const))(
    "comes out of the engine: %s",
    async (_, example) => {
      const { result } = await calculate(model, caseOf(example));
      const line = result.indicators[0]?.lines.find(({ id }) => id === example.line);
      expect(Math.abs((line?.gross ?? Number.NaN) / example.gives - 1)).toBeLessThan(1e-9);
    },
  );
});
