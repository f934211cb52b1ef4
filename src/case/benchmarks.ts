/** Benchmarks from past cases, as they are read from a file: what other customers' baselines were, and what they reached. Plain data. */
import type { Indicator } from "../model/model.ts";
import type { Text } from "../text/locale.ts";
import type { Case } from "./case.ts";
import { industryKey } from "./industry.ts";

/** Of fewer customers nothing is said. */
export const fewestCustomers = 5;
/** Nor where they have fewer different values: who knows that a customer is among them would know its value. */
export const fewestValues = 3;

/** Of n customers, each counted once. In the unit of the quantity; shares as fractions. */
export interface Spread {
  readonly n: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
}

export const quantities = ["baseline", "improvement", "relativeImprovement", "gapClosed"] as const;
/**
 * `improvement`: last measured actual less baseline, towards what is better, in the indicator's unit; `relativeImprovement`: as a share of
 * the baseline; `gapClosed`: as a share of the way from baseline to target.
 */
export type Quantity = (typeof quantities)[number];
/** Null: not shown, because of too few customers or too few different values. */
export type Spreads = { readonly [Q in Quantity]: Spread | null };

export interface IndicatorBenchmarks {
  readonly indicator: string;
  /** As the model wrote it then: another unit is another quantity. */
  readonly unit: string;
  readonly better: "higher" | "lower";
  /** Of an indicator whose unit is money; else null. */
  readonly currency: string | null;
  readonly all: Spreads;
  readonly industries: readonly (Spreads & { readonly industry: Text })[];
}

export interface ModelBenchmarks {
  /** after-sales@1 */
  readonly model: string;
  readonly customers: number;
  readonly indicators: readonly IndicatorBenchmarks[];
}

export interface Benchmarks {
  /** ISO date that the maker gave. */
  readonly asOf: string | null;
  readonly models: readonly ModelBenchmarks[];
}

/** A spread, and whether it is of the case's own industry. */
export interface PastSpread extends Spread {
  readonly of: "industry" | "all";
}

/** What past cases say of an indicator: those of the case's industry where there are enough, else all. */
export function pastSpread(
  { models }: Benchmarks,
  { model, customer }: Pick<Case, "model" | "customer">,
  { id, unit, better }: Pick<Indicator, "id" | "unit" | "better">,
  quantity: Quantity,
): PastSpread | undefined {
  const entry = models
    .find(each => each.model === `${model.id}@${model.version}`)
    ?.indicators.find(
      each =>
        each.indicator === id &&
        each.unit === unit &&
        each.better === better &&
        (each.currency === null || each.currency === customer.currency),
    );
  const { industry } = customer;
  const own =
    industry === undefined
      ? undefined
      : entry?.industries.find(each => industryKey(each.industry) === industryKey(industry))?.[quantity];
  if (own) return { ...own, of: "industry" };
  const all = entry?.all[quantity];
  return all ? { ...all, of: "all" } : undefined;
}
