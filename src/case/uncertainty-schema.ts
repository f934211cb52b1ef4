/** How the block `uncertainty` of `case.yaml` is written. */
import { z } from "zod";
import { field, flag, isoDate, localText, numbers, numeric } from "../model/fields.ts";
import { listForm, numberForm, writtenAs } from "../model/json-form.ts";
import { numberFrom } from "../text/number-from.ts";

/** The distributions by the names they are written with. */
export const distributionNames = ["pert", "triangular", "uniform", "normal", "lognormal", "discrete"] as const;
export type DistributionName = (typeof distributionNames)[number];

export const mostDraws = 1_000_000;
export const mostSeed = 2 ** 32 - 1;

const whole = (expected: "expect.seed" | "expect.draws", example: string, least: number, most: number) =>
  field(expected, example, numberForm, value => {
    const number = numberFrom(value);
    return number !== undefined && Number.isInteger(number) && number >= least && number <= most ? number : undefined;
  });

/** Low, likely, high; or low and high around the planned value. */
const estimate = field<number[]>("expect.estimate", "[70000, 76000, 80000]", listForm(numberForm, 2, 3), value => {
  if (!Array.isArray(value) || (value.length !== 2 && value.length !== 3)) return undefined;
  const all = value.map(numberFrom);
  return all.every(each => each !== undefined) ? all : undefined;
});

const outcomesForm = { type: "array", items: listForm(numberForm, 2), minItems: 1 };

const outcomes = field<[number, number][]>("expect.outcomes", "[[100%, 0.7], [120%, 0.3]]", outcomesForm, value => {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const all = value.map(each => (Array.isArray(each) && each.length === 2 ? each.map(numberFrom) : []));
  return all.every(([a, b]) => a !== undefined && b !== undefined) ? (all as [number, number][]) : undefined;
});

const argued = {
  because: localText.nullable().optional(),
  source: localText.nullable().optional(),
  owner: localText.nullable().optional(),
  "as-of": isoDate.nullable().optional(),
};

const distributions = {
  pert: estimate.optional(),
  triangular: estimate.optional(),
  uniform: numbers(2, "expect.range", "[50%, 70%]").optional(),
  normal: z
    .strictObject({
      mean: numeric.optional(),
      deviation: numeric,
      low: numeric.optional(),
      high: numeric.optional(),
    })
    .optional(),
  lognormal: z.strictObject({ p10: numeric, p90: numeric }).optional(),
  discrete: outcomes.optional(),
} satisfies { readonly [N in DistributionName]: z.ZodType };

/** A name that is none of these may be meant as a distribution: what is wrong with it is said elsewhere. */
const input = writtenAs(
  z.preprocess(
    value => (value === "fixed" ? { fixed: true } : value),
    z.looseObject({ ...distributions, fixed: flag.optional(), ...argued }),
  ),
  { form: whole => ({ anyOf: [whole, { const: "fixed" }] }) },
);

const pairForm = listForm({ type: "string" }, 2);

const pair = field<[string, string]>(
  "expect.pair",
  "[first-time-fix-rate.target, annual_field_work_orders]",
  pairForm,
  value =>
    Array.isArray(value) && value.length === 2 && value.every(each => typeof each === "string")
      ? (value as [string, string])
      : undefined,
);

export const uncertaintySchema = z.strictObject({
  seed: whole("expect.seed", "20250320", 0, mostSeed).optional(),
  draws: whole("expect.draws", "10000", 1, mostDraws).optional(),
  "hurdle-roi": numeric.optional(),
  inputs: z.record(z.string(), input).nullable().optional(),
  correlations: z
    .array(z.strictObject({ between: pair, rank: numeric, ...argued }))
    .nullable()
    .optional(),
});

export type WrittenUncertainty = z.output<typeof uncertaintySchema>;
export type WrittenInput = NonNullable<NonNullable<WrittenUncertainty["inputs"]>[string]>;
/** The fields beside the distribution. */
export const arguedFields: readonly string[] = [...Object.keys(argued), "fixed"];
