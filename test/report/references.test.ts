/** Every reference of a report leads to the cell that holds the figure beside it: in the plan, and in the workbook as it is written. */
import { beforeAll, describe, expect, test } from "vitest";
import { asSent } from "../../src/engine/as-sent.ts";
import type { Calculation } from "../../src/engine/calculation.ts";
import { keyOf } from "../../src/engine/plan/plan.ts";
import { columnLetters } from "../../src/engine/plan/print-formula.ts";
import { sheetNames } from "../../src/engine/plan/sheet-names.ts";
import { type Assessment, type Case, calculate, type Model, renderReport, writeWorkbook } from "../../src/index.ts";
import { type Locale, locales } from "../../src/text/locale.ts";
import { cellAt } from "../../src/workbook/returned/cell-address.ts";
import { cellKey, type ReturnedWorkbook } from "../../src/workbook/returned/returned-workbook.ts";
import { agreedBut } from "../engine/agreements.ts";
import { loadDemo } from "../engine/demo.ts";
import { workbookIn } from "../workbook/returned/read-back.ts";

let model: Model;
let demo: Case;
beforeAll(async () => {
  ({ model, kase: demo } = await loadDemo());
});

const withoutDriver = (kase: Case, id: string): Case => {
  const given = kase.drivers.get(id);
  if (!given) throw new Error(`no driver ${id}`);
  return { ...kase, drivers: new Map([...kase.drivers, [id, { ...given, value: null }]]) };
};

const cases: Readonly<Record<string, () => Promise<Assessment>>> = {
  "the demonstration case": () => calculate(model, demo),
  "a case that is agreed in part": () =>
    calculate(model, demo, agreedBut(demo, model, ["first-time-fix-rate", "travel-time-per-visit"])),
  "another scenario": () => calculate(model, { ...demo, shownScenario: "slow-market" }),
  "a case that loses": () =>
    calculate(model, { ...demo, investment: demo.investment.map(line => ({ ...line, initial: 90_000_000 })) }),
  "a case with a missing driver": () => calculate(model, withoutDriver(demo, "annual_corrective_work_orders")),
  "all indicators of the model": async () => {
    const all = await loadDemo("jianglan-all");
    return calculate(all.model, all.kase);
  },
};

interface Printed {
  /** Of the cell, as the name box takes it. */
  readonly address: string;
  readonly value: number;
  readonly shown: string;
}

const plain = (html: string): string =>
  html
    .replaceAll("&#x27;", "'")
    .replaceAll("&#39;", "'")
    .replaceAll("&#x3D;", "=")
    .replaceAll("&amp;", "&")
    .replaceAll("\u00a0", " ");

const texts = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map(([, text = ""]) => plain(text));

/** Figures in the text, each with the reference printed beside it, and figures of charts. */
function referencesIn(html: string): Printed[] {
  const inText = [...html.matchAll(/<data value="([^"]+)" title="([^"]+)">([^<]*)<\/data>/g)].map(
    ([, value, address = "", shown = ""]): Printed => ({
      address: plain(address),
      value: Number(value),
      shown: plain(shown),
    }),
  );
  const beside = texts(html, /<span class="cell-ref">([^<]*)<\/span>/g);
  expect(beside).toHaveLength(inText.length);
  inText.forEach(({ address }, index) => {
    const text = beside[index] ?? "";
    expect(address === text || address.endsWith(`!${text}`), `${address} beside ${text}`).toBe(true);
  });
  const inCharts = [...html.matchAll(/class="chart-ref"[^>]*data-value="([^"]+)" data-shown="([^"]+)">([^<]*)</g)];
  return [
    ...inText,
    ...inCharts.map(([, value, shown = "", address = ""]) => ({
      address: plain(address),
      value: Number(value),
      shown: plain(shown),
    })),
  ];
}

/** The cells of an address: 'Cash flow'!C10 is one, Value!N12+N13 are two, 'Cash flow'!C10:F10 four. */
function cellsOf(address: string): { readonly sheet: string; readonly cells: readonly string[] } {
  const [, quoted, bare, cells = ""] =
    /^(?:'((?:[^']|'')+)'|([^'!]+))!([A-Z]+\d+(?:[+:][A-Z]+\d+)*)$/.exec(address) ?? [];
  expect(cells, address).not.toBe("");
  return { sheet: quoted?.replaceAll("''", "'") ?? bare ?? "", cells: cells.split("+").flatMap(acrossOf) };
}

function acrossOf(address: string): string[] {
  const [from, to] = address.split(":").map(each => cellAt(each));
  if (!from || !to) return [address];
  expect(to.row, address).toBe(from.row);
  return Array.from(
    { length: to.column - from.column + 1 },
    (_, index) => `${columnLetters(from.column + index)}${from.row}`,
  );
}

const near = (found: number, expected: number): boolean =>
  Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected));

/** The digits that the reader sees are a rounding of the value, in some unit. A dash has its figure in the line below. */
function isRounded(shown: string, value: number): boolean {
  if (shown === "–") return true;
  const [, whole = "", fraction = ""] = /([\d,]+)(?:\.(\d+))?/.exec(shown) ?? [];
  const number = Number(`${shown.includes("−") ? "-" : ""}${whole.replaceAll(",", "")}.${fraction}`);
  const half = 0.5 * 10 ** -fraction.length;
  return [1, 100, 1e-3, 1e-4, 1e-6, 1e-8, 1e-9].some(unit => Math.abs(value * unit - number) <= half * (1 + 1e-6));
}

function inPlan({ plan, values }: Calculation, locale: Locale, address: string): number {
  const { sheet, cells } = cellsOf(address);
  const id = [...sheetNames(plan, locale)].find(([, name]) => name === sheet)?.[0];
  const planned = plan.sheets.find(each => each.id === id);
  return cells.reduce((sum, cell) => {
    const found = planned?.cells.find(({ ref }) => `${columnLetters(ref.column)}${ref.row}` === cell);
    const content = found?.content;
    const value =
      content?.kind === "input"
        ? content.value
        : content?.kind === "label"
          ? content.text
          : found && values.get(keyOf(found.ref));
    return sum + (typeof value === "number" ? value : Number.NaN);
  }, 0);
}

function inFile(workbook: ReturnedWorkbook, address: string): number {
  const { sheet, cells } = cellsOf(address);
  const found = workbook.sheets.find(each => each.name === sheet);
  return cells.reduce((sum, cell) => {
    const { row, column } = cellAt(cell) ?? { row: 0, column: 0 };
    const value = found?.cells.get(cellKey(row, column))?.value;
    return sum + (typeof value === "number" ? value : Number.NaN);
  }, 0);
}

describe.each(Object.keys(cases))("%s", name => {
  test.each(locales)("has only references that hold, in %s", { timeout: 60_000 }, async locale => {
    const assessment = await (cases[name] as () => Promise<Assessment>)();
    const html = await renderReport(assessment, locale);
    const sent = asSent(assessment.model, assessment.kase, assessment.calculation, assessment.ledger);
    const workbook = workbookIn(await writeWorkbook(assessment, locale));
    const printed = referencesIn(html);
    expect(printed.length).toBeGreaterThan(100);
    const wrong = printed.filter(
      ({ address, value, shown }) =>
        !near(inPlan(sent, locale, address), value) ||
        !near(inFile(workbook, address), value) ||
        !isRounded(shown, value),
    );
    expect(wrong).toEqual([]);
  });
});

test("every headline figure that has a value has its reference", async () => {
  const html = await renderReport(await calculate(model, demo), "en");
  const summary = html.slice(html.indexOf('<h2 id="summary">'), html.indexOf('<h2 id="value-map">'));
  expect(texts(summary, /<p class="figure-value">((?:(?!<data)[^<])+)<\/p>/g)).toEqual([]);
  expect(texts(summary, /title="([^"]+)"/g)).toContain("Summary!B5");
});

test("the contents lead to headings that are there, each once", async () => {
  for (const locale of locales) {
    const html = await renderReport(await calculate(model, demo), locale);
    const targets = texts(html, /class="contents-line" href="#([^"]+)"/g);
    const headings = texts(html, /<h[23] id="([^"]+)"/g);
    expect(targets).toEqual(headings);
    expect(new Set(targets).size).toBe(targets.length);
  }
});
