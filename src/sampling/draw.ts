/**
 * Draws of all uncertain inputs: uniforms (scrambled Sobol or plain), the copula, the quantiles. Same plan, same bits: on any machine, for
 * any number of workers, in any portions; the arithmetic is integer or + − × ÷ √ throughout (elementary.ts), nothing keeps state.
 * Faults of the plan are found beforehand (`distributionFaults`, `buildCopula`); a plan that has some is refused here by throwing.
 */
import { buildCopula, correlate, type RankCorrelation } from "./correlate.ts";
import { type Distribution, fillQuantiles, isFixed } from "./distribution.ts";
import { distributionFaults } from "./distribution-faults.ts";
import { plainColumn } from "./seeded.ts";
import { SOBOL_DIMENSIONS, sobolColumn } from "./sobol.ts";

export interface UncertainInput {
  readonly id: string;
  readonly distribution: Distribution;
}

export interface DrawPlan {
  /**
   * In the order of their Sobol dimensions (fixed inputs take none). Sobol's early dimensions are the most even: weighty inputs first
   * is best, but not needed. The 513th uncertain input and those after it are drawn plainly.
   */
  readonly inputs: readonly UncertainInput[];
  /** Pairs of ids; pairs with a fixed input have no effect. */
  readonly correlations: readonly RankCorrelation[];
  /** Of all workers together. A power of two suits Sobol best. */
  readonly draws: number;
  /** A whole number. */
  readonly seed: number;
  readonly method: "sobol" | "plain";
}

/** One column an input, in their order, of the draws first … first + count − 1; all draws unless told otherwise. */
export function drawInputs(plan: DrawPlan, first = 0, count = plan.draws - first): Float64Array[] {
  if (!(Number.isInteger(first) && Number.isInteger(count) && first >= 0 && count >= 0 && first + count <= plan.draws))
    throw new Error(`No draws ${first} + ${count} among ${plan.draws}`);
  refuseFaults(plan);
  const free = plan.inputs.filter(input => !isFixed(input.distribution));
  const columns = free.map((_, dimension) => uniformColumn(plan, dimension, first, count));
  correlate(copulaOf(plan, free), columns);
  free.forEach(({ distribution }, i) => {
    const column = columns[i];
    if (column) fillQuantiles(distribution, column, column);
  });
  const drawn = columns.values();
  return plan.inputs.map(({ distribution }) => {
    const column = isFixed(distribution) ? fixedColumn(distribution, count) : drawn.next().value;
    if (!column) throw new Error("A column for each input that is not fixed");
    return column;
  });
}

function uniformColumn({ method, seed }: DrawPlan, dimension: number, first: number, count: number): Float64Array {
  const column = new Float64Array(count);
  if (method === "sobol" && dimension < SOBOL_DIMENSIONS) sobolColumn(dimension, seed, first, count, column);
  else plainColumn(dimension, seed, first, count, column);
  return column;
}

function fixedColumn(distribution: Distribution, count: number): Float64Array {
  const column = new Float64Array(count).fill(0.5);
  fillQuantiles(distribution, column, column);
  return column;
}

function copulaOf({ inputs, correlations }: DrawPlan, free: readonly UncertainInput[]) {
  const ids = new Set(free.map(input => input.id));
  const fixed = new Set(inputs.map(input => input.id).filter(id => !ids.has(id)));
  const { copula, faults } = buildCopula(
    free.map(input => input.id),
    correlations.filter(({ a, b }) => !fixed.has(a) && !fixed.has(b)),
  );
  if (faults.length > 0) throw new Error(`Correlations that cannot be drawn: ${JSON.stringify(faults)}`);
  return copula;
}

function refuseFaults({ inputs }: DrawPlan): void {
  for (const { id, distribution } of inputs) {
    const faults = distributionFaults(distribution);
    if (faults.length > 0) throw new Error(`A distribution that cannot be drawn, ${id}: ${JSON.stringify(faults)}`);
  }
}
