/**
 * The kinds of values that models and cases are written with, as zod schemas: shares as 72 % or 0.72, dates, ids, texts in one or
 * more languages. What is wrong comes out as zod issues with `params.expected`, which `readFields` turns into findings with places.
 */
import { z } from "zod";
import { closest } from "../finding/closest.ts";
import { error, type Finding, type FindingCode, hasErrors, warning } from "../finding/finding.ts";
import { listed } from "../text/list.ts";
import { inLocale, locales, missingLocales, type Text } from "../text/locale.ts";
import { numberFrom } from "../text/number-from.ts";
import { type TextKey, type Value, words } from "../text/say.ts";
import {
  dateForm,
  type JsonForm,
  listForm,
  localTextForm,
  numberForm,
  orNothing,
  textForm,
  writtenAs,
  writtenForms,
} from "./json-form.ts";
import type { Path, YamlSource } from "./yaml-source.ts";

z.config({ jitless: true });

type ExpectKey = Extract<TextKey, `expect.${string}`>;
const absent = "absent";

/** A field whose text `read` understands, or not (undefined); `form` says the same for editors. */
export function field<T>(
  expected: ExpectKey,
  example: string,
  form: JsonForm,
  read: (value: unknown) => T | undefined,
) {
  const schema = z.unknown().transform((value, context): T => {
    const result = value === undefined ? undefined : read(value);
    if (result !== undefined) return result;
    context.addIssue({
      code: "custom",
      message: value === undefined ? absent : "wrong",
      params: { expected, example },
    });
    return z.NEVER;
  });
  return writtenAs(schema, { form, expected, example });
}

/** The field may be left out, or be empty: it is yet to be filled in. */
export function fillable<T>(schema: z.ZodType<T>) {
  const open = z
    .unknown()
    .optional()
    .transform((value, context): T | null => {
      if (value === null || value === undefined) return null;
      const result = schema.safeParse(value);
      if (result.success) return result.data;
      for (const issue of result.error.issues) context.addIssue(issue as Parameters<typeof context.addIssue>[0]);
      return z.NEVER;
    });
  const written = writtenForms.get(schema);
  if (!written || typeof written.form === "function") throw new Error("only a plain value can be left open");
  return writtenAs(open, { ...written, form: orNothing(written.form) });
}

export const numeric = field("expect.number", "49600", numberForm, numberFrom);

/** Text for readers: a string, or one per language; never empty. */
export const localText = field<Text>("expect.localized-text", "{ en: …, zh-CN: … }", localTextForm(locales), value => {
  if (typeof value === "string") return value.trim() === "" ? undefined : value;
  if (typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const known = entries.every(
    ([key, text]) => (locales as readonly string[]).includes(key) && (text === null || typeof text === "string"),
  );
  const filled = entries.filter(([, text]) => typeof text === "string" && text.trim() !== "");
  return known && filled.length > 0 ? (Object.fromEntries(filled) as Text) : undefined;
});

/** A plain string, never empty. */
export const plainText = field("expect.text", "…", textForm, value =>
  typeof value === "string" && value.trim() !== "" ? value : typeof value === "number" ? String(value) : undefined,
);

export const flag = field("expect.boolean", "true", { type: "boolean" }, value =>
  typeof value === "boolean" ? value : undefined,
);

/** An ISO date that exists. */
export const isoDate = field("expect.date", "2025-04-01", dateForm, value => {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value) ? value : undefined;
});

export function oneOf<const V extends string>(allowed: readonly V[]) {
  const schema = z.unknown().transform((value, context): V => {
    const found = allowed.find(each => each === value);
    if (found !== undefined) return found;
    context.addIssue({ code: "custom", message: value === undefined ? absent : "not-allowed", params: { allowed } });
    return z.NEVER;
  });
  return writtenAs(schema, { form: { enum: allowed } });
}

/** Two or more numbers in rising order are checked elsewhere; here: exactly `count` numbers. */
export const numbers = (count: number, expected: ExpectKey, example: string) =>
  field(expected, example, listForm(numberForm, count), value => {
    if (!Array.isArray(value) || value.length !== count) return undefined;
    const all = value.map(numberFrom);
    return all.every(each => each !== undefined) ? (all as number[]) : undefined;
  });

/** What a file's value is, read by a schema; or all that is wrong with it. */
export function readFields<T>(source: YamlSource, schema: z.ZodType<T>): { fields?: T; findings: Finding[] } {
  const result = schema.safeParse(source.value);
  const found = [...protoKeys(source, source.value, []), ...untranslated(source, source.value, [])];
  if (result.success) return hasErrors(found) ? { findings: found } : { fields: result.data, findings: found };
  return { findings: [...result.error.issues.flatMap(issue => findingsOf(source, schema, issue)), ...found] };
}

/** `__proto__` as a key: objects cannot hold it, so zod leaves it out without a word. */
function protoKeys(source: YamlSource, value: unknown, path: Path): Finding[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (key !== "__proto__") return protoKeys(source, each, [...path, key]);
    return [
      error("id-shape", source.keyPlaceOf([...path, key]), {
        id: key,
        rule: words("rule.snake"),
        example: "annual_visits",
      }),
    ];
  });
}

/** A map that looks like a text per language, but lacks a language. */
function untranslated(source: YamlSource, value: unknown, path: Path): Finding[] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Array.isArray(value) ? value.map((each, index) => [index, each] as const) : Object.entries(value);
  const isText =
    entries.length > 0 &&
    !Array.isArray(value) &&
    entries.every(
      ([key, each]) =>
        (locales as readonly (string | number)[]).includes(key) && (each === null || typeof each === "string"),
    );
  if (!isText) return entries.flatMap(([key, each]) => untranslated(source, each, [...path, key]));
  const missing = missingLocales(value as Text);
  if (missing.length === locales.length) return [];
  const field = fieldName(path);
  return missing.map(locale =>
    warning("text-untranslated", source.keyPlaceOf(path), { field, language: words(`language.${locale}`), locale }),
  );
}

function findingsOf(source: YamlSource, schema: z.ZodType, issue: z.core.$ZodIssue): Finding[] {
  const path = pathWritten(
    source.value,
    issue.path.map(step => (typeof step === "symbol" ? String(step) : step)),
  );
  const name = fieldName(path) || (source.file.split(/[\\/]/).at(-1) ?? source.file);
  const missing = () => [error("missing-field", source.keyPlaceOf(path.slice(0, -1)), { field: name })];
  const found = valueAt(source.value, path);
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, path);
    return issue.keys
      .filter(key => key !== "__proto__")
      .map(key =>
        error("unknown-field", source.keyPlaceOf([...path, key]), { field: key, suggestion: closest(key, known) }),
      );
  }
  if (issue.code === "custom") {
    if (issue.message === absent) return missing();
    const { allowed, expected, example } = (issue.params ?? {}) as {
      allowed?: string[];
      expected?: ExpectKey;
      example?: string;
    };
    if (allowed)
      return [
        error("wrong-value", source.placeOf(path), { field: name, found: shown(found), allowed: listed(allowed) }),
      ];
    return [wrongType(source, path, name, expected ?? "expect.text", example ?? "…", found)];
  }
  if (issue.code === "invalid_type") {
    if (found === undefined) return missing();
    if (path.length === 0) return [wrongType(source, path, name, "expect.map", "indicators: …", found)];
    const expected = issue.expected === "array" ? "expect.list" : "expect.map";
    return [
      wrongType(source, path, name, expected, expected === "expect.list" ? `${name}: [ … ]` : `${name}: { … }`, found),
    ];
  }
  if (issue.code === "too_small") return [wrongType(source, path, name, "expect.filled-list", `${name}: [ … ]`, null)];
  return [wrongType(source, path, name, "expect.map", "…", found)];
}

function wrongType(
  source: YamlSource,
  path: Path,
  name: string,
  expected: ExpectKey,
  example: string,
  found: unknown,
): Finding {
  const sign = /[％，：；０-９]/.exec(JSON.stringify(found) ?? "")?.[0];
  return error("wrong-type" satisfies FindingCode, source.placeOf(path), {
    field: name,
    expected: words(expected),
    found: describe(found),
    example: sign ? words("example.half-width", { example, sign, plain: sign.normalize("NFKC") }) : example,
  });
}

function describe(found: unknown): Value {
  if (found === null || found === undefined) return words("found.nothing");
  if (Array.isArray(found)) return words("found.list");
  if (typeof found === "object") return words("found.map");
  if (typeof found === "number") return words("found.number", { value: found });
  if (typeof found === "boolean") return words("found.boolean", { value: String(found) });
  return words("found.text", { value: shown(found) });
}

const shown = (value: unknown): string => {
  const text = typeof value === "object" && value !== null ? inLocale(value as Text, "en") || "…" : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** Where `id: 5` is short for `id: { value: 5 }`, or a map for a list of one, the path that was written. */
function pathWritten(value: unknown, full: Path): Path {
  const path: (string | number)[] = [];
  for (const step of full) {
    if (typeof step === "string" || Array.isArray(valueAt(value, path))) path.push(step);
  }
  const above = path.slice(0, -1);
  const holder = valueAt(value, above);
  const isShort = path.at(-1) === "value" && (typeof holder !== "object" || holder === null || Array.isArray(holder));
  return isShort ? above : path;
}

const fieldName = (path: Path): string => String(path.findLast(step => typeof step === "string") ?? "");

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === "object" && at !== null ? (at as Record<string | number, unknown>)[step] : undefined),
    value,
  );
}

/** The fields a schema knows at a path. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  let at: unknown = schema;
  for (const step of path) {
    const inner = unwrapped(at);
    if (inner instanceof z.ZodObject) at = (inner.shape as Record<string, unknown>)[String(step)];
    else if (inner instanceof z.ZodArray) at = inner.element;
    else if (inner instanceof z.ZodRecord) at = inner.valueType;
    else return [];
  }
  const last = unwrapped(at);
  const inner = last instanceof z.ZodArray ? unwrapped(last.element) : last;
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

function unwrapped(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return unwrapped(schema.unwrap());
  if (schema instanceof z.ZodPipe) return unwrapped(schema.out instanceof z.ZodTransform ? schema.in : schema.out);
  return schema;
}
