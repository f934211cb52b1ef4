/** Published studies, written as models and cases: what they print follows from what they print, or the case says why not. */
import { describe, expect, test } from "vitest";
import { readPrinted } from "../../src/case/printed.ts";
import { calculate, loadCase, loadModelFolder } from "../../src/index.ts";

/** Figures that do not follow from the printed inputs, by study. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  intellum: [],
  entra: [],
  copilot: ["presentValueBenefit", "npv"],
  salesloft: ["period.2.net", "period.3.net"],
};

describe.each(Object.entries(exceptions))("the study %s", (study, differing) => {
  const folder = `fixtures/studies/${study}`;
  const load = async () => {
    const { model, kase, findings } = await loadCase(folder);
    if (!model || !kase) throw new Error(JSON.stringify(findings));
    return { model, kase, findings };
  };

  test("is a model and a case without findings, units included", async () => {
    expect((await loadModelFolder(`${folder}/model`)).findings).toEqual([]);
    expect((await load()).findings).toEqual([]);
  });

  test("gives every printed figure to the printed digit, but those named", async () => {
    const { model, kase } = await load();
    const { published } = (await calculate(model, kase)).result;
    expect(published.length).toBeGreaterThanOrEqual(12);
    expect(published.filter(({ agrees }) => !agrees).map(({ figure }) => figure)).toEqual(differing);
    for (const { agrees, because } of published) expect(agrees || because !== undefined).toBe(true);
  });

  test("no longer gives them where one input is another", async () => {
    const { model, kase } = await load();
    const [id, driver] = [...kase.drivers][0] ?? [];
    if (!id || !driver) throw new Error("a study without drivers");
    const raised = (value: number | null) => (value ?? 0) * 1.01;
    const { value } = driver;
    const changed = { ...driver, value: Array.isArray(value) ? value.map(raised) : raised(value as number) };
    const { published } = (await calculate(model, { ...kase, drivers: new Map([...kase.drivers, [id, changed]]) }))
      .result;
    expect(published.filter(({ agrees }) => !agrees).length).toBeGreaterThan(differing.length);
  });
});

test("rounds where the publisher rounded: without it the study does not reproduce", async () => {
  const { model, kase } = await loadCase("fixtures/studies/intellum");
  if (!model || !kase) throw new Error("not loaded");
  const rows = model.rows.map(row =>
    row.id === "customers_retained" && row.formula.tree.kind === "call" && row.formula.tree.args[0]
      ? { ...row, formula: { ...row.formula, tree: row.formula.tree.args[0] } }
      : row,
  );
  const { published } = (await calculate({ ...model, rows }, kase)).result;
  const found = new Map(published.map(each => [each.figure, each.calculated ?? 0]));
  expect(found.get("row.revenue_retained.2")).toBeCloseTo(43_561_728, 0);
  expect(published.filter(({ agrees }) => !agrees).length).toBeGreaterThanOrEqual(6);
});

describe("a printed figure", () => {
  test.each([
    ["$8,230,482", 8230482, 0.5],
    ["131%", 1.31, 0.005],
    ["8.7%", 0.087, 0.0005],
    ["($53,150)", -53150, 0.5],
    ["−3.25", -3.25, 0.005],
    ["$14.8 million", 14.8e6, 0.05e6],
    ["1,234万", 1.234e7, 0.5e4],
    [329, 329, 0.5],
  ])("%s is %d, within %d", (written, value, within) => {
    const printed = readPrinted(written);
    expect(printed?.value).toBeCloseTo(value, 6);
    expect(printed?.within).toBeCloseTo(within, 9);
  });

  test("may be an upper bound", () => {
    expect(readPrinted("<6")).toMatchObject({ value: 6, under: true });
  });

  test.each(["about 5", "1,23", "(5", "5)", "", "1.2.3", null])("is not %s", written => {
    expect(readPrinted(written)).toBeUndefined();
  });
});
