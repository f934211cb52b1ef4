/** Calculation → the figures of the case. Reads cells by their figure keys; computes nothing but sums of an indicator's own lines. */
import type { Standing } from "../agreement/standing.ts";
import { periodsOf } from "../case/calendar.ts";
import type { Case, IndicatorTerms } from "../case/case.ts";
import type { Scenario } from "../case/case.ts";
import type { Indicator, Model } from "../model/model.ts";
import { agreementResult } from "./basis-text.ts";
import type { CalculatedValue, Calculation } from "./calculation.ts";
import { gapsOf, missingInputs } from "./gaps.ts";
import { keyOf, type PlannedCell } from "./plan/plan.ts";
import { comparePublished } from "./published.ts";
import type {
  CaseResult,
  CheckResult,
  Flow,
  Gap,
  Headlines,
  IndicatorResult,
  InvestmentResult,
  LineResult,
  MatrixCell,
  Payback,
  PaybackState,
  PeriodFlow,
  PotentialFigures,
  PotentialResult,
  ScenarioResult,
} from "./result.ts";
import { checkIds } from "./sheets/checks-sheet.ts";

/** `standing`: where the plan has one; without it the figures are an estimate. */
export function resultOf(model: Model, kase: Case, calculation: Calculation, standing?: Standing): CaseResult {
  const figures = new Figures(calculation);
  const terms = kase.indicators.map(each => indicatorResult(model, each, figures));
  const gaps = gapsOf(model, kase, calculation);
  const isCounted = countedBy(standing);
  const counted = terms.filter(isCounted);
  return {
    ...headOf(kase, gaps, standing),
    scenario: kase.shownScenario,
    summary: {
      ...headlines(figures, "summary."),
      grossBenefitPerYear: figures.number("summary.grossBenefitPerYear"),
      netBenefitPerYear: figures.number("summary.netBenefitPerYear"),
      oneOffCash: figures.number("summary.oneOffCash"),
      includingCash: headlines(figures, "including."),
    },
    scenarios: kase.scenarios.length > 1 ? kase.scenarios.map(each => scenarioResult(kase, each, figures)) : [],
    indicators: counted,
    potential: standing ? potentialResult(terms, standing, gaps, figures) : null,
    candidates: terms.filter(each => !each.chosen),
    matrix: model.stages.flatMap(stage =>
      model.dimensions.map(dimension => matrixCell(stage.id, dimension.id, counted, figures)),
    ),
    investment: [
      ...kase.investment,
      ...model.costs.map(cost => ({ ...cost, riskAdjustment: kase.costRisks.get(cost.id) ?? cost.riskAdjustment })),
    ].map(line => investmentResult(kase, line, figures)),
    years: Array.from(
      { length: kase.calendar.years + 1 },
      (_, year): Flow => ({ year, ...flow(figures, `year.${year}`) }),
    ),
    periods: periodsOf(kase.calendar).map(
      ({ number, year, start, label }): PeriodFlow => ({
        period: number,
        year,
        start,
        label,
        ...flow(figures, `period.${number}`),
        ramp: figures.number(`period.${number}.ramp`),
        discountFactor: figures.number(`period.${number}.discountFactor`),
        cumulativeDiscounted: figures.number(`period.${number}.cumulativeDiscounted`),
      }),
    ),
    checks: checkIds
      .filter(id => figures.cell(`check.${id}`))
      .map((id): CheckResult => ({ id, ok: figures.word(`check.${id}`) === "passed" })),
    published: comparePublished(model, kase, calculation),
  };
}

/** What of a result can be said without its figures: whose it is, what it stands on, what is missing. `failed`: lines that fail. */
export const resultHead = (
  model: Model,
  kase: Case,
  failed: readonly Gap[],
  standing: Standing | undefined,
): ReturnType<typeof headOf> => headOf(kase, [...missingInputs(model, kase), ...failed], standing);

const countedBy =
  (standing: Standing | undefined) =>
  ({ id, chosen }: Pick<IndicatorTerms, "id" | "chosen">): boolean =>
    chosen && !standing?.potential.has(id);

function headOf(kase: Case, gaps: readonly Gap[], standing: Standing | undefined) {
  const counted = kase.indicators.filter(countedBy(standing));
  return {
    model: `${kase.model.id}@${kase.model.version}`,
    customer: kase.customer.id,
    currency: kase.customer.currency,
    basis: standing ? ("committed" as const) : ("estimate" as const),
    agreement: standing ? agreementResult(standing) : null,
    conventions: {
      name: kase.finance.convention,
      discounting: kase.finance.discounting,
      discountRateYearly:
        kase.scenarios.find(({ id }) => id === kase.shownScenario)?.values.get("finance.discount-rate") ??
        kase.finance.discountRateYearly,
      roi: kase.finance.roi,
      payback: "from-go-live, undiscounted, linear within the period" as const,
      irr: "yearly rate of the flows of the calendar's periods" as const,
      period: kase.calendar.period,
      periodsPerYear: kase.calendar.periodsPerYear,
      years: kase.calendar.years,
    },
    complete: gaps.every(gap => !holdsUp(gap, counted) && !isGlobal(gap.input)),
    gaps,
  };
}

/** Inputs that every headline needs, whatever indicators are chosen. */
const isGlobal = (input: string): boolean => /^(finance\.discount-rate$|ramp$|investment\.|costs\.)/.test(input);

const holdsUp = (gap: Gap, indicators: readonly { readonly id: string }[]): boolean =>
  indicators.some(({ id }) => gap.indicators.includes(id));

function potentialResult(
  terms: readonly IndicatorResult[],
  standing: Standing,
  gaps: readonly Gap[],
  figures: Figures,
): PotentialResult {
  const indicators = terms
    .filter(({ id }) => standing.potential.has(id))
    .map(each => ({ ...each, openTerms: standing.openTerms.get(each.id) ?? [] }));
  const isThere = figures.cell("potential.npv") !== undefined;
  const of = (key: (read: string) => number | null): PotentialFigures => ({
    netBenefitPerYear: key("netBenefitPerYear"),
    oneOffCash: key("oneOffCash"),
    npv: key("npv"),
    totalBenefit: key("totalBenefit"),
  });
  return {
    ...of(key => (isThere ? figures.number(`potential.${key}`) : 0)),
    together: of(key => figures.number(isThere ? `together.${key}` : `summary.${key}`)),
    complete: !gaps.some(gap => holdsUp(gap, indicators)),
    indicators,
  };
}

/** The figures of a calculation by key. */
export class Figures {
  private readonly cells = new Map<string, PlannedCell>();
  private readonly calculation: Calculation;

  constructor(calculation: Calculation) {
    this.calculation = calculation;
    for (const sheet of calculation.plan.sheets) {
      for (const cell of sheet.cells) if (cell.figure) this.cells.set(cell.figure, cell);
    }
  }

  cell(key: string): PlannedCell | undefined {
    return this.cells.get(key);
  }

  value(key: string): CalculatedValue {
    const cell = this.cells.get(key);
    if (!cell) throw new Error(`no cell holds the figure ${key}`);
    if (cell.content.kind === "label" && typeof cell.content.text === "number") return cell.content.text;
    const value = this.calculation.values.get(keyOf(cell.ref));
    if (value === undefined) throw new Error(`the figure ${key} was not calculated`);
    return value;
  }

  /** The number, or null for a gap. */
  number(key: string): number | null {
    const value = this.value(key);
    return typeof value === "number" ? value : null;
  }

  word(key: string): string | undefined {
    const value = this.value(key);
    return typeof value === "object" && "word" in value ? value.word : undefined;
  }
}

function headlines(figures: Figures, prefix: string): Headlines {
  const number = (key: string) => figures.number(prefix + key);
  const roots = { one_root: "unique", no_root: "none", several_roots: "several" } as const;
  const state = figures.word(`${prefix}irrState`);
  return {
    npv: number("npv"),
    irr: number("irr"),
    irrState: state !== undefined && state in roots ? roots[state as keyof typeof roots] : null,
    roi: { nominal: number("roi.nominal"), presentValue: number("roi.presentValue") },
    benefitCostRatio: number("benefitCostRatio"),
    payback: payback(figures, `${prefix === "summary." ? "" : prefix}payback`),
    discountedPayback: payback(figures, `${prefix === "summary." ? "" : prefix}discountedPayback`),
    totalBenefit: number("totalBenefit"),
    totalCost: number("totalCost"),
    presentValueBenefit: number("presentValueBenefit"),
    presentValueCost: number("presentValueCost"),
  };
}

function investmentResult(
  kase: Case,
  { id, name, riskAdjustment }: Pick<InvestmentResult, "id" | "name" | "riskAdjustment">,
  figures: Figures,
): InvestmentResult {
  const number = (key: string) => figures.number(`investment.${id}.${key}`);
  const periods = periodsOf(kase.calendar);
  return {
    id,
    name,
    riskAdjustment,
    years: Array.from({ length: kase.calendar.years + 1 }, (_, year) =>
      sumOf(periods.filter(period => period.year === year).map(period => number(String(period.number)))),
    ),
    total: number("total"),
    presentValue: number("presentValue"),
  };
}

function scenarioResult(kase: Case, scenario: Scenario, figures: Figures): ScenarioResult {
  const { id, name, because, improvement, attribution, confidence, cost, delayMonths, values, factors } = scenario;
  const prefix = `scenario.${id}.`;
  return {
    id,
    name,
    ...(because ? { because } : {}),
    changes: {
      improvement,
      attribution,
      confidence,
      cost,
      delayMonths,
      values: Object.fromEntries(values),
      factors: Object.fromEntries(factors),
    },
    ...headlines(figures, prefix),
    netBenefitPerYear: figures.number(`${prefix}netBenefitPerYear`),
    oneOffCash: figures.number(`${prefix}oneOffCash`),
    includingCash: headlines(figures, `${prefix}including.`),
    cumulative: periodsOf(kase.calendar).map(({ number }) => figures.number(`${prefix}period.${number}.cumulative`)),
  };
}

function payback(figures: Figures, key: string): Payback {
  const states: Readonly<Record<string, PaybackState>> = {
    reached: "reached",
    not_reached: "not-reached",
    no_investment: "no-investment",
  };
  const state = states[figures.word(`${key}.state`) ?? ""] ?? null;
  return { state, months: figures.number(`${key}.months`) };
}

function flow(figures: Figures, key: string): Omit<Flow, "year"> {
  const number = (name: string) => figures.number(`${key}.${name}`);
  return {
    benefit: number("benefit"),
    cost: number("cost"),
    net: number("net"),
    cumulative: number("cumulative"),
    oneOffCash: number("oneOffCash"),
    cumulativeIncludingCash: number("cumulativeIncludingCash"),
  };
}

function indicatorResult(model: Model, terms: IndicatorTerms, figures: Figures): IndicatorResult {
  const indicator = model.indicators.find(({ id }) => id === terms.id);
  if (!indicator) throw new Error(`the case was resolved with an unknown indicator ${terms.id}`);
  const added = indicator.monetization.filter(line => !line.alternative);
  const first = added[0];
  const share = (name: string) => (first ? figures.number(`line.${indicator.id}.${first.id}.${name}`) : null);
  const sum = (recurrence: "yearly" | "one-off", name: "gross" | "net") =>
    sumOf(
      added
        .filter(line => line.recurrence === recurrence)
        .map(line => figures.number(`line.${indicator.id}.${line.id}.${name}`)),
    );
  return {
    id: indicator.id,
    stage: indicator.stage,
    dimension: indicator.dimension,
    chosen: terms.chosen,
    baseline: terms.baseline,
    target: terms.target,
    gross: sum("yearly", "gross"),
    overlap: share("overlap"),
    attribution: share("attribution"),
    confidence: share("confidence"),
    net: sum("yearly", "net"),
    oneOffGross: sum("one-off", "gross"),
    oneOffNet: sum("one-off", "net"),
    lines: indicator.monetization.map(line => lineResult(indicator, line, figures)),
  };
}

function lineResult(indicator: Indicator, line: Indicator["monetization"][number], figures: Figures): LineResult {
  const key = `line.${indicator.id}.${line.id}`;
  return {
    id: line.id,
    type: line.type,
    recurrence: line.recurrence,
    alternative: line.alternative,
    gross: figures.number(`${key}.gross`),
    net: line.alternative ? null : figures.number(`${key}.net`),
  };
}

/** 0 for no lines; a gap as soon as one line is a gap. */
function sumOf(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}

function matrixCell(
  stage: string,
  dimension: string,
  counted: readonly IndicatorResult[],
  figures: Figures,
): MatrixCell {
  const here = counted.filter(each => each.stage === stage && each.dimension === dimension);
  return {
    stage,
    dimension,
    count: here.length,
    net: figures.number(`matrix.${stage}.${dimension}.net`),
    oneOffNet: sumOf(here.map(({ oneOffNet }) => oneOffNet)),
  };
}
