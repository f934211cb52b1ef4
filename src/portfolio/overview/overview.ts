/**
 * All cases of a portfolio together: by currency first, because amounts of different currencies are never added; within each the total, by
 * customer, industry, model and stage; then the ranking and service tiers of all customers. The order of the cases changes nothing.
 */
import type { Text } from "../../text/locale.ts";
import { sumExactly } from "./cents.ts";
import { industryKey } from "../../case/industry.ts";
import { bestText } from "./best-text.ts";
import type { PortfolioCase } from "./portfolio-case.ts";
import { type CustomerSums, type SumsByBasis, sumsByBasis } from "./sums.ts";
import { type Ranked, type RankedBy, rankingOf, type Tier, tiersOf } from "./tiers.ts";

/** `industry` null: the cases that name none. */
export interface IndustrySums extends SumsByBasis {
  readonly industry: Text | null;
}

export interface ModelSums extends SumsByBasis {
  readonly model: string;
  readonly name: Text;
}

/** Committed and estimated apart, as everywhere. */
export interface StageSums {
  readonly model: string;
  readonly id: string;
  readonly name: Text;
  readonly committed: StageAmounts | null;
  readonly estimates: StageAmounts | null;
}

export interface StageAmounts {
  /** Cases with an indicator of this stage that counts. */
  readonly cases: number;
  readonly netBenefitPerYear: number | null;
  readonly realized: number | null;
}

export interface CurrencyBlock {
  readonly currency: string;
  readonly total: SumsByBasis;
  /** Greatest net benefit over the horizon first, committed before estimates. */
  readonly customers: readonly CustomerSums[];
  readonly industries: readonly IndustrySums[];
  readonly models: readonly ModelSums[];
  /** By model, in the order of its stages. */
  readonly stages: readonly StageSums[];
}

export interface Overview {
  readonly counts: {
    readonly cases: number;
    readonly committed: number;
    readonly estimates: number;
    readonly measured: number;
    readonly incomplete: number;
    readonly customers: number;
  };
  readonly currencies: readonly CurrencyBlock[];
  readonly rankedBy: RankedBy;
  readonly tiers: readonly Tier[];
  readonly ranking: readonly Ranked[];
  /** In the order of their names. */
  readonly cases: readonly PortfolioCase[];
}

export function overviewOf(given: readonly PortfolioCase[], by: RankedBy, cutOffs: readonly number[]): Overview {
  const cases = given.toSorted((a, b) => compare(a.name, b.name));
  const currencies = [...grouped(cases, each => each.currency)]
    .map(([currency, own]) => blockOf(currency, own))
    .toSorted((a, b) => compare(a.currency, b.currency));
  const ranking = rankingOf(
    currencies.flatMap(({ customers }) => customers),
    by,
    cutOffs,
  );
  return {
    counts: {
      cases: cases.length,
      committed: cases.filter(({ basis }) => basis === "committed").length,
      estimates: cases.filter(({ basis }) => basis === "estimate").length,
      measured: cases.filter(({ toDate }) => toDate).length,
      incomplete: cases.filter(({ complete }) => !complete).length,
      customers: new Set(cases.map(({ customer }) => customer.id)).size,
    },
    currencies,
    rankedBy: by,
    tiers: tiersOf(ranking, cutOffs),
    ranking,
    cases,
  };
}

function blockOf(currency: string, cases: readonly PortfolioCase[]): CurrencyBlock {
  return {
    currency,
    total: sumsByBasis(cases),
    customers: [...grouped(cases, ({ customer }) => customer.id)]
      .map(([id, own]) => ({ id, name: bestText(own.map(each => each.customer.name)), currency, ...sumsByBasis(own) }))
      .toSorted((a, b) => bySize(a, b) || compare(a.id, b.id)),
    industries: [...grouped(cases, ({ industry }) => (industry === null ? "" : industryKey(industry)))]
      .map(([key, own]) => ({
        key,
        industry: key === "" ? null : bestText(own.flatMap(({ industry }) => industry ?? [])),
        ...sumsByBasis(own),
      }))
      .toSorted(
        (a, b) => Number(a.industry === null) - Number(b.industry === null) || bySize(a, b) || compare(a.key, b.key),
      )
      .map(({ key: _, ...rest }) => rest),
    models: [...grouped(cases, each => each.model)]
      .map(([model, own]) => ({ model, name: bestText(own.map(each => each.modelName)), ...sumsByBasis(own) }))
      .toSorted((a, b) => compare(a.model, b.model)),
    stages: [...grouped(cases, each => each.model)]
      .toSorted(([a], [b]) => compare(a, b))
      .flatMap(([model, own]) => stagesOf(model, own)),
  };
}

function stagesOf(model: string, cases: readonly PortfolioCase[]): StageSums[] {
  const all = cases
    .flatMap(({ basis, stages }) => stages.map(stage => ({ basis, ...stage })))
    .toSorted((a, b) => a.position - b.position || compare(a.id, b.id));
  const amounts = (found: typeof all): StageAmounts | null =>
    found.length === 0
      ? null
      : {
          cases: found.length,
          netBenefitPerYear: sumExactly(found.map(each => each.netBenefitPerYear)),
          realized: sumExactly(found.map(each => each.realized)),
        };
  return [...grouped(all, ({ id }) => id)].map(([id, own]) => ({
    model,
    id,
    name: bestText(own.map(({ name }) => name)),
    committed: amounts(own.filter(({ basis }) => basis === "committed")),
    estimates: amounts(own.filter(({ basis }) => basis === "estimate")),
  }));
}

/** Greater first; what is committed decides, estimates where nothing is. */
function bySize(a: SumsByBasis, b: SumsByBasis): number {
  const size = (sums: SumsByBasis["committed"]) => sums?.totalBenefit ?? Number.NEGATIVE_INFINITY;
  const difference = (x: number, y: number) => (x === y ? 0 : y > x ? 1 : -1);
  return difference(size(a.committed), size(b.committed)) || difference(size(a.estimates), size(b.estimates));
}

function grouped<T>(all: readonly T[], keyOf: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
