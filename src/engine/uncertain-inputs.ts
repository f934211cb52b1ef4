/**
 * What may turn out differently: each driver, target, attribution, confidence and cost of the counted indicators, and the start of the
 * ramp, with its distribution and a low, a planned and a high value. What the case says goes before all; else a target ranges as past cases
 * reached, where benchmarks are given and say so, or as the model says is typical; the ramp starts up to three months later, and everything else ± 10 %: nobody's measurements but common yardsticks, and
 * named so. Several cells may move together (the amounts of an investment line, the shares of the ramp).
 */
import { type Benchmarks, type PastSpread, pastSpread } from "../case/benchmarks.ts";
import type { Case, IndicatorTerms } from "../case/case.ts";
import { readersOfDrivers } from "../case/readers-of-drivers.ts";
import type { Indicator, Model } from "../model/model.ts";
import { type Distribution, rangeOf } from "../sampling/distribution.ts";
import type { Text } from "../text/locale.ts";
import { words } from "../text/say.ts";
import type { CellRef, Format, PlannedCell, WorkbookPlan } from "./plan/plan.ts";
import { joinTexts, termName } from "./sheets/context.ts";

export type InputKind = "driver" | "target" | "attribution" | "confidence" | "cost" | "delay";

export interface UncertainInput {
  /** A driver's id, `first-time-fix-rate.target`, `investment.licence`. */
  readonly id: string;
  readonly kind: InputKind;
  readonly title: Text;
  /** Where low and high come from: the case, past cases, the model's typical range, or ± 10 %. */
  readonly range: "case" | "past-cases" | "typical" | "plus-minus-10" | "three-months";
  /** Of a range from past cases: of how many customers, and whether they are of the case's own industry. */
  readonly past?: Pick<PastSpread, "n" | "of">;
  /** How its values are read. */
  readonly format: Format;
  /**
   * In the input's own unit; for several cells, the factor on all of them (planned 1). Low and high are the least and the greatest value
   * of the distribution, of a normal or lognormal P5 and P95; widened to the plan where the case leaves that out.
   */
  readonly low: number;
  readonly planned: number;
  readonly high: number;
  /** PERT from low over planned to high, unless the case says otherwise. */
  readonly distribution: Distribution;
  /** Least and most it can be at all. */
  readonly bounds: { readonly min: number; readonly max: number };
  readonly cells: readonly CellRef[];
  /** What stands in the cells when the input has this value; proportional to it but for a delay. */
  valuesAt(value: number): readonly number[];
}

/** The inputs of a plan that are filled in; those yet missing are gaps, not uncertainties. */
export function uncertainInputs(
  model: Model,
  kase: Case,
  plan: WorkbookPlan,
  benchmarks?: Benchmarks,
): UncertainInput[] {
  const chosen = kase.indicators.filter(terms => terms.chosen);
  const inputs = plan.sheets.flatMap(({ cells }) => cells.filter(({ content }) => content.kind === "input"));
  const byName = new Map(inputs.flatMap(cell => (cell.name ? [[cell.name, cell] as const] : [])));
  const read = new Set(readersOfDrivers({ indicators: chosen }, model).keys());
  const found = [
    ...chosen.flatMap(terms => ofIndicator(model, kase, terms, byName, benchmarks)),
    ...model.drivers
      .filter(({ id }) => read.has(id))
      .flatMap(driver => {
        const given = kase.drivers.get(driver.id);
        const own = byName.get(driver.id);
        const cells = own ? [own] : inputs.filter(({ origin }) => given !== undefined && origin === given.place);
        const bounds =
          driver.format === "percent"
            ? { min: Math.max(0, driver.range.min), max: Math.min(1, driver.range.max) }
            : driver.range;
        return asInput({ id: driver.id, kind: "driver", title: driver.name, bounds }, cells);
      }),
    ...kase.investment.flatMap(line => {
      const cells = inputs.filter(({ origin, format }) => origin === line.place && format === "money");
      return asInput(
        {
          id: `investment.${line.id}`,
          kind: "cost",
          title: line.name,
          bounds: { min: 0, max: Number.POSITIVE_INFINITY },
        },
        cells,
      );
    }),
    ...delayOf(kase, plan),
  ];
  return found.flatMap(input => {
    const given = kase.uncertainty?.inputs.get(input.id)?.distribution;
    if (given) return [asGiven(input, given)];
    return input.values.every(value => value === 0) ? [] : [asPert(input)];
  });
}

/** An input before its distribution is known, with what stands in its cells. */
type Ranged = Omit<UncertainInput, "distribution"> & { readonly values: readonly number[] };

const asPert = ({ values: _, ...input }: Ranged): UncertainInput => ({
  ...input,
  distribution: { kind: "pert", low: input.low, likely: input.planned, high: input.high },
});

function asGiven({ values: _, past: __, ...input }: Ranged, distribution: Distribution): UncertainInput {
  const [low, high] = rangeOf(distribution);
  const { planned } = input;
  return { ...input, distribution, range: "case", low: Math.min(low, planned), high: Math.max(high, planned) };
}

type Described = Pick<UncertainInput, "id" | "kind" | "title" | "bounds">;

/** The cells of the ramp, one per period; none where one of them is not filled in. */
export function rampCells(kase: Case, plan: WorkbookPlan): PlannedCell[] {
  if (kase.ramp.includes(null)) return [];
  const inputs = plan.sheets.find(({ id }) => id === "inputs")?.cells ?? [];
  return inputs.filter(({ content, origin }) => content.kind === "input" && origin === kase.place);
}

const monthsLate = 3;
/** As good as no effect, and quicker for the kernel than none at all. */
const hardlyAny = 1e-12;

/** Months by which the ramp starts later than planned; linear between two periods. */
function delayOf(kase: Case, plan: WorkbookPlan): Ranged[] {
  const cells = rampCells(kase, plan);
  if (cells.length === 0) return [];
  const values = kase.ramp.map(Number);
  const { years, periodsPerYear } = kase.calendar;
  const at = (index: number) => (index < 0 ? 0 : (values[index] ?? 0));
  return [
    {
      id: "ramp.delay",
      kind: "delay",
      title: words("sensitivity.delay"),
      range: "three-months",
      format: "months",
      low: 0,
      planned: 0,
      high: Math.min(monthsLate, years * 12),
      bounds: { min: 0, max: years * 12 },
      cells: cells.map(({ ref }) => ref),
      values,
      valuesAt(months) {
        const periods = (months * periodsPerYear) / 12;
        const [whole, part] = [Math.floor(periods), periods - Math.floor(periods)];
        return values.map((share, index) =>
          Math.max((1 - part) * at(index - whole) + part * at(index - whole - 1), hardlyAny * share),
        );
      },
    },
  ];
}

/** ± 10 % of the planned value, within bounds; none where it is not filled in. */
function asInput(described: Described, cells: readonly PlannedCell[]): Ranged[] {
  const planned = cells.map(({ content }) => (content.kind === "input" ? content.value : null));
  if (planned.length === 0 || planned.includes(null)) return [];
  const values = planned as readonly number[];
  const single = values.length === 1 ? values[0] : undefined;
  const centre = single ?? 1;
  const within = single === undefined ? { min: 0, max: Number.POSITIVE_INFINITY } : described.bounds;
  const [a, b] = [centre * 0.9, centre * 1.1];
  return [
    {
      ...described,
      bounds: within,
      range: "plus-minus-10",
      format: single === undefined ? "percent" : (cells[0]?.format ?? "number"),
      planned: centre,
      low: Math.min(centre, Math.max(Math.min(a, b), within.min)),
      high: Math.max(centre, Math.min(Math.max(a, b), within.max)),
      cells: cells.map(({ ref }) => ref),
      values,
      valuesAt: value => (single === undefined ? values.map(each => each * value) : [value]),
    },
  ];
}

function ofIndicator(
  model: Model,
  kase: Case,
  terms: IndicatorTerms,
  byName: ReadonlyMap<string, PlannedCell>,
  benchmarks: Benchmarks | undefined,
): Ranged[] {
  const indicator = model.indicators.find(({ id }) => id === terms.id);
  if (!indicator || indicator.monetization.length === 0) return [];
  const cellsOf = (term: "target" | "attribution" | "confidence") => {
    const cell = byName.get(termName(indicator, term));
    return cell ? [cell] : [];
  };
  const title = (term: "target" | "attribution" | "confidence") =>
    joinTexts([indicator.name, words(`agreement.${term}`)], " · ");
  const share = (term: "attribution" | "confidence") =>
    asInput(
      { id: `${indicator.id}.${term}`, kind: term, title: title(term), bounds: { min: 0, max: 1 } },
      cellsOf(term),
    );
  const target = asInput(
    { id: `${indicator.id}.target`, kind: "target", title: title("target"), bounds: indicator.bounds },
    cellsOf("target"),
  );
  const past = benchmarks && pastImprovement(benchmarks, kase, indicator);
  const ranged = (input: Ranged): Ranged =>
    past ? asReached(indicator, terms, input, past) : asTypical(indicator, terms, input);
  return [...target.map(ranged), ...share("attribution"), ...share("confidence")];
}

/** By the measure that the model's typical improvement has: in the indicator's unit, or as a share of the baseline. */
const pastImprovement = (benchmarks: Benchmarks, kase: Case, indicator: Indicator): PastSpread | undefined =>
  pastSpread(
    benchmarks,
    kase,
    indicator,
    indicator.typical.improvement.by === "relative" ? "relativeImprovement" : "improvement",
  );

/** A symmetric PERT has its quartiles at 36 % and 64 % of its range: its ends are 3.5 times as far from the middle. */
const endsPerQuartile = 3.5;

/** A target between the ends that go with the quartiles of what past cases reached. */
function asReached(indicator: Indicator, terms: IndicatorTerms, input: Ranged, past: PastSpread): Ranged {
  const { n, of, p25, p50, p75 } = past;
  const sizes = [p50 - endsPerQuartile * (p50 - p25), p50 + endsPerQuartile * (p75 - p50)] as const;
  const ends = endsOf(indicator, terms, sizes);
  return ends ? { ...input, range: "past-cases", past: { n, of }, ...ends } : input;
}

/** A target between what the least and the greatest typical improvement would reach. */
function asTypical(indicator: Indicator, terms: IndicatorTerms, input: Ranged): Ranged {
  const { low, high } = indicator.typical.improvement;
  const ends = endsOf(indicator, terms, [low, high]);
  return ends ? { ...input, range: "typical", ...ends } : input;
}

/** What improvements of these sizes would reach, within what is possible; the plan itself always lies within. */
function endsOf(
  { typical, better, bounds }: Indicator,
  { baseline, target }: IndicatorTerms,
  [low, high]: readonly [number, number],
): { readonly low: number; readonly high: number } | undefined {
  if (baseline === null || target === null) return undefined;
  const towards = better === "higher" ? 1 : -1;
  const reached = (size: number) =>
    baseline + towards * size * (typical.improvement.by === "relative" ? Math.abs(baseline) : 1);
  const ends = [reached(low), reached(high), target].map(value => Math.min(Math.max(value, bounds.min), bounds.max));
  return { low: Math.min(...ends), high: Math.max(...ends) };
}
