/**
 * How each kind of value is written, as JSON Schema: for editors, and for the documentation of the fields. A schema that reads its
 * value by code is registered here beside that code; what zod itself can describe is not.
 */
import { z } from "zod";

/** A JSON Schema (draft 7), as far as it is used here. */
export interface JsonForm {
  readonly [keyword: string]: unknown;
}

export interface WrittenForm {
  /** The form; or, of a wrapper, the form made from that of what it wraps. */
  readonly form: JsonForm | ((inner: JsonForm) => JsonForm);
  /** Key of the words for it, expect.…, and an example; for documentation. */
  readonly expected?: string;
  readonly example?: string;
}

/** What is known of schemas that read their value by code. */
export const writtenForms: z.core.$ZodRegistry<WrittenForm> = z.registry<WrittenForm>();

/** Registers how the value of a schema is written, and gives the schema. */
export function writtenAs<S extends z.ZodType>(schema: S, written: WrittenForm): S {
  writtenForms.add(schema, written);
  return schema;
}

const someText: JsonForm = { type: "string", pattern: "\\S" };

/** 72, 72%, 1,150,000. */
export const numberForm: JsonForm = {
  anyOf: [
    { type: "number" },
    { type: "string", pattern: "^\\s*[+-]?(\\d+(\\.\\d+)?|\\d{1,3}(,\\d{3})+(\\.\\d+)?)\\s*%?\\s*$" },
  ],
};
export const textForm: JsonForm = { type: ["string", "number"], pattern: "\\S" };
export const dateForm: JsonForm = { type: "string", pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$" };
export const formulaForm: JsonForm = { type: "string", pattern: "^\\s*=" };
export const listForm = (items: JsonForm, least: number, most = least): JsonForm => ({
  type: "array",
  items,
  minItems: least,
  maxItems: most,
});

/** A text, or one for each of the languages; at least one of them is filled in. */
export const localTextForm = (languages: readonly string[]): JsonForm => ({
  anyOf: [
    textForm,
    {
      type: "object",
      properties: Object.fromEntries(languages.map(tag => [tag, { type: ["string", "null"] }])),
      additionalProperties: false,
      anyOf: languages.map(tag => ({ required: [tag], properties: { [tag]: someText } })),
    },
  ],
});

/** The form, or nothing: yet to be filled in. */
export const orNothing = (form: JsonForm): JsonForm => ({ anyOf: [form, { type: "null" }] });
