/** Plain values as YAML text on one line, spelled so that they read back exactly. */
import { numberFrom } from "../text/number-from.ts";
import type { Path } from "./yaml-source.ts";

export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

export const isMapping = (value: Plain): value is { readonly [key: string]: Plain } =>
  typeof value === "object" && !Array.isArray(value);

export function flowText(value: Plain, path: Path, isPercent: (path: Path) => boolean): string {
  if (Array.isArray(value))
    return `[${value.map((each, index) => flowText(each, [...path, index], isPercent)).join(", ")}]`;
  if (!isMapping(value)) return scalarText(value as string | number | boolean, isPercent(path));
  const fields = Object.entries(value).map(([key, each]) => `${key}: ${flowText(each, [...path, key], isPercent)}`);
  return fields.length > 0 ? `{ ${fields.join(", ")} }` : "{}";
}

/** In the quotes, and with the thousands separators, of what it replaces, where that reads back. */
export function scalarText(value: string | number | boolean, isPercent: boolean, before = ""): string {
  const quote = /^["']/.exec(before)?.[0] ?? "";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") {
    const isPlain = /^[A-Za-z0-9][\w .-]*$/.test(value) && !value.endsWith(" ") && !readsAsOther(value);
    return isPlain ? `${quote}${value}${quote}` : JSON.stringify(value);
  }
  const percent = `${String(Number((value * 100).toPrecision(15)))}%`;
  if (isPercent && numberFrom(percent) === value) return `${quote}${percent}${quote}`;
  const grouped = String(value).replace(/^[+-]?\d+/, whole => whole.replaceAll(/\B(?=(\d{3})+$)/g, ","));
  const isGrouped = /^["']?[+-]?\d{1,3}(,\d{3})+/.test(before);
  return isGrouped && numberFrom(grouped) === value && grouped.includes(",")
    ? `${quote}${grouped}${quote}`
    : String(value);
}

/** A text that YAML would take for a number, a flag or nothing. */
const readsAsOther = (text: string): boolean => !Number.isNaN(Number(text)) || /^(?:true|false|null)$/i.test(text);
