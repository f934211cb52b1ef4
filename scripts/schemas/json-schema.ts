/** JSON Schemas of model files and of `case.yaml`, made from the schemas that read them; each field with its meaning in both languages. */
import { z } from "zod";
import { caseFileSchema } from "../../src/case/schema.ts";
import {
  dateForm,
  type JsonForm,
  localTextForm,
  numberForm,
  textForm,
  writtenForms,
} from "../../src/model/json-form.ts";
import { modelFileSchema } from "../../src/model/schema.ts";
import { type FileKind, fieldText } from "../../src/text/field-texts.ts";
import { inLocale, locales } from "../../src/text/locale.ts";

/** One field as it is reached from the top of a file: a map's fields, the items of a list, and any key of a record have one path. */
export interface Field {
  /** indicators.typical.baseline */
  readonly path: string;
  readonly required: boolean;
  readonly form: JsonForm;
}

const titles: Readonly<Record<FileKind, string>> = { model: "Valuebook model file", case: "Valuebook case.yaml" };

export function jsonSchemaOf(kind: FileKind): JsonForm {
  const { $schema, ...form } = described(formOf(kind), kind, "");
  return { $schema, title: titles[kind], ...form, definitions: shared };
}

/** Forms that many fields have, written once. */
const shared: Readonly<Record<string, JsonForm>> = {
  text: localTextForm(locales),
  number: numberForm,
  id: textForm,
  date: dateForm,
};
const namesOfShared = new Map(Object.entries(shared).map(([name, form]) => [JSON.stringify(form), name]));

/** Every field of a file, parents before their parts. */
export function fieldsOf(kind: FileKind): Field[] {
  const fields: Field[] = [];
  collect(formOf(kind), "", fields);
  return fields;
}

function formOf(kind: FileKind): JsonForm {
  return z.toJSONSchema(kind === "model" ? modelFileSchema : caseFileSchema, {
    target: "draft-7",
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const written = writtenForms.get(zodSchema);
      if (!written) return;
      const { expected, example } = written;
      const inner = { ...jsonSchema };
      for (const keyword of Object.keys(jsonSchema)) delete jsonSchema[keyword as "type"];
      Object.assign(jsonSchema, typeof written.form === "function" ? written.form(inner) : written.form);
      // Read by the documentation, and left out of what editors get.
      if (expected) Object.assign(jsonSchema, { "x-expected": expected, "x-example": example });
    },
  }) as JsonForm;
}

const isForm = (value: unknown): value is JsonForm =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const alternatives = (form: JsonForm): readonly JsonForm[] => (Array.isArray(form.anyOf) ? form.anyOf : []);

/** The same form, its fields described; what is for the documentation alone is left out. */
function described(form: JsonForm, kind: FileKind, path: string): JsonForm {
  const inside = (part: unknown) => (isForm(part) ? described(part, kind, path) : part);
  const parts = Object.entries(form).flatMap(([keyword, value]): [string, unknown][] => {
    if (keyword.startsWith("x-")) return [];
    if (keyword === "properties") return [[keyword, describedFields(value as JsonForm, kind, path)]];
    if (keyword === "items" || keyword === "additionalProperties") return [[keyword, inside(value)]];
    if (keyword === "anyOf") return [[keyword, alternatives(form).map(inside)]];
    return [[keyword, value]];
  });
  const name = namesOfShared.get(JSON.stringify(Object.fromEntries(parts)));
  // Beside a $ref, editors of this draft read nothing else: a description needs allOf around it.
  return name ? { allOf: [{ $ref: `#/definitions/${name}` }] } : Object.fromEntries(parts);
}

function describedFields(fields: JsonForm, kind: FileKind, path: string): JsonForm {
  return Object.fromEntries(
    Object.entries(fields).map(([name, form]) => {
      const at = path === "" ? name : `${path}.${name}`;
      const text = fieldText(kind, at);
      const description = text && `${inLocale(text, "en")}\n\n${inLocale(text, "zh-CN")}`;
      return [name, { ...(description ? { description } : {}), ...described(form as JsonForm, kind, at) }];
    }),
  );
}

/** Languages of a text are no fields of their own. */
const isOfText = (form: JsonForm): boolean =>
  alternatives(form).some(each => isForm(each.properties) && "en" in each.properties);

function collect(form: JsonForm, path: string, fields: Field[]): void {
  if (isOfText(form)) return;
  for (const [name, each] of Object.entries(isForm(form.properties) ? form.properties : {})) {
    const at = path === "" ? name : `${path}.${name}`;
    if (fields.some(known => known.path === at)) continue;
    const required = Array.isArray(form.required) && form.required.includes(name);
    fields.push({ path: at, required, form: each as JsonForm });
    collect(each as JsonForm, at, fields);
  }
  for (const part of [form.items, form.additionalProperties, ...alternatives(form)])
    if (isForm(part)) collect(part, path, fields);
}
