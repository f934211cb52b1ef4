/**
 * A result for a sample case, calculated the plain way: enough for the report's tests to have figures that hang together, with every
 * discounting at the end of the year. It is no oracle of the engine.
 */
import type { Case } from "../../src/case/case.ts";
import type {
  CaseResult,
  Flow,
  Gap,
  Headlines,
  IndicatorResult,
  Payback,
  PeriodFlow,
} from "../../src/engine/result.ts";
import { evaluate } from "../../src/model/formula/evaluate.ts";
import { namesIn } from "../../src/model/formula/tree.ts";
import type { Formula, Model } from "../../src/model/model.ts";

export function sampleResult(model: Model, kase: Case): CaseResult {
  const gaps: Gap[] = [];
  const all = kase.indicators.map(terms => indicatorResult(model, kase, terms, gaps));
  const indicators = all.filter(each => each.chosen);
  const rate = kase.finance.discountRateYearly;
  if (rate === null) gaps.push({ input: "finance.discount-rate", reason: "missing", indicators: [] });
  const netPerYear = sum(indicators.map(each => each.net ?? 0));
  const cash = sum(indicators.map(each => each.oneOffNet ?? 0));
  const periods = periodFlows(kase, netPerYear, cash, rate);
  const years = yearFlows(kase, periods);
  const counted = {
    net: (flow: Flow) => flow.benefit ?? 0,
    withCash: (flow: Flow) => (flow.benefit ?? 0) + (flow.oneOffCash ?? 0),
  };
  return {
    model: `${model.id}@${model.version}`,
    customer: kase.customer.id,
    currency: kase.customer.currency,
    basis: "estimate",
    agreement: null,
    potential: null,
    scenario: "expected",
    scenarios: [],
    conventions: {
      name: kase.finance.convention,
      discounting: kase.finance.discounting,
      discountRateYearly: rate,
      roi: kase.finance.roi,
      payback: "from-go-live, undiscounted, linear within the period",
      irr: "yearly rate of the flows of the calendar's periods",
      period: kase.calendar.period,
      periodsPerYear: kase.calendar.periodsPerYear,
      years: kase.calendar.years,
    },
    complete: gaps.length === 0,
    gaps,
    summary: {
      ...headlines(periods, rate, counted.net),
      grossBenefitPerYear: sum(indicators.map(each => each.gross ?? 0)),
      netBenefitPerYear: netPerYear,
      oneOffCash: cash,
      includingCash: headlines(periods, rate, counted.withCash),
    },
    indicators,
    candidates: all.filter(each => !each.chosen),
    matrix: model.stages.flatMap(stage =>
      model.dimensions.map(dimension => {
        const here = indicators.filter(each => each.stage === stage.id && each.dimension === dimension.id);
        const isGap = here.some(each => each.net === null);
        return {
          stage: stage.id,
          dimension: dimension.id,
          count: here.length,
          net: isGap ? null : sum(here.map(each => each.net ?? 0)),
          oneOffNet: sum(here.map(each => each.oneOffNet ?? 0)),
        };
      }),
    ),
    investment: kase.investment.map(({ id, name, initial, yearly, riskAdjustment }) => {
      const amounts = [initial, ...yearly].map(amount => (amount === null ? null : amount * (1 + riskAdjustment)));
      const total = amounts.includes(null) ? null : sum(amounts.map(Number));
      return { id, name, riskAdjustment, years: amounts, total, presentValue: null };
    }),
    years,
    periods,
    checks: [
      { id: "nets-add-up", ok: true },
      { id: "flows-add-up", ok: true },
    ],
    published: [],
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function indicatorResult(model: Model, kase: Case, terms: Case["indicators"][number], gaps: Gap[]): IndicatorResult {
  const indicator = model.indicators.find(each => each.id === terms.id);
  if (!indicator) throw new Error(`no indicator ${terms.id}`);
  const missing = new Set<string>();
  const numberOf = (name: string): number => {
    const row = model.rows.find(each => each.id === name);
    if (row) return evaluate(row.formula.tree, numberOf);
    const given = name === "baseline" || name === "target" ? terms[name] : (kase.drivers.get(name)?.value ?? null);
    if (typeof given === "number") return given;
    missing.add(name === "baseline" || name === "target" ? `${terms.id}.${name}` : name);
    return Number.NaN;
  };
  const value = (formula: Formula): number | null => {
    const known = namesIn(formula.tree).map(numberOf);
    return known.some(Number.isNaN) ? null : evaluate(formula.tree, numberOf);
  };
  const chosen = new Set(kase.indicators.filter(each => each.chosen).map(each => each.id));
  const overlap = model.overlaps
    .filter(pair => pair.reduce === terms.id && chosen.has(pair.keep))
    .reduce((kept, pair) => kept * (1 - pair.factor), 1);
  const kept = overlap * terms.attribution * terms.confidence;
  const lines = indicator.monetization.map(line => {
    const gross = value(line.formula);
    return {
      id: line.id,
      type: line.type,
      recurrence: line.recurrence,
      alternative: line.alternative,
      gross,
      net: gross === null || line.alternative ? null : gross * kept,
    };
  });
  const total = (recurrence: "yearly" | "one-off"): number | null => {
    const those = lines.filter(line => line.recurrence === recurrence && !line.alternative);
    return those.length === 0 || those.some(line => line.gross === null)
      ? null
      : sum(those.map(line => line.gross ?? 0));
  };
  const gross = total("yearly");
  const once = total("one-off");
  if (terms.chosen) for (const input of missing) gaps.push({ input, reason: "missing", indicators: [terms.id] });
  return {
    id: terms.id,
    stage: indicator.stage,
    dimension: indicator.dimension,
    chosen: terms.chosen,
    baseline: terms.baseline,
    target: terms.target,
    gross,
    overlap,
    attribution: terms.attribution,
    confidence: terms.confidence,
    net: gross === null ? null : gross * kept,
    oneOffGross: once,
    oneOffNet: once === null ? null : once * kept,
    lines,
  };
}

function periodFlows(kase: Case, netPerYear: number, cash: number, rate: number | null): PeriodFlow[] {
  const { periodsPerYear, years } = kase.calendar;
  const raised = (amount: number | null, risk: number) => (amount ?? 0) * (1 + risk);
  let cumulative = 0;
  let withCash = 0;
  let discounted = 0;
  return Array.from({ length: years * periodsPerYear + 1 }, (_, period) => {
    const year = Math.ceil(period / periodsPerYear);
    const ramp = period === 0 ? null : (kase.ramp[period - 1] ?? 1);
    const before = period <= 1 ? 0 : (kase.ramp[period - 2] ?? 1);
    const benefit = ((ramp ?? 0) * netPerYear) / periodsPerYear;
    const cost = sum(
      kase.investment.map(line =>
        period === 0
          ? raised(line.initial, line.riskAdjustment)
          : raised(line.yearly[year - 1] ?? 0, line.riskAdjustment) / periodsPerYear,
      ),
    );
    const oneOffCash = ((ramp ?? before) - before) * cash;
    const factor = rate === null ? null : (1 + rate) ** -year;
    cumulative += benefit - cost;
    withCash += benefit - cost + oneOffCash;
    discounted += (benefit - cost) * (factor ?? 0);
    const quarter = period + 1;
    return {
      year,
      period,
      start: "2025-04-01",
      label: period === 0 ? "2024Q4" : `${2025 + Math.floor((quarter - 1) / 4)}Q${((quarter - 1) % 4) + 1}`,
      ramp,
      benefit,
      cost,
      net: benefit - cost,
      cumulative,
      oneOffCash,
      cumulativeIncludingCash: withCash,
      discountFactor: factor,
      cumulativeDiscounted: rate === null ? null : discounted,
    };
  });
}

function yearFlows(kase: Case, periods: readonly PeriodFlow[]): Flow[] {
  return Array.from({ length: kase.calendar.years + 1 }, (_, year) => {
    const those = periods.filter(each => each.year === year);
    const total = (key: "benefit" | "cost" | "net" | "oneOffCash") => sum(those.map(each => each[key] ?? 0));
    const last = those.at(-1);
    return {
      year,
      benefit: total("benefit"),
      cost: total("cost"),
      net: total("net"),
      cumulative: last?.cumulative ?? null,
      oneOffCash: total("oneOffCash"),
      cumulativeIncludingCash: last?.cumulativeIncludingCash ?? null,
    };
  });
}

function headlines(periods: readonly PeriodFlow[], rate: number | null, benefitOf: (flow: Flow) => number): Headlines {
  const flows = periods.map(each => ({
    benefit: benefitOf(each),
    cost: each.cost ?? 0,
    factor: each.discountFactor ?? 0,
  }));
  const totalBenefit = sum(flows.map(each => each.benefit));
  const totalCost = sum(flows.map(each => each.cost));
  const presentValueBenefit = rate === null ? null : sum(flows.map(each => each.benefit * each.factor));
  const presentValueCost = rate === null ? null : sum(flows.map(each => each.cost * each.factor));
  const npv = presentValueBenefit === null || presentValueCost === null ? null : presentValueBenefit - presentValueCost;
  const isPositive = totalBenefit > totalCost;
  const ratio = (above: number | null, below: number | null) =>
    above === null || below === null || below === 0 ? null : above / below;
  return {
    npv,
    irr: isPositive && totalCost > 0 ? 0.62 : null,
    irrState: isPositive && totalCost > 0 ? "unique" : "none",
    roi: { nominal: ratio(totalBenefit - totalCost, totalCost), presentValue: ratio(npv, presentValueCost) },
    benefitCostRatio: ratio(presentValueBenefit, presentValueCost),
    payback: paybackOf(
      flows.map(each => each.benefit - each.cost),
      12 / 4,
    ),
    discountedPayback: paybackOf(
      flows.map(each => (each.benefit - each.cost) * each.factor),
      12 / 4,
    ),
    totalBenefit,
    totalCost,
    presentValueBenefit,
    presentValueCost,
  };
}

function paybackOf(flows: readonly number[], monthsPerPeriod: number): Payback {
  if (flows.every(flow => flow >= 0)) return { state: "no-investment", months: 0 };
  let level = 0;
  const levels = flows.map(flow => (level += flow));
  if (level < 0) return { state: "not-reached", months: null };
  const turn = levels.findLastIndex(each => each < 0) + 1;
  const before = levels[turn - 1] ?? 0;
  return { state: "reached", months: (turn - 1 + -before / (flows[turn] ?? 1)) * monthsPerPeriod };
}
