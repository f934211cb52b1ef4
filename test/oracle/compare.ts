/** Compares the results that stand in a workbook with those of a calculation, formula cell by formula cell. */
import { type CalculatedValue, type Calculation, valueAt } from "../../src/engine/calculation.ts";
import { keyOf } from "../../src/engine/plan/plan.ts";
import { plainAddress } from "../../src/engine/plan/print-formula.ts";
import { type WordTexts, wordText } from "../../src/engine/plan/words.ts";
import { inLocale, type Locale } from "../../src/text/locale.ts";
import { sheetNames } from "../../src/engine/plan/sheet-names.ts";
import { readWrittenSheets, type WrittenValue } from "../../src/workbook/written-cells.ts";

/** Relative; for numbers below 1 absolute. */
export const tolerance = 1e-9;

export interface ComparedCell {
  /** Its name, its figure, or its key in the plan. */
  readonly name: string;
  /** Summary!B5 */
  readonly address: string;
  readonly calculated: CalculatedValue;
  readonly found: WrittenValue | undefined;
  /** |difference| ÷ max(1, |a|, |b|) of two numbers; 0 for other results that agree, Infinity for those that do not. */
  readonly difference: number;
}

export interface Comparison {
  readonly formulaCells: number;
  readonly numbers: number;
  readonly words: number;
  readonly errors: number;
  readonly worstDifference: number;
  /** Cells that differ by more than the tolerance, worst first. */
  readonly differing: readonly ComparedCell[];
}

export function compareWithCalculation(file: Uint8Array, calculation: Calculation, locale: Locale): Comparison {
  const { plan } = calculation;
  const names = sheetNames(plan, locale);
  const sheets = new Map(
    readWrittenSheets(file).map(({ name, cells }) => [
      name,
      new Map(cells.map(({ address, value }) => [address, value])),
    ]),
  );
  const compared = plan.sheets.flatMap(sheet =>
    sheet.cells
      .filter(({ content }) => content.kind === "formula")
      .map((cell): ComparedCell => {
        const sheetName = names.get(sheet.id) ?? sheet.id;
        const calculated = valueAt(calculation, cell.ref);
        if (calculated === undefined) throw new Error(`${keyOf(cell.ref)} was not calculated`);
        const found = sheets.get(sheetName)?.get(plainAddress(cell.ref));
        const name = cell.name ?? cell.figure ?? keyOf(cell.ref);
        return {
          name,
          address: `${sheetName}!${plainAddress(cell.ref)}`,
          calculated,
          found,
          difference: differenceOf(calculated, found, calculation.plan.words, locale),
        };
      }),
  );
  const count = (holds: (value: CalculatedValue) => boolean) =>
    compared.filter(({ calculated }) => holds(calculated)).length;
  return {
    formulaCells: compared.length,
    numbers: count(value => typeof value === "number"),
    words: count(value => typeof value === "object" && "word" in value),
    errors: count(value => typeof value === "object" && "error" in value),
    worstDifference: Math.max(0, ...compared.map(({ difference }) => difference)),
    differing: compared
      .filter(({ difference }) => !(difference <= tolerance))
      .sort((a, b) => b.difference - a.difference),
  };
}

/** Programs name some errors differently (#NUM!, #VALUE!): an error agrees with any error. */
function differenceOf(
  calculated: CalculatedValue,
  found: WrittenValue | undefined,
  words: WordTexts,
  locale: Locale,
): number {
  if (typeof calculated === "number" && typeof found === "number") {
    return Math.abs(calculated - found) / Math.max(1, Math.abs(calculated), Math.abs(found));
  }
  if (typeof calculated === "boolean") return calculated === found ? 0 : Number.POSITIVE_INFINITY;
  if (typeof calculated === "number" || found === undefined) return Number.POSITIVE_INFINITY;
  if ("word" in calculated)
    return inLocale(wordText(calculated.word, words), locale) === found ? 0 : Number.POSITIVE_INFINITY;
  return typeof found === "object" ? 0 : Number.POSITIVE_INFINITY;
}

/** For people: how much agreed, and the worst cells by name. */
export function comparisonText({
  formulaCells,
  numbers,
  words,
  errors,
  worstDifference,
  differing,
}: Comparison): string {
  const agreeing = formulaCells - differing.length;
  const head = `${agreeing} of ${formulaCells} formula cells agree (${numbers} numbers, ${words} words, ${errors} errors); worst difference ${worstDifference.toExponential(1)}`;
  const worst = differing.slice(0, 10).map(({ name, address, calculated, found, difference }) => {
    return `  ${name} at ${address}: calculated ${JSON.stringify(calculated)}, in the file ${JSON.stringify(found)} (${difference})`;
  });
  return [head, ...worst].join("\n");
}
