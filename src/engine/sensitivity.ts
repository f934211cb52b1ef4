/**
 * What matters most: the NPV at the low and the high value of each uncertain input, one at a time, ranked by swing; the value of each
 * at which the NPV is 0; the share of the planned benefit at which it is; what a month of delay costs. By the compiled kernel.
 */
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import type { Text } from "../text/locale.ts";
import type { Calculation } from "./calculation.ts";
import { compileKernel, type Kernel } from "./kernel/compile-kernel.ts";
import { type CellRef, keyOf, type WorkbookPlan } from "./plan/plan.ts";
import { Figures } from "./result-of.ts";
import { type InputKind, type UncertainInput, uncertainInputs } from "./uncertain-inputs.ts";

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

export function sensitivityOf(model: Model, kase: Case, calculation: Calculation): Sensitivity {
  const { plan } = calculation;
  const figures = new Figures(calculation);
  const inputs = uncertainInputs(model, kase, plan);
  const ramp = rampCells(kase, plan);
  const npvModel = new NpvModel(plan, inputs, ramp, figures);
  const ends = npvModel.npvs(
    inputs.flatMap((input, index) => [npvModel.with(index, input.low), npvModel.with(index, input.high)]),
  );
  const breakEvens = breakEvenValues(inputs, npvModel);
  const npv = figures.number("summary.npv");
  const rows = inputs.map((input, index): InputSensitivity => {
    const [low, high] = [ends[2 * index] ?? null, ends[2 * index + 1] ?? null];
    const { id, kind, title, range, format, planned } = input;
    const swing = low === null || high === null ? null : Math.abs(high - low);
    const point = (value: number, at: number | null): Point => ({ value, npv: at });
    return {
      id,
      kind,
      title,
      range,
      format,
      planned,
      low: point(input.low, low),
      high: point(input.high, high),
      swing,
      breakEven: breakEvens[index] ?? null,
    };
  });
  const [benefit, cost] = [figures.number("summary.presentValueBenefit"), figures.number("summary.presentValueCost")];
  const [delayed] = npvModel.npvs([npvModel.delayed()]);
  return {
    npv,
    inputs: rows.toSorted((a, b) => (b.swing ?? -1) - (a.swing ?? -1) || (a.id < b.id ? -1 : 1)),
    breakEvenRealization: benefit === null || cost === null || benefit <= 0 ? null : cost / benefit,
    costOfDelayPerMonth:
      npv === null || delayed === undefined || delayed === null
        ? null
        : (npv - delayed) / (12 / kase.calendar.periodsPerYear),
    uncompiled: npvModel.uncompiled,
  };
}

/** The NPV as a function of all uncertain cells. */
class NpvModel {
  readonly uncompiled: readonly string[];
  private readonly kernel: Kernel;
  private readonly cells: readonly CellRef[];
  private readonly planned: readonly number[];
  private readonly positions: ReadonlyMap<string, number>;
  private readonly inputs: readonly UncertainInput[];
  private readonly ramp: readonly CellRef[];

  constructor(plan: WorkbookPlan, inputs: readonly UncertainInput[], ramp: readonly CellRef[], figures: Figures) {
    this.inputs = inputs;
    this.ramp = ramp;
    this.cells = [...inputs.flatMap(({ cells }) => cells), ...ramp];
    this.positions = new Map(this.cells.map((ref, index) => [keyOf(ref), index]));
    this.planned = plannedValues(plan, this.cells);
    const npv = figures.cell("summary.npv");
    if (!npv) throw new Error("the plan has no NPV");
    this.kernel = compileKernel(plan, this.cells, [npv.ref]);
    this.uncompiled = this.kernel.uncompiled.map(({ reason }) => `summary.npv: ${reason}`);
  }

  /** All cells as planned, but one input at another value. */
  with(index: number, value: number): number[] {
    const draw = [...this.planned];
    const input = this.inputs[index];
    if (!input) throw new Error(`no input ${index}`);
    const values = input.valuesAt(value);
    input.cells.forEach((ref, which) => {
      const position = this.positions.get(keyOf(ref));
      if (position !== undefined) draw[position] = values[which] ?? Number.NaN;
    });
    return draw;
  }

  /** The ramp one period later. */
  delayed(): number[] {
    const draw = [...this.planned];
    this.ramp.forEach((ref, period) => {
      const position = this.positions.get(keyOf(ref));
      const before = this.ramp[period - 1];
      const from = before ? this.positions.get(keyOf(before)) : undefined;
      if (position !== undefined) draw[position] = from === undefined ? 0 : (this.planned[from] ?? 0);
    });
    return draw;
  }

  npvs(draws: readonly (readonly number[])[]): (number | null)[] {
    if (this.kernel.outputs.length === 0) return draws.map(() => null);
    const columns = this.cells.map((_, position) => Float64Array.from(draws, draw => draw[position] ?? Number.NaN));
    const [column] = this.kernel.evaluate(columns, draws.length).columns;
    return draws.map((_, index) => {
      const value = column?.[index];
      return value === undefined || Number.isNaN(value) ? null : value;
    });
  }
}

function plannedValues(plan: WorkbookPlan, cells: readonly CellRef[]): number[] {
  const values = new Map(
    plan.sheets.flatMap(sheet =>
      sheet.cells.map(({ ref, content }) => [keyOf(ref), content.kind === "input" ? content.value : null] as const),
    ),
  );
  return cells.map(ref => values.get(keyOf(ref)) ?? 0);
}

/** The cells of the ramp, one per period; none where one of them is not filled in. */
function rampCells(kase: Case, plan: WorkbookPlan): CellRef[] {
  if (kase.ramp.includes(null)) return [];
  const inputs = plan.sheets.find(({ id }) => id === "inputs")?.cells ?? [];
  return inputs.flatMap(({ ref, content, origin }) => (content.kind === "input" && origin === kase.place ? [ref] : []));
}

const steps = 60;

/** By bisection between what an input can be at least and at most, for all inputs at once; within ten times the plan where it has no bound. */
function breakEvenValues(inputs: readonly UncertainInput[], model: NpvModel): (number | null)[] {
  const ends = inputs.map(({ bounds, planned }) => {
    const reach = 10 * Math.abs(planned);
    return { low: Math.max(bounds.min, planned - reach), high: Math.min(bounds.max, planned + reach) };
  });
  const at = (pick: (index: number) => number) => model.npvs(inputs.map((_, index) => model.with(index, pick(index))));
  const [atLow, atHigh] = [at(index => ends[index]?.low ?? 0), at(index => ends[index]?.high ?? 0)];
  const brackets = ends.map(({ low, high }, index) => {
    const [a, b] = [atLow[index] ?? null, atHigh[index] ?? null];
    return a === null || b === null || Math.sign(a) === Math.sign(b) ? undefined : { low, high, rising: b > a };
  });
  for (let step = 0; step < steps; step += 1) {
    const middle = (index: number) => ((brackets[index]?.low ?? 0) + (brackets[index]?.high ?? 0)) / 2;
    const npvs = at(index => (brackets[index] ? middle(index) : (inputs[index]?.planned ?? 0)));
    brackets.forEach((bracket, index) => {
      const npv = npvs[index] ?? null;
      if (!bracket || npv === null) return;
      if (npv > 0 === bracket.rising) bracket.high = middle(index);
      else bracket.low = middle(index);
    });
  }
  return brackets.map(bracket => (bracket ? (bracket.low + bracket.high) / 2 : null));
}
