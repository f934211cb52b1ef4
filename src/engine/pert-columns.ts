/**
 * Columns of PERT draws from scrambled Sobol points, in WebAssembly, four at a time: to the bit what `sobolColumn` and `fillPert` give
 * (test/engine/pert-columns.test.ts), at about a third of the time. Every number comes from the tables of src/sampling; here they are only read.
 */
import type { PertColumn, PertColumns } from "../sampling/draw.ts";
import { type PertTable, pertTail } from "../sampling/pert-table.ts";
import { normalQuantileTable, zPieces } from "../sampling/quick-normal.ts";
import { type SobolStart, sobolDirections, sobolStart } from "../sampling/sobol.ts";
import {
  branchIf,
  type Code,
  f64,
  get,
  i32,
  i64,
  loadNumber,
  loadPair,
  moduleBytes,
  op,
  set,
  storeNumber,
  storePair,
  tee,
  types,
  unsigned,
  type WasmFunction,
} from "./kernel/wasm-bytes.ts";

/** Points of one call; a multiple of four. */
const STRETCH = 1024;
const PAGE = 65536;
const pieceBytes = 32;

/** Tables and directions in the memory of one module, a table for all columns of the same shape. */
export function compilePertColumns(columns: readonly PertColumn[]): PertColumns {
  const layout = layOut(columns);
  const functions = [fillMiddle(layout), fillTails(layout)];
  const bytes = moduleBytes(functions, { fillMiddle: 0, fillTails: 1 }, Math.ceil(layout.end / PAGE));
  const { memory, ...run } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error("the module lacks its memory");
  const { fillMiddle: middle, fillTails: tails } = run;
  if (typeof middle !== "function" || typeof tails !== "function") throw new Error("the module lacks its exports");
  writeTables(memory.buffer, layout, columns);
  const drawn = new Float64Array(memory.buffer, layout.drawn, STRETCH);
  return (place, seed, first, into) => {
    const column = columns[place];
    const table = column && layout.tables.get(column.table);
    if (!column || table === undefined) throw new Error(`no PERT column ${place}`);
    const { low, range, dimension } = column;
    // The module starts at whole fours: up to three draws before the first are made and left out.
    for (let from = first - (first % 4); from < first + into.length; from += STRETCH) {
      const count = Math.min(STRETCH, first + into.length - from);
      const { point, key, factor }: SobolStart = sobolStart(dimension, seed, from);
      const directions = layout.directions + place * 128;
      const found = middle(directions, point, key, factor, from, Math.ceil(count / 4) * 16, table, low, range);
      tails(found, table + middleBytes, low, range);
      const before = Math.max(0, first - from);
      into.set(drawn.subarray(before, count), from + before - first);
    }
  };
}

const middleBytes = 256 * pieceBytes;

interface MemoryLayout {
  /** Points of the stretch, the places of those in the tails, and the draws. */
  readonly words: number;
  readonly places: number;
  readonly drawn: number;
  readonly zTable: number;
  readonly directions: number;
  /** Middle, all 256 pieces of it, then tails. */
  readonly tables: ReadonlyMap<PertTable, number>;
  readonly end: number;
}

function layOut(columns: readonly PertColumn[]): MemoryLayout {
  const words = 0;
  const places = words + STRETCH * 4;
  // Four places are written for each four points, wanted or not.
  const drawn = places + STRETCH * 4 + 16;
  const zTable = drawn + STRETCH * 8;
  const directions = zTable + Math.ceil(normalQuantileTable().byteLength / 16) * 16;
  let end = directions + columns.length * 128;
  const tables = new Map<PertTable, number>();
  for (const { table } of columns) {
    if (tables.has(table)) continue;
    tables.set(table, end);
    end += middleBytes + table.tails.byteLength;
  }
  return { words, places, drawn, zTable, directions, tables, end };
}

function writeTables(memory: ArrayBuffer, layout: MemoryLayout, columns: readonly PertColumn[]): void {
  const zTable = normalQuantileTable();
  new Float64Array(memory, layout.zTable, zTable.length).set(zTable);
  columns.forEach(({ dimension }, place) => {
    new Int32Array(memory, layout.directions + place * 128, 32).set(sobolDirections(dimension));
  });
  for (const [{ middle, tails }, at] of layout.tables) {
    new Float64Array(memory, at + pertTail.pieces * pieceBytes, middle.length).set(middle);
    new Float64Array(memory, at + middleBytes, tails.length).set(tails);
  }
}

const { i32: I, f64: F, v128: V } = types;
const simd = (operation: number, ...immediate: readonly number[]): Code => [0xfd, ...unsigned(operation), ...immediate];
const vector = {
  load32Splat: simd(0x09, 2, 0),
  constant: (bytes: readonly number[]): Code => simd(0x0c, ...bytes),
  shuffle: (lanes: readonly number[]): Code => simd(0x0d, ...lanes),
  swizzle: simd(0x0e),
  splat: simd(0x11),
  lane: (lane: number): Code => simd(0x1b, lane),
  replaceLane: (lane: number): Code => simd(0x1c, lane),
  equal: simd(0x37),
  xor: simd(0x51),
  signs: simd(0xa4),
  shiftRight: simd(0xad),
  add: simd(0xae),
  mul: simd(0xb5),
  toNumbers: simd(0xfe),
} as const;
const scalar = {
  load: [0x28, 2],
  store: [0x36, 2],
  trailingZeros: [0x68],
  mul: [0x6c],
  xor: [0x73],
  fromUnsigned: [0xb8],
};
const loadWord = (offset: number): Code => [...scalar.load, ...unsigned(offset)];
const storeWord = (offset: number): Code => [...scalar.store, ...unsigned(offset)];
const words = (word: number): Code =>
  vector.constant([...new Uint8Array(Int32Array.of(word, word, word, word).buffer)]);
const bytes16 = (byteAt: (index: number) => number): number[] =>
  Array.from({ length: 16 }, (_, index) => byteAt(index));
/** Four bits in reverse. */
const turned = (bits: number): number =>
  ((bits & 1) << 3) | ((bits & 2) << 1) | ((bits & 4) >>> 1) | ((bits & 8) >>> 3);

/** x ^ x·m */
const folded = (x: number, m: number): Code => [
  ...get(x),
  ...get(x),
  ...words(m),
  ...vector.mul,
  ...vector.xor,
  ...set(x),
];
/** low + range·(c0 + s·(c1 + s·(c2 + s·c3))) of pairs. */
const cubicPair = (
  s: number,
  [c0, c1, c2, c3]: readonly [Code, Code, Code, Code],
  low: number,
  range: number,
): Code => [
  ...get(low),
  ...[...get(range), ...c0, ...get(s), ...c1, ...get(s), ...c2, ...get(s), ...c3],
  ...[
    ...op.pairMul,
    ...op.pairAdd,
    ...op.pairMul,
    ...op.pairAdd,
    ...op.pairMul,
    ...op.pairAdd,
    ...op.pairMul,
    ...op.pairAdd,
  ],
];

/**
 * fillMiddle(directions, point, key, factor, first, bytes of words, table, low, range): draws of the middle, and how many are of the tails.
 * No branches: a draw of a tail gets a wrong value, its place is noted, and fillTails overwrites it.
 */
function fillMiddle({ words: wordsAt, places, drawn }: MemoryLayout): WasmFunction {
  const [directions, point, key, factor, first, end, table, low, range] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const [at, tails, mask] = [9, 10, 11];
  const [x, lanes, keys, factors, lows, ranges, s, a0, a1, b0, b1] = [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22];
  const firstHalves = vector.shuffle(bytes16(i => (i < 8 ? i : i + 8)));
  const secondHalves = vector.shuffle(bytes16(i => (i < 8 ? i + 8 : i + 16)));
  const pieceAt = (lane: number): Code => [
    ...[...get(x), ...vector.lane(lane), ...i32(24), 0x76, ...i32(5), ...op.i32Shl, ...get(table), ...op.i32Add],
  ];
  const pair = (lane: 0 | 2): Code => [
    ...[...get(x), ...words(0xffffff), ...op.and],
    ...(lane === 2 ? [...tee(s), ...get(s), ...vector.shuffle(bytes16(i => (i + 8) % 16))] : []),
    ...[
      ...vector.toNumbers,
      ...f64(0.5),
      ...op.splat,
      ...op.pairAdd,
      ...f64(2 ** -24),
      ...op.splat,
      ...op.pairMul,
      ...set(s),
    ],
    ...[...pieceAt(lane), ...tee(mask), ...loadPair(0), ...set(a0), ...get(mask), ...loadPair(16), ...set(a1)],
    ...[...pieceAt(lane + 1), ...tee(mask), ...loadPair(0), ...set(b0), ...get(mask), ...loadPair(16), ...set(b1)],
    ...[...get(at), ...i32(1), ...op.i32Shl],
    ...cubicPair(
      s,
      [
        [...get(a0), ...get(b0), ...firstHalves],
        [...get(a0), ...get(b0), ...secondHalves],
        [...get(a1), ...get(b1), ...firstHalves],
        [...get(a1), ...get(b1), ...secondHalves],
      ],
      lows,
      ranges,
    ),
    ...storePair(drawn + lane * 8),
  ];
  const note = (lane: number): Code => [
    ...[...get(tails), ...i32(2), ...op.i32Shl, ...get(at), ...i32(4 * lane), ...op.i32Add, ...storeWord(places)],
    ...[...get(tails), ...get(mask), ...i32(lane), 0x76, ...i32(1), ...op.i32And, ...op.i32Add, ...set(tails)],
  ];
  const direction = (bit: number): Code => [...get(directions), ...loadWord(4 * bit)];
  const body: Code = [
    // Four points in a row: none, the first, both, the second direction apart.
    ...[...i32(0), ...vector.splat, ...direction(0), ...vector.replaceLane(1)],
    ...[
      ...direction(0),
      ...direction(1),
      ...scalar.xor,
      ...vector.replaceLane(2),
      ...direction(1),
      ...vector.replaceLane(3),
    ],
    ...set(lanes),
    ...[...get(key), ...vector.splat, ...set(keys), ...get(factor), ...vector.splat, ...set(factors)],
    ...[...get(low), ...op.splat, ...set(lows), ...get(range), ...op.splat, ...set(ranges)],
    ...op.loop,
    // The scrambling of sobolColumn.
    ...[...get(point), ...vector.splat, ...get(lanes), ...vector.xor, ...set(x), ...folded(x, 0x3d20adea)],
    ...[...get(x), ...get(keys), ...vector.add, ...get(factors), ...vector.mul, ...set(x)],
    ...[...folded(x, 0x05526c56), ...folded(x, 0x53a22864)],
    // Bits in reverse: those of each half of a byte by a table, then the bytes.
    ...vector.constant(bytes16(i => turned(i) << 4)),
    ...[...get(x), ...words(0x0f0f0f0f), ...op.and, ...vector.swizzle],
    ...vector.constant(bytes16(turned)),
    ...[...get(x), ...i32(4), ...vector.shiftRight, ...words(0x0f0f0f0f), ...op.and, ...vector.swizzle],
    ...[...op.or, ...tee(x), ...get(x), ...vector.shuffle(bytes16(i => i - (i % 4) + 3 - (i % 4))), ...set(x)],
    ...[...get(at), ...get(x), ...storePair(wordsAt)],
    ...[...pair(0), ...pair(2)],
    // The first and the last sixteenth are tails.
    ...[...get(x), ...i32(28), ...vector.shiftRight, ...tee(s), ...words(0), ...vector.equal],
    ...[...get(s), ...words(15), ...vector.equal, ...op.or, ...vector.signs, ...set(mask)],
    ...[...note(0), ...note(1), ...note(2), ...note(3)],
    // On to the next four: from the fourth by the direction of the lowest 0 bit of its index.
    ...[...get(point), ...direction(1), ...scalar.xor, ...get(directions)],
    ...[
      ...get(first),
      ...i32(3),
      ...op.i32Add,
      ...i32(-1),
      ...scalar.xor,
      ...scalar.trailingZeros,
      ...i32(2),
      ...op.i32Shl,
    ],
    ...[...op.i32Add, ...loadWord(0), ...scalar.xor, ...set(point)],
    ...[...get(first), ...i32(4), ...op.i32Add, ...set(first)],
    ...[...get(at), ...i32(16), ...op.i32Add, ...tee(at), ...get(end), ...op.i32LtU, ...branchIf(0)],
    ...op.end,
    ...get(tails),
  ];
  return {
    parameters: [I, I, I, I, I, I, I, F, F],
    results: [I],
    locals: [I, I, I, V, V, V, V, V, V, V, V, V, V, V],
    body,
  };
}

/** fillTails(count, table, low, range): u → z → quantile, for each place that was noted. */
function fillTails({ words: wordsAt, places, drawn, zTable }: MemoryLayout): WasmFunction {
  const [count, table, low, range] = [0, 1, 2, 3];
  const [j, at, piece, u, tail, s] = [4, 5, 6, 7, 8, 9];
  const coefficient = (k: number): Code => [...get(piece), ...loadNumber(8 * k)];
  const cubic = (from: number): Code => [
    ...[...coefficient(from), ...get(s), ...coefficient(from + 1), ...get(s), ...coefficient(from + 2), ...get(s)],
    ...[...coefficient(from + 3), ...op.mul, ...op.add, ...op.mul, ...op.add, ...op.mul, ...op.add],
  ];
  const isLower: Code = [...get(u), ...f64(0.5), ...op.lt];
  const body: Code = [
    ...op.block,
    ...[...get(count), ...op.i32Eqz, ...branchIf(0)],
    ...op.loop,
    ...[...get(j), ...i32(2), ...op.i32Shl, ...loadWord(places), ...tee(at), ...loadWord(wordsAt)],
    ...[...scalar.fromUnsigned, ...f64(0.5), ...op.add, ...f64(2 ** -32), ...op.mul, ...tee(u)],
    ...[...f64(1), ...get(u), ...op.sub, ...isLower, ...op.select, ...tee(tail)],
    ...[
      ...op.bits,
      ...i64(BigInt(32 + zPieces.shift)),
      ...op.i64ShrU,
      ...op.i32FromI64,
      ...i32(zPieces.first),
      ...op.i32Sub,
    ],
    ...[...i32(48), ...scalar.mul, ...i32(zTable), ...op.i32Add, ...set(piece)],
    ...[...get(tail), ...coefficient(0), ...op.sub, ...coefficient(1), ...op.mul, ...set(s)],
    ...[...cubic(2), ...tee(tail), ...get(tail), ...op.neg, ...isLower, ...op.select],
    ...[...f64(pertTail.stepsPerUnit), ...op.mul, ...f64(pertTail.centre), ...op.add, ...tee(s)],
    ...[...op.i32FromNumber, ...set(piece), ...get(s), ...get(piece), ...op.numberFromI32, ...op.sub, ...set(s)],
    ...[...get(piece), ...i32(5), ...op.i32Shl, ...get(table), ...op.i32Add, ...set(piece)],
    ...[...get(at), ...i32(1), ...op.i32Shl, ...get(low), ...get(range), ...cubic(0), ...op.mul, ...op.add],
    ...storeNumber(drawn),
    ...[...get(j), ...i32(1), ...op.i32Add, ...tee(j), ...get(count), ...op.i32LtU, ...branchIf(0)],
    ...op.end,
    ...op.end,
  ];
  return { parameters: [I, I, F, F], results: [], locals: [I, I, I, F, F, F], body };
}
