/** Reports of published studies: rows that read themselves a year before, benefit lines without baseline and target. */
import { expect, test } from "vitest";
import { calculate, loadCase, renderReport } from "../../src/index.ts";
import { locales } from "../../src/text/locale.ts";

test.each(["intellum", "entra", "copilot", "salesloft"])(
  "the report of %s is written in every language",
  async study => {
    const { kase, model } = await loadCase(`fixtures/studies/${study}`);
    if (!kase || !model) throw new Error(`${study} does not load`);
    const assessment = await calculate(model, kase);
    for (const locale of locales) expect(await renderReport(assessment, locale)).toMatch(/^<!doctype html>/i);
  },
);
