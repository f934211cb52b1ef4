/** Bytes of a WebAssembly module: the few sections and instructions that the kernel uses. */

export type Code = readonly number[];

/** Unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** Signed LEB128 of up to 64 bits. */
export function signed(value: number | bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (;;) {
    const low = Number(rest & 127n);
    rest >>= 7n;
    const last = (rest === 0n && low < 64) || (rest === -1n && low >= 64);
    bytes.push(last ? low : low + 128);
    if (last) return bytes;
  }
}

const simd = (operation: number): Code => [0xfd, ...unsigned(operation)];
const eightBytes = (value: number): number[] => [...new Uint8Array(Float64Array.of(value).buffer)];

export const types = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = (typeof types)[keyof typeof types];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const tee = (local: number): Code => [0x22, ...unsigned(local)];
export const call = (index: number): Code => [0x10, ...unsigned(index)];
export const i32 = (value: number): Code => [0x41, ...signed(value)];
export const i64 = (value: bigint): Code => [0x42, ...signed(value)];
export const f64 = (value: number): Code => [0x44, ...eightBytes(value)];
const memory = (operation: Code, align: number, offset: number): Code => [...operation, align, ...unsigned(offset)];
export const loadPair = (offset: number): Code => memory(simd(0x00), 4, offset);
export const storePair = (offset: number): Code => memory(simd(0x0b), 4, offset);
export const loadNumber = (offset: number): Code => memory([0x2b], 3, offset);
export const storeNumber = (offset: number): Code => memory([0x39], 3, offset);
export const laneOf = (lane: number): Code => [...simd(0x21), lane];
export const bitsOfLane = (lane: number): Code => [...simd(0x1d), lane];
export const replaceLane = (lane: number): Code => [...simd(0x22), lane];
export const branch = (depth: number): Code => [0x0c, ...unsigned(depth)];
export const branchIf = (depth: number): Code => [0x0d, ...unsigned(depth)];

export const op = {
  block: [0x02, 0x40],
  loop: [0x03, 0x40],
  if: [0x04, 0x40],
  ifNumber: [0x04, types.f64],
  else: [0x05],
  end: [0x0b],
  return: [0x0f],
  select: [0x1b],
  i32Eqz: [0x45],
  i32LtU: [0x49],
  i32GeU: [0x4f],
  i32LtS: [0x48],
  i32GeS: [0x4e],
  i32Add: [0x6a],
  i32Sub: [0x6b],
  i32And: [0x71],
  i32Or: [0x72],
  i32Shl: [0x74],
  i32ShrS: [0x75],
  i64Eqz: [0x50],
  i64Add: [0x7c],
  i64Sub: [0x7d],
  i64And: [0x83],
  i64Or: [0x84],
  i64Shl: [0x86],
  i64ShrU: [0x88],
  i32FromI64: [0xa7],
  i64FromI32: [0xac],
  i32FromNumber: [0xaa],
  numberFromI32: [0xb7],
  bits: [0xbd],
  fromBits: [0xbf],
  eq: [0x61],
  ne: [0x62],
  lt: [0x63],
  gt: [0x64],
  le: [0x65],
  ge: [0x66],
  abs: [0x99],
  neg: [0x9a],
  nearest: [0x9e],
  floor: [0x9c],
  add: [0xa0],
  sub: [0xa1],
  mul: [0xa2],
  div: [0xa3],
  splat: simd(0x14),
  pairEq: simd(0x47),
  pairLt: simd(0x49),
  pairLe: simd(0x4b),
  pairGe: simd(0x4c),
  not: simd(0x4d),
  and: simd(0x4e),
  andNot: simd(0x4f),
  or: simd(0x50),
  allTrue: simd(0xc3),
  bitselect: simd(0x52),
  pairFloor: simd(0x75),
  pairAbs: simd(0xec),
  pairNeg: simd(0xed),
  pairSqrt: simd(0xef),
  pairAdd: simd(0xf0),
  pairSub: simd(0xf1),
  pairMul: simd(0xf2),
  pairDiv: simd(0xf3),
  pairLeast: simd(0xf6),
  pairMost: simd(0xf7),
} as const satisfies Readonly<Record<string, Code>>;

export interface WasmFunction {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
  readonly locals: readonly ValueType[];
  readonly body: Code | Uint8Array;
}

const vector = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()];

/** Joins without spreading arguments: bodies are long. */
function joined(parts: readonly (Code | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const section = (id: number, content: Uint8Array): Uint8Array => joined([[id, ...unsigned(content.length)], content]);

function functionBytes({ locals, body }: WasmFunction): Uint8Array {
  const runs: [number, number][] = [];
  for (const local of locals) {
    const last = runs.at(-1);
    if (last && last[1] === local) last[0] += 1;
    else runs.push([1, local]);
  }
  const head = vector(runs.map(([count, type]) => [...unsigned(count), type]));
  return joined([unsigned(head.length + body.length + 1), head, body, op.end]);
}

/** A module with a memory of its own, exported as `memory`, and some of its functions exported by name. */
export function moduleBytes(
  functions: readonly WasmFunction[],
  exported: Readonly<Record<string, number>>,
  pages: number,
): Uint8Array<ArrayBuffer> {
  const text = (value: string) => [...unsigned(value.length), ...new TextEncoder().encode(value)];
  const signatures = new Map<string, number>();
  const typeOf = functions.map(({ parameters, results }) => {
    const key = `${parameters}>${results}`;
    const type = signatures.get(key) ?? signatures.size;
    signatures.set(key, type);
    return type;
  });
  const signature = (type: number): Code => {
    const { parameters = [], results = [] } = functions[typeOf.indexOf(type)] ?? {};
    return [0x60, ...unsigned(parameters.length), ...parameters, ...unsigned(results.length), ...results];
  };
  const exports = [
    [...text("memory"), 2, 0],
    ...Object.entries(exported).map(([name, index]) => [...text(name), 0, ...unsigned(index)]),
  ];
  return joined([
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, joined([vector(Array.from({ length: signatures.size }, (_, type) => signature(type)))])),
    section(3, joined([vector(typeOf.map(unsigned))])),
    section(5, joined([[1, 0, ...unsigned(pages)]])),
    section(7, joined([vector(exports)])),
    section(10, joined([unsigned(functions.length), ...functions.map(functionBytes)])),
  ]);
}
