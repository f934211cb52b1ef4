/**
 * What matters most: the NPV at the low and the high value of each uncertain input, one at a time, ranked by swing; the value of each
 * at which the NPV is 0; the share of the planned benefit at which it is; what a month of delay costs. By the kernel, compiled once for a case.
 */
import type { Benchmarks } from "../case/benchmarks.ts";
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import type { Text } from "../text/locale.ts";
import { breakEvens } from "./break-even.ts";
import type { Calculation } from "./calculation.ts";
import { NpvModel, nearlyNone } from "./npv-model.ts";
import { Figures } from "./result-of.ts";
import { type InputKind, rampCells, type UncertainInput, uncertainInputs } from "./uncertain-inputs.ts";

export interface Sensitivity {
  /** As planned, without one-off cash. */
  readonly npv: number | null;
  /** Widest swing first. */
  readonly inputs: readonly InputSensitivity[];
  /** Share of the planned benefit at which the NPV is 0; null where there is no benefit, or the NPV is a gap. */
  readonly breakEvenRealization: number | null;
  /** NPV lost per month by which benefits start later, with costs as planned; linear between now and one period later. */
  readonly costOfDelayPerMonth: number | null;
  /** Figures the kernel had to leave out, with the reason; empty for all that was tried. */
  readonly uncompiled: readonly string[];
}

export interface InputSensitivity {
  readonly id: string;
  readonly kind: InputKind;
  readonly title: Text;
  readonly range: UncertainInput["range"];
  /** Of a range from past cases. */
  readonly past?: UncertainInput["past"];
  readonly format: UncertainInput["format"];
  readonly planned: number;
  readonly low: Point;
  readonly high: Point;
  /** |NPV at high − NPV at low|; null if either is not a number. */
  readonly swing: number | null;
  /** Its value at which the NPV is 0, all else as planned; null if there is none within what it can be. */
  readonly breakEven: number | null;
}

export interface Point {
  readonly value: number;
  readonly npv: number | null;
}

/** Compiled for one case; each question is a few calls of the kernel. */
export interface CompiledSensitivity {
  readonly inputs: readonly UncertainInput[];
  readonly uncompiled: readonly string[];
  /** The NPV at the low and at the high value of each input, in their order; NaN where it is no number. */
  tornado(): { readonly low: Float64Array; readonly high: Float64Array };
  /** The value of each input at which the NPV is 0; null if there is none within what it can be. */
  breakEvens(): (number | null)[];
  /** The NPV with the ramp one period later; NaN where it is no number. */
  npvOnePeriodLater(): number;
}

export function compileSensitivity(
  model: Model,
  kase: Case,
  calculation: Calculation,
  benchmarks?: Benchmarks,
): CompiledSensitivity {
  const { plan } = calculation;
  const npv = new Figures(calculation).cell("summary.npv");
  if (!npv) throw new Error("the plan has no NPV");
  const inputs = uncertainInputs(model, kase, plan, benchmarks);
  const ramp = rampCells(kase, plan).map(({ ref }) => ref);
  const npvModel = new NpvModel(plan, npv.ref, inputs, ramp);
  const ends = inputs.flatMap(({ low, high }, index) => [
    { index, value: low },
    { index, value: high },
  ]);
  const reaches = inputs.map(reachOf);
  return {
    inputs,
    uncompiled: npvModel.uncompiled,
    tornado: () => {
      const npvs = npvModel.npvs(ends);
      const each = (offset: number) => Float64Array.from(inputs, (_, index) => npvs[2 * index + offset] ?? Number.NaN);
      return { low: each(0), high: each(1) };
    },
    breakEvens: () => breakEvens(reaches, points => npvModel.npvs(points)),
    npvOnePeriodLater: () => npvModel.npvWith(ramp, [undefined, ...ramp.slice(0, -1)]),
  };
}

/** Between what an input can be at least and at most; within ten times the plan where it has no bound. */
function reachOf({ kind, bounds, planned }: UncertainInput): { low: number; high: number } {
  if (kind === "delay") return { low: bounds.min, high: bounds.max };
  const reach = 10 * Math.abs(planned);
  const least = bounds.min >= 0 && planned > 0 ? nearlyNone * planned : planned - reach;
  return { low: Math.max(bounds.min, least), high: Math.min(bounds.max, planned + reach) };
}

/** `benchmarks`: what past cases reached, in place of what the model says is typical. */
export function sensitivityOf(
  model: Model,
  kase: Case,
  calculation: Calculation,
  benchmarks?: Benchmarks,
): Sensitivity {
  const compiled = compileSensitivity(model, kase, calculation, benchmarks);
  const figures = new Figures(calculation);
  const { low, high } = compiled.tornado();
  const values = compiled.breakEvens();
  const rows = compiled.inputs.map((input, index): InputSensitivity => {
    const { id, kind, title, range, past, format, planned } = input;
    const [atLow, atHigh] = [orNull(low[index]), orNull(high[index])];
    return {
      id,
      kind,
      title,
      range,
      ...(past ? { past } : {}),
      format,
      planned,
      low: { value: input.low, npv: atLow },
      high: { value: input.high, npv: atHigh },
      swing: atLow === null || atHigh === null ? null : Math.abs(atHigh - atLow),
      breakEven: values[index] ?? null,
    };
  });
  const npv = figures.number("summary.npv");
  const later = orNull(compiled.npvOnePeriodLater());
  const [benefit, cost] = [figures.number("summary.presentValueBenefit"), figures.number("summary.presentValueCost")];
  return {
    npv,
    inputs: rows.toSorted((a, b) => (b.swing ?? -1) - (a.swing ?? -1) || (a.id < b.id ? -1 : 1)),
    breakEvenRealization: benefit === null || cost === null || benefit <= 0 ? null : cost / benefit,
    costOfDelayPerMonth: npv === null || later === null ? null : (npv - later) / (12 / kase.calendar.periodsPerYear),
    uncompiled: compiled.uncompiled,
  };
}

const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;
