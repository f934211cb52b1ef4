/** What the sheets are called in a language, as Excel allows it: at most 31 characters, none of []:*?/\, no two alike. */
import { lineText } from "../../text/line-text.ts";
import { inLocale, type Locale } from "../../text/locale.ts";
import type { SheetId, WorkbookPlan } from "./plan.ts";

const nameLimit = 31;

export type SheetNames = ReadonlyMap<SheetId, string>;

export function sheetNames(plan: WorkbookPlan, locale: Locale): SheetNames {
  const names = new Map<SheetId, string>();
  const taken = new Set<string>();
  for (const sheet of plan.sheets) {
    const name = firstFree(legalName(inLocale(sheet.name, locale)) || sheet.id, taken);
    taken.add(name.toLowerCase());
    names.set(sheet.id, name);
  }
  return names;
}

/** The name as formulas write it; always in quotes, so that no name is read as something else. */
export function quotedSheet(names: SheetNames, id: SheetId): string {
  const name = names.get(id);
  if (name === undefined) throw new Error(`a formula reads the sheet ${id}, which is not in the plan`);
  return `'${name.replaceAll("'", "''")}'`;
}

function legalName(name: string): string {
  const legal = lineText(name.replaceAll(/[[\]:*?/\\]/g, " "), nameLimit).replaceAll(/^['\s]+|['\s]+$/g, "");
  // Excel keeps this name for itself.
  return legal.toLowerCase() === "history" ? `${legal}.` : legal;
}

function firstFree(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  for (let count = 2; ; count += 1) {
    const suffix = ` (${count})`;
    const candidate = name.slice(0, nameLimit - suffix.length) + suffix;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}
