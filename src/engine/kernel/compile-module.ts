/** A formula graph → a WebAssembly instance with memory for a batch of draws: input columns in, output columns out. */
import type { Bounds } from "./bounds.ts";
import { type Addresses, bitsOfConstant, SegmentEmitter } from "./emit-segment.ts";
import { isConstant, type Node } from "./node.ts";
import { routineFunctions } from "./routines.ts";
import { type Layout, layOut } from "./segments.ts";
import {
  branchIf,
  call,
  f64,
  get,
  i32,
  loadPair,
  moduleBytes,
  op,
  set,
  tee,
  types,
  type WasmFunction,
} from "./wasm-bytes.ts";

/** Draws in memory at a time: smaller batches cost more calls than they save in the cache (measured: 64 to 1,024). */
export const batchSize = 1024;
/** So few that the processor has the next draws in work while the sums of one pair still wait for each other (measured: 5 to 1,000). */
const nodesInSegment = 12;
/** Slots of a block of draws should stay in the cache. */
const bytesOfSlots = 384 * 1024;
/** Fewer draws at a time would not pay for fetching the code of a large plan again and again. */
const leastBlock = 64;
const pageBytes = 65536;

export interface KernelModule {
  /** Column of input `index`, to be filled with up to `batchSize` draws. */
  readonly inputs: ReadonlyMap<number, Float64Array>;
  /** Column of each output, in order. */
  readonly outputs: readonly Float64Array[];
  /** Whether the first `count` draws of an input, and one beyond if that is odd, are within bounds. */
  isWithin(index: number, count: number, bounds: Bounds): boolean;
  /** Computes the outputs of the first `count` draws; up to one beyond is computed as well. */
  run(count: number): void;
  /** Everything computed, each node after its arguments. */
  readonly order: readonly Node[];
  readonly bytes: number;
}

/** `inputs` are those to have columns: all that were read, for their bounds are to be checked even where that made the rest superfluous. */
export function compileModule(outputs: readonly Node[], inputs: readonly number[]): KernelModule {
  const layout = layOut(outputs, nodesInSegment);
  const plan = new MemoryPlan(layout, outputs, inputs);
  const first = routineFunctions();
  const segments = layout.segments.map((segment, index) =>
    new SegmentEmitter(index, segment, layout, plan.addresses).emit(),
  );
  const blockBytes = plan.block * 8;
  const functions = [...first, ...segments, boundsCheck(), runner(first.length, segments.length, blockBytes)];
  const bytes = moduleBytes(
    functions,
    { run: functions.length - 1, check: functions.length - 2 },
    Math.ceil(plan.end / pageBytes),
  );
  const { memory, run, check } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof run !== "function" || typeof check !== "function")
    throw new Error("the module lacks its exports");
  plan.writeConstants(memory.buffer);
  const column = (at: number) => new Float64Array(memory.buffer, at, batchSize);
  const outputColumn = (node: Node, index: number) => {
    if (node.operation === "input") return column(plan.addresses.input(node.value));
    const at = plan.outputColumn(index);
    if (isConstant(node)) new BigUint64Array(memory.buffer, at, batchSize).fill(bitsOfConstant(node));
    return column(at);
  };
  return {
    inputs: new Map([...plan.inputs].map(([index, at]) => [index, column(at)])),
    outputs: outputs.map(outputColumn),
    isWithin: (index, count, { low, high, tiny }) =>
      check(plan.addresses.input(index), Math.ceil(count / 2) * 16, low, high, tiny) === 1,
    run: count => run(Math.ceil(count / 2) * 16),
    order: layout.segments.flatMap(({ nodes }) => nodes),
    bytes: bytes.length,
  };
}

/** run(bytes): every segment over one block of draws after the other. */
function runner(firstSegment: number, segments: number, blockBytes: number): WasmFunction {
  const [total, start, size] = [0, 1, 2];
  const calls = Array.from({ length: segments }, (_, index) => [
    ...get(start),
    ...get(size),
    ...call(firstSegment + index),
  ]);
  const body = [
    ...op.loop,
    ...[
      ...i32(blockBytes),
      ...get(total),
      ...get(start),
      ...op.i32Sub,
      ...i32(blockBytes),
      ...get(total),
      ...get(start),
      ...op.i32Sub,
    ],
    ...[...op.i32LtU, ...op.select, ...set(size)],
    ...calls.flat(),
    ...[...get(start), ...i32(blockBytes), ...op.i32Add, ...tee(start), ...get(total), ...op.i32LtU, ...branchIf(0)],
    ...op.end,
  ];
  return { parameters: [types.i32], results: [], locals: [types.i32, types.i32], body };
}

/** check(column, bytes, low, high, tiny): 1 if all are from low to high, and 0 or not nearer to it than tiny. */
function boundsCheck(): WasmFunction {
  const [at, end, low, high, tiny, draws, good, least, most, near] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const splat = (from: number, to: number) => [...get(from), ...op.splat, ...set(to)];
  const body = [
    ...[...get(at), ...get(end), ...op.i32Add, ...set(end)],
    ...[...splat(low, least), ...splat(high, most), ...splat(tiny, near)],
    ...[...get(at), ...loadPair(0), ...tee(good), ...get(good), ...op.pairEq, ...set(good)],
    ...op.loop,
    ...[
      ...get(at),
      ...loadPair(0),
      ...tee(draws),
      ...get(least),
      ...op.pairGe,
      ...get(draws),
      ...get(most),
      ...op.pairLe,
      ...op.and,
    ],
    ...[
      ...get(draws),
      ...op.pairAbs,
      ...get(near),
      ...op.pairGe,
      ...get(draws),
      ...f64(0),
      ...op.splat,
      ...op.pairEq,
      ...op.or,
    ],
    ...[...op.and, ...get(good), ...op.and, ...set(good)],
    ...[...get(at), ...i32(16), ...op.i32Add, ...tee(at), ...get(end), ...op.i32LtU, ...branchIf(0)],
    ...op.end,
    ...[...get(good), ...op.allTrue],
  ];
  const { i32: I, f64: F, v128: V } = types;
  return { parameters: [I, I, F, F, F], results: [I], locals: [V, V, V, V, V], body };
}

/** Scratch, constants, slots, input columns, output columns; all at multiples of 16. */
class MemoryPlan {
  readonly block: number;
  readonly inputs = new Map<number, number>();
  readonly addresses: Addresses;
  readonly end: number;
  private readonly constants = new Map<bigint, number>();
  private readonly constantsAt: number;
  private readonly outputsAt: number;

  constructor(layout: Layout, outputs: readonly Node[], inputs: readonly number[]) {
    const nodes = layout.segments.flatMap(segment => segment.nodes);
    const scratchBytes =
      16 * nodes.reduce((most, node) => (isRoutine(node) ? Math.max(most, node.args.length) : most), 0);
    this.block = Math.max(leastBlock, Math.min(128, 2 * Math.floor(bytesOfSlots / 16 / Math.max(1, layout.slots))));
    this.constantsAt = scratchBytes;
    const constantsEnd = this.constantsAt + 16 * (constantsOf(nodes, outputs) + 8);
    const inputsAt = constantsEnd + layout.slots * this.block * 8;
    const columnBytes = batchSize * 8;
    for (const input of inputs) this.inputs.set(input, inputsAt + this.inputs.size * columnBytes);
    this.outputsAt = inputsAt + this.inputs.size * columnBytes;
    this.end = this.outputsAt + outputs.length * columnBytes;
    const columns = new Map<Node, number[]>();
    outputs.forEach((node, index) => void columns.set(node, [...(columns.get(node) ?? []), this.outputColumn(index)]));
    this.addresses = {
      scratch: 0,
      constant: value => this.constantAt(value),
      slot: slot => constantsEnd + slot * this.block * 8,
      input: index => this.inputAt(index),
      outputs: node => columns.get(node) ?? [],
    };
  }

  outputColumn(index: number): number {
    return this.outputsAt + index * batchSize * 8;
  }

  private inputAt(index: number): number {
    const at = this.inputs.get(index);
    if (at === undefined) throw new Error(`input ${index} was not read when formulas were lowered`);
    return at;
  }

  private constantAt(value: bigint): number {
    const known = this.constants.get(value);
    if (known !== undefined) return known;
    const at = this.constantsAt + 16 * this.constants.size;
    this.constants.set(value, at);
    return at;
  }

  writeConstants(memory: ArrayBuffer): void {
    for (const [value, at] of this.constants) new BigUint64Array(memory, at, 2).fill(value);
  }
}

const isRoutine = ({ operation }: Node): boolean => operation === "irr" || operation === "median";

/** At most how many constants there are; those of the instructions themselves come on top. */
function constantsOf(nodes: readonly Node[], outputs: readonly Node[]): number {
  const constants = new Set([...nodes.flatMap(({ args }) => args), ...outputs].filter(({ args }) => args.length === 0));
  const counts = nodes.filter(({ operation }) => operation === "count").length;
  return constants.size + counts;
}
