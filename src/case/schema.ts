/** How `case.yaml` is written. */
import { z } from "zod";
import { field, fillable, flag, isoDate, localText, numeric, oneOf, plainText } from "../model/fields.ts";
import { listForm, numberForm, orNothing, textForm, writtenAs } from "../model/json-form.ts";
import { numberFrom } from "../text/number-from.ts";
import { customerGroups } from "./case.ts";
import { gainShareSchema } from "./gain-share-schema.ts";
import { readPrinted } from "./printed.ts";
import { uncertaintySchema } from "./uncertainty-schema.ts";

const provenance = {
  source: localText.nullable().optional(),
  owner: localText.nullable().optional(),
  "as-of": isoDate.nullable().optional(),
};

const yearlyForm = { anyOf: [...(numberForm.anyOf as []), listForm(orNothing(numberForm), 1, 30)] };

/** One number, or one per year; empty where it is yet to be filled in. */
const scalarOrYearly = field<number | readonly (number | null)[]>("expect.number", "49600", yearlyForm, value => {
  if (!Array.isArray(value)) return numberFrom(value);
  const all = value.map(each => (each === null ? null : numberFrom(each)));
  return all.length > 0 && all.every(each => each !== undefined) ? all : undefined;
});

const orMap = <T extends z.ZodType>(schema: T) =>
  writtenAs(
    z.preprocess(
      value => (typeof value === "object" && value !== null && !Array.isArray(value) ? value : { value }),
      schema,
    ),
    { form: whole => ({ anyOf: [whole, ...yearlyForm.anyOf, { type: "null" }] }) },
  );

const driver = orMap(z.strictObject({ value: fillable(scalarOrYearly), initial: numeric.optional(), ...provenance }));

/** A map all of whose fields may be left out, and so the map too. */
const orEmpty = <T extends z.ZodType>(schema: T) =>
  writtenAs(
    z.preprocess(value => value ?? {}, schema),
    { form: orNothing },
  );

const indicator = orEmpty(
  z.strictObject({
    chosen: flag.optional(),
    baseline: fillable(numeric),
    target: fillable(numeric),
    attribution: numeric.optional(),
    confidence: numeric.optional(),
    "risk-adjustment": numeric.optional(),
    why: localText.nullable().optional(),
    "accept-worse": flag.optional(),
    ...provenance,
  }),
);

/** Rows, each a map of the model's columns; with where they come from, or the list alone. What a row may say, the model's table tells. */
const table = writtenAs(
  z.preprocess(
    value => (Array.isArray(value) ? { rows: value } : value),
    z.strictObject({
      rows: z.array(z.record(z.string(), z.unknown())).nullable().optional(),
      ...provenance,
    }),
  ),
  { form: whole => ({ anyOf: [whole, { type: "array", items: { type: "object" } }] }) },
);

const investment = z.strictObject({
  id: plainText,
  name: localText,
  initial: fillable(numeric).optional(),
  yearly: fillable(scalarOrYearly).optional(),
  "risk-adjustment": numeric.optional(),
});

/** A figure that a study prints, as it prints it: its precision is that of what is written. */
const published = z.strictObject({
  figure: plainText,
  prints: field("expect.printed", "8,230,482", textForm, value => readPrinted(value)),
  because: localText.optional(),
});

const person = z.strictObject({ name: localText, role: localText });
const group = z.array(person).nullable().optional();

/** `done`: the day on which it was; without it, it is open. */
const action = z.strictObject({
  indicator: plainText.nullable().optional(),
  what: localText,
  owner: localText,
  due: isoDate,
  done: isoDate.nullable().optional(),
});

const spanForm = (units: string, form: object) => ({
  anyOf: [form, { type: "string", pattern: `^\\d{1,3}(\\.\\d+)?\\s*(${units})?$` }],
});

const horizon = field(
  "expect.horizon",
  "3 years",
  spanForm("years?|年", { type: "integer", minimum: 1, maximum: 30 }),
  value => {
    const years = typeof value === "number" ? value : Number(/^(\d{1,2})\s*(?:years?|年)?$/.exec(String(value))?.[1]);
    return Number.isInteger(years) && years >= 1 && years <= 30 ? years : undefined;
  },
);

const months = field("expect.months", "3 months", spanForm("months?|个月", { type: "number" }), value => {
  const count =
    typeof value === "number" ? value : Number(/^(\d{1,3}(?:\.\d+)?)\s*(?:months?|个月)?$/.exec(String(value))?.[1]);
  return Number.isFinite(count) ? count : undefined;
});

const scenario = orEmpty(
  z.strictObject({
    name: localText.optional(),
    because: localText.nullable().optional(),
    improvement: numeric.optional(),
    attribution: numeric.optional(),
    confidence: numeric.optional(),
    cost: numeric.optional(),
    delay: months.optional(),
    values: z.record(z.string(), numeric).nullable().optional(),
    factors: z.record(z.string(), numeric).nullable().optional(),
  }),
);

export const caseFileSchema = z.strictObject({
  model: field("expect.model", "after-sales@1", { type: "string", pattern: "\\S" }, value =>
    typeof value === "string" && value.trim() ? value.trim() : undefined,
  ),
  customer: z.strictObject({
    id: plainText,
    name: localText,
    currency: plainText,
    industry: localText.nullable().optional(),
    note: localText.optional(),
  }),
  vendor: z.strictObject({ name: localText }).optional(),
  prepared: z.strictObject({ by: localText.nullable().optional(), on: isoDate.nullable().optional() }).optional(),
  calendar: z.strictObject({
    build: isoDate,
    "go-live": isoDate,
    horizon,
    period: oneOf(["month", "quarter", "year"]),
  }),
  finance: z.strictObject({
    "discount-rate": fillable(numeric),
    convention: oneOf(["nominal", "tei", "period-end"]).optional(),
    ...provenance,
  }),
  drivers: z.record(z.string(), driver).nullable().optional(),
  tables: z.record(z.string(), table.nullable()).nullable().optional(),
  indicators: z.record(z.string(), indicator),
  ramp: z.array(fillable(numeric)).min(1),
  investment: z.array(investment).nullable().optional(),
  costs: z
    .record(z.string(), z.strictObject({ "risk-adjustment": numeric }))
    .nullable()
    .optional(),
  published: z.array(published).nullable().optional(),
  scenarios: z.record(z.string(), scenario).nullable().optional(),
  uncertainty: uncertaintySchema.nullable().optional(),
  "gain-share": gainShareSchema.nullable().optional(),
  actions: z.array(action).nullable().optional(),
  people: z
    .strictObject({
      customer: z
        .strictObject(
          Object.fromEntries(customerGroups.map(id => [id, group])) as Record<
            (typeof customerGroups)[number],
            typeof group
          >,
        )
        .optional(),
      vendor: z
        .strictObject({
          sales: person.nullable().optional(),
          delivery: person.nullable().optional(),
          service: person.nullable().optional(),
        })
        .optional(),
    })
    .optional(),
});

export type CaseFile = z.output<typeof caseFileSchema>;
