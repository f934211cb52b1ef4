/** How the files of a metric model are written: every file is a map with some of these keys, lists of all files are joined. */
import { z } from "zod";
import { field, flag, localText, numbers, numeric, oneOf, plainText } from "./fields.ts";
import { valueTypes } from "./model.ts";

const range = numbers(2, "expect.range", "[30%, 98%]");
const texts = z.array(plainText);
const named = z.strictObject({ id: plainText, name: localText });
const style = oneOf(["percent", "number", "money"]);
const argued = z.strictObject({ share: numeric, because: localText });
const formulaText = field("expect.formula", "=(target-baseline)*annual_visits*cost_per_visit", value =>
  typeof value === "string" && value.trim() !== "" ? value : undefined,
);
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
  monetization: z.array(line),
  attribution: argued,
  confidence: argued,
  groups: texts.optional(),
});

/** True where a formula reads `baseline` or `target`. */
export const readsLevels = (formula: string): boolean => /\b(baseline|target)\b/.test(formula);

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

const indicator = z.preprocess(
  value => (isBenefitLine(value) ? { ...ofBenefitLines, ...value } : value),
  measuredIndicator,
);

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

const example = z.strictObject({
  indicator: plainText,
  line: plainText,
  baseline: numeric,
  target: numeric,
  drivers: z.record(z.string(), numeric),
  gives: numeric,
});

const list = <T extends z.ZodType>(item: T) => z.array(item).optional();

export const modelFileSchema = z.strictObject({
  model: z
    .strictObject({
      id: plainText,
      version: numeric,
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
  overlaps: list(z.strictObject({ keep: plainText, reduce: plainText, factor: numeric, because: localText })),
  "overlap-groups": list(z.strictObject({ id: plainText, name: localText, members: texts, rule: localText })),
  levers: list(lever),
  "service-products": list(serviceProduct),
  sources: list(
    z.strictObject({ id: plainText, grade: plainText, publication: plainText, url: plainText, says: localText }),
  ),
  examples: list(example),
});

export type ModelFile = z.output<typeof modelFileSchema>;
