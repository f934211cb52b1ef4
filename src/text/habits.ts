/** What a language does besides its words: how it writes money, dates and rows of names, and in which font. Each language's file says so. */
export interface Habits {
  /** How the system's name of the language begins: zh in zh_CN.UTF-8. */
  readonly systemTag: string;
  readonly betweenSentences: string;
  readonly betweenNames: string;
  /** Currencies that have a name in running text; others go by their code. */
  readonly currencies: Readonly<Record<string, string>>;
  /** An amount with its currency; `unit` is million, billion, 万, 亿, or nothing. A true minus sign stands before all of it. */
  money(amount: string, currency: string, unit?: string): string;
  date(year: number, month: number, day: number): string;
  /** Units of headline money, the largest first: from this amount on, this unit. */
  readonly headlineUnits: readonly { readonly from: number; readonly unit: number; readonly word: HeadlineUnit }[];
  /** Units of all the money in a report's tables, the largest first; below them whole units. */
  readonly tableUnits: readonly {
    readonly from: number;
    readonly unit: number;
    readonly decimals: number;
    readonly word: TableUnit;
  }[];
  /** Number formats of amounts in a workbook's charts, the largest first. */
  readonly chartFormats: readonly { readonly from: number; readonly format: string }[];
  /** Number format of dates in a workbook. */
  readonly dateFormat: string;
  /** Font of workbooks. */
  readonly font: string;
  /** Its fonts stand taller than Latin ones of the same size. */
  readonly isTall: boolean;
  readonly hasItalics: boolean;
}

export type HeadlineUnit = "format.million" | "format.billion";
export type TableUnit = "report.money.thousand" | "report.money.million";

/** The prefix after the minus sign of an amount. */
export const afterSign = (amount: string, prefix: string): string =>
  amount.startsWith("\u2212") ? `\u2212${prefix}${amount.slice(1)}` : prefix + amount;
