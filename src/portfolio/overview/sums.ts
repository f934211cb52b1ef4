/** Sums over cases of one currency: what is committed, and what is estimated, side by side and never added. Exact, in any order. */
import type { Text } from "../../text/locale.ts";
import { sumExactly } from "./cents.ts";
import type { PlannedFigures, PortfolioCase } from "./portfolio-case.ts";

export interface Sums extends PlannedFigures {
  readonly cases: number;
  /** Cases in which something that counts is missing: the sums leave it out. */
  readonly incomplete: number;
  /** Cases with measurements; the four figures below are of these alone. */
  readonly measured: number;
  readonly realized: number | null;
  readonly plannedOfMeasured: number | null;
  readonly costToDate: number | null;
  /** Realized ÷ planned of what was measured; null where nothing was planned. */
  readonly realization: number | null;
  /** Net benefit over the horizon ÷ investment, of cases that have both; null where nothing is invested. */
  readonly outputPerInput: number | null;
  /** Realized ÷ cost to date, of cases that have both. */
  readonly realizedPerCost: number | null;
}

export interface SumsByBasis {
  readonly committed: Sums | null;
  readonly estimates: Sums | null;
}

/** Of a customer in one currency. */
export interface CustomerSums extends SumsByBasis {
  readonly id: string;
  readonly name: Text;
  readonly currency: string;
}

/** Null where there is no case of that basis. */
export function sumsByBasis(cases: readonly PortfolioCase[]): SumsByBasis {
  const of = (basis: PortfolioCase["basis"]): Sums | null => {
    const found = cases.filter(each => each.basis === basis);
    return found.length === 0 ? null : sumsOf(found);
  };
  return { committed: of("committed"), estimates: of("estimate") };
}

export function sumsOf(cases: readonly PortfolioCase[]): Sums {
  const sum = (figure: keyof PlannedFigures) => sumExactly(cases.map(({ figures }) => figures[figure]));
  const measured = cases.flatMap(({ toDate }) => (toDate ? [toDate] : []));
  const realized = sumExactly(measured.map(each => each.realized));
  const plannedOfMeasured = sumExactly(measured.map(each => each.plannedOfMeasured));
  return {
    cases: cases.length,
    incomplete: cases.filter(({ complete }) => !complete).length,
    netBenefitPerYear: sum("netBenefitPerYear"),
    totalBenefit: sum("totalBenefit"),
    totalCost: sum("totalCost"),
    npv: sum("npv"),
    oneOffCash: sum("oneOffCash"),
    measured: measured.length,
    realized,
    plannedOfMeasured,
    costToDate: sumExactly(measured.map(each => each.cost)),
    realization: ratio(realized, plannedOfMeasured),
    outputPerInput: ratioOf(cases.map(({ figures }) => [figures.totalBenefit, figures.totalCost])),
    realizedPerCost: ratioOf(measured.map(each => [each.realized, each.cost])),
  };
}

/** Null unless something was put in. */
const ratio = (output: number | null, input: number | null): number | null =>
  output === null || input === null || input <= 0 ? null : output / input;

function ratioOf(pairs: readonly (readonly [number | null, number | null])[]): number | null {
  const both = pairs.filter(([output, input]) => output !== null && input !== null);
  return ratio(sumExactly(both.map(([output]) => output)), sumExactly(both.map(([, input]) => input)));
}
