/**
 * Benchmarks from the cases of many customers, of which nothing about a single one can be read: a customer counts once, however many cases
 * it has; fewer than five are not shown, nor named, be they users of a model, of an indicator or an industry; and of an industry that is
 * hidden nothing can be had by taking those that are shown from all: at least five customers are hidden, or none.
 */
import {
  fewestCustomers,
  type IndicatorBenchmarks,
  type ModelBenchmarks,
  type Quantity,
  quantities,
  type Spread,
  type Spreads,
} from "../../case/benchmarks.ts";
import { industryKey } from "../../case/industry.ts";
import { locales, type Text } from "../../text/locale.ts";
import { median, spreadOf } from "./percentiles.ts";
import type { CaseSample, IndicatorSample } from "./samples.ts";

/** One case's sample of one indicator. */
interface Sample extends IndicatorSample {
  readonly customer: string;
  readonly industry: Text | null;
  readonly currency: string | null;
}

export function modelBenchmarks(cases: readonly CaseSample[]): ModelBenchmarks[] {
  return [...grouped(cases, each => each.model)]
    .filter(([, own]) => customersOf(own) >= fewestCustomers)
    .toSorted(([a], [b]) => compare(a, b))
    .map(([model, own]) => ({ model, customers: customersOf(own), indicators: indicatorBenchmarks(own) }));
}

function indicatorBenchmarks(cases: readonly CaseSample[]): IndicatorBenchmarks[] {
  const samples = cases.flatMap(({ customer, industry, currency, indicators }) =>
    indicators.map((each): Sample => ({ ...each, customer, industry, currency: isMoney(each.unit) ? currency : null })),
  );
  return [...grouped(samples, ({ id, unit, better, currency }) => JSON.stringify([id, currency, unit, better]))]
    .filter(([, own]) => customersOf(own) >= fewestCustomers)
    .toSorted(([a], [b]) => compare(a, b))
    .flatMap(([, own]) => entryOf(own));
}

/** Amounts of different currencies are different quantities. */
const isMoney = (unit: string): boolean => /\bmoney\b/.test(unit);

function entryOf(samples: readonly Sample[]): IndicatorBenchmarks[] {
  const [first] = samples;
  if (!first) return [];
  const industryOf = industryOfCustomers(samples);
  const byQuantity = Object.fromEntries(
    quantities.map(quantity => [quantity, spreadsOf(samples, quantity, industryOf)]),
  ) as Record<Quantity, QuantitySpreads>;
  const shown = new Set(quantities.flatMap(quantity => [...byQuantity[quantity].industries.keys()]));
  const spreads = (of: (each: QuantitySpreads) => Spread | null): Spreads =>
    Object.fromEntries(quantities.map(quantity => [quantity, of(byQuantity[quantity])])) as unknown as Spreads;
  return [
    {
      indicator: first.id,
      unit: first.unit,
      better: first.better,
      currency: first.currency,
      all: spreads(({ all }) => all),
      industries: [...shown].toSorted(compare).map(key => ({
        industry: nameOfIndustry(key, samples),
        ...spreads(({ industries }) => industries.get(key) ?? null),
      })),
    },
  ];
}

interface QuantitySpreads {
  readonly all: Spread | null;
  readonly industries: ReadonlyMap<string, Spread>;
}

function spreadsOf(
  samples: readonly Sample[],
  quantity: Quantity,
  industryOf: ReadonlyMap<string, string>,
): QuantitySpreads {
  const values = [...grouped(samples, ({ customer }) => customer)].flatMap(([customer, own]) => {
    const known = own.flatMap(each => each[quantity] ?? []);
    return known.length === 0 ? [] : [{ industry: industryOf.get(customer) ?? "", value: median(known) }];
  });
  const groups = [...grouped(values, ({ industry }) => industry)]
    .filter(([key, own]) => key !== "" && own.length >= fewestCustomers)
    .toSorted(([a, own], [b, other]) => other.length - own.length || compare(a, b));
  const hidden = () => values.length - groups.reduce((sum, [, own]) => sum + own.length, 0);
  while (groups.length > 0 && hidden() > 0 && hidden() < fewestCustomers) groups.pop();
  return {
    all: spreadOf(values.map(({ value }) => value)),
    industries: new Map(
      groups.flatMap(([key, own]) => {
        const spread = spreadOf(own.map(({ value }) => value));
        return spread ? [[key, spread] as const] : [];
      }),
    ),
  };
}

/** A customer is of one industry: of several that its cases name, the first in the alphabet. */
function industryOfCustomers(samples: readonly Sample[]): ReadonlyMap<string, string> {
  return new Map(
    [...grouped(samples, ({ customer }) => customer)].map(([customer, own]) => {
      const keys = own.flatMap(({ industry }) => (industry === null ? [] : [industryKey(industry)]));
      return [customer, keys.filter(key => key !== "").toSorted(compare)[0] ?? ""];
    }),
  );
}

/** As at least five customers write it: what fewer write may say who they are. */
function nameOfIndustry(key: string, samples: readonly Sample[]): Text {
  const own = samples.filter(({ industry }) => industry !== null && industryKey(industry) === key);
  const names = locales.flatMap((locale): [string, string][] => {
    const written = own.flatMap(({ customer, industry }) => {
      const text = typeof industry === "object" ? industry?.[locale] : undefined;
      return text === undefined ? [] : [{ customer, text }];
    });
    const [best] = [...grouped(written, ({ text }) => text)]
      .map(([text, uses]) => ({ text, customers: customersOf(uses) }))
      .filter(({ customers }) => customers >= fewestCustomers)
      .toSorted((a, b) => b.customers - a.customers || compare(a.text, b.text));
    return best ? [[locale, best.text]] : [];
  });
  const found = Object.fromEntries(names) as Record<string, string>;
  return found.en !== undefined && industryKey(found.en) === key ? found : key;
}

const customersOf = (all: readonly { readonly customer: string }[]): number =>
  new Set(all.map(({ customer }) => customer)).size;

function grouped<T>(all: readonly T[], keyOf: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return groups;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
