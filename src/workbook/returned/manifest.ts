/** What a returned workbook says of itself. */
import { canonicalJson, type Json } from "../../agreement/canonical.ts";
import { manifestFacts, manifestSum, manifestVersion } from "../../engine/sheets/manifest-sheet.ts";
import { isLocale, type Locale } from "../../text/locale.ts";
import { cellKey, type ReturnedSheet, type ReturnedWorkbook } from "./returned-workbook.ts";

export interface Manifest {
  readonly locale: Locale;
  readonly customer: string;
  readonly model: string;
  readonly currency: string;
  readonly scenario: string;
  /** Lines of the agreement's log when the workbook was sent, and the hash of the last one. */
  readonly lines: number;
  readonly head: string;
  /** Of all that was sent. */
  readonly content: string;
  /** By the key of each row of terms: what was asked, and what the case said. */
  readonly rows: ReadonlyMap<string, { readonly asked: Json; readonly stated: Json }>;
}

/** The facts of a hidden sheet of ours, and the rows below them. */
export interface Facts {
  readonly locale: Locale;
  readonly facts: ReadonlyMap<string, string>;
  readonly rows: readonly (readonly [key: string, value: string])[];
}

/**
 * `names`: of the facts in their order; the first one says what kind of workbook it is, and holds its version. `none`: it is of another
 * kind; `changed`: it was edited, or is of a Valuebook that this one does not know.
 */
export function readFacts(
  { sheets }: ReturnedWorkbook,
  names: readonly string[],
  version: string,
): Facts | "none" | "changed" {
  const [kind = ""] = names;
  const sheet = sheets.find(each => textAt(each, 1, 1) === kind);
  if (!sheet) return "none";
  const facts = new Map(names.map((_, index) => [textAt(sheet, index + 1, 1), textAt(sheet, index + 1, 2)]));
  if (names.some(name => !facts.has(name)) || facts.get(kind) !== version) return "changed";
  const rows: [string, string][] = [];
  for (let row = names.length + 1; textAt(sheet, row, 1) !== ""; row += 1)
    rows.push([textAt(sheet, row, 1), textAt(sheet, row, 2)]);
  const locale = facts.get("locale") ?? "";
  if (manifestSum(Object.fromEntries(facts), rows) !== facts.get("sum") || !isLocale(locale)) return "changed";
  return { locale, facts, rows };
}

/** `none`: not a workbook of Valuebook; `changed`: it was edited, or is of a Valuebook that this one does not know. */
export function readManifest(returned: ReturnedWorkbook): Manifest | "none" | "changed" {
  const read = readFacts(returned, manifestFacts, manifestVersion);
  if (typeof read === "string") return read;
  const { locale, facts, rows } = read;
  const given = (name: (typeof manifestFacts)[number]) => facts.get(name) ?? "";
  const asked = new Map(rows.map(([key, value]) => [key, askedIn(value)]));
  const known = new Map([...asked].flatMap(([key, values]) => (values ? [[key, values] as const] : [])));
  if (known.size < asked.size) return "changed";
  return {
    locale,
    customer: given("customer"),
    model: given("model"),
    currency: given("currency"),
    scenario: given("scenario"),
    lines: Number(given("lines")),
    head: given("head"),
    content: given("content"),
    rows: known,
  };
}

/** The longest row that a manifest has; what is longer was not written by us, and may be made to exhaust who reads it. */
const longestRow = 20_000;

/** Undefined where a row is not as it is written: whoever changes the sheet can make its sum anew. */
function askedIn(text: string): { asked: Json; stated: Json } | undefined {
  if (text.length > longestRow) return undefined;
  try {
    const { asked, stated } = JSON.parse(text) as { asked?: Json; stated?: Json };
    return asked !== undefined && stated !== undefined && canonicalJson({ asked, stated }) === text
      ? { asked, stated }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The text of a cell; of no value, none. */
function textAt(sheet: ReturnedSheet, row: number, column: number): string {
  const value = sheet.cells.get(cellKey(row, column))?.value;
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
