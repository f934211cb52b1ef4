/** Changes a written workbook in its own XML, as little as possible: results falsified, inputs retyped. */
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { WorkbookPlan } from "../../src/engine/plan/plan.ts";
import { plainAddress } from "../../src/engine/plan/print-formula.ts";
import { wordText } from "../../src/engine/plan/words.ts";
import { inLocale, type Locale } from "../../src/text/locale.ts";
import { sheetNames } from "../../src/engine/plan/sheet-names.ts";
import { attribute, readWrittenSheets } from "../../src/workbook/written-cells.ts";
import { cellOfInput, type InputChanges, type InputValue } from "./with-inputs.ts";

/** What no formula of ours gives; a program that only copies results is found out by it. */
export const wrongNumber = -987_654_321.25;
export const wrongText = "falsified";

/** The workbook with a wrong result in every formula cell. */
export function falsifyResults(file: Uint8Array): Uint8Array {
  return editSheets(file, (_, cell) => (/<f[\s>]/.test(cell) ? falsified(cell) : cell));
}

function falsified(cell: string): string {
  const type = attribute(/^<c\b[^>]*>/.exec(cell)?.[0] ?? "", "t");
  switch (type) {
    case "str":
      return withResult(cell, wrongText);
    case "b":
      return cell.replace(/<v>([01])<\/v>/, (_, value) => `<v>${value === "1" ? 0 : 1}</v>`);
    case "e":
      return withResult(cell.replace(' t="e"', ""), String(wrongNumber));
    default:
      return withResult(cell, String(wrongNumber));
  }
}

const withResult = (cell: string, result: string): string => cell.replace(/<v>[^<]*<\/v>/, `<v>${result}</v>`);

/** The workbook with other values typed into input cells, as its reader would; results are left as they are. */
export function typeInputs(file: Uint8Array, plan: WorkbookPlan, locale: Locale, changes: InputChanges): Uint8Array {
  const names = sheetNames(plan, locale);
  const typed = new Map(
    [...changes].map(([which, value]) => {
      const { ref } = cellOfInput(plan, which);
      return [`${names.get(ref.sheet)}!${plainAddress(ref)}`, value] as [string, InputValue];
    }),
  );
  const done = new Set<string>();
  const edited = editSheets(file, (sheet, cell) => {
    const key = `${sheet}!${attribute(cell, "r")}`;
    const value = typed.get(key);
    if (value === undefined) return cell;
    done.add(key);
    return retyped(cell, value, plan, locale);
  });
  const missed = [...typed.keys()].filter(key => !done.has(key));
  if (missed.length > 0) throw new Error(`no cell in the file for ${missed.join(", ")}`);
  return edited;
}

function retyped(cell: string, value: InputValue, plan: WorkbookPlan, locale: Locale): string {
  const style = attribute(cell, "s");
  const start = `<c r="${attribute(cell, "r")}"${style === undefined ? "" : ` s="${style}"`}`;
  if (value === null) return `${start}/>`;
  if (typeof value === "number") return `${start}><v>${value}</v></c>`;
  return `${start} t="inlineStr"><is><t>${inLocale(wordText(value, plan.words), locale)}</t></is></c>`;
}

function editSheets(file: Uint8Array, edit: (sheet: string, cell: string) => string): Uint8Array {
  const parts = unzipSync(file);
  for (const { name, part } of readWrittenSheets(file)) {
    const xml = strFromU8(parts[part] ?? new Uint8Array());
    parts[part] = strToU8(xml.replaceAll(/<c\b[^>]*?(?:\/>|>.*?<\/c>)/gs, cell => edit(name, cell)));
  }
  return zipSync(parts);
}
