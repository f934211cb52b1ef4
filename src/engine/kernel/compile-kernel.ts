/**
 * Plan → kernel: the formulas that some outputs depend on, evaluated for many draws of the uncertain inputs at a time, in WebAssembly.
 * Its values are those of `calculate` (the property tests hold the two together); what it cannot compute it says.
 */
import type { CalculatedValue } from "../calculation.ts";
import { type CellRef, keyOf, type WorkbookPlan } from "../plan/plan.ts";
import { anyNumber, type Bounds } from "./bounds.ts";
import { CellIndex } from "./cell-index.ts";
import { bitsOf, codes, roundedAsCell, TextCodes, valueOfCode } from "./codes.ts";
import { compileModule, type KernelModule } from "./compile-module.ts";
import { interpret } from "./interpret.ts";
import { FormulaLowering } from "./lower-formulas.ts";
import { batchSize } from "./memory-layout.ts";
import type { Node } from "./node.ts";
import { nodesBefore } from "./segments.ts";

export interface Kernel {
  /** What it computes, in order: the outputs asked for, without the uncompiled. */
  readonly outputs: readonly CellRef[];
  /** What has to be left to `calculate`, and why. */
  readonly uncompiled: readonly { readonly ref: CellRef; readonly reason: string }[];
  /** Operations on numbers, truths and choices for one draw, what was fixed and what was shared not counted. */
  readonly operations: number;
  /** Which of the uncertain inputs the outputs read, by their places. */
  readonly reads: ReadonlySet<number>;
  /** One column of finite numbers per uncertain input, in their order. Throws a RangeError otherwise. */
  evaluate(draws: readonly Float64Array[], count: number): KernelResult;
}

export interface KernelResult {
  readonly count: number;
  /** In the order of `Kernel.outputs`: the numbers, NaN where there is none. Neither rounded nor to be computed with bit by bit. */
  readonly columns: readonly Float64Array[];
  /** What `calculate` gives for an output and a draw; undefined for a blank. */
  value(output: number, draw: number): CalculatedValue | undefined;
}

/** Throws if `uncertain` names a cell that is not a numeric input of the plan. */
export function compileKernel(plan: WorkbookPlan, uncertain: readonly CellRef[], outputs: readonly CellRef[]): Kernel {
  const bounds = usualBounds(plan, uncertain);
  const texts = new TextCodes();
  const usual = variant(plan, uncertain, outputs, texts, input => bounds[input] ?? anyNumber);
  // Compiled when the first draw comes that is beyond the usual bounds: it looks for overflow everywhere and is slower.
  let careful: Variant | undefined;
  const anyBounds = () => {
    careful ??= variant(plan, uncertain, compiled, texts, () => anyNumber);
    if (careful.uncompiled.length > 0) throw new Error("a formula compiles for usual draws only");
    return careful;
  };
  const compiled = outputs.filter((_, index) => usual.nodes[index]);
  return {
    outputs: compiled,
    uncompiled: usual.uncompiled,
    operations: usual.module.order.length,
    reads: usual.reads,
    evaluate(draws, count) {
      if (draws.length !== uncertain.length)
        throw new RangeError(`${draws.length} columns for ${uncertain.length} uncertain inputs`);
      if (draws.some(({ length }) => length < count)) throw new RangeError(`a column has fewer than ${count} draws`);
      const columns = compiled.map(() => new Float64Array(count));
      const strangers = runAll(usual, draws, count, columns, bounds);
      if (strangers.length > 0) runSome(anyBounds(), draws, strangers, columns);
      return new Result(count, columns, texts);
    },
  };
}

interface Variant {
  readonly nodes: readonly (Node | undefined)[];
  readonly compiled: readonly Node[];
  /** Rates of return, whose columns come after the outputs. */
  readonly rates: readonly Node[];
  readonly uncompiled: Kernel["uncompiled"];
  readonly module: KernelModule;
  readonly reads: ReadonlySet<number>;
}

function variant(
  plan: WorkbookPlan,
  uncertain: readonly CellRef[],
  outputs: readonly CellRef[],
  texts: TextCodes,
  boundsOf: (input: number) => Bounds,
): Variant {
  const lowering = new FormulaLowering(plan, uncertain, texts, boundsOf);
  const uncompiled: { ref: CellRef; reason: string }[] = [];
  const nodes = outputs.map(ref => {
    const node = lowering.cell(ref);
    if (!(node instanceof Error)) return lowering.asOutput(node);
    uncompiled.push({ ref, reason: node.message });
    return undefined;
  });
  const compiled = nodes.filter(node => node !== undefined);
  const order = nodesBefore(compiled);
  const rates = order.filter(({ operation }) => operation === "irr");
  const module = compileModule(order, [...compiled, ...rates], [...lowering.read]);
  return { nodes, compiled, rates, uncompiled, module, reads: lowering.read };
}

/**
 * What draws usually are: of a sensible size, and positive where the plan's own value is. Within these bounds most overflows and
 * divisions by zero cannot happen, and nothing looks for them.
 */
function usualBounds(plan: WorkbookPlan, uncertain: readonly CellRef[]): Bounds[] {
  const index = CellIndex.of(plan);
  return uncertain.map(ref => {
    const content = index.cells[index.find(ref) ?? -1]?.content;
    if (content?.kind !== "input") throw new Error(`${keyOf(ref)} is not a numeric input of the plan`);
    return (content.value ?? 0) > 0 ? usuallyPositive : usually;
  });
}

const tinyDraw = 1e-15;
const greatDraw = 1e15;
const usually: Bounds = { low: -greatDraw, high: greatDraw, tiny: tinyDraw };
const usuallyPositive: Bounds = { ...usually, low: tinyDraw };

/** Batch by batch; gives the places of the draws that are beyond the bounds, whose results do not hold. */
function runAll(
  variant: Variant,
  draws: readonly Float64Array[],
  count: number,
  columns: readonly Float64Array[],
  bounds: readonly Bounds[],
): number[] {
  const { module } = variant;
  const strangers = new Set<number>();
  for (let from = 0; from < count; from += batchSize) {
    const size = Math.min(batchSize, count - from);
    for (const [index, column] of module.inputs) {
      const own = (draws[index] ?? column).subarray(from, from + size);
      column.set(own);
      // Pairs: an odd draw is computed with its own double.
      if (size % 2 === 1) column[size] = own[size - 1] ?? 0;
      const within = bounds[index] ?? anyNumber;
      if (!module.isWithin(index, size, within)) markStrangers(own, within, from, strangers);
    }
    module.run(size);
    columns.forEach((column, index) => {
      const computed = module.outputs[index];
      if (computed) column.set(size === batchSize ? computed : computed.subarray(0, size), from);
    });
    for (const place of unsureRates(variant, size)) {
      const valueAt = interpret(module.order, input => draws[input]?.[from + place] ?? Number.NaN);
      variant.compiled.forEach((node, index) => void write(columns[index], from + place, valueAt(node)));
    }
  }
  return [...strangers];
}

/** The draws of a batch with a rate of return that the last digits decide. */
function unsureRates({ module, compiled, rates }: Variant, count: number): Set<number> {
  const places = new Set<number>();
  rates.forEach((_, index) => {
    const column = module.outputs[compiled.length + index];
    if (!column) return;
    const lowHalves = new Uint32Array(column.buffer, column.byteOffset, 2 * count);
    for (let at = 0; at < count; at++) {
      const size = Math.abs(column[at] ?? 0);
      if (size < leastRate || size > greatestRate || (Number.isNaN(size) && lowHalves[2 * at] === codes.unsure))
        places.add(at);
    }
  });
  return places;
}

const leastRate = 1e-3;
const greatestRate = 1e3;

function write(column: Float64Array | undefined, at: number, value: number | { readonly code: number }): void {
  if (!column) return;
  if (typeof value === "number") column[at] = value;
  else new BigUint64Array(column.buffer)[at] = bitsOf(value.code);
}

/** Draws by their places, and their results to the same places. */
function runSome(
  variant: Variant,
  draws: readonly Float64Array[],
  places: readonly number[],
  columns: readonly Float64Array[],
): void {
  const gathered = draws.map(column => Float64Array.from(places, place => column[place] ?? Number.NaN));
  const found = columns.map(() => new Float64Array(places.length));
  runAll(variant, gathered, places.length, found, []);
  // Bits, not numbers: the codes of what is no number must survive.
  found.forEach((column, index) => {
    const [from, to] = [new BigUint64Array(column.buffer), new BigUint64Array(columns[index]?.buffer ?? column.buffer)];
    places.forEach((place, at) => {
      to[place] = from[at] ?? 0n;
    });
  });
}

function markStrangers(draws: Float64Array, { low, high, tiny }: Bounds, from: number, strangers: Set<number>): void {
  draws.forEach((value, index) => {
    if (value >= low && value <= high && (Math.abs(value) >= tiny || value === 0)) return;
    if (!Number.isFinite(value)) throw new RangeError(`draw ${from + index} of an input is ${value}`);
    strangers.add(from + index);
  });
}

class Result implements KernelResult {
  readonly count: number;
  readonly columns: readonly Float64Array[];
  private readonly texts: TextCodes;

  constructor(count: number, columns: readonly Float64Array[], texts: TextCodes) {
    this.count = count;
    this.columns = columns;
    this.texts = texts;
  }

  value(output: number, draw: number): CalculatedValue | undefined {
    const column = this.columns[output];
    const number = column?.[draw];
    if (!column || number === undefined) throw new RangeError(`no draw ${draw} of output ${output}`);
    if (!Number.isNaN(number)) return roundedAsCell(number);
    const code = new Uint32Array(column.buffer, column.byteOffset + draw * 8, 1)[0] ?? 0;
    return valueOfCode(code, this.texts);
  }
}
