/** Names that stand for one cell: 'Sheet''s'!$B$3. All others (ranges, formulas, lost references) are left out. */
import { cellAt } from "./cell-address.ts";
import type { ReturnedPlace } from "./returned-workbook.ts";
import type { NameEntry } from "./workbook-part.ts";

export function singleCellNames(
  names: readonly NameEntry[],
  sheetNames: readonly string[],
): ReadonlyMap<string, ReturnedPlace> {
  const sheets = new Map(sheetNames.map(name => [name.toLowerCase(), name]));
  const places = new Map<string, ReturnedPlace>();
  for (const { name, refersTo } of names) {
    const place = placeOf(refersTo.trim().replace(/^=/, ""), sheets);
    if (place) places.set(name.toLowerCase(), place);
  }
  return places;
}

/** Only with both signs: $B3 would be another cell wherever the name is read. */
function placeOf(refersTo: string, sheets: ReadonlyMap<string, string>): ReturnedPlace | undefined {
  const bang = refersTo.lastIndexOf("!");
  const [, letters = "", digits = ""] = /^\$([A-Z]+)\$(\d+)$/i.exec(refersTo.slice(bang + 1)) ?? [];
  const cell = cellAt(letters + digits);
  const sheet = sheets.get(unquoted(refersTo.slice(0, Math.max(0, bang))).toLowerCase());
  return cell && sheet !== undefined ? { sheet, ...cell } : undefined;
}

const unquoted = (name: string): string =>
  name.length > 1 && name.startsWith("'") && name.endsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
