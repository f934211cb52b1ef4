import { describe, expect, test } from "vitest";
import { loadCase } from "../../src/disk/load.ts";
import { buildPlan } from "../../src/engine/build-plan.ts";
import { calculate } from "../../src/engine/calculate.ts";
import type { ChartPlan } from "../../src/engine/plan/chart-plan.ts";
import { range } from "../../src/engine/plan/formula.ts";
import type { CellRef, SheetPlan, WorkbookPlan } from "../../src/engine/plan/plan.ts";
import { sensitivityOf } from "../../src/engine/sensitivity.ts";
import { locales } from "../../src/text/locale.ts";
import { amountFormat, axisFormat, labelFormat } from "../../src/workbook/charts/amount-format.ts";
import { attribute, readWrittenSheets } from "../../src/workbook/written-cells.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { changed, loadDemo } from "../engine/demo.ts";
import { cellsOf, writtenCharts } from "./chart-text.ts";
import { part, sheetPart, tags } from "./read-part.ts";
import { smallPlan } from "./small-plan.ts";

async function demonstration(change: Parameters<typeof changed>[1] = {}): Promise<WorkbookPlan> {
  const { model, kase: known } = await loadDemo();
  const kase = changed(known, change);
  return buildPlan(model, kase, { sensitivity: sensitivityOf(model, kase, calculate(buildPlan(model, kase))) });
}

const plan = await demonstration();
const calculation = calculate(plan);
const written = { en: await writeWorkbook(calculation, "en"), "zh-CN": await writeWorkbook(calculation, "zh-CN") };

/** The small plan with a chart over its values, the gap and the error among them. */
function withChart(parts: Partial<ChartPlan> = {}): WorkbookPlan {
  const small = smallPlan();
  const at = (row: number, column: number): CellRef => ({ kind: "cell", sheet: "value", row, column });
  const chart: ChartPlan = {
    kind: "stacked-columns",
    title: { en: "Money & more", "zh-CN": "金额 & 其他" },
    alternative: { en: 'Columns of "money"', "zh-CN": "金额柱形图" },
    categories: range(at(2, 1), at(6, 1)),
    series: [{ name: at(1, 2), values: range(at(2, 2), at(6, 2)), role: "result", label: "amount" }],
    over: range(at(13, 1), at(24, 2)),
    ...parts,
  };
  return {
    ...small,
    sheets: small.sheets.map(sheet => (sheet.id === "value" ? { ...sheet, charts: [chart] } : sheet)),
  };
}

describe("a chart", () => {
  test.each(locales)("is written as planned, in %s", async locale => {
    const file = await writeWorkbook(calculate(withChart()), locale);
    const parts = ["xl/drawings/drawing1.xml", "xl/drawings/_rels/drawing1.xml.rels", "xl/charts/chart1.xml"];
    const text = parts.map(path => `${path}\n${part(file, path).replaceAll("><", ">\n<")}\n`).join("\n");
    await expect(text).toMatchFileSnapshot(`golden/chart.${locale}.txt`);
  });

  test("leaves a gap and an error blank, never 0", async () => {
    const [chart] = writtenCharts(await writeWorkbook(calculate(withChart()), "en"));
    const numbers = chart?.references.find(({ kind }) => kind === "numbers");
    expect(numbers?.points.map(point => point !== undefined)).toEqual([true, true, true, false, false]);
  });

  test("begins at 0 where all amounts are alike, and reaches below it where one is", async () => {
    const zeros = plan.sheets.flatMap(({ charts = [], cells }) =>
      charts.flatMap(({ zeros }) => (zeros ? [cells.filter(({ ref }) => ref.row === zeros.from.row).slice(1)] : [])),
    );
    expect(zeros.map(({ length }) => length)).toEqual([5, 4]);
    for (const { content } of zeros.flat()) expect(content).toEqual({ kind: "label", text: 0 });
    expect(writtenCharts(written.en)[0]?.xml).toContain("<c:lineChart>");
    const at = (row: number, column: number): CellRef => ({ kind: "cell", sheet: "value", row, column });
    const alike = (from: number, to: number) => {
      const series = [{ name: at(1, 2), values: range(at(from, 2), at(to, 2)), role: "part" }] as const;
      return withChart({ kind: "stacked-bars", categories: range(at(from, 1), at(to, 1)), series });
    };
    const bars = async (from: number, to: number) =>
      writtenCharts(await writeWorkbook(calculate(alike(from, to)), "en"))[0]?.xml;
    expect(await bars(2, 3)).toContain('<c:min val="0"/>');
    expect(await bars(3, 4)).not.toContain("<c:min ");
  });

  test("hangs on its sheet by a relation beside those of links, after all that the standard puts before it", () => {
    const xml = sheetPart(written.en, "Summary");
    expect(xml.indexOf("<drawing ")).toBeGreaterThan(xml.indexOf("<ignoredErrors"));
    const id = attribute(tags(xml, "drawing")[0] ?? "", "r:id");
    const index = readWrittenSheets(written.en).findIndex(({ name }) => name === "Summary") + 1;
    const relations = tags(part(written.en, `xl/worksheets/_rels/sheet${index}.xml.rels`), "Relationship");
    const relation = relations.find(tag => attribute(tag, "Id") === id);
    expect(attribute(relation ?? "", "Target")).toBe("../drawings/drawing1.xml");
  });

  test("can be copied and restyled though its sheet is protected", () => {
    expect(part(written.en, "xl/drawings/drawing1.xml")).toContain('<xdr:clientData fLocksWithSheet="0"/>');
  });
});

describe("the charts of the demonstration case", () => {
  test("stand on the summary, the scenarios, the cash flow and what matters most", () => {
    const charts = plan.sheets.flatMap(({ id, charts = [] }) => charts.map(({ kind }) => [id, kind]));
    expect(charts).toEqual([
      ["summary", "stacked-columns"],
      ["summary", "stacked-bars"],
      ["scenarios", "columns"],
      ["cash-flow", "overlaid-columns"],
      ["cash-flow", "overlaid-columns"],
      ["sensitivity", "bars-around"],
    ]);
  });

  test("cover no cell that holds anything, and no other chart", () => {
    for (const sheet of plan.sheets) {
      const charts = sheet.charts ?? [];
      expect(charts.flatMap(chart => sheet.cells.filter(({ ref }) => covers(chart, ref)))).toEqual([]);
      expect(charts.flatMap(a => charts.filter(b => a !== b && covers(a, b.over.from)))).toEqual([]);
    }
  });

  test("refer to cells of their own sheet that are planned", () => {
    for (const sheet of plan.sheets)
      for (const { categories, series } of sheet.charts ?? []) {
        const refs = [categories, ...series.map(({ values }) => values)].flatMap(({ from, to }) => [from, to]);
        expect(new Set([...refs, ...series.map(({ name }) => name)].map(ref => ref.sheet))).toEqual(
          new Set([sheet.id]),
        );
        for (const { name } of series) expect(isPlanned(sheet, name)).toBe(true);
        for (const ref of [categories.from, categories.to]) expect(isPlanned(sheet, ref)).toBe(true);
        for (const { values } of series)
          expect(sheet.cells.some(({ ref }) => ref.row >= values.from.row && ref.row <= values.to.row)).toBe(true);
      }
  });

  test.each(locales)("cache what stands in their cells, in %s", locale => {
    const cells = new Map(
      readWrittenSheets(written[locale]).flatMap(({ name, cells }) =>
        cells.map(({ address, value }) => [`${name}!${address}`, value] as const),
      ),
    );
    const charts = writtenCharts(written[locale]);
    expect(charts).toHaveLength(6);
    for (const reference of charts.flatMap(({ references }) => references)) {
      const standing = cellsOf(reference).map(({ sheet, address }) => cells.get(`${sheet}!${address}`));
      const expected = standing.map(value =>
        value === undefined || (reference.kind === "numbers" && typeof value !== "number") ? undefined : String(value),
      );
      expect(reference.points, reference.to).toEqual(expected);
      expect(reference.points.some(point => point !== undefined) || reference.kind === "numbers").toBe(true);
    }
  });

  test("are the same bytes whenever they are written", async () => {
    expect(Buffer.from(await writeWorkbook(calculation, "en")).equals(Buffer.from(written.en))).toBe(true);
  });

  test("speak the reader's language, to those who cannot see them too", () => {
    const drawing = part(written["zh-CN"], "xl/drawings/drawing1.xml");
    for (const tag of tags(drawing, "xdr:cNvPr")) expect(attribute(tag, "descr")).toMatch(/[\u4e00-\u9fff]{8}/);
    for (const { title } of writtenCharts(written["zh-CN"])) expect(title).toMatch(/[\u4e00-\u9fff]{4}/);
  });

  test("name no font of one machine", () => {
    const faces = writtenCharts(written["zh-CN"]).flatMap(({ xml }) => [...xml.matchAll(/typeface="([^"]*)"/g)]);
    expect(new Set(faces.map(([, face]) => face))).toEqual(new Set(["+mn-lt", "+mn-ea"]));
  });
});

test("where nothing can be computed, charts are blank and the rest of the sheet stands", async () => {
  const { kase } = await loadDemo();
  const blank = await demonstration({ investment: kase.investment.map(line => ({ ...line, initial: null })) });
  const charts = writtenCharts(await writeWorkbook(calculate(blank), "en"));
  const cumulative = charts.find(({ title }) => title.startsWith("Cumulative"));
  const numbers = cumulative?.references.filter(({ kind }) => kind === "numbers") ?? [];
  expect(numbers.flatMap(({ points }) => points).filter(point => point !== undefined)).toEqual([]);
  expect(charts.some(({ title }) => title.startsWith("NPV at"))).toBe(false);
});

test("a model of one stage and one dimension has no chart of its parts; a case without one-off cash one of its flows", async () => {
  const { model, kase } = await loadCase("fixtures/studies/copilot");
  if (!model || !kase) throw new Error("the study cannot be read");
  const charts = buildPlan(model, kase).sheets.flatMap(({ charts = [] }) => charts);
  expect(charts.map(({ kind, over }) => [kind, over.to.column])).toEqual([
    ["stacked-columns", 6],
    ["overlaid-columns", 4],
  ]);
});

test("the workbook's properties say what it is about, in the reader's language", () => {
  const core = part(written["zh-CN"], "docProps/core.xml");
  expect(core).toContain("<dc:subject>业务价值：");
  expect(core).toContain("<cp:keywords>业务价值、");
  expect(part(written.en, "docProps/app.xml")).toContain("<Company>Qihang Service Cloud (fictional)</Company>");
});

test("each headline leads to the flows that it is calculated from", () => {
  const links = new Map(tags(sheetPart(written.en, "Summary"), "hyperlink").map(tag => [attribute(tag, "ref"), tag]));
  const npv = plan.names.get("npv");
  const cash = plan.sheets.find(({ id }) => id === "cash-flow");
  const to = attribute(links.get(`A${npv?.row}`) ?? "", "location") ?? "";
  const [, row] = /^'Cash flow'!B(\d+)$/.exec(to) ?? [];
  const title = cash?.cells.find(({ ref }) => ref.column === 1 && ref.row === Number(row));
  expect(title?.content).toMatchObject({ text: { en: "Discounted net flow" } });
});

test("a formula stands in words, and below with the case's numbers", () => {
  const cells = readWrittenSheets(written.en).find(({ name }) => name === "Value")?.cells ?? [];
  const texts = cells.map(({ value }) => value).filter(value => typeof value === "string" && value.includes("\n= "));
  expect(texts.find(text => String(text).includes("Corrective field"))).toMatch(
    /Target − Baseline.*\n= \(79% − 72%\) × 49,600 × /s,
  );
});

test("the summary is printed on one page, without the figures that only charts read", () => {
  expect(tags(sheetPart(written.en, "Summary"), "pageSetup")[0]).toContain('fitToWidth="1" fitToHeight="1"');
  const summary = plan.sheets.find(({ id }) => id === "summary");
  const names = part(written.en, "xl/workbook.xml");
  expect(names).toContain(`&apos;Summary&apos;!$A$1:$F$${summary?.lastPrinted}</definedName>`);
});

describe("amounts", () => {
  test("are written short, in the units of the language", () => {
    expect([900, 45_000, 9_300_000, 240_000_000].map(largest => amountFormat(largest, "en"))).toEqual([
      "#,##0",
      '#,##0,"k"',
      '0.0,,"M"',
      '#,##0,,"M"',
    ]);
    expect([45_000, 9_300_000, 2_400_000_000].map(largest => amountFormat(largest, "zh-CN"))).toEqual([
      "#,##0",
      '0\\.0,"万"',
      '0\\.00,,"亿"',
    ]);
  });

  test("carry the sign of what they mean, and nothing stands at a column of no height", () => {
    expect(axisFormat("0")).toBe('0;"−"0;0');
    expect(labelFormat("minus", "0", "en")).toBe('"−"0;"−"0;""');
    expect(labelFormat("plus", "0", "en")).toBe('"+"0;"+"0;""');
    expect(labelFormat({ text: 'Paid "back"' }, "0", "en")).toBe('"Paid back";"";""');
  });
});

const covers = ({ over: { from, to } }: ChartPlan, { row, column }: CellRef): boolean =>
  row >= from.row && row <= to.row && column >= from.column && column <= to.column;

const isPlanned = ({ cells }: SheetPlan, at: CellRef): boolean =>
  cells.some(({ ref }) => ref.row === at.row && ref.column === at.column);
