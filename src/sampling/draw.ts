/**
 * Draws of all uncertain inputs: uniforms (scrambled Sobol or plain), the copula, the quantiles. Same plan, same bits: on any machine, for
 * any number of workers, in any portions; the arithmetic is integer or + − × ÷ √ throughout (elementary.ts), nothing keeps state.
 * Faults of the plan are found beforehand (`distributionFaults`, `buildCopula`); a plan that has some is refused here by throwing.
 */
import { buildCopula, type Copula, correlate, type RankCorrelation } from "./correlate.ts";
import {
  type Distribution,
  isCurvedPert,
  isFixed,
  type Pert,
  pertShape,
  quantile,
  quantileFunction,
} from "./distribution.ts";
import { distributionFaults } from "./distribution-faults.ts";
import { fillPert, type PertTable, pertTable } from "./pert-table.ts";
import { rankValues } from "./ranks.ts";
import { plainColumn } from "./seeded.ts";
import { SOBOL_DIMENSIONS, sobolColumn, sobolRanks } from "./sobol.ts";

export interface UncertainInput {
  readonly id: string;
  readonly distribution: Distribution;
}

/** How the inputs are distributed and hang together. */
export interface Spread {
  /**
   * In the order of their Sobol dimensions (fixed inputs take none). Sobol's early dimensions are the most even: weighty inputs first
   * is best, but not needed. The 513th uncertain input and those after it are drawn plainly.
   */
  readonly inputs: readonly UncertainInput[];
  /** Pairs of ids; pairs with a fixed input have no effect. */
  readonly correlations: readonly RankCorrelation[];
  readonly method: "sobol" | "plain";
}

export interface DrawPlan extends Spread {
  /** Of all workers together. A power of two suits Sobol best. */
  readonly draws: number;
  /** A whole number. */
  readonly seed: number;
}

/** A spread with its tables built, to be drawn from many times. */
export interface Sampler {
  /** Draws first … first + count − 1: columns[i] holds those of input i in its first `count` places. */
  fill(seed: number, first: number, count: number, columns: readonly Float64Array[]): void;
  /**
   * Calls `take` for each input, in their order, with the ranks of its draws 0 … count − 1 among themselves, from 0; equal values share
   * their mean rank. The column is used again for the next input. `count` is a power of two.
   */
  eachRanks(seed: number, count: number, take: (ranks: Float64Array, input: number) => void): void;
}

/** An input that nothing comes between: Sobol points straight through the table of its PERT. */
export interface PertColumn {
  readonly dimension: number;
  readonly table: PertTable;
  readonly low: number;
  readonly range: number;
}
/** Fills draws first … of the column at a place of the list. */
export type PertColumns = (place: number, seed: number, first: number, into: Float64Array) => void;

/** Throws if a distribution or the correlations cannot be drawn. `compileColumns`: a faster way to the same bits. */
export function compileSampler(
  spread: Spread,
  compileColumns: (columns: readonly PertColumn[]) => PertColumns = pertColumnsInScript,
): Sampler {
  refuseFaults(spread);
  const { inputs, method } = spread;
  const free = inputs.flatMap(({ distribution }, place) => (isFixed(distribution) ? [] : [place]));
  const copula = copulaOf(spread, free);
  const correlated = new Set(copula.flatMap(({ members }) => members));
  const tables: Tables = new Map();
  const isStraight = (dimension: number) =>
    method === "sobol" && dimension >= 0 && dimension < SOBOL_DIMENSIONS && !correlated.has(dimension);
  const perts = inputs.flatMap(({ distribution }, place): PertColumn[] => {
    const dimension = free.indexOf(place);
    return isStraight(dimension) && isCurvedPert(distribution) ? [pertColumn(distribution, dimension, tables)] : [];
  });
  const drawPert = compileColumns(perts);
  const sources = inputs.map(({ distribution }, place): Source => {
    const dimension = free.indexOf(place);
    if (dimension < 0) return fixedSource(distribution);
    const ranks = (seed: number, into: Float64Array) => sobolRanks(dimension, seed, into);
    const pert = perts.findIndex(each => each.dimension === dimension);
    if (pert >= 0) return { begin: (seed, first, into) => drawPert(pert, seed, first, into), ranks };
    const source = { begin: uniformColumn(dimension, method), finish: quantileColumn(distribution, tables) };
    return isStraight(dimension) && distribution.kind !== "discrete" ? { ...source, ranks } : source;
  });
  /** The columns of a block are all there or none. */
  const fill = (seed: number, first: number, columns: readonly (Float64Array | undefined)[]): void => {
    columns.forEach((column, place) => void (column && sources[place]?.begin(seed, first, column)));
    const own = free.map(place => columns[place]);
    correlate(copula, own);
    columns.forEach((column, place) => void (column && sources[place]?.finish?.(column)));
  };
  return {
    fill: (seed, first, count, columns) =>
      fill(
        seed,
        first,
        columns.map(column => (column.length === count ? column : column.subarray(0, count))),
      ),
    eachRanks(seed, count, take) {
      const drawn = sources.map(({ ranks }) => (ranks ? undefined : new Float64Array(count)));
      fill(seed, 0, drawn);
      const column = new Float64Array(count);
      sources.forEach(({ ranks }, place) => {
        const values = drawn[place];
        if (values) column.set(rankValues(values));
        else ranks?.(seed, column);
        take(column, place);
      });
    },
  };
}

/** Where an input's column comes from: `begin` gives uniforms that `finish` makes values of after the copula, or values at once. */
interface Source {
  begin(seed: number, first: number, into: Float64Array): void;
  finish?(column: Float64Array): void;
  /** Ranks of the first draws, where they can be told without drawing. */
  ranks?(seed: number, into: Float64Array): void;
}

type Tables = Map<number, PertTable>;

function pertColumn(distribution: Pert, dimension: number, tables: Tables): PertColumn {
  const { low, high } = distribution;
  return { dimension, table: pertTable(pertShape(distribution), tables), low, range: high - low };
}

function pertColumnsInScript(columns: readonly PertColumn[]): PertColumns {
  return (place, seed, first, into) => {
    const column = columns[place];
    if (!column) throw new Error(`no PERT column ${place}`);
    sobolColumn(column.dimension, seed, first, into.length, into);
    fillPert(column.table, column.low, column.range, into, into);
  };
}

function fixedSource(distribution: Distribution): Source {
  const value = quantile(distribution, 0.5);
  return { begin: (_seed, _first, into) => void into.fill(value) };
}

function uniformColumn(dimension: number, method: Spread["method"]): Source["begin"] {
  const column = method === "sobol" && dimension < SOBOL_DIMENSIONS ? sobolColumn : plainColumn;
  return (seed, first, into) => column(dimension, seed, first, into.length, into);
}

/** Uniforms → values, in place. */
function quantileColumn(distribution: Distribution, tables: Tables): (column: Float64Array) => void {
  if (isCurvedPert(distribution)) {
    const { low, high } = distribution;
    const table = pertTable(pertShape(distribution), tables);
    return column => fillPert(table, low, high - low, column, column);
  }
  const at = quantileFunction(distribution);
  return column => {
    for (let i = 0; i < column.length; i++) column[i] = at(column[i] ?? 0);
  };
}

/** One column an input, in their order, of the draws first … first + count − 1; all draws unless told otherwise. */
export function drawInputs(plan: DrawPlan, first = 0, count = plan.draws - first): Float64Array[] {
  if (!(Number.isInteger(first) && Number.isInteger(count) && first >= 0 && count >= 0 && first + count <= plan.draws))
    throw new Error(`No draws ${first} + ${count} among ${plan.draws}`);
  const columns = plan.inputs.map(() => new Float64Array(count));
  compileSampler(plan).fill(plan.seed, first, count, columns);
  return columns;
}

function copulaOf({ inputs, correlations }: Spread, free: readonly number[]): Copula {
  const ids = inputs.map(({ id }) => id);
  const drawn = free.map(place => ids[place] ?? "");
  const fixed = new Set(ids.filter(id => !drawn.includes(id)));
  const { copula, faults } = buildCopula(
    drawn,
    correlations.filter(({ a, b }) => !fixed.has(a) && !fixed.has(b)),
  );
  if (faults.length > 0) throw new Error(`Correlations that cannot be drawn: ${JSON.stringify(faults)}`);
  return copula;
}

function refuseFaults({ inputs }: Spread): void {
  for (const { id, distribution } of inputs) {
    const faults = distributionFaults(distribution);
    if (faults.length > 0) throw new Error(`A distribution that cannot be drawn, ${id}: ${JSON.stringify(faults)}`);
  }
}
