/**
 * The headline figures once more, in plain TypeScript from the definitions alone: no plan, no spreadsheet. Shares nothing with the
 * engine but the parsed formula trees, and evaluates those itself.
 */
import type { Case, Model } from "../../src/index.ts";
import type { FormulaNode } from "../../src/model/formula/tree.ts";

export interface Headline {
  npv: number;
  irr: number;
  roi: number;
  roiPresentValue: number;
  benefitCostRatio: number;
  paybackMonths: number | undefined;
  totalBenefit: number;
  totalCost: number;
  netPerYear: number;
  grossPerYear: number;
  oneOff: number;
}

export function independent(model: Model, kase: Case, withCash: boolean): Headline {
  const chosen = kase.indicators.filter(each => each.chosen);
  const ids = new Set(chosen.map(each => each.id));
  let gross = 0;
  let net = 0;
  let oneOff = 0;
  for (const terms of chosen) {
    const indicator = model.indicators.find(each => each.id === terms.id);
    if (!indicator) throw new Error(terms.id);
    const kept = model.overlaps
      .filter(pair => pair.reduce === terms.id && ids.has(pair.keep))
      .reduce((share, pair) => share * (1 - pair.factor), 1);
    for (const line of indicator.monetization.filter(each => !each.alternative)) {
      const amount = value(line.formula.tree, name =>
        name === "baseline" || name === "target" ? Number(terms[name]) : Number(kase.drivers.get(name)?.value),
      );
      const counted = amount * kept * terms.attribution * terms.confidence;
      if (line.recurrence === "one-off") oneOff += counted;
      else {
        gross += amount;
        net += counted;
      }
    }
  }
  const perYear = kase.calendar.periodsPerYear;
  const rate = Number(kase.finance.discountRateYearly);
  const count = kase.calendar.years * perYear;
  const benefits = [0];
  const costs = [kase.investment.reduce((sum, line) => sum + Number(line.initial) * (1 + line.riskAdjustment), 0)];
  for (let period = 1; period <= count; period += 1) {
    const year = Math.ceil(period / perYear);
    const ramp = Number(kase.ramp[period - 1]);
    const before = period === 1 ? 0 : Number(kase.ramp[period - 2]);
    benefits.push((net * ramp) / perYear + (withCash ? oneOff * (ramp - before) : 0));
    costs.push(
      kase.investment.reduce(
        (sum, line) => sum + (Number(line.yearly[year - 1]) * (1 + line.riskAdjustment)) / perYear,
        0,
      ),
    );
  }
  const factor = (period: number): number => {
    if (period === 0) return 1;
    const year = Math.ceil(period / perYear);
    const years = { "year-end": year, "mid-year": year - 0.5, "period-end": period / perYear }[
      kase.finance.discounting
    ];
    return (1 + rate) ** -years;
  };
  const total = (flows: number[]) => flows.reduce((a, b) => a + b, 0);
  const present = (flows: number[]) => total(flows.map((flow, period) => flow * factor(period)));
  const flows = benefits.map((benefit, period) => benefit - (costs[period] ?? 0));
  return {
    npv: present(benefits) - present(costs),
    irr: bisect(flows) === undefined ? Number.NaN : (1 + (bisect(flows) ?? 0)) ** perYear - 1,
    roi: (total(benefits) - total(costs)) / total(costs),
    roiPresentValue: (present(benefits) - present(costs)) / present(costs),
    benefitCostRatio: present(benefits) / present(costs),
    paybackMonths: payback(flows, 12 / perYear),
    totalBenefit: total(benefits),
    totalCost: total(costs),
    netPerYear: net,
    grossPerYear: gross,
    oneOff,
  };
}

function payback(flows: number[], monthsPerPeriod: number): number | undefined {
  const cumulative = flows.map((_, period) => flows.slice(0, period + 1).reduce((a, b) => a + b, 0));
  for (let period = cumulative.length - 1; period > 0; period -= 1) {
    const before = cumulative[period - 1] ?? 0;
    const now = cumulative[period] ?? 0;
    if (now < 0) return undefined;
    if (before < 0) return (period - 1 + -before / (now - before)) * monthsPerPeriod;
  }
  return 0;
}

/** The rate that brings the flows to zero, between −99 % and 10,000 %; undefined where the ends have one sign. */
function bisect(flows: number[]): number | undefined {
  const worth = (rate: number) => flows.reduce((sum, flow, period) => sum + flow / (1 + rate) ** period, 0);
  let [low, high] = [-0.99, 100];
  if (Math.sign(worth(low)) === Math.sign(worth(high))) return undefined;
  for (let step = 0; step < 300; step += 1) {
    const middle = (low + high) / 2;
    if (Math.sign(worth(middle)) === Math.sign(worth(low))) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function value(node: FormulaNode, of: (name: string) => number): number {
  if (node.kind === "number") return node.value;
  if (node.kind === "name") return of(node.name);
  if (node.kind === "minus") return -value(node.of, of);
  if (node.kind !== "binary") throw new Error(`not used by the model: ${node.kind}`);
  const [left, right] = [value(node.left, of), value(node.right, of)];
  const compute: Record<string, () => number> = {
    "+": () => left + right,
    "-": () => left - right,
    "*": () => left * right,
    "/": () => left / right,
  };
  return compute[node.operator]?.() ?? Number.NaN;
}
