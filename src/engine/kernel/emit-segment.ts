/** One segment as a WebAssembly function over a block of draws, two draws at a time. */
import { bitsOf } from "./codes.ts";
import { argument, isQuarters } from "./graph.ts";
import { isConstant, type Node } from "./node.ts";
import { routines } from "./routines.ts";
import type { Layout, Segment } from "./segments.ts";
import {
  bitsOfLane,
  branchIf,
  type Code,
  call,
  f64,
  get,
  i32,
  i64,
  laneOf,
  loadPair,
  op,
  replaceLane,
  set,
  storePair,
  tee,
  types,
  type ValueType,
  type WasmFunction,
} from "./wasm-bytes.ts";

/** Where things lie in memory, in bytes. */
export interface Addresses {
  /** Of a constant, given as its 64 bits, twice. */
  constant(bits: bigint): number;
  slot(slot: number): number;
  input(index: number): number;
  /** Columns that a node is written to. */
  outputs(node: Node): readonly number[];
  readonly scratch: number;
}

const bitsOfNumber = (value: number): bigint => new BigUint64Array(Float64Array.of(value).buffer)[0] ?? 0n;
export const bits = {
  number: bitsOfNumber,
  yes: 0xffffffffffffffffn,
  magnitude: bitsOfNumber(1e-13),
};

/** Parameters and the counter, then locals of pairs. */
const [start, size, at, address] = [0, 1, 2, 3];
const firstPair = 4;

export class SegmentEmitter {
  private readonly code: number[] = [];
  private readonly locals = new Map<Node, number>();
  private readonly reads = new Map<Node, number>();
  private readonly roots = new Set<Node>();
  private pairs = 0;
  private readonly segment: Segment;
  private readonly layout: Layout;
  private readonly addresses: Addresses;
  private readonly index: number;

  constructor(index: number, segment: Segment, layout: Layout, addresses: Addresses) {
    this.index = index;
    this.segment = segment;
    this.layout = layout;
    this.addresses = addresses;
    for (const node of segment.nodes) for (const arg of node.args) this.reads.set(arg, (this.reads.get(arg) ?? 0) + 1);
    for (const node of segment.nodes) if (this.isRoot(node)) this.roots.add(node);
  }

  /** Computed by a statement of its own: read more than once, or elsewhere, or by a routine that uses the scratch. */
  private isRoot(node: Node): boolean {
    return (
      (this.reads.get(node) ?? 0) !== 1 ||
      this.layout.slotOf.has(node) ||
      this.addresses.outputs(node).length > 0 ||
      node.operation === "irr" ||
      node.operation === "median"
    );
  }

  emit(): WasmFunction {
    this.put(i32(0), set(at), op.loop, get(start), get(at), op.i32Add, set(address));
    for (const node of this.segment.nodes) if (this.roots.has(node)) this.statement(node);
    this.put(get(at), i32(16), op.i32Add, tee(at), get(size), op.i32LtU, branchIf(0), op.end);
    const pairs = Array.from({ length: this.pairs }, (): ValueType => types.v128);
    return {
      parameters: [types.i32, types.i32],
      results: [],
      locals: [types.i32, types.i32, ...pairs],
      body: this.code,
    };
  }

  private put(...parts: readonly Code[]): void {
    for (const part of parts) for (const byte of part) this.code.push(byte);
  }

  private newLocal(): number {
    return firstPair + this.pairs++;
  }

  private statement(node: Node): void {
    const slot = this.layout.slotOf.get(node);
    const columns = this.addresses.outputs(node);
    this.compute(node);
    const local = this.newLocal();
    this.locals.set(node, local);
    this.put(set(local));
    if (slot !== undefined) this.put(get(at), get(local), storePair(this.addresses.slot(slot)));
    for (const column of columns) this.put(get(address), get(local), storePair(column));
  }

  /** Leaves the node's pair on the stack. */
  private value(node: Node): void {
    const local = this.locals.get(node);
    if (local !== undefined) this.put(get(local));
    else if (isConstant(node)) this.constant(bitsOfConstant(node));
    else if (node.operation === "input") this.put(get(address), loadPair(this.addresses.input(node.value)));
    else if (this.layout.segmentOf.get(node) !== this.index) this.fromSlot(node);
    else this.compute(node);
  }

  private fromSlot(node: Node): void {
    const slot = this.layout.slotOf.get(node);
    if (slot === undefined) throw new Error(`${node.operation} is read beyond its segment but has no slot`);
    this.put(get(at), loadPair(this.addresses.slot(slot)));
    if ((this.reads.get(node) ?? 0) < 2) return;
    const local = this.newLocal();
    this.locals.set(node, local);
    this.put(tee(local));
  }

  private constant(value: bigint): void {
    this.put(i32(0), loadPair(this.addresses.constant(value)));
  }

  /** The pair on the stack, kept to be read again. */
  private kept(node: Node): number {
    this.value(node);
    const known = this.locals.get(node);
    if (known !== undefined) return known;
    const local = this.newLocal();
    this.put(tee(local));
    return local;
  }

  private compute(node: Node): void {
    const simple = simpleOperations[node.operation];
    if (simple) {
      for (const arg of node.args) this.value(arg);
      this.put(simple);
      return;
    }
    switch (node.operation) {
      case "add-snapped":
      case "subtract-snapped":
        this.snapped(node);
        break;
      case "choose":
        this.choose(node);
        break;
      case "value":
        this.value(argument(node, 0));
        break;
      case "is-number":
        this.put(get(this.kept(argument(node, 0))), op.pairEq);
        break;
      case "finite":
        this.value(argument(node, 0));
        this.put(op.pairAbs);
        this.constant(bits.number(Number.POSITIVE_INFINITY));
        this.put(op.pairLt);
        break;
      case "count":
        this.count(node);
        break;
      case "box":
        this.constant(bitsOf(1));
        this.constant(bitsOf(2));
        this.value(argument(node, 0));
        this.put(op.bitselect);
        break;
      case "power":
        this.power(node);
        break;
      case "exp":
      case "ln":
        this.routine(node, routines[node.operation]);
        break;
      case "irr":
      case "median":
        this.overScratch(node);
        break;
      default:
        throw new Error(`no instruction for ${node.operation}`);
    }
  }

  /** A result below 1e-13 of its left operand is 0. */
  private snapped(node: Node): void {
    const left = this.kept(argument(node, 0));
    this.value(argument(node, 1));
    const result = this.newLocal();
    this.put(
      node.operation === "add-snapped" ? op.pairAdd : op.pairSub,
      tee(result),
      get(result),
      op.pairAbs,
      get(left),
      op.pairAbs,
    );
    this.constant(bits.magnitude);
    this.put(op.pairMul, op.pairLt, op.andNot);
  }

  private choose({ args }: Node): void {
    const [condition, yes, no] = args;
    if (!condition || !yes || !no) throw new Error("a choice without its parts");
    if (isZero(no)) {
      this.value(yes);
      this.value(condition);
      this.put(op.and);
      return;
    }
    if (isZero(yes)) {
      this.value(no);
      this.value(condition);
      this.put(op.andNot);
      return;
    }
    this.value(yes);
    this.value(no);
    this.value(condition);
    this.put(op.bitselect);
  }

  private count({ args, value }: Node): void {
    args.forEach((truth, index) => {
      this.value(truth);
      this.constant(bits.number(1));
      this.put(op.and);
      if (index > 0) this.put(op.pairAdd);
    });
    if (value === 0) return;
    this.constant(bits.number(value));
    this.put(op.pairAdd);
  }

  private power(node: Node): void {
    const exponent = argument(node, 1);
    if (exponent.operation !== "number" || !isQuarters(exponent.value)) {
      this.routine(node, routines.power);
      return;
    }
    let whole = Math.abs(exponent.value);
    if (exponent.value < 0) this.constant(bits.number(1));
    this.value(argument(node, 0));
    for (; !Number.isInteger(whole); whole *= 2) this.put(op.pairSqrt);
    this.wholePower(whole);
    if (exponent.value < 0) this.put(op.pairDiv);
  }

  /** Replaces the pair on the stack by its power, squaring along the exponent's binary digits. */
  private wholePower(exponent: number): void {
    if (exponent === 1) return;
    const [base, power] = [this.newLocal(), this.newLocal()];
    this.put(tee(base));
    for (const digit of exponent.toString(2).slice(1)) {
      this.put(tee(power), get(power), op.pairMul);
      if (digit === "1") this.put(get(base), op.pairMul);
    }
  }

  /** A routine for each draw of the pair. */
  private routine({ args }: Node, routine: number): void {
    const kept = args.map(arg => {
      this.value(arg);
      const local = this.newLocal();
      this.put(set(local));
      return local;
    });
    const lane = (index: number) => {
      for (const local of kept) this.put(get(local), laneOf(index));
      this.put(call(routine));
    };
    lane(0);
    this.put(op.splat);
    lane(1);
    this.put(replaceLane(1));
  }

  private overScratch(node: Node): void {
    const { scratch } = this.addresses;
    const isRate = node.operation === "irr";
    const items = isRate ? node.args.slice(1) : node.args;
    items.forEach((item, index) => {
      this.put(i32(0));
      this.value(item);
      this.put(storePair(scratch + 16 * index));
    });
    const wanted = isRate ? this.wantedLocal(argument(node, 0)) : undefined;
    const lane = (index: number) => {
      const done: Code = [
        ...i32(scratch + 8 * index),
        ...i32(items.length),
        ...(isRate ? f64(node.value) : []),
        ...call(isRate ? routines.irr : routines.median),
      ];
      if (wanted === undefined) this.put(done);
      else
        this.put(
          get(wanted),
          bitsOfLane(index),
          op.i64Eqz,
          op.ifNumber,
          i64(bitsOf(257)),
          op.fromBits,
          op.else,
          done,
          op.end,
        );
    };
    lane(0);
    this.put(op.splat);
    lane(1);
    this.put(replaceLane(1));
  }

  private wantedLocal(wanted: Node): number | undefined {
    if (isConstant(wanted)) return undefined;
    this.value(wanted);
    const local = this.newLocal();
    this.put(set(local));
    return local;
  }
}

const isZero = ({ operation, value }: Node): boolean => operation === "number" && value === 0;

export function bitsOfConstant({ operation, value }: Node): bigint {
  if (operation === "number") return bits.number(value);
  if (operation === "truth") return value === 1 ? bits.yes : 0n;
  return bitsOf(value);
}

/** Operations that are one instruction on their operands. */
const simpleOperations: Readonly<Partial<Record<Node["operation"], Code>>> = {
  add: op.pairAdd,
  subtract: op.pairSub,
  multiply: op.pairMul,
  divide: op.pairDiv,
  least: op.pairLeast,
  most: op.pairMost,
  absolute: op.pairAbs,
  negate: op.pairNeg,
  floor: op.pairFloor,
  root: op.pairSqrt,
  less: op.pairLt,
  "less-or-equal": op.pairLe,
  equal: op.pairEq,
  and: op.and,
  or: op.or,
  not: op.not,
};
