/** The instructions of one operation: its arguments' pairs from the emitter, its own pair left on the stack. */
import type { CodeBuffer } from "./code-buffer.ts";
import { bitsOf, codes } from "./codes.ts";
import { argument } from "./graph.ts";
import { isConstant, type Node } from "./node.ts";
import { isQuarters } from "./numbers.ts";
import { routines } from "./routines.ts";
import { bitsOfLane, type Code, call, f64, i32, i64, laneOf, op, replaceLane } from "./wasm-bytes.ts";

/** Where things lie in memory, in bytes. */
export interface Addresses {
  /** Of a constant, twice. */
  number(value: number): number;
  code(code: number): number;
  constant(node: Node): number;
  slot(slot: number): number;
  input(index: number): number;
  /** Columns that a node is written to. */
  outputs(node: Node): readonly number[];
  readonly scratch: number;
}

/** What knows where the arguments are. */
export interface Emitter {
  readonly code: CodeBuffer;
  readonly addresses: Addresses;
  /** Leaves the node's pair on the stack. */
  value(node: Node): void;
  /** Leaves a number on the stack, in both places of the pair. */
  number(value: number): void;
  /** Leaves the node's pair on the stack, and in the local that it gives. */
  kept(node: Node): number;
  /** Takes the node's pair into a local. */
  taken(node: Node): number;
}

/** A difference smaller than this share of its left operand counts as 0. */
const magnitude = 1e-13;

export function compute(emitter: Emitter, node: Node): void {
  const { code } = emitter;
  const simple = simpleOperations[node.operation];
  if (simple) {
    for (const arg of node.args) emitter.value(arg);
    code.put(simple);
    return;
  }
  switch (node.operation) {
    case "add-snapped":
    case "subtract-snapped":
      snapped(emitter, node);
      break;
    case "choose":
      choose(emitter, node);
      break;
    case "value":
      emitter.value(argument(node, 0));
      break;
    case "is-number":
      code.get(emitter.kept(argument(node, 0)));
      code.put(op.pairEq);
      break;
    case "finite":
      emitter.value(argument(node, 0));
      code.put(op.pairAbs);
      emitter.number(Number.POSITIVE_INFINITY);
      code.put(op.pairLt);
      break;
    case "count":
      count(emitter, node);
      break;
    case "box":
      code.loadFrom(emitter.addresses.code(codes.yes));
      code.loadFrom(emitter.addresses.code(codes.no));
      emitter.value(argument(node, 0));
      code.put(op.bitselect);
      break;
    case "power":
      power(emitter, node);
      break;
    case "exp":
    case "ln":
      routine(emitter, node, routines[node.operation]);
      break;
    case "irr":
    case "median":
      overScratch(emitter, node);
      break;
    default:
      throw new Error(`no instruction for ${node.operation}`);
  }
}

/** A result below a share of its left operand is 0. */
function snapped(emitter: Emitter, node: Node): void {
  const { code } = emitter;
  const left = emitter.kept(argument(node, 0));
  emitter.value(argument(node, 1));
  const result = code.newLocal();
  code.put(node.operation === "add-snapped" ? op.pairAdd : op.pairSub);
  code.tee(result);
  code.get(result);
  code.put(op.pairAbs);
  code.get(left);
  code.put(op.pairAbs);
  emitter.number(magnitude);
  code.put(op.pairMul, op.pairLt, op.andNot);
}

function choose(emitter: Emitter, { args }: Node): void {
  const [condition, yes, no] = args;
  if (!condition || !yes || !no) throw new Error("a choice without its parts");
  if (isZero(no)) {
    emitter.value(yes);
    emitter.value(condition);
    emitter.code.put(op.and);
    return;
  }
  if (isZero(yes)) {
    emitter.value(no);
    emitter.value(condition);
    emitter.code.put(op.andNot);
    return;
  }
  emitter.value(yes);
  emitter.value(no);
  emitter.value(condition);
  emitter.code.put(op.bitselect);
}

function count(emitter: Emitter, { args, value }: Node): void {
  args.forEach((truth, index) => {
    emitter.value(truth);
    emitter.number(1);
    emitter.code.put(op.and);
    if (index > 0) emitter.code.put(op.pairAdd);
  });
  if (value === 0) return;
  emitter.number(value);
  emitter.code.put(op.pairAdd);
}

function power(emitter: Emitter, node: Node): void {
  const exponent = argument(node, 1);
  if (exponent.operation !== "number" || !isQuarters(exponent.value)) {
    routine(emitter, node, routines.power);
    return;
  }
  let whole = Math.abs(exponent.value);
  if (exponent.value < 0) emitter.number(1);
  emitter.value(argument(node, 0));
  for (; !Number.isInteger(whole); whole *= 2) emitter.code.put(op.pairSqrt);
  wholePower(emitter, whole);
  if (exponent.value < 0) emitter.code.put(op.pairDiv);
}

/** Replaces the pair on the stack by its power, squaring along the exponent's binary digits. */
function wholePower({ code }: Emitter, exponent: number): void {
  if (exponent === 1) return;
  const [base, power] = [code.newLocal(), code.newLocal()];
  code.tee(base);
  for (const digit of exponent.toString(2).slice(1)) {
    code.tee(power);
    code.get(power);
    code.put(op.pairMul);
    if (digit === "0") continue;
    code.get(base);
    code.put(op.pairMul);
  }
}

/** A routine for each draw of the pair. */
function routine(emitter: Emitter, { args }: Node, index: number): void {
  const { code } = emitter;
  const taken = args.map(arg => emitter.taken(arg));
  bothLanes(emitter, lane => {
    for (const local of taken) {
      code.get(local);
      code.put(laneOf(lane));
    }
    code.put(call(index));
  });
}

function bothLanes({ code }: Emitter, number: (lane: number) => void): void {
  number(0);
  code.put(op.splat);
  number(1);
  code.put(replaceLane(1));
}

function overScratch(emitter: Emitter, node: Node): void {
  const { code, addresses } = emitter;
  const isRate = node.operation === "irr";
  const items = isRate ? node.args.slice(1) : node.args;
  items.forEach((item, index) => {
    code.put(i32(0));
    emitter.value(item);
    code.storePair(addresses.scratch + 16 * index);
  });
  const condition = isRate ? argument(node, 0) : undefined;
  const wanted = condition && !isConstant(condition) ? emitter.taken(condition) : undefined;
  bothLanes(emitter, lane => {
    const done: Code = [
      ...i32(addresses.scratch + 8 * lane),
      ...i32(items.length),
      ...(isRate ? f64(node.value) : []),
      ...call(isRate ? routines.irr : routines.median),
    ];
    if (wanted === undefined) {
      code.put(done);
      return;
    }
    code.get(wanted);
    code.put(
      bitsOfLane(lane),
      op.i64Eqz,
      op.ifNumber,
      i64(bitsOf(codes.notANumber)),
      op.fromBits,
      op.else,
      done,
      op.end,
    );
  });
}

const isZero = ({ operation, value }: Node): boolean => operation === "number" && value === 0;

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
