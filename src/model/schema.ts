/** How the files of a metric model are written: every file is a map with some of these keys, lists of all files are joined. */
import { z } from "zod";
import { field, flag, localText, numbers, numeric, oneOf, plainText } from "./fields.ts";
import { numberFrom } from "../text/number-from.ts";
import { formulaForm, type JsonForm, numberForm, writtenAs } from "./json-form.ts";
import { valueTypes } from "./model.ts";

const range = numbers(2, "expect.range", "[30%, 98%]");
const texts = z.array(plainText);
const named = z.strictObject({ id: plainText, name: localText });
const style = oneOf(["percent", "number", "money"]);
const argued = z.strictObject({ share: numeric, because: localText });
const formulaText = field("expect.formula", "=(target-baseline)*annual_visits*cost_per_visit", formulaForm, value =>
  typeof value === "string" && value.trim() !== "" ? value : undefined,
);
const version = field("expect.number", "1", numberForm, numberFrom);
const constants = z.record(z.string(), plainText);

const line = z.strictObject({
  id: plainText,
  name: localText.optional(),
  formula: formulaText,
  type: oneOf(valueTypes),
  recurrence: oneOf(["yearly", "one-off"]),
  constants: constants.optional(),
  alternative: flag.optional(),
  note: localText.optional(),
});

const measure = z.strictObject({
  formula: formulaText,
  constants: constants.optional(),
  tolerance: numeric.optional(),
});

const measuredIndicator = z.strictObject({
  id: plainText,
  stage: plainText,
  dimension: plainText,
  name: localText,
  definition: localText,
  unit: plainText,
  "shown-as": localText,
  format: style,
  better: oneOf(["higher", "lower"]),
  measured: z.strictObject({ from: localText, every: localText }),
  bounds: range,
  typical: z.strictObject({
    baseline: z.strictObject({ range, sources: texts.optional() }),
    improvement: z.strictObject({
      by: oneOf(["absolute", "relative"]),
      range: numbers(3, "expect.three", "[3%, 6%, 12%]"),
      sources: texts.optional(),
      adjusted: flag.optional(),
    }),
    note: localText.optional(),
    related: texts.optional(),
  }),
  monetization: z.array(line).optional(),
  measure: measure.optional(),
  attribution: argued,
  confidence: argued,
  groups: texts.optional(),
});

const levelsRead = /\b(baseline|target)\b/;

/** True where a formula reads `baseline` or `target`. */
export const readsLevels = (formula: string): boolean => levelsRead.test(formula);

/** What only an indicator with baseline and target needs; a plain benefit line may leave it out. */
const ofBenefitLines = {
  unit: "1",
  "shown-as": "–",
  format: "number",
  better: "higher",
  measured: { from: "–", every: "–" },
  bounds: [-1e15, 1e15],
  typical: { baseline: { range: [0, 0] }, improvement: { by: "absolute", range: [0, 0, 0] } },
};

const indicator = writtenAs(
  z.preprocess(
    value =>
      isBenefitLine(value) ? { ...ofBenefitLines, ...value } : isUnpriced(value) ? { ...ofUnpriced, ...value } : value,
    measuredIndicator,
  ),
  { form: byItsMoney },
);

/** What an indicator that brings no money of its own may leave out: there is no benefit to take a share of. */
const ofUnpriced = { attribution: { share: 1, because: "–" }, confidence: { share: 1, because: "–" } };

/** An indicator's form for editors: which of its fields may be left out depends on its money. */
function byItsMoney(whole: JsonForm): JsonForm {
  const required = whole.required as readonly string[];
  const without = (left: object) => ({ required: required.filter(name => !Object.hasOwn(left, name)) });
  const noMoney = { properties: { monetization: { maxItems: 0 } } };
  const benefitLine = {
    required: ["monetization"],
    properties: { monetization: { items: { properties: { formula: { not: { pattern: levelsRead.source } } } } } },
  };
  return {
    ...whole,
    required: without({ ...ofBenefitLines, ...ofUnpriced }).required,
    if: noMoney,
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so
    then: without(ofUnpriced),
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so
    else: { if: benefitLine, then: without(ofBenefitLines), else: { required } },
  };
}

const isUnpriced = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== "object" || value === null) return false;
  const { monetization } = value as { monetization?: unknown };
  return monetization === undefined || (Array.isArray(monetization) && monetization.length === 0);
};

/** An indicator none of whose formulas reads baseline and target. */
function isBenefitLine(value: unknown): value is Record<string, unknown> {
  const lines = (value as { monetization?: unknown } | null)?.monetization;
  return (
    Array.isArray(lines) &&
    lines.length > 0 &&
    lines.every(
      each => typeof (each as { formula?: unknown } | null)?.formula === "string" && !readsLevels(each.formula),
    )
  );
}

const driver = z.strictObject({
  id: plainText,
  name: localText,
  unit: plainText,
  "shown-as": localText,
  format: style,
  meaning: localText,
  range,
  "typical-source": localText,
  kind: oneOf(["margin"]).optional(),
});

const row = z.strictObject({
  id: plainText,
  name: localText,
  unit: plainText,
  "shown-as": localText,
  format: style,
  formula: formulaText,
  constants: constants.optional(),
});

const cost = z.strictObject({
  id: plainText,
  name: localText,
  initial: formulaText.optional(),
  yearly: formulaText.optional(),
  constants: constants.optional(),
  "risk-adjustment": numeric.optional(),
});

const level = z.strictObject({ id: plainText, name: localText, score: numeric });

/** Which of the fields a column needs depends on its kind; what is missing or idle is found when it is resolved. */
const column = z.strictObject({
  id: plainText,
  name: localText,
  kind: oneOf(["text", "number", "level", "calculated", "linked"]),
  dated: flag.optional(),
  unit: plainText.optional(),
  "shown-as": localText.optional(),
  format: style.optional(),
  range: range.optional(),
  usual: numeric.optional(),
  levels: z.array(level).min(1).optional(),
  formula: formulaText.optional(),
  constants: constants.optional(),
  from: plainText.optional(),
});

const tableMeasure = z.strictObject({
  id: plainText,
  name: localText,
  unit: plainText,
  "shown-as": localText,
  format: style,
  range,
  formula: formulaText,
  constants: constants.optional(),
});

const tableSchema = z.strictObject({
  id: plainText,
  name: localText,
  about: localText,
  unit: plainText,
  key: plainText,
  groups: texts.optional(),
  columns: z.array(column).min(1),
  measures: z.array(tableMeasure).optional(),
  "rank-by": plainText.optional(),
});

const modelWarning = z.strictObject({
  id: plainText,
  name: localText,
  table: plainText.optional(),
  when: formulaText,
  constants: constants.optional(),
  says: localText,
});

const lever = z.strictObject({
  stage: plainText,
  kind: oneOf(["basic", "innovative"]),
  name: localText,
  moves: z.array(z.strictObject({ indicator: plainText, strength: oneOf(["high", "medium", "low"]) })),
});

const serviceProduct = z.strictObject({
  id: plainText,
  name: localText,
  tasks: texts,
  supports: localText,
  indicators: texts,
  stages: texts,
  use: localText,
});

/** Rows by table, as examples write them. */
const exampleTables = z.record(z.string(), z.array(z.record(z.string(), z.unknown())));

const example = z.strictObject({
  indicator: plainText,
  line: plainText,
  baseline: numeric,
  target: numeric,
  drivers: z.record(z.string(), numeric),
  tables: exampleTables.optional(),
  gives: numeric,
});

const levelExample = z.strictObject({
  indicator: plainText,
  drivers: z.record(z.string(), numeric).optional(),
  tables: exampleTables.optional(),
  gives: numeric,
});

const list = <T extends z.ZodType>(item: T) => z.array(item).optional();

export const modelFileSchema = z.strictObject({
  model: z
    .strictObject({
      id: plainText,
      version,
      name: localText,
      description: localText,
      starter: texts.optional(),
    })
    .optional(),
  units: list(named),
  stages: list(named),
  dimensions: list(
    z.strictObject({ id: plainText, name: localText, lands: localText, asks: localText, owner: localText }),
  ),
  grades: list(z.strictObject({ id: plainText, means: localText })),
  tasks: list(named),
  indicators: list(indicator),
  drivers: list(driver),
  rows: list(row),
  costs: list(cost),
  tables: list(tableSchema),
  warnings: list(modelWarning),
  overlaps: list(z.strictObject({ keep: plainText, reduce: plainText, factor: numeric, because: localText })),
  "overlap-groups": list(z.strictObject({ id: plainText, name: localText, members: texts, rule: localText })),
  levers: list(lever),
  "service-products": list(serviceProduct),
  sources: list(
    z.strictObject({ id: plainText, grade: plainText, publication: plainText, url: plainText, says: localText }),
  ),
  examples: list(example),
  "level-examples": list(levelExample),
});

export type ModelFile = z.output<typeof modelFileSchema>;
