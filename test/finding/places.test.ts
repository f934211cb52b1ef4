/** Where findings point, and that all of them are reported at once. */
import { describe, expect, test } from "vitest";
import { readCaseFile, resolveCase } from "../../src/case/parse-case.ts";
import type { Finding } from "../../src/finding/finding.ts";
import { inReadingOrder, messageOf } from "../../src/finding/print.ts";
import { parseModel } from "../../src/model/parse-model.ts";
import { checkUnits } from "../../src/model/units.ts";
import { readYaml } from "../../src/model/yaml-source.ts";
import { afterSales } from "../model/after-sales.ts";
import { findingsOfModel, visitsModel } from "../model/visits.ts";

const demoCase = [
  "model: after-sales@1",
  "customer: { id: acme, name: Acme, currency: CNY }",
  "calendar: { build: 2025-01-01, go-live: 2025-07-01, horizon: 3 years, period: quarter }",
  "finance: { discount-rate: 8% }",
  "drivers:",
  "  annual_corrective_work_orders: 49600",
  "  extra_visits_per_failed_first_visit: 1.28",
  "  avoidable_cost_per_field_visit: { value: 800 }",
  "indicators:",
  "  first-time-fix-rate:",
  "    baseline: 72%",
  "    target: 79%",
  "ramp: [25%, 50%, 100%]",
];

async function findingsOfCase(text: string): Promise<Finding[]> {
  const { read, findings } = readCaseFile({ file: "case.yaml", text });
  if (!read) return inReadingOrder(findings);
  return inReadingOrder([...findings, ...resolveCase(read, await afterSales()).findings]);
}

const caseWith = (line: number, text: string): string => demoCase.with(line - 1, text).join("\n");
/** `line code "what is underlined"` of each finding. */
const marked = (text: string, findings: readonly Finding[]): string[] =>
  findings.map(({ code, place: { line, column, length } }) => {
    const under = text.split("\n")[line - 1]?.slice(column - 1, column - 1 + length);
    return `${line} ${code} ${JSON.stringify(under)}`;
  });
const markedCase = async (text: string): Promise<string[]> => marked(text, await findingsOfCase(text));

describe("findings of a case", () => {
  test("are none for a clean one", async () => {
    expect(await findingsOfCase(demoCase.join("\n"))).toEqual([]);
  });

  test("are all reported at once, in reading order", async () => {
    const text = demoCase
      .with(3, "finance: { discount-rate: 900% }")
      .with(5, "  annual_corrective_work_order: 49600")
      .with(7, "  avoidable_cost_per_field_visit: 800000")
      .with(10, "    baseline: 720%")
      .with(11, "    target:")
      .with(12, "ramp: [25%, 20%, 180%]")
      .join("\n");
    expect(await markedCase(text)).toEqual([
      '4 rate-range "900%"',
      '5 driver-missing "drivers"',
      '6 unknown-reference "annual_corrective_work_order"',
      '8 driver-implausible "800000"',
      '11 out-of-bounds "720%"',
      '12 value-missing "target"',
      '13 ramp-falls "20%"',
      '13 share-range "180%"',
    ]);
  });

  test("of shape are all reported at once too", async () => {
    const text = demoCase
      .with(1, "customer: { id: acme, name: '', currncy: CNY }")
      .with(2, "calendar: { build: 2025-02-29, go-live: soon, horizon: 99 years, period: week }")
      .with(12, "ramp: none")
      .join("\n");
    expect(await markedCase(text)).toEqual([
      '2 missing-field "customer"',
      `2 wrong-type "''"`,
      '2 unknown-field "currncy"',
      '3 wrong-type "2025-02-29"',
      '3 wrong-type "soon"',
      '3 wrong-type "99 years"',
      '3 wrong-value "week"',
      '13 wrong-type "none"',
    ]);
  });

  test.each([
    [
      "a value with its source",
      8,
      "  avoidable_cost_per_field_visit: { value: lots, source: x }",
      '8 wrong-type "lots"',
    ],
    ["a bare value", 8, "  avoidable_cost_per_field_visit: lots", '8 wrong-type "lots"'],
    [
      "a list where a number is due",
      8,
      "  avoidable_cost_per_field_visit: [1, lots, 3]",
      '8 wrong-type "[1, lots, 3]"',
    ],
    ["an empty list", 13, "ramp: []", '13 wrong-type "[]"'],
    ["a text where fields are due", 4, "finance: 8%", '4 wrong-type "8%"'],
    ["an empty section", 4, "finance:", '4 wrong-type "finance"'],
    ["a quoted key", 12, '    "targte": 79%', '12 unknown-field "\\"targte\\""'],
    [
      "a language that is missing",
      2,
      "customer: { id: acme, name: { en: Acme }, currency: CNY }",
      '2 text-untranslated "name"',
    ],
    ["a missing section", 13, "", '1 missing-field "m"'],
    ["__proto__", 12, "    __proto__: { target: 79% }", '12 id-shape "__proto__"'],
    ["constructor", 12, "    constructor: 79%", '12 unknown-field "constructor"'],
    [
      "a yearly value too many",
      8,
      "  avoidable_cost_per_field_visit: [800, 800, 800, 800]",
      '8 years-count "[800, 800, 800, 800]"',
    ],
  ])("point at %s", async (_, line, written, expected) => {
    expect(await markedCase(caseWith(line, written))).toContain(expected);
  });

  test("name the field and say what was found", async () => {
    const [finding] = await findingsOfCase(caseWith(8, "  avoidable_cost_per_field_visit: [1, lots]"));
    expect(finding && messageOf(finding, "en").message).toBe(
      "“avoidable_cost_per_field_visit” should be a number; it is a list.",
    );
    const [empty] = await findingsOfCase(caseWith(13, "ramp: []"));
    expect(empty && messageOf(empty, "en").message).toBe("“ramp” should be a list of at least one value; it is empty.");
  });

  test("stand at the same places with Windows line ends", async () => {
    const text = caseWith(11, "    baseline: 720%");
    expect(await markedCase(text.replaceAll("\n", "\r\n"))).toEqual(await markedCase(text));
  });
});

describe("findings of YAML", () => {
  const markedYaml = (text: string) => marked(text, readYaml({ file: "x.yaml", text }).findings);

  test.each([
    ["a quote that is never closed", 'a: 1\nb: "x\nc: 2\n', '2 yaml-syntax "\\""'],
    ["a bracket that is never closed", "a: 1\nb: { c: 1,\n  d: 2\n", '2 yaml-syntax "{"'],
    ["a tab used for indentation", "a:\n\tb: 1\n", '2 yaml-syntax "\\t"'],
    ["a character that needs quotes", "a: @x\n", '1 yaml-syntax "@"'],
    ["a key that repeats", "a: 1\nb: 2\na: 3\n", '3 yaml-duplicate "a"'],
    ["an alias", "a: &x 1\nb: *x\n", '2 yaml-alias "*x"'],
    ["a second document", "a: 1\n---\nb: 2\n", '2 yaml-syntax "---"'],
  ])("point at %s", (_, text, expected) => {
    expect(markedYaml(text)).toEqual([expected]);
  });

  test("are one for each line, however many rules a slip breaks", () => {
    expect(markedYaml("a: 1\n  b: 2\nc: 3\n    d: 4\n")).toHaveLength(2);
  });
});

describe("findings of a model", () => {
  test("are all reported at once, those about units among them", async () => {
    const text = visitsModel
      .replace("range: [100, 1000000]", "range: [1000000, 100]")
      .replace("=(baseline-target)*annual_visits*cost_per_visit", "=(baseline-target)*anual_visits+cost_per_visit*12")
      .replace("share: 75%", "share: 750%")
      .replace("unit: visit/yr", "unit: vist/yr")
      .replace("indicator: repeat-visit-rate", "indicator: repeat-visits");
    expect(marked(text, await findingsOfModel(text))).toEqual([
      '19 unit-unknown "vist/yr"',
      '23 range-order "[1000000, 100]"',
      '50 unit-result "=(baseline-target)*anual_visits+cost_per_visit*12"',
      '50 unknown-name "anual_visits"',
      '50 constant-without-unit "12"',
      '54 share-range "750%"',
      '56 unknown-reference "repeat-visits"',
    ]);
  });

  test.each([
    ["in double quotes", '"=(baseline-target)*anual_visits*cost_per_visit"', '50 unknown-name "anual_visits"'],
    ["in single quotes", "'=(baseline-target)*anual_visits*cost_per_visit'", '50 unknown-name "anual_visits"'],
    ["after spaces", '"  =(baseline-target)*anual_visits*cost_per_visit"', '50 unknown-name "anual_visits"'],
    [
      "over several lines",
      ">-\n          =(baseline-target)\n          *anual_visits*cost_per_visit",
      '50 unknown-name "formula"',
    ],
  ])("point into a formula %s", async (_, written, expected) => {
    const text = visitsModel.replace("=(baseline-target)*annual_visits*cost_per_visit", written);
    expect(marked(text, await findingsOfModel(text))).toContain(expected);
  });

  test("say which item of a list lacks a field", async () => {
    const text = visitsModel.replace("    unit: money/visit\n", "");
    expect(marked(text, await findingsOfModel(text))).toEqual(['25 missing-field "id: cost_per_visit"']);
  });

  test("about units point at the unit of a constant", async () => {
    const text = visitsModel.replace(
      "*cost_per_visit\n",
      "*cost_per_visit*12/12\n        constants: { 12: moth/yr }\n",
    );
    expect(marked(text, await findingsOfModel(text))).toContain('51 unit-unknown "moth/yr"');
  });

  test("of a model without a place of its own stand at its items", async () => {
    const { draft } = parseModel(
      [{ file: "m.yaml", text: visitsModel.replace("unit: money/visit", "unit: gold") }],
      ".",
    );
    const [finding] = draft ? await checkUnits(draft.model) : [];
    expect(finding).toMatchObject({ code: "unit-unknown", place: { line: 25 } });
  });
});
