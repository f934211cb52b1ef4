/** A formula graph → a WebAssembly instance with memory for a batch of draws: input columns in, output columns out. */
import type { Bounds } from "./bounds.ts";
import { SegmentEmitter } from "./emit-segment.ts";
import { batchSize, blockSize, MemoryLayout } from "./memory-layout.ts";
import { isConstant, type Node } from "./node.ts";
import { routineFunctions } from "./routines.ts";
import { layOut } from "./segments.ts";
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

/** So few that the processor has the next draws in work while the sums of one pair still wait for each other (measured: 5 to 1,000). */
const nodesInSegment = 12;
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

/** `order` is what the outputs need, each node after its arguments; `inputs` are those to have columns: all that were read, for their bounds are to be checked even where that made the rest superfluous. */
export function compileModule(
  order: readonly Node[],
  outputs: readonly Node[],
  inputs: readonly number[],
): KernelModule {
  const layout = layOut(order, nodesInSegment);
  const plan = new MemoryLayout(layout, outputs, inputs);
  const segments = layout.segments.map((segment, index) => new SegmentEmitter(index, segment, layout, plan).emit());
  const functions = [...fixed, ...segments, runner(segments.length, blockSize * 8)];
  const bytes = moduleBytes(
    functions,
    { run: functions.length - 1, check: fixed.length - 1 },
    Math.ceil(plan.end / pageBytes),
  );
  const { memory, run, check } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof run !== "function" || typeof check !== "function")
    throw new Error("the module lacks its exports");
  plan.writeConstants(memory.buffer);
  const column = (at: number) => new Float64Array(memory.buffer, at, batchSize);
  const outputColumn = (node: Node, index: number) => {
    if (node.operation === "input") return column(plan.input(node.value));
    const at = plan.outputColumn(index);
    if (isConstant(node)) plan.fillColumn(memory.buffer, node, at);
    return column(at);
  };
  return {
    inputs: new Map([...plan.inputs].map(([index, at]) => [index, column(at)])),
    outputs: outputs.map(outputColumn),
    isWithin: (index, count, { low, high, tiny }) =>
      check(plan.input(index), Math.ceil(count / 2) * 16, low, high, tiny) === 1,
    run: count => run(Math.ceil(count / 2) * 16),
    order,
    bytes: bytes.length,
  };
}

/** run(bytes): every segment over one block of draws after the other. */
function runner(segments: number, blockBytes: number): WasmFunction {
  const [total, start, size] = [0, 1, 2];
  const calls = Array.from({ length: segments }, (_, index) => [
    ...get(start),
    ...get(size),
    ...call(fixed.length + index),
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

/** The functions that every module begins with. */
const fixed: readonly WasmFunction[] = [...routineFunctions(), boundsCheck()];
