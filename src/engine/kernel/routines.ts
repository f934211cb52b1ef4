/**
 * The kernel's routines of more than a few instructions, in WebAssembly: ln, exp and power (the classic reductions of fdlibm, right to
 * the last digit or two), Newton's IRR and the median. One float at a time. NaN comes out where there is no result.
 */
import { bitsOf, codes } from "./codes.ts";
import {
  branch,
  branchIf,
  type Code,
  call,
  f64,
  get,
  i32,
  i64,
  loadNumber,
  op,
  set,
  storeNumber,
  tee,
  types,
  type WasmFunction,
} from "./wasm-bytes.ts";

/** Their places among the functions of a module. */
export const routines = { ln: 0, exp: 1, power: 2, irr: 3, median: 4 } as const;

const { f64: F, i32: I, i64: L } = types;
const scalar = (parameters: number, locals: WasmFunction["locals"], body: Code): WasmFunction => ({
  parameters: Array.from({ length: parameters }, () => F),
  results: [F],
  locals,
  body,
});
const ifThen = (condition: Code, then: Code): Code => [...condition, ...op.if, ...then, ...op.end];
const returned = (value: Code): Code => [...value, ...op.return];
/** c0 + x·(c1 + x·(…)) */
const polynomial = (x: Code, [first = 0, ...rest]: readonly number[]): Code =>
  rest.length === 0 ? f64(first) : [...f64(first), ...x, ...polynomial(x, rest), ...op.mul, ...op.add];

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/** x = 2^k·(1+f); ln x = k·ln 2 + 2·atanh(f/(2+f)). */
function naturalLogarithm(): WasmFunction {
  const [x, bits, k, f, s, z, half] = [0, 1, 2, 3, 4, 5, 6];
  const terms = [
    0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
    0.15313837699209373, 0.14798198605116586,
  ];
  // biome-ignore format: instructions by line of thought
  return scalar(1, [L, F, F, F, F, F], [
    ...ifThen([...get(x), ...f64(0), ...op.eq], returned(f64(Number.NEGATIVE_INFINITY))),
    ...ifThen([...get(x), ...f64(0), ...op.gt, ...op.i32Eqz], returned(f64(Number.NaN))),
    ...ifThen([...get(x), ...f64(2 ** -1022), ...op.lt], [...get(x), ...f64(2 ** 54), ...op.mul, ...set(x), ...f64(-54), ...set(k)]),
    ...get(x), ...op.bits, ...i64(0x3ff0000000000000n - 0x3fe6a09e667f3bcdn), ...op.i64Add, ...set(bits),
    ...get(k), ...get(bits), ...i64(52n), ...op.i64ShrU, ...op.i32FromI64, ...i32(1023), ...op.i32Sub, ...op.numberFromI32, ...op.add, ...set(k),
    ...get(bits), ...i64(0xfffffffffffffn), ...op.i64And, ...i64(0x3fe6a09e667f3bcdn), ...op.i64Add, ...op.fromBits, ...f64(1), ...op.sub, ...set(f),
    ...get(f), ...get(f), ...f64(2), ...op.add, ...op.div, ...tee(s), ...get(s), ...op.mul, ...set(z),
    ...get(f), ...get(f), ...op.mul, ...f64(0.5), ...op.mul, ...set(half),
    ...get(k), ...f64(ln2High), ...op.mul,
    ...get(half), ...get(s), ...get(half), ...get(z), ...polynomial(get(z), terms), ...op.mul, ...op.add, ...op.mul,
    ...get(k), ...f64(ln2Low), ...op.mul, ...op.add, ...op.sub, ...get(f), ...op.sub, ...op.sub,
  ]);
}

/** x = k·ln 2 + r; e^x = 2^k·e^r, the power of two in two steps for the smallest results. */
function exponential(): WasmFunction {
  const [x, k, low, r, c, y, half] = [0, 1, 2, 3, 4, 5, 6];
  const terms = [
    0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-5, -1.6533902205465252e-6, 4.1381367970572385e-8,
  ];
  const powerOfTwo = (exponent: Code): Code => [
    ...exponent,
    ...i32(1023),
    ...op.i32Add,
    ...op.i64FromI32,
    ...i64(52n),
    ...op.i64Shl,
    ...op.fromBits,
  ];
  // biome-ignore format: instructions by line of thought
  return scalar(1, [F, F, F, F, F, I], [
    ...ifThen([...get(x), ...f64(709.782712893384), ...op.gt], returned(f64(Number.POSITIVE_INFINITY))),
    ...ifThen([...get(x), ...f64(-745.2), ...op.lt], returned(f64(0))),
    ...ifThen([...get(x), ...get(x), ...op.ne], returned(get(x))),
    ...get(x), ...f64(Math.LOG2E), ...op.mul, ...op.nearest, ...set(k),
    ...get(k), ...f64(ln2Low), ...op.mul, ...set(low),
    ...get(x), ...get(k), ...f64(ln2High), ...op.mul, ...op.sub, ...tee(y), ...get(low), ...op.sub, ...tee(r),
    ...get(r), ...get(r), ...op.mul, ...tee(c), ...polynomial(get(c), terms), ...op.mul, ...op.sub, ...set(c),
    ...f64(1), ...get(low), ...get(r), ...get(c), ...op.mul, ...f64(2), ...get(c), ...op.sub, ...op.div, ...op.sub, ...get(y), ...op.sub, ...op.sub,
    ...get(k), ...op.i32FromNumber, ...i32(1), ...op.i32ShrS, ...set(half),
    ...powerOfTwo(get(half)), ...op.mul,
    ...powerOfTwo([...get(k), ...op.i32FromNumber, ...get(half), ...op.i32Sub]), ...op.mul,
  ]);
}

/** As Math.pow; whole exponents up to 64 by squaring. */
function power(): WasmFunction {
  const [x, y, size, left, result] = [0, 1, 2, 3, 4];
  const isWhole: Code = [...get(y), ...op.floor, ...get(y), ...op.eq];
  const isOdd: Code = [...get(y), ...f64(0.5), ...op.mul, ...op.floor, ...get(y), ...f64(0.5), ...op.mul, ...op.ne];
  // biome-ignore format: instructions by line of thought
  return scalar(2, [F, I, F], [
    ...ifThen([...get(y), ...f64(0), ...op.eq], returned(f64(1))),
    ...ifThen([...get(x), ...f64(0), ...op.eq], returned([...f64(0), ...f64(Number.POSITIVE_INFINITY), ...get(y), ...f64(0), ...op.gt, ...op.select])),
    ...get(y), ...op.abs, ...set(size),
    ...ifThen([...isWhole, ...get(size), ...f64(64), ...op.le, ...op.i32And], [
      ...get(size), ...op.i32FromNumber, ...set(left), ...f64(1), ...set(result),
      ...op.loop,
      ...ifThen([...get(left), ...i32(1), ...op.i32And], [...get(result), ...get(x), ...op.mul, ...set(result)]),
      ...get(x), ...get(x), ...op.mul, ...set(x),
      ...get(left), ...i32(1), ...op.i32ShrS, ...tee(left), ...branchIf(0),
      ...op.end,
      ...ifThen([...get(y), ...f64(0), ...op.lt], returned([...f64(1), ...get(result), ...op.div])),
      ...get(result), ...op.return,
    ]),
    ...ifThen([...get(x), ...f64(0), ...op.lt, ...isWhole, ...op.i32Eqz, ...op.i32And], returned(f64(Number.NaN))),
    ...get(y), ...get(x), ...op.abs, ...call(routines.ln), ...op.mul, ...call(routines.exp), ...set(result),
    ...get(result), ...op.neg, ...get(result), ...get(x), ...f64(0), ...op.lt, ...isOdd, ...op.i32And, ...op.select,
  ]);
}

const unsure: Code = [...i64(bitsOf(codes.unsure)), ...op.fromBits];
const failed: Code = [...i64(bitsOf(codes.notANumber)), ...op.fromBits];
/** The address of the element after the one at `at`: lanes lie beside each other. */
const stride = 16;
const step = (local: number, by: number): Code => [...get(local), ...i32(by), ...op.i32Add, ...set(local)];

/** Moves the numbers among `count` floats at `from` together; leaves `end` behind the last. `seen` is run for each, in `value`. */
function compacted(from: number, count: number, at: number, end: number, value: number, seen: Code): Code {
  // biome-ignore format: instructions by line of thought
  return [
    ...get(from), ...tee(at), ...set(end), ...get(from), ...get(count), ...i32(4), ...op.i32Shl, ...op.i32Add, ...set(count),
    ...op.block, ...op.loop,
    ...get(at), ...get(count), ...op.i32GeU, ...branchIf(1),
    ...get(at), ...loadNumber(0), ...tee(value), ...get(value), ...op.eq, ...op.if,
    ...get(end), ...get(value), ...storeNumber(0), ...step(end, stride), ...seen,
    ...op.end,
    ...step(at, stride), ...branch(0),
    ...op.end, ...op.end,
  ];
}

/**
 * Newton's method on the polynomial in 1/(1+rate): the steps and limits of HyperFormula's IRR. A failure for any other reason than that
 * gains or losses are missing is `unsure`.
 */
function rateOfReturn(): WasmFunction {
  const [from, count, rate, at, end, gains, losses, round] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [value, slope, flow, discount, growth, factor, next] = [8, 9, 10, 11, 12, 13, 14];
  // biome-ignore format: instructions by line of thought
  const noted: Code = [
    ...get(gains), ...get(flow), ...f64(0), ...op.gt, ...op.i32Or, ...set(gains),
    ...get(losses), ...get(flow), ...f64(0), ...op.lt, ...op.i32Or, ...set(losses),
  ];
  // biome-ignore format: instructions by line of thought
  return { parameters: [I, I, F], results: [F], locals: [I, I, I, I, I, F, F, F, F, F, F, F], body: [
    ...compacted(from, count, at, end, flow, noted),
    ...ifThen([...get(gains), ...get(losses), ...op.i32And, ...op.i32Eqz], returned(failed)),
    ...i32(50), ...set(round),
    ...op.loop,
    ...f64(1), ...get(rate), ...op.add, ...set(growth), ...f64(1), ...get(growth), ...op.div, ...set(discount),
    ...get(end), ...i32(stride), ...op.i32Sub, ...tee(at), ...loadNumber(0), ...set(value), ...f64(0), ...set(slope), ...f64(1), ...set(factor),
    ...op.block, ...op.loop,
    ...get(at), ...get(from), ...op.i32Sub, ...op.i32Eqz, ...branchIf(1),
    ...step(at, -stride),
    ...get(slope), ...get(discount), ...op.mul, ...get(value), ...op.add, ...set(slope),
    ...get(value), ...get(discount), ...op.mul, ...get(at), ...loadNumber(0), ...op.add, ...set(value),
    ...get(factor), ...get(growth), ...op.mul, ...set(factor),
    ...branch(0), ...op.end, ...op.end,
    ...ifThen([...get(factor), ...op.abs, ...f64(Number.POSITIVE_INFINITY), ...op.lt, ...op.i32Eqz, ...get(factor), ...f64(0), ...op.eq, ...op.i32Or], returned(unsure)),
    ...get(slope), ...get(discount), ...get(discount), ...op.mul, ...op.mul, ...op.neg, ...set(slope),
    ...ifThen([...get(value), ...op.abs, ...f64(1e-10), ...op.lt], returned(get(rate))),
    ...ifThen([...get(slope), ...op.abs, ...f64(1e-10), ...op.lt], returned(unsure)),
    ...get(rate), ...get(value), ...get(slope), ...op.div, ...op.sub, ...set(next),
    ...ifThen([...get(next), ...op.abs, ...f64(Number.POSITIVE_INFINITY), ...op.lt, ...op.i32Eqz], returned(unsure)),
    ...ifThen([...get(next), ...f64(-1), ...op.le], [...get(rate), ...f64(1), ...op.sub, ...f64(0.5), ...op.mul, ...set(next)]),
    ...ifThen([...get(next), ...get(rate), ...op.sub, ...op.abs, ...f64(1e-10), ...op.lt], returned(get(next))),
    ...get(next), ...set(rate),
    ...get(round), ...i32(1), ...op.i32Sub, ...tee(round), ...branchIf(0),
    ...op.end,
    ...unsure,
  ] };
}

/** Insertion sort, then the middle or the mean of the two. */
function median(): WasmFunction {
  const [from, count, at, end, hole, value, other] = [0, 1, 2, 3, 4, 5, 6];
  const middle: Code = [
    ...get(from),
    ...get(end),
    ...get(from),
    ...op.i32Sub,
    ...i32(5),
    ...op.i32ShrS,
    ...i32(4),
    ...op.i32Shl,
    ...op.i32Add,
  ];
  // biome-ignore format: instructions by line of thought
  return { parameters: [I, I], results: [F], locals: [I, I, I, F, F], body: [
    ...compacted(from, count, at, end, value, [
      ...get(end), ...i32(stride), ...op.i32Sub, ...set(hole),
      ...op.block, ...op.loop,
      ...get(hole), ...get(from), ...op.i32Sub, ...op.i32Eqz, ...branchIf(1),
      ...get(hole), ...i32(stride), ...op.i32Sub, ...loadNumber(0), ...tee(other), ...get(value), ...op.le, ...branchIf(1),
      ...get(hole), ...get(other), ...storeNumber(0), ...step(hole, -stride), ...branch(0),
      ...op.end, ...op.end,
      ...get(hole), ...get(value), ...storeNumber(0),
    ]),
    ...ifThen([...get(end), ...get(from), ...op.i32Sub, ...op.i32Eqz], returned(failed)),
    ...ifThen([...get(end), ...get(from), ...op.i32Sub, ...i32(16), ...op.i32And], returned([...middle, ...loadNumber(0)])),
    ...middle, ...tee(at), ...loadNumber(0), ...get(at), ...i32(stride), ...op.i32Sub, ...loadNumber(0), ...op.add, ...f64(0.5), ...op.mul,
  ] };
}

export const routineFunctions = (): WasmFunction[] => [
  naturalLogarithm(),
  exponential(),
  power(),
  rateOfReturn(),
  median(),
];
