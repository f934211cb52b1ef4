/**
 * What is not a number, as a code in the low half of a NaN: truth, blank, errors, texts. A value of the kernel is one float: a number
 * is itself, everything else is the quiet NaN 0x7FF80000 with its code below. Codes are moved and compared as bits, never computed with.
 */
import type { CalculatedValue } from "../calculation.ts";
import { isWord } from "../plan/words.ts";

/** `unsure` is a #NUM! that a routine is not sure of: it never leaves the kernel. */
export const codes = {
  yes: 1,
  no: 2,
  blank: 3,
  divisionByZero: 256,
  notANumber: 257,
  wrongType: 258,
  notFound: 259,
  unsure: 260,
} as const;
const firstText = 1024;
const nanHigh = 0x7ff80000;

const errorTexts: ReadonlyMap<number, string> = new Map([
  [codes.divisionByZero, "#DIV/0!"],
  [codes.notANumber, "#NUM!"],
  [codes.wrongType, "#VALUE!"],
  [codes.notFound, "#N/A"],
  [codes.unsure, "#NUM!"],
]);

export const isErrorCode = (code: number): boolean => code >= 256 && code < firstText;
export const isTextCode = (code: number): boolean => code >= firstText;

/** The 64 bits of a code. */
export const bitsOf = (code: number): bigint => (BigInt(nanHigh) << 32n) | BigInt(code);

/** Texts of a plan by code. Texts that a comparison cannot tell apart share one (spreadsheets ignore case). */
export class TextCodes {
  private readonly texts: string[] = [];
  private readonly byText = new Map<string, number>();
  private readonly collator = new Intl.Collator("en-US", { sensitivity: "accent" });

  codeOf(text: string): number {
    const known = this.byText.get(text);
    if (known !== undefined) return known;
    const same = this.texts.findIndex(other => this.collator.compare(other, text) === 0);
    const index = same >= 0 ? same : this.texts.push(text) - 1;
    this.byText.set(text, firstText + index);
    return firstText + index;
  }

  textOf(code: number): string {
    const text = this.texts[code - firstText];
    if (text === undefined) throw new Error(`no text has the code ${code}`);
    return text;
  }

  /** −1, 0 or 1: the order of two texts. */
  compare(left: number, right: number): number {
    return left === right ? 0 : Math.sign(this.collator.compare(this.textOf(left), this.textOf(right)));
  }
}

/** A text as MATCH compares it in HyperFormula: without case and accents. */
export const searchedAs = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");

/** A code as `calculate` gives it; undefined for a blank, which no formula of a plan may give. */
export function valueOfCode(code: number, texts: TextCodes): CalculatedValue | undefined {
  if (code === codes.yes || code === codes.no) return code === codes.yes;
  if (code === codes.blank) return undefined;
  const error = errorTexts.get(code);
  if (error) return { error };
  const word = texts.textOf(code);
  if (!isWord(word)) throw new Error(`a formula gives ${JSON.stringify(word)}, neither a number nor a word`);
  return { word };
}

/** The number as a spreadsheet cell shows it: 15 significant digits, as `calculate` reads it off HyperFormula. */
export function roundedAsCell(value: number): number {
  if (value === 0) return 0;
  const places = 10 ** (14 - Math.floor(Math.log10(Math.abs(value))));
  const rounded = (Math.sign(value) * Math.round(Math.abs(value) * places)) / places;
  return Number.isFinite(rounded) ? rounded : value;
}

/**
 * The number a text stands for in arithmetic, as HyperFormula reads it; undefined where it stands for none, null where that is not
 * known here (dates and currencies).
 */
export function numberInText(text: string): number | undefined | null {
  const trimmed = text.trim();
  if (text === "") return 0;
  if (!/\d/.test(trimmed)) return undefined;
  const share = trimmed.endsWith("%");
  const digits = share ? trimmed.slice(0, -1).trim() : trimmed;
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(digits)) return Number(digits) / (share ? 100 : 1);
  return /^[\d\s.,:/$%+-]/.test(trimmed) || /[$€£¥]/.test(trimmed) ? null : undefined;
}
