/**
 * Plain data as JSON with one spelling (RFC 8785): keys sorted by their UTF-16 code units, no spaces, numbers and strings as ECMAScript
 * writes them. Control characters are escaped, so a text never leaves its line. Throws where JSON has no spelling (NaN, undefined).
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`);
    return `{${members.join(",")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`JSON has no number ${value}`);
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new Error(`JSON has no ${typeof value}`);
  return text;
}

/** The same value, whatever the order of keys. */
export const isSameValue = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
