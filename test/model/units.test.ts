/** What dimensional analysis finds: a benefit ends in money a year, cash in money, and nothing is added to what it is not. */
import { describe, expect, test } from "vitest";
import { messageOf } from "../../src/finding/print.ts";
import { findingsOfModel, visitsModel } from "./visits.ts";

const driver = (id: string, unit: string, more = ""): string =>
  `  - { id: ${id}, name: x, unit: "${unit}", shown-as: x, format: ${unit.startsWith("money") ? "money" : "number"}, meaning: x, range: [1, 1000], typical-source: x${more} }\n`;

const drivers = [
  driver("minutes_per_visit", "min/visit"),
  driver("hours_per_visit", "h/visit"),
  driver("hourly_cost", "money/h"),
  driver("gross_margin", "1", ", kind: margin"),
  driver("growth", "1"),
].join("");

/** Messages and hints for the small model with another formula, without examples. */
async function said(formula: string, { line = "", rows = "" } = {}): Promise<string[]> {
  const text = visitsModel
    .replace(/examples:[\s\S]*/, "")
    .replace("=(baseline-target)*annual_visits*cost_per_visit", () => formula)
    .replace("        type: cost-avoidance\n        recurrence: yearly\n", before => line || before)
    .replace("indicators:\n", () => `${drivers}${rows}indicators:\n`);
  return (await findingsOfModel(text))
    .filter(({ code }) => code !== "driver-unused")
    .map(finding => `${finding.code}: ${messageOf(finding, "en").message} ${messageOf(finding, "en").hint}`);
}

const row = (formula: string, unit: string): string =>
  `rows:\n  - { id: a_row, name: x, unit: "${unit}", shown-as: x, format: ${unit.startsWith("money") ? "money" : "number"}, formula: "${formula}" }\n`;

describe("a formula's unit", () => {
  test("is right where minutes become hours by a constant that says so", async () => {
    const constants = "        type: cost-avoidance\n        recurrence: yearly\n        constants: { 60: min/h }\n";
    const formula = "=(baseline-target)*annual_visits*minutes_per_visit/60*hourly_cost";
    expect(await said(formula, { line: constants })).toEqual([]);
    const undeclared = await said(formula);
    expect(undeclared.join("\n")).toContain("constant-without-unit: The number 60 has no declared unit.");
  });

  test("shows a forgotten division by 60 as min over h", async () => {
    expect(await said("=(baseline-target)*annual_visits*minutes_per_visit*hourly_cost")).toEqual([
      "unit-result: The formula gives min*money/yr/h; it must give money/yr. A factor in h/min is missing, or its inverse is there once too often.",
    ]);
  });

  test("does not let hours and visits be added", async () => {
    expect(await said("=(baseline-target)*(hours_per_visit+annual_visits)*cost_per_visit")).toEqual([
      "unit-mismatch: h/visit and visit/yr cannot be added, subtracted or compared. Convert one of them, for example with a constant whose unit is declared (60 is min/h).",
    ]);
  });

  test.each(["MAX", "MIN", "SUM", "AVERAGE", "MEDIAN"])(
    "does not let them be put together by %s either",
    async name => {
      const [finding] = await said(`=(baseline-target)*${name}(hours_per_visit,annual_visits)*cost_per_visit`);
      expect(finding).toContain("unit-mismatch: h/visit and visit/yr");
    },
  );

  test("does not let them be compared, or be the two ends of an IF", async () => {
    const compared = "=IF(hours_per_visit>annual_visits,1,0)*(baseline-target)*annual_visits*cost_per_visit";
    expect((await said(compared))[0]).toContain("unit-mismatch: h/visit and visit/yr");
    const ends = "=IF(growth>1,hourly_cost,cost_per_visit)*(baseline-target)*annual_visits";
    expect((await said(ends))[0]).toContain("unit-mismatch: money/h and money/visit");
  });

  test("is money a year for a yearly line, money for a one-off line", async () => {
    const once = "        type: working-capital\n        recurrence: one-off\n";
    expect(await said("=(baseline-target)*annual_visits*cost_per_visit", { line: once })).toEqual([
      "unit-result: The formula gives money/yr; it must give money. A yearly line ends in money a year, a one-off line in money.",
    ]);
    const year = `${once}        constants: { 2: yr }\n`;
    expect(await said("=(baseline-target)*annual_visits*cost_per_visit*2", { line: year })).toEqual([]);
  });

  test("of a row is the one it declares", async () => {
    const formula = "=(baseline-target)*a_row*cost_per_visit";
    expect(await said(formula, { rows: row("=annual_visits*growth", "visit/yr") })).toEqual([]);
    expect((await said(formula, { rows: row("=annual_visits*hours_per_visit", "visit/yr") }))[0]).toContain(
      "unit-result: The formula gives h/yr; it must give visit/yr.",
    );
    expect(await said(formula, { rows: row("=PRIOR(annual_visits)", "visit/yr") })).toEqual([]);
  });

  test("of an exponent, and of what EXP and LN take, is a plain number", async () => {
    const base = "(baseline-target)*annual_visits*cost_per_visit";
    expect(await said(`=${base}*growth^growth`)).toEqual([]);
    expect((await said(`=${base}*growth^hours_per_visit`))[0]).toContain("unit-exponent: An exponent");
    expect((await said(`=${base}*LN(hours_per_visit)`))[0]).toContain("unit-exponent");
    expect((await said(`=${base}*(hours_per_visit/hours_per_visit)^0.5`))[0]).toContain(
      "constant-without-unit: The number 0.5",
    );
    expect(await said(`=${base}*SQRT(hours_per_visit*hours_per_visit)/hours_per_visit`)).toEqual([]);
  });

  test("of INT and ROUND is that of what they round; ROUND's places are a plain number that needs no unit", async () => {
    const formula = (rounded: string) => `=(baseline-target)*${rounded}*cost_per_visit`;
    expect(await said(formula("INT(annual_visits)"))).toEqual([]);
    expect(await said(formula("ROUND(annual_visits,-2)"))).toEqual([]);
    expect((await said(formula("ROUND(annual_visits,hours_per_visit)")))[0]).toContain("unit-exponent");
    expect((await said(formula("ROUND(annual_visits*2,2)")))[0]).toContain("constant-without-unit: The number 2");
    expect((await said(formula("ROUND(hours_per_visit,0)")))[0]).toContain("unit-result");
  });

  test("cancels where the same unit stands above and below", async () => {
    expect(await said("=(baseline-target)*annual_visits*cost_per_visit*hours_per_visit/hours_per_visit")).toEqual([]);
    expect(
      await said("=(baseline-target)*annual_visits*cost_per_visit*a_row", { rows: row("=growth", "visit/visit") }),
    ).toEqual([]);
  });
});

describe("a revenue uplift", () => {
  const uplift = "        type: revenue-uplift\n        recurrence: yearly\n";
  const formula = "=(baseline-target)*annual_visits*cost_per_visit";

  test("is multiplied by a margin, directly or in a row it reads", async () => {
    expect(await said(formula, { line: uplift })).toEqual([
      "margin-missing: A revenue uplift must be multiplied by a margin: revenue is not profit. Multiply by a driver of kind “margin”, for example gross_margin.",
    ]);
    expect(await said(`${formula}*gross_margin`, { line: uplift })).toEqual([]);
    expect(await said(`${formula}*a_row`, { line: uplift, rows: row("=gross_margin*growth", "1") })).toEqual([]);
  });
});

describe("PRIOR", () => {
  test("lets a row read another's year before, and itself never in the same year", async () => {
    const rows = (formula: string) => row(formula, "visit/yr");
    const line = "=(baseline-target)*a_row*cost_per_visit";
    expect(await said(line, { rows: rows("=PRIOR(a_row)+annual_visits") })).toEqual([]);
    expect((await said(line, { rows: rows("=a_row+annual_visits") }))[0]).toContain(
      "row-loop: These rows need each other: a_row → a_row.",
    );
  });
});
