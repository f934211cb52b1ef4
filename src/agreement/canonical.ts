/**
 * Plain data as JSON with one spelling (RFC 8785): keys sorted by their UTF-16 code units, no spaces, numbers and strings as ECMAScript
 * writes them. Control characters are escaped, so a text never leaves its line. Throws where JSON has no spelling (NaN, undefined).
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${canonicalMembers(value).join(",")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`JSON has no number ${value}`);
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new Error(`JSON has no ${typeof value}`);
  return text;
}

/** The members of an object as they stand in its canonical JSON, in their order. */
export const canonicalMembers = (value: object): string[] =>
  Object.keys(value)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonicalJson((value as Readonly<Record<string, unknown>>)[key])}`);

/** The same value, whatever the order of keys. */
export const isSameValue = (a: unknown, b: unknown): boolean =>
  (typeof a === "string" && typeof b === "string") || (typeof a === "boolean" && typeof b === "boolean")
    ? a === b
    : canonicalJson(a) === canonicalJson(b);
