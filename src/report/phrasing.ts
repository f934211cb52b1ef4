/** How one report says things: its language, currency and names, decided once. Every section view is a function of this. */
import type { Case } from "../case/case.ts";
import type { WorkbookPlan } from "../engine/plan/plan.ts";
import type { CaseResult } from "../engine/result.ts";
import type { Sensitivity } from "../engine/sensitivity.ts";
import type { Simulation } from "../engine/simulate.ts";
import type { Indicator, Model, Named, NumberStyle } from "../model/model.ts";
import {
  currencyName,
  formatDate,
  formatMoney,
  formatMoneyShort,
  formatNumber,
  formatPercent,
} from "../text/format.ts";
import { inLocale, type Locale, type Text } from "../text/locale.ts";
import { say, type TextKey, type Values } from "../text/say.ts";
import { type MoneyScale, moneyScale } from "./money-scale.ts";
import { type ReferenceTo, referencesTo } from "./reference.ts";
import type { Theme } from "./theme/theme.ts";

export interface ReportInput {
  readonly model: Model;
  readonly kase: Case;
  readonly result: CaseResult;
  /** What matters most, of the same figures; without it the report has no such chapter. */
  readonly sensitivity?: Sensitivity;
  /** Of the same figures, where the case says how uncertain its inputs are. */
  readonly simulation?: Simulation;
  /** The workbook that the figures are followed to; without it they carry no references. */
  readonly plan?: WorkbookPlan;
  /** How the vendor's reports look. */
  readonly theme?: Theme;
  readonly locale: Locale;
  /** What the unit of tables is chosen by; without it, the largest of the result's amounts. */
  readonly largest?: number;
}

export interface Phrasing extends ReportInput {
  readonly say: <K extends TextKey>(key: K, ...values: Values<K>) => string;
  readonly text: (text: Text) => string;
  /** For headlines and sentences: CNY 12.3 million. */
  readonly moneyShort: (value: number) => string;
  /** To the whole unit: CNY 12,345,678. */
  readonly money: (value: number) => string;
  /** For columns under a heading that names the unit. */
  readonly scale: MoneyScale;
  /** Where a figure stands in the workbook. */
  readonly reference: ReferenceTo;
  readonly percent: (share: number, decimals?: number) => string;
  readonly date: (isoDate: string) => string;
  /** A quantity as its owner entered it: all digits of a whole number, six of any other. */
  readonly quantity: (value: number, style: NumberStyle) => string;
  /** A unit as readers see it, the case's currency in its place: {currency}/visit → CNY/visit. */
  readonly unit: (shownAs: Text) => string;
  readonly indicator: (id: string) => Indicator | undefined;
  readonly indicatorName: (id: string) => string;
  readonly driverName: (id: string) => string;
  readonly stageName: (id: string) => string;
  readonly dimensionName: (id: string) => string;
  /** As the theme or the case names it; null where neither does. */
  readonly vendorName: string | null;
  /** Names in a row: A, B and C. */
  readonly list: (items: readonly string[]) => string;
}

export function phrasingFor(input: ReportInput): Phrasing {
  const { model, result, locale } = input;
  const vendor = input.theme?.vendor ?? input.kase.vendor?.name;
  const indicators = new Map(model.indicators.map(each => [each.id, each]));
  const nameIn = (among: readonly Named[]) => {
    const names = new Map(among.map(each => [each.id, inLocale(each.name, locale)]));
    return (id: string) => names.get(id) ?? id;
  };
  const say_ = <K extends TextKey>(key: K, ...values: Values<K>) => say(locale, key, ...values);
  return {
    ...input,
    say: say_,
    text: text => inLocale(text, locale),
    moneyShort: value => unbroken(formatMoneyShort(value, result.currency, locale)),
    money: value => unbroken(formatMoney(value, result.currency, locale)),
    scale: moneyScale(input.largest ?? largestAmount(result), result.currency, locale),
    reference: referencesTo(input.plan, locale),
    percent: (share, decimals) => formatPercent(share, locale, decimals),
    date: isoDate => formatDate(isoDate, locale),
    quantity: (value, style) => {
      if (style === "percent") return formatPercent(value, locale);
      return Number.isInteger(value) ? formatNumber(value, locale, 0) : formatNumber(value, locale);
    },
    unit: shownAs => inLocale(shownAs, locale).replaceAll("{currency}", currencyName(result.currency, locale)),
    indicator: id => indicators.get(id),
    indicatorName: nameIn(model.indicators),
    driverName: nameIn(model.drivers),
    stageName: nameIn(model.stages),
    dimensionName: nameIn(model.dimensions),
    vendorName: vendor === undefined ? null : inLocale(vendor, locale),
    list: items => {
      const before = items.slice(0, -1).join(say_("report.list.comma"));
      return items.length < 2 ? (items[0] ?? "") : `${before}${say_("report.list.and")}${items.at(-1)}`;
    },
  };
}

/** An amount stays on one line with its currency. */
const unbroken = (amount: string): string => amount.replaceAll(" ", "\u00a0");

function largestAmount(result: CaseResult): number {
  const { summary, potential } = result;
  const amounts = [
    summary.grossBenefitPerYear,
    summary.totalBenefit,
    summary.totalCost,
    summary.npv,
    summary.oneOffCash,
    potential?.together.totalBenefit ?? null,
  ];
  return Math.max(
    ...amounts.map(amount => Math.abs(amount ?? 0)),
    ...result.indicators.map(each => Math.abs(each.net ?? 0)),
  );
}
