/** What this machine can do at most: a plain loop over a typed array, and a WebAssembly loop of SIMD products and sums in registers. */
import {
  branchIf,
  f64,
  get,
  i32,
  moduleBytes,
  op,
  set,
  tee,
  types,
  type WasmFunction,
} from "../src/engine/kernel/wasm-bytes.ts";
import { least, timed } from "./timing.ts";

/** Multiplications and additions a second of a·x + b over 4,096 floats. */
export function typedArrayPeak(): number {
  const column = new Float64Array(4096).fill(1);
  const rounds = 20_000;
  const run = () => {
    for (let round = 0; round < rounds; round++) {
      for (let at = 0; at < column.length; at++) column[at] = (column[at] ?? 0) * 0.999 + 0.001;
    }
  };
  run();
  return (2 * rounds * column.length) / seconds(run);
}

const chains = 8;

/** The same on pairs of floats, in chains that do not wait for each other. */
export function simdPeak(): number {
  const [counter, factor, sum, first] = [0, 1, 2, 3];
  const { i32: I, v128: V } = types;
  const each = Array.from({ length: chains }, (_, chain) => first + chain);
  const step = each.flatMap(local => [
    ...[...get(local), ...get(factor), ...op.pairMul, ...get(sum), ...op.pairAdd, ...set(local)],
  ]);
  const total = each.slice(1).flatMap(local => [...get(local), ...op.pairAdd]);
  const loop: WasmFunction = {
    parameters: [I],
    results: [I],
    locals: Array.from({ length: chains + 2 }, () => V),
    body: [
      ...[...f64(0.999), ...op.splat, ...set(factor), ...f64(0.001), ...op.splat, ...set(sum)],
      ...[...op.loop, ...step, ...get(counter), ...i32(1), ...op.i32Sub, ...tee(counter), ...branchIf(0), ...op.end],
      ...[...get(first), ...total, ...op.allTrue],
    ],
  };
  const { run } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes([loop], { run: 0 }, 1))).exports;
  if (typeof run !== "function") throw new Error("the loop lacks its export");
  const rounds = 5_000_000;
  const job = () => run(rounds);
  job();
  return (4 * chains * rounds) / seconds(job);
}

const seconds = (job: () => unknown): number => least([timed(job)[1], timed(job)[1], timed(job)[1]]) / 1000;
