/**
 * Builds the formula graph: equal nodes are one node, operations on constants are done at once, and what cannot matter (a guard that
 * always holds, a test of something that is always a number) is left out.
 */
import {
  absoluteBounds,
  anyNumber,
  type Bounds,
  either,
  exactly,
  mayCancel,
  mayOverflow,
  monotoneBounds,
  negated,
  productBounds,
  quotientBounds,
  sumBounds,
  withinFloats,
} from "./bounds.ts";
import { codes } from "./codes.ts";
import { foldNumbers } from "./fold.ts";
import { isConstant, isIdle, type Node, type NodeType, type Operation } from "./node.ts";
import { median, rateOfReturn } from "./powers.ts";

interface NodeParts {
  readonly value?: number;
  readonly type?: NodeType;
  readonly bounds?: Bounds;
  readonly codes?: readonly number[];
  readonly numeric?: boolean;
}

const noCodes: readonly number[] = [];

export class Graph {
  private readonly known = new Map<string, Node>();
  private readonly aspects = new Map<string, Node>();

  readonly yes = this.make("truth", [], { value: 1, type: "truth" });
  readonly no = this.make("truth", [], { value: 0, type: "truth" });
  readonly zero = this.number(0);
  readonly one = this.number(1);
  /** What stands where no number is looked at. */
  readonly idle = this.number(Number.NaN);

  get size(): number {
    return this.known.size;
  }

  input(index: number, bounds: Bounds): Node {
    return this.make("input", [], { value: index, bounds });
  }

  number(value: number): Node {
    return this.make("number", [], {
      value: value === 0 ? 0 : value,
      bounds: Number.isFinite(value) ? exactly(value) : noNumber,
    });
  }

  truth(value: boolean): Node {
    return value ? this.yes : this.no;
  }

  code(code: number): Node {
    return this.make("code", [], { value: code, type: "mixed", codes: [code], numeric: false });
  }

  // ——— arithmetic on numbers, as floats do it

  /** `snapped`: a sum below 1e-13 of its left operand is 0. */
  add(left: Node, right: Node, snapped = true): Node {
    if (isZero(left)) return right;
    if (isZero(right)) return left;
    const bounds = sumBounds(left.bounds, right.bounds, snapped);
    return this.arithmetic(
      snapped && mayCancel(left.bounds, right.bounds) ? "add-snapped" : "add",
      [left, right],
      bounds,
    );
  }

  subtract(left: Node, right: Node): Node {
    if (isZero(right)) return left;
    const other = negated(right.bounds);
    const operation = mayCancel(left.bounds, other) ? "subtract-snapped" : "subtract";
    return this.arithmetic(operation, [left, right], sumBounds(left.bounds, other, true));
  }

  multiply(left: Node, right: Node): Node {
    if (isOne(left)) return right;
    if (isOne(right)) return left;
    return this.arithmetic("multiply", [left, right], productBounds(left.bounds, right.bounds));
  }

  /** The divisor is not 0 where anybody looks. */
  divide(left: Node, right: Node): Node {
    if (isOne(right)) return left;
    if (right.operation === "number" && isPowerOfTwo(right.value))
      return this.multiply(left, this.number(1 / right.value));
    return this.arithmetic("divide", [left, right], quotientBounds(left.bounds, right.bounds));
  }

  least(left: Node, right: Node): Node {
    if (left === right || isInfinite(right)) return left;
    if (isInfinite(left)) return right;
    const high = Math.min(left.bounds.high, right.bounds.high);
    return this.arithmetic("least", [left, right], { ...either(left.bounds, right.bounds), high });
  }

  most(left: Node, right: Node): Node {
    if (left === right || isInfinite(right)) return left;
    if (isInfinite(left)) return right;
    const low = Math.max(left.bounds.low, right.bounds.low);
    return this.arithmetic("most", [left, right], { ...either(left.bounds, right.bounds), low });
  }

  absolute(of: Node): Node {
    return of.bounds.low >= 0 ? of : this.arithmetic("absolute", [of], absoluteBounds(of.bounds));
  }

  negate(of: Node): Node {
    return this.arithmetic("negate", [of], negated(of.bounds));
  }

  /** The greatest whole number that is not above it. */
  floor(of: Node): Node {
    const { low, high } = of.bounds;
    return this.arithmetic("floor", [of], { low: Math.floor(low), high: Math.floor(high), tiny: 1 });
  }

  root(of: Node): Node {
    return this.arithmetic("root", [of], of.bounds.low >= 0 ? monotoneBounds(of.bounds, Math.sqrt) : unbounded);
  }

  exp(of: Node): Node {
    return this.arithmetic("exp", [of], monotoneBounds(of.bounds, Math.exp));
  }

  ln(of: Node): Node {
    return this.arithmetic("ln", [of], of.bounds.low > 0 ? monotoneBounds(of.bounds, Math.log) : unbounded);
  }

  power(base: Node, exponent: Node): Node {
    if (exponent.operation === "number" && exponent.value === 0) return this.one;
    const isMonotone = exponent.operation === "number" && base.bounds.low > 0;
    const bounds = isMonotone ? monotoneBounds(base.bounds, x => x ** exponent.value) : unbounded;
    return this.arithmetic("power", [base, exponent], bounds);
  }

  /** How many of the truths hold, and `sure` besides. */
  count(truths: readonly Node[], sure: number): Node {
    const open = truths.filter(truth => !isConstant(truth));
    const base = sure + truths.filter(truth => truth === this.yes).length;
    if (open.length === 0) return this.number(base);
    const bounds = { low: base, high: base + open.length, tiny: 1 };
    return this.make("count", open, { value: base, bounds });
  }

  private arithmetic(operation: Operation, args: readonly Node[], bounds: Bounds): Node {
    return args.some(isIdle) ? this.idle : this.make(operation, args, { bounds });
  }

  // ——— truths

  less(left: Node, right: Node): Node {
    if (left === right || left.bounds.low >= right.bounds.high || isIdle(left) || isIdle(right)) return this.no;
    if (left.bounds.high < right.bounds.low) return this.yes;
    return this.make("less", [left, right], { type: "truth" });
  }

  lessOrEqual(left: Node, right: Node): Node {
    if (left === right || left.bounds.high <= right.bounds.low) return this.yes;
    if (left.bounds.low > right.bounds.high || isIdle(left) || isIdle(right)) return this.no;
    return this.make("less-or-equal", [left, right], { type: "truth" });
  }

  equal(left: Node, right: Node): Node {
    if (left === right) return this.yes;
    if (left.bounds.high < right.bounds.low || left.bounds.low > right.bounds.high) return this.no;
    if (isIdle(left) || isIdle(right)) return this.no;
    return this.make("equal", [left, right], { type: "truth" });
  }

  /** Neither infinite nor what comes of infinities: within what a cell can hold. */
  finite(of: Node): Node {
    return isIdle(of) || !mayOverflow(of.bounds) ? this.yes : this.make("finite", [of], { type: "truth" });
  }

  /** The same number where it is finite. */
  withinFloats(of: Node): Node {
    return of.operation === "number" ? of : this.make("value", [of], { bounds: withinFloats(of.bounds) });
  }

  and(left: Node, right: Node): Node {
    if (left === this.no || right === this.no) return this.no;
    if (left === this.yes || left === right) return right;
    if (right === this.yes) return left;
    if (this.not(left) === right) return this.no;
    if (left.operation === "and" && left.args.includes(right)) return left;
    if (right.operation === "and" && right.args.includes(left)) return right;
    return this.make("and", inOrder(left, right), { type: "truth" });
  }

  or(left: Node, right: Node): Node {
    if (left === this.yes || right === this.yes) return this.yes;
    if (left === this.no || left === right) return right;
    if (right === this.no) return left;
    return this.not(left) === right ? this.yes : this.make("or", inOrder(left, right), { type: "truth" });
  }

  not(of: Node): Node {
    if (of.operation === "truth") return this.truth(of === this.no);
    return of.operation === "not" ? argument(of, 0) : this.make("not", [of], { type: "truth" });
  }

  // ——— choices and what is asked of mixed values

  choose(condition: Node, yes: Node, no: Node): Node {
    if (condition === this.yes || yes === no) return yes;
    if (condition === this.no) return no;
    if (condition.operation === "not") return this.choose(argument(condition, 0), no, yes);
    if (no.operation === "choose" && no.args[0] === condition) return this.choose(condition, yes, argument(no, 2));
    if (yes.operation === "choose" && yes.args[0] === condition) return this.choose(condition, argument(yes, 1), no);
    if (yes.type === "number" && no.type === "number") return this.chooseNumber(condition, yes, no);
    if (yes.type === "truth" && no.type === "truth") return this.chooseTruth(condition, yes, no);
    const [left, right] = [this.boxed(yes), this.boxed(no)];
    const bounds = left.numeric ? (right.numeric ? either(left.bounds, right.bounds) : left.bounds) : right.bounds;
    return this.make("choose", [condition, left, right], {
      type: "mixed",
      bounds,
      codes: [...new Set([...left.codes, ...right.codes])],
      numeric: left.numeric || right.numeric,
    });
  }

  private chooseNumber(condition: Node, yes: Node, no: Node): Node {
    if (isIdle(yes)) return no;
    if (isIdle(no)) return yes;
    return this.make("choose", [condition, yes, no], { bounds: either(yes.bounds, no.bounds) });
  }

  private chooseTruth(condition: Node, yes: Node, no: Node): Node {
    if (yes === this.yes) return this.or(condition, no);
    if (yes === this.no) return this.and(this.not(condition), no);
    if (no === this.yes) return this.or(this.not(condition), yes);
    if (no === this.no) return this.and(condition, yes);
    return this.make("choose", [condition, yes, no], { type: "truth" });
  }

  /** A truth as a mixed value. */
  boxed(of: Node): Node {
    if (of.type !== "truth") return of;
    if (of.operation === "truth") return this.code(of === this.yes ? codes.yes : codes.no);
    return this.make("box", [of], { type: "mixed", codes: [codes.yes, codes.no], numeric: false });
  }

  /** The number of a mixed value; idle where it is none. */
  valueOf(of: Node): Node {
    if (of.type === "number") return of;
    if (!of.numeric) return this.idle;
    return this.aspect("value", of, () =>
      of.operation === "choose"
        ? this.choose(argument(of, 0), this.valueOf(argument(of, 1)), this.valueOf(argument(of, 2)))
        : this.make("value", [of], { bounds: of.bounds }),
    );
  }

  isNumber(of: Node): Node {
    if (of.type === "number") return this.yes;
    if (!of.numeric) return this.no;
    return this.aspect("is-number", of, () =>
      of.operation === "choose"
        ? this.choose(argument(of, 0), this.isNumber(argument(of, 1)), this.isNumber(argument(of, 2)))
        : this.make("is-number", [of], { type: "truth" }),
    );
  }

  /** Whether it is one of the codes for which `which` holds; `aspect` names the question. */
  isAny(of: Node, aspect: string, which: (code: number) => boolean): Node {
    if (of.type === "number") return this.no;
    if (of.type === "truth") return this.choose(of, this.truth(which(codes.yes)), this.truth(which(codes.no)));
    const possible = of.codes.filter(which);
    if (possible.length === 0) return this.no;
    if (possible.length === of.codes.length) return this.not(this.isNumber(of));
    return this.aspect(aspect, of, () => {
      if (of.operation === "box") return this.isAny(argument(of, 0), aspect, which);
      if (of.operation !== "choose") throw new Error(`${of.operation} gives more than one code`);
      const [condition, yes, no] = [argument(of, 0), argument(of, 1), argument(of, 2)];
      return this.choose(condition, this.isAny(yes, aspect, which), this.isAny(no, aspect, which));
    });
  }

  isCode(of: Node, code: number): Node {
    return this.isAny(of, `is ${code}`, other => other === code);
  }

  /** A rate of return from a guess, where it is wanted: a number, or #NUM!. Skips what is no number. */
  irr(wanted: Node, flows: readonly Node[], guess: number): Node {
    if (!flows.every(isConstant)) return this.routine("irr", [wanted, ...flows], guess);
    return this.found(rateOfReturn(numbersAmong(flows), guess));
  }

  median(of: readonly Node[]): Node {
    return of.every(isConstant) ? this.found(median(numbersAmong(of))) : this.routine("median", of, 0);
  }

  private found(number: number | undefined): Node {
    return number === undefined ? this.code(codes.notANumber) : this.number(number);
  }

  private routine(operation: "irr" | "median", args: readonly Node[], value: number): Node {
    return this.make(operation, args, {
      value,
      type: "mixed",
      bounds: anyNumber,
      codes: [codes.notANumber],
      numeric: true,
    });
  }

  private aspect(name: string, of: Node, find: () => Node): Node {
    const key = `${name} ${of.id}`;
    const known = this.aspects.get(key);
    if (known) return known;
    const found = find();
    this.aspects.set(key, found);
    return found;
  }

  private make(operation: Operation, args: readonly Node[], parts: NodeParts): Node {
    const {
      value = 0,
      type = "number",
      bounds = anyNumber,
      codes: possible = noCodes,
      numeric = type === "number",
    } = parts;
    if (args.length > 0 && args.every(isConstant)) {
      const values = args.map(arg => arg.value);
      const folded = foldNumbers(operation, values, value);
      // A constant that no cell can hold is made infinite: not a number means idle here.
      if (folded !== undefined && type === "number") return this.number(Number.isNaN(folded) ? Infinity : folded);
      if (folded !== undefined) return this.truth(folded === 1);
    }
    const key = `${operation} ${value} ${args.map(arg => arg.id).join()}`;
    const known = this.known.get(key);
    if (known) return known;
    const node: Node = { id: this.known.size, operation, args, value, type, bounds, codes: possible, numeric };
    this.known.set(key, node);
    return node;
  }
}

const unbounded: Bounds = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, tiny: 0 };

export function argument(node: Node, index: number): Node {
  const found = node.args[index];
  if (!found) throw new Error(`${node.operation} has no argument ${index}`);
  return found;
}

const numbersAmong = (nodes: readonly Node[]): number[] =>
  nodes.filter(({ type }) => type === "number").map(({ value }) => value);

/** Of no number at all: neutral where bounds are united. */
const noNumber: Bounds = {
  low: Number.POSITIVE_INFINITY,
  high: Number.NEGATIVE_INFINITY,
  tiny: Number.POSITIVE_INFINITY,
};

const isInfinite = ({ operation, value }: Node): boolean => operation === "number" && Math.abs(value) === Infinity;
const isZero = (node: Node): boolean => node.operation === "number" && node.value === 0;
const isOne = (node: Node): boolean => node.operation === "number" && node.value === 1;
const inOrder = (left: Node, right: Node): [Node, Node] => (left.id <= right.id ? [left, right] : [right, left]);

/** Quarters of a whole exponent need roots and products only, which are right to the last digits; others a logarithm. */
export const isQuarters = (exponent: number): boolean =>
  Number.isInteger(exponent * 4) && exponent !== 0 && Math.abs(exponent) <= 100;

/** Dividing by it and multiplying by its reciprocal give the same float. */
function isPowerOfTwo(value: number): boolean {
  return value > 2 ** -100 && value < 2 ** 100 && Number.isInteger(Math.log2(value)) && 2 ** Math.log2(value) === value;
}
