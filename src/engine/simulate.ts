/**
 * The distribution of NPV, ROI, payback and IRR when every uncertain input is drawn at once: PERT between its low, planned and high
 * value, independent of each other, by scrambled Sobol sequences. Same case, seed and number of draws: same figures, on any machine.
 */
import type { Case, RoiKind } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import type { Text } from "../text/locale.ts";
import type { Calculation } from "./calculation.ts";
import { compileKernel } from "./kernel/compile-kernel.ts";
import { Figures } from "./result-of.ts";
import { rankContributions } from "../sampling/contributions.ts";
import { describeSample, type SampleSummary, shareAbove } from "../sampling/describe-sample.ts";
import { drawInputs } from "../sampling/draw.ts";
import { type UncertainInput, uncertainInputs } from "./uncertain-inputs.ts";

export interface SimulationOptions {
  readonly draws: number;
  /** A whole number; printed with the result. */
  readonly seed: number;
  /** ROI to beat, as a fraction. */
  readonly hurdleRoi: number;
}

export interface Simulation extends SimulationOptions {
  readonly method: "scrambled Sobol, PERT, independent inputs";
  readonly inputs: readonly SimulatedInput[];
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
  readonly range: UncertainInput["range"];
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  /** Share of the NPV's variance, by squared rank correlation of at most 4,096 draws; an approximation. */
  readonly contribution: number;
}

const figureKeys = [
  "summary.npv",
  "summary.roi.nominal",
  "summary.roi.presentValue",
  "summary.irr",
  "payback.months",
] as const;

/** Ranking costs more than drawing, and so many draws of a Sobol sequence tell the shares to about one hundredth. */
const mostRanked = 4096;

export function simulate(model: Model, kase: Case, calculation: Calculation, options: SimulationOptions): Simulation {
  const { plan } = calculation;
  const inputs = uncertainInputs(model, kase, plan);
  const figures = new Figures(calculation);
  const outputs = figureKeys.map(key => {
    const cell = figures.cell(key);
    if (!cell) throw new Error(`the plan has no ${key}`);
    return cell.ref;
  });
  const kernel = compileKernel(
    plan,
    inputs.flatMap(({ cells }) => cells),
    outputs,
  );
  const drawn = drawInputs({
    inputs: inputs.map(({ id, low, planned, high }) => ({
      id,
      distribution: { kind: "pert", low, likely: planned, high },
    })),
    correlations: [],
    draws: options.draws,
    seed: options.seed,
    method: "sobol",
  });
  const evaluated = kernel.evaluate(cellColumns(inputs, drawn, options.draws), options.draws);
  const column = (key: (typeof figureKeys)[number]): Float64Array => {
    const at = kernel.outputs.indexOf(outputs[figureKeys.indexOf(key)] as (typeof outputs)[number]);
    return evaluated.columns[at] ?? new Float64Array(options.draws).fill(Number.NaN);
  };
  const npv = column("summary.npv");
  const roi = column(kase.finance.roi === "nominal" ? "summary.roi.nominal" : "summary.roi.presentValue");
  const payback = column("payback.months");
  const ranked = Math.min(options.draws, mostRanked);
  const contributions = rankContributions(
    inputs.map(({ id }, index) => ({
      id,
      column: (drawn[index] ?? new Float64Array(options.draws)).subarray(0, ranked),
    })),
    npv.subarray(0, ranked),
  );
  const paybackMonths = describeSample(payback);
  return {
    ...options,
    method: "scrambled Sobol, PERT, independent inputs",
    inputs: inputs
      .map(({ id, title, range, low, planned, high }, index): SimulatedInput => {
        return { id, title, range, low, likely: planned, high, contribution: contributions[index]?.share ?? 0 };
      })
      .toSorted((a, b) => b.contribution - a.contribution || (a.id < b.id ? -1 : 1)),
    npv: describeSample(npv),
    roi: describeSample(roi),
    roiKind: kase.finance.roi,
    irr: describeSample(column("summary.irr")),
    paybackMonths,
    probability: {
      npvAboveZero: shareAbove(npv, 0) ?? null,
      roiAboveHurdle: shareAbove(roi, options.hurdleRoi) ?? null,
      paybackReached: paybackMonths.numbers / options.draws,
    },
    uncompiled: kernel.uncompiled.map(({ ref, reason }) => `${ref.sheet}!${ref.row},${ref.column}: ${reason}`),
  };
}

/** A column per cell: an input's draws where it has one cell, and each amount times its draws where it has several. */
function cellColumns(inputs: readonly UncertainInput[], drawn: readonly Float64Array[], draws: number): Float64Array[] {
  return inputs.flatMap((input, index) => {
    const values = drawn[index] ?? new Float64Array(draws);
    if (input.cells.length === 1) return [values];
    return input.valuesAt(1).map(amount => {
      const column = new Float64Array(draws);
      for (let draw = 0; draw < draws; draw += 1) column[draw] = (values[draw] ?? 0) * amount;
      return column;
    });
  });
}
