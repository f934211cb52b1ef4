/** Tables: roll-ups by an independent sum, absence and gaps, ranks, levels beside baselines, warnings, indicators without money. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Case, TableRow, TableValue } from "../../src/case/case.ts";
import { readCaseFile, resolveCase } from "../../src/case/parse-case.ts";
import { compileKernel } from "../../src/engine/kernel/compile-kernel.ts";
import { type CaseResult, calculate, loadCase, sensitivity } from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";
import { inLocale } from "../../src/text/locale.ts";
import { dataFindings } from "../../src/portfolio/data-findings.ts";

async function demo(name: string): Promise<{ model: Model; kase: Case }> {
  const { model, kase } = await loadCase(`fixtures/${name}`);
  if (!model || !kase) throw new Error(`${name} cannot be read`);
  return { model, kase };
}

const tableOf = (result: CaseResult, id: string) => {
  const found = result.tables?.find(each => each.id === id);
  if (!found) throw new Error(`no table ${id}`);
  return found;
};

/** A case whose table has this row in place of one of its own. */
function withRow(kase: Case, table: string, index: number, change: (row: TableRow) => TableRow): Case {
  const given = kase.tables.get(table);
  if (!given) throw new Error(`no table ${table}`);
  const rows = given.rows.map((row, at) => (at === index ? change(row) : row));
  return { ...kase, tables: new Map([...kase.tables, [table, { ...given, rows }]]) };
}

const withValue = (column: string, values: readonly TableValue[]) => (row: TableRow) => ({
  ...row,
  values: new Map([...row.values, [column, values]]),
});

describe("closeness", () => {
  let model: Model;
  let kase: Case;
  let result: CaseResult;
  beforeAll(async () => {
    ({ model, kase } = await demo("closeness"));
    ({ result } = await calculate(model, kase));
  });

  /** By hand: each person's score by influence, of those that are there. */
  function closeness(rows: readonly TableRow[], date: number): number | null {
    const column = model.tables[0]?.columns.find(({ id }) => id === "attitude");
    let [sum, weight] = [0, 0];
    for (const { values } of rows) {
      const attitude = values.get("attitude")?.[date];
      const influence = values.get("influence")?.[date];
      if (typeof attitude !== "object" || attitude === null || typeof influence !== "number") continue;
      const level = column?.kind === "level" ? column.levels.find(({ id }) => id === attitude.level) : undefined;
      sum += (level?.score ?? Number.NaN) * influence;
      weight += influence;
    }
    return weight === 0 ? null : sum / weight;
  }

  test("rolls up by customer, project and department as a sum over the people does, at both dates", () => {
    const rows = kase.tables.get("people")?.rows ?? [];
    const name = (row: TableRow, column: string) => inLocale(row.texts.get(column) ?? "", "en");
    const groups = ["customer", "project", "department"];
    const paths = new Map<string, TableRow[]>([["", [...rows]]]);
    for (const row of rows)
      groups.forEach((_, level) => {
        const path = groups
          .slice(0, level + 1)
          .map(group => name(row, group))
          .join(" / ");
        paths.set(path, [...(paths.get(path) ?? []), row]);
      });
    const path: string[] = [];
    const found = tableOf(result, "people").groups.map(({ level, title, measures }) => {
      if (level > 0) path.splice(level - 1, path.length, inLocale(title, "en"));
      return [level === 0 ? "" : path.slice(0, level).join(" / "), measures.closeness] as const;
    });
    expect(found).toHaveLength(paths.size);
    for (const [key, values] of found)
      [0, 1].forEach(date => {
        const wanted = closeness(paths.get(key) ?? [], date);
        if (wanted === null) expect(values?.[date], key).toBeNull();
        else expect(values?.[date], key).toBeCloseTo(wanted, 12);
      });
  });

  test("counts nobody before the first date", () => {
    expect(tableOf(result, "people").groups[0]?.measures.decision_makers).toEqual([32, 37]);
    expect(tableOf(result, "people").groups[0]?.measures.conversion?.[0]).toBeNull();
  });

  test("an attitude yet to be judged is a gap in every group that holds the person, and moves no money", async () => {
    const open = withRow(kase, "people", 0, withValue("attitude", [null, null]));
    const { result: changed } = await calculate(model, open);
    const { groups } = tableOf(changed, "people");
    const [all, first] = groups;
    const beihe = groups.find(({ title }) => inLocale(title, "en") === "Beihe Mining");
    expect([all?.measures.closeness, first?.measures.closeness]).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(beihe?.measures.closeness).toEqual([-0.5, 1.5]);
    expect(changed.summary.npv).toBe(result.summary.npv);
    expect(changed.levels?.find(({ id }) => id === "relationship-closeness")?.agrees).toBeNull();
  });

  test("warns of the one forecast that its decision makers contradict, and stops when they no longer do", async () => {
    expect(result.warnings?.map(({ id, row }) => [id, row])).toEqual([["forecast-against-decision-makers", 3]]);
    const low = withRow(kase, "projects", 3, withValue("forecast", [0.3]));
    expect((await calculate(model, low)).result.warnings).toEqual([]);
    expect(result.checks.every(({ ok }) => ok)).toBe(true);
  });

  test("finds a typed baseline that the data contradict by more than the tolerance", async () => {
    const typed = (baseline: number): Case => ({
      ...kase,
      indicators: kase.indicators.map(terms =>
        terms.id === "relationship-closeness" ? { ...terms, baseline } : terms,
      ),
    });
    const findings = async (baseline: number) => {
      const assessment = await calculate(model, typed(baseline));
      const failed = assessment.result.checks.filter(({ ok }) => !ok).map(({ id }) => id);
      return [dataFindings(assessment).map(({ code }) => code), failed];
    };
    expect(await findings(-0.52)).toEqual([["model-warning"], []]);
    expect(await findings(-0.53)).toEqual([["baseline-differs", "model-warning"], ["levels"]]);
  });

  test("shows an indicator without money, in no sum, drawn by no simulation", async () => {
    const unpriced = result.indicators.find(({ id }) => id === "decision-maker-coverage");
    expect([unpriced?.lines, unpriced?.baseline, unpriced?.target]).toEqual([[], 0.6, 0.8]);
    const cell = result.matrix.find(({ stage, dimension }) => stage === "extend" && dimension === "win");
    expect([cell?.count, cell?.unpriced, cell?.net]).toEqual([0, 1, 0]);
    const nets = result.indicators.map(({ net }) => net ?? Number.NaN);
    expect(nets.reduce((a, b) => a + b, 0)).toBeCloseTo(result.summary.netBenefitPerYear ?? Number.NaN, 6);
    const { inputs } = await sensitivity(await calculate(model, kase));
    expect(inputs.filter(({ id }) => id.startsWith("decision-maker-coverage"))).toEqual([]);
  });
});

describe("the cost of serving a market", () => {
  test("a formula of money that reads a table compiles, and follows the rows", async () => {
    const { model, kase } = await demo("cost-to-serve");
    const counted = { ...kase, indicators: kase.indicators.filter(({ id }) => id === "cost-to-serve-per-customer") };
    const assessment = await calculate(model, counted);
    expect(assessment.result.indicators[0]?.gross).toBeCloseTo((8291 - 7800) * 550, 6);
    expect((await sensitivity(assessment)).uncompiled).toEqual([]);
    const more = withRow(counted, "markets", 0, withValue("customers", [500]));
    expect((await calculate(model, more)).result.indicators[0]?.gross).toBeCloseTo((8291 - 7800) * 650, 6);
  });

  test("a rank is left to the spreadsheet engine, and said so; nothing else of the workbook is", async () => {
    const { model, kase } = await demo("service-tiers");
    const { calculation } = await calculate(model, kase);
    const cells = calculation.plan.sheets.flatMap(sheet => sheet.cells);
    const formulas = cells.filter(({ content }) => content.kind === "formula").map(({ ref }) => ref);
    const { uncompiled } = compileKernel(calculation.plan, [], formulas);
    expect(uncompiled).toHaveLength(9);
    expect([...new Set(uncompiled.map(({ reason }) => reason))]).toEqual(["the function RANK"]);
  });

  test("no scenario changes a table", async () => {
    const { model, kase } = await demo("service-tiers");
    const { result } = await calculate(model, kase);
    const { result: other } = await calculate(model, { ...kase, shownScenario: "conservative" });
    expect(other.tables).toEqual(result.tables);
    expect(other.summary.npv).not.toBe(result.summary.npv);
  });
});

describe("rows of a case", () => {
  const head = {
    model: "relationship-closeness@1",
    customer: { id: "acme", name: "Acme", currency: "CNY" },
    calendar: { build: "2025-01-01", "go-live": "2025-07-01", horizon: 1, period: "year" },
    finance: { "discount-rate": 0.08 },
    indicators: { "decision-maker-coverage": { baseline: 0.5, target: 0.6 } },
    ramp: [1],
  };
  const row = { customer: "A", project: "P", department: "D", person: "X", attitude: "neutral", met: "yes" };

  async function found(...rows: readonly unknown[]): Promise<string[]> {
    const { model } = await demo("closeness");
    const { read, findings } = readCaseFile({
      file: "case.yaml",
      text: JSON.stringify({ ...head, tables: { people: rows } }),
    });
    const resolved = read ? resolveCase(read, model) : { findings: [] };
    return [...findings, ...resolved.findings].map(({ code, severity, values }) =>
      `${severity} ${code} ${String(values.field ?? values.id ?? "")}`.trim(),
    );
  }

  test.each([
    ["are clean", [row], []],
    ["may give one value for each of several dates", [{ ...row, attitude: { "2025-01-31": "opponent" } }], []],
    ["are each named once within their groups", [row, row], ["error duplicate-id X"]],
    ["may share a name in other groups", [row, { ...row, project: "Q" }], []],
    ["have the columns of the model", [{ ...row, mood: 1 }], ["error unknown-field mood"]],
    ["need what names and groups them", [{ ...row, project: null }], ["error missing-field project"]],
    ["take levels of the model", [{ ...row, attitude: "fond" }], ["error wrong-value attitude"]],
    ["take dates that exist", [{ ...row, attitude: { "2025-02-30": "neutral" } }], ["error wrong-type attitude"]],
    ["take dates only where the column has some", [{ ...row, met: { "2025-01-31": "yes" } }], ["error wrong-type met"]],
    ["take numbers", [{ ...row, influence: "great" }], ["error wrong-type influence"]],
    [
      "are questioned where a number is implausible",
      [{ ...row, influence: 30 }],
      ["warning driver-implausible influence"],
    ],
    ["are gaps where a value is missing", [{ ...row, attitude: null }], ["warning value-missing people.attitude"]],
  ] as const)("%s", async (_, rows, expected) => {
    expect((await found(...rows)).filter(each => !each.endsWith("tables.people"))).toEqual(expected);
  });

  test("hostile names stand as text", async () => {
    const { model } = await demo("closeness");
    const hostile = ['=HYPERLINK("http://x")', "<script>alert(1)</script>", "{{name}}", "\u202eevil", "x".repeat(300)];
    const rows = hostile.map(person => ({ ...row, person, project: person }));
    const { read } = readCaseFile({ file: "case.yaml", text: JSON.stringify({ ...head, tables: { people: rows } }) });
    const { kase } = read ? resolveCase(read, model) : {};
    if (!kase) throw new Error("the case cannot be read");
    const { result } = await calculate(model, kase);
    expect(tableOf(result, "people").groups[0]?.measures.decision_makers).toEqual([5]);
    expect(tableOf(result, "people").rows.map(each => each.texts.person)).toEqual(hostile);
  });
});
