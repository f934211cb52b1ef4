/**
 * The distribution of NPV, ROI, payback and IRR when every uncertain input is drawn at once, by scrambled Sobol sequences; ranks correlated
 * where the case says so. Same case, seed and number of draws: same figures to the bit, on any machine, in one go or in any portions.
 */
import type { Benchmarks } from "../case/benchmarks.ts";
import type { Case, RoiKind } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import { centre, correlation, rankContributions, sharesOf } from "../sampling/contributions.ts";
import type { RankCorrelation } from "../sampling/correlate.ts";
import { describeSample, type SampleSummary, shareAbove } from "../sampling/describe-sample.ts";
import { type Distribution, isFixed } from "../sampling/distribution.ts";
import { compileSampler, type Sampler } from "../sampling/draw.ts";
import { rankValues } from "../sampling/ranks.ts";
import type { Text } from "../text/locale.ts";
import type { Calculation } from "./calculation.ts";
import { compileKernel, type Kernel } from "./kernel/compile-kernel.ts";
import { compilePertColumns } from "./pert-columns.ts";
import { Figures } from "./result-of.ts";
import { type UncertainInput, uncertainInputs } from "./uncertain-inputs.ts";

/** What is left out is as the case says, else 10,000 draws, seed 1, a hurdle of 0. */
export interface SimulationOptions {
  readonly draws?: number;
  /** A whole number; printed with the result. */
  readonly seed?: number;
  /** ROI to beat, as a fraction. */
  readonly hurdleRoi?: number;
}

export interface Simulation extends Required<SimulationOptions> {
  readonly method: "scrambled Sobol, independent inputs" | "scrambled Sobol, rank correlations by a Gaussian copula";
  /** Greatest contribution first. */
  readonly inputs: readonly SimulatedInput[];
  /** Ids of the inputs that the case keeps as planned. */
  readonly fixed: readonly string[];
  /** The pairs that were drawn together, each with its rank correlation. */
  readonly correlations: readonly RankCorrelation[];
  /** Without one-off cash. A draw without such a figure is counted in it, and left out of its percentiles. */
  readonly npv: SampleSummary;
  readonly roi: SampleSummary;
  readonly roiKind: RoiKind;
  readonly irr: SampleSummary;
  readonly paybackMonths: SampleSummary;
  readonly probability: {
    /** Of the draws with an NPV; null if there is none. */
    readonly npvAboveZero: number | null;
    readonly roiAboveHurdle: number | null;
    /** Of all draws. */
    readonly paybackReached: number;
  };
  /** Figures left out because the kernel cannot compute them, with the reason. */
  readonly uncompiled: readonly string[];
}

export interface SimulatedInput {
  readonly id: string;
  readonly title: Text;
  /** Where the distribution comes from. */
  readonly range: UncertainInput["range"];
  /** Of a range from past cases. */
  readonly past?: UncertainInput["past"];
  readonly distribution: Distribution;
  readonly low: number;
  /** As planned. */
  readonly likely: number;
  readonly high: number;
  /** Share of the NPV's variance, by squared rank correlation of at most 4,096 draws; an approximation. */
  readonly contribution: number;
}

/** A case made ready once, to be simulated many times, or its draws by several workers. */
export interface CompiledSimulation {
  run(options?: SimulationOptions): Simulation;
  /** The figures of the draws first … first + count − 1. */
  runRange(seed: number, first: number, count: number): SimulatedRange;
  /** Ranges that hold the draws 0 … draws − 1 of that seed without gap or overlap, in any order. */
  merge(ranges: readonly SimulatedRange[], options?: SimulationOptions): Simulation;
}

/** Plain data, to be handed between workers. */
export interface SimulatedRange {
  readonly first: number;
  readonly count: number;
  /** NPV, ROI nominal and at present value, IRR, months to payback; NaN where a draw has none. */
  readonly columns: readonly Float64Array[];
}

const figureKeys = [
  "summary.npv",
  "summary.roi.nominal",
  "summary.roi.presentValue",
  "summary.irr",
  "payback.months",
] as const;

/** More ranks cost time, and so many draws of a Sobol sequence tell the shares to about one hundredth. A power of two. */
const mostRanked = 4096;
/** Draws in work at a time: as many as the kernel takes, few enough for the cache. */
const blockSize = 1024;

export function simulate(
  model: Model,
  kase: Case,
  calculation: Calculation,
  options: SimulationOptions = {},
  benchmarks?: Benchmarks,
): Simulation {
  return compileSimulation(model, kase, calculation, benchmarks).run(options);
}

/** `benchmarks`: what past cases reached, in place of what the model says is typical. */
export function compileSimulation(
  model: Model,
  kase: Case,
  calculation: Calculation,
  benchmarks?: Benchmarks,
): CompiledSimulation {
  // The start of the ramp is a yardstick of the tornado; it is drawn only where the case says how.
  const all = uncertainInputs(model, kase, calculation.plan, benchmarks).filter(
    ({ range }) => range !== "three-months",
  );
  const inputs = all.filter(({ distribution }) => !isFixed(distribution));
  const ids = new Set(inputs.map(({ id }) => id));
  const correlations = (kase.uncertainty?.correlations ?? [])
    .filter(({ a, b }) => ids.has(a) && ids.has(b))
    .map(({ a, b, rank }) => ({ a, b, rank }));
  const sampler = compileSampler({ inputs, correlations, method: "sobol" }, compilePertColumns);
  const figures = new FigureKernel(calculation, inputs);
  const compiled: CompiledSimulation = {
    run(options = {}) {
      const { seed, draws } = settingsOf(kase, options);
      return compiled.merge([compiled.runRange(seed, 0, draws)], options);
    },
    runRange: (seed, first, count) => figures.draw(sampler, seed, first, count),
    merge(ranges, options = {}) {
      const settings = settingsOf(kase, options);
      const columns = joined(ranges, settings.draws);
      const [npv, roiNominal, roiPresentValue, irr, payback] = columns;
      if (!npv || !roiNominal || !roiPresentValue || !irr || !payback) throw new Error("five columns in a range");
      const roi = kase.finance.roi === "nominal" ? roiNominal : roiPresentValue;
      const paybackMonths = describeSample(payback);
      const method =
        correlations.length === 0
          ? "scrambled Sobol, independent inputs"
          : "scrambled Sobol, rank correlations by a Gaussian copula";
      return {
        ...settings,
        method,
        inputs: withContributions(inputs, sampler, settings.seed, npv),
        fixed: all.filter(({ id }) => !ids.has(id)).map(({ id }) => id),
        correlations,
        npv: describeSample(npv),
        roi: describeSample(roi),
        roiKind: kase.finance.roi,
        irr: describeSample(irr),
        paybackMonths,
        probability: {
          npvAboveZero: shareAbove(npv, 0) ?? null,
          roiAboveHurdle: shareAbove(roi, settings.hurdleRoi) ?? null,
          paybackReached: paybackMonths.numbers / settings.draws,
        },
        uncompiled: figures.uncompiled,
      };
    },
  };
  return compiled;
}

function settingsOf({ uncertainty }: Case, { draws, seed, hurdleRoi }: SimulationOptions): Required<SimulationOptions> {
  return {
    draws: draws ?? uncertainty?.draws ?? 10_000,
    seed: seed ?? uncertainty?.seed ?? 1,
    hurdleRoi: hurdleRoi ?? uncertainty?.hurdleRoi ?? 0,
  };
}

/** The five figures of a draw, and the columns that its inputs go through on the way. */
class FigureKernel {
  readonly uncompiled: readonly string[];
  private readonly kernel: Kernel;
  /** Of each figure, its place among the kernel's outputs; −1 where it is not compiled. */
  private readonly places: readonly number[];
  private readonly drawn: readonly Float64Array[];
  private readonly cells: readonly Float64Array[];
  private readonly inputs: readonly UncertainInput[];

  constructor(calculation: Calculation, inputs: readonly UncertainInput[]) {
    const figures = new Figures(calculation);
    const outputs = figureKeys.map(key => {
      const cell = figures.cell(key);
      if (!cell) throw new Error(`the plan has no ${key}`);
      return cell.ref;
    });
    this.inputs = inputs;
    this.kernel = compileKernel(
      calculation.plan,
      inputs.flatMap(({ cells }) => cells),
      outputs,
    );
    this.places = outputs.map(output => this.kernel.outputs.indexOf(output));
    this.uncompiled = this.kernel.uncompiled.map(
      ({ ref, reason }) => `${ref.sheet}!${ref.row},${ref.column}: ${reason}`,
    );
    this.drawn = inputs.map(() => new Float64Array(blockSize));
    // An input with one cell is that cell's column.
    this.cells = inputs.flatMap(({ cells }, index) =>
      cells.length === 1 ? [this.drawn[index] ?? new Float64Array()] : cells.map(() => new Float64Array(blockSize)),
    );
  }

  draw(sampler: Sampler, seed: number, first: number, count: number): SimulatedRange {
    const columns = figureKeys.map(() => new Float64Array(count).fill(Number.NaN));
    for (let from = 0; from < count; from += blockSize) {
      const size = Math.min(blockSize, count - from);
      sampler.fill(seed, first + from, size, this.drawn);
      this.fillFactors(size);
      const found = this.kernel.evaluate(this.cells, size);
      columns.forEach((column, figure) => {
        const own = found.columns[this.places[figure] ?? -1];
        if (own) column.set(own, from);
      });
    }
    return { first, count, columns };
  }

  /** Of an input with several cells, each amount times its draws. */
  private fillFactors(size: number): void {
    let cell = 0;
    this.inputs.forEach((input, index) => {
      const drawn = this.drawn[index];
      if (input.kind === "delay" && drawn) this.fillOneByOne(input, drawn, cell, size);
      else if (input.cells.length > 1 && drawn)
        input.valuesAt(1).forEach((amount, k) => {
          const column = this.cells[cell + k];
          if (column) for (let i = 0; i < size; i += 1) column[i] = (drawn[i] ?? 0) * amount;
        });
      cell += input.cells.length;
    });
  }

  private fillOneByOne(input: UncertainInput, drawn: Float64Array, cell: number, size: number): void {
    for (let i = 0; i < size; i += 1) {
      input.valuesAt(drawn[i] ?? 0).forEach((value, k) => {
        const column = this.cells[cell + k];
        if (column) column[i] = value;
      });
    }
  }
}

/** One column a figure; throws unless the ranges hold each draw once. */
function joined(ranges: readonly SimulatedRange[], draws: number): readonly Float64Array[] {
  const rising = ranges.toSorted((a, b) => a.first - b.first || a.count - b.count);
  let next = 0;
  for (const { first, count } of rising) {
    if (first !== next) throw new Error(`ranges that go on at draw ${first}, not ${next}`);
    next += count;
  }
  if (next !== draws) throw new Error(`ranges of ${next} draws, not ${draws}`);
  if (rising.length === 1 && rising[0]) return rising[0].columns;
  return figureKeys.map((_, figure) => {
    const column = new Float64Array(draws);
    for (const { first, columns } of rising) column.set(columns[figure] ?? [], first);
    return column;
  });
}

function withContributions(
  inputs: readonly UncertainInput[],
  sampler: Sampler,
  seed: number,
  npv: Float64Array,
): SimulatedInput[] {
  const count = Math.min(mostRanked, 2 ** Math.floor(Math.log2(npv.length)));
  const ranked = npv.subarray(0, count);
  const isWhole = !ranked.some(Number.isNaN);
  const own = isWhole ? centre(rankValues(ranked)) : ranked;
  const correlations: { id: string; rankCorrelation: number }[] = [];
  const columns: { id: string; column: Float64Array }[] = [];
  sampler.eachRanks(seed, count, (ranks, index) => {
    const id = inputs[index]?.id ?? "";
    if (isWhole) correlations.push({ id, rankCorrelation: correlation(centre(ranks), own) });
    else columns.push({ id, column: ranks.slice() });
  });
  // Where some draws have no NPV, ranks are anew those of the others.
  const shares = isWhole ? sharesOf(correlations) : rankContributions(columns, ranked);
  return inputs
    .map(({ id, title, range, past, distribution, low, planned, high }, index): SimulatedInput => {
      const contribution = shares[index]?.share ?? 0;
      return { id, title, range, ...(past ? { past } : {}), distribution, low, likely: planned, high, contribution };
    })
    .toSorted((a, b) => b.contribution - a.contribution || (a.id < b.id ? -1 : 1));
}
