/** Arithmetic on the numbers of a graph, as floats do it, without what changes nothing: adding 0, multiplying by 1. */
import {
  absoluteBounds,
  type Bounds,
  either,
  mayCancel,
  monotoneBounds,
  negated,
  productBounds,
  quotientBounds,
  sumBounds,
} from "./bounds.ts";
import { isConstant, isIdle, type Node, type Operation } from "./node.ts";
import { NodeTable } from "./node-table.ts";

const unbounded: Bounds = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, tiny: 0 };

export class Numbers extends NodeTable {
  /** `snapped`: a sum below 1e-13 of its left operand is 0. */
  add(left: Node, right: Node, snapped = true): Node {
    if (left === this.zero) return right;
    if (right === this.zero) return left;
    const operation = snapped && mayCancel(left.bounds, right.bounds) ? "add-snapped" : "add";
    return this.arithmetic(operation, [left, right], () => sumBounds(left.bounds, right.bounds, snapped));
  }

  subtract(left: Node, right: Node): Node {
    if (right === this.zero) return left;
    const other = negated(right.bounds);
    const operation = mayCancel(left.bounds, other) ? "subtract-snapped" : "subtract";
    return this.arithmetic(operation, [left, right], () => sumBounds(left.bounds, other, true));
  }

  multiply(left: Node, right: Node): Node {
    if (left === this.one) return right;
    if (right === this.one) return left;
    return this.arithmetic("multiply", [left, right], () => productBounds(left.bounds, right.bounds));
  }

  /** The divisor is not 0 where anybody looks. */
  divide(left: Node, right: Node): Node {
    if (right === this.one) return left;
    if (right.operation === "number" && isPowerOfTwo(right.value))
      return this.multiply(left, this.number(1 / right.value));
    return this.arithmetic("divide", [left, right], () => quotientBounds(left.bounds, right.bounds));
  }

  least(left: Node, right: Node): Node {
    if (left === right || isInfinite(right)) return left;
    if (isInfinite(left)) return right;
    const high = Math.min(left.bounds.high, right.bounds.high);
    return this.arithmetic("least", [left, right], () => ({ ...either(left.bounds, right.bounds), high }));
  }

  most(left: Node, right: Node): Node {
    if (left === right || isInfinite(right)) return left;
    if (isInfinite(left)) return right;
    const low = Math.max(left.bounds.low, right.bounds.low);
    return this.arithmetic("most", [left, right], () => ({ ...either(left.bounds, right.bounds), low }));
  }

  absolute(of: Node): Node {
    return of.bounds.low >= 0 ? of : this.arithmetic("absolute", [of], () => absoluteBounds(of.bounds));
  }

  negate(of: Node): Node {
    return this.arithmetic("negate", [of], () => negated(of.bounds));
  }

  /** The greatest whole number that is not above it. */
  floor(of: Node): Node {
    const { low, high } = of.bounds;
    return this.arithmetic("floor", [of], () => ({ low: Math.floor(low), high: Math.floor(high), tiny: 1 }));
  }

  root(of: Node): Node {
    return this.arithmetic("root", [of], () => (of.bounds.low >= 0 ? monotoneBounds(of.bounds, Math.sqrt) : unbounded));
  }

  exp(of: Node): Node {
    return this.arithmetic("exp", [of], () => monotoneBounds(of.bounds, Math.exp));
  }

  ln(of: Node): Node {
    return this.arithmetic("ln", [of], () => (of.bounds.low > 0 ? monotoneBounds(of.bounds, Math.log) : unbounded));
  }

  power(base: Node, exponent: Node): Node {
    if (exponent === this.zero) return this.one;
    const isMonotone = exponent.operation === "number" && base.bounds.low > 0;
    return this.arithmetic("power", [base, exponent], () =>
      isMonotone ? monotoneBounds(base.bounds, x => x ** exponent.value) : unbounded,
    );
  }

  /** How many of the truths hold, and `sure` besides. */
  count(truths: readonly Node[], sure: number): Node {
    const open = truths.filter(truth => !isConstant(truth));
    const base = sure + truths.filter(truth => truth === this.yes).length;
    if (open.length === 0) return this.number(base);
    return this.numeric("count", open, () => ({ low: base, high: base + open.length, tiny: 1 }), base);
  }

  private arithmetic(operation: Operation, args: readonly Node[], bounds: () => Bounds): Node {
    return args.some(isIdle) ? this.idle : this.numeric(operation, args, bounds);
  }
}

const isInfinite = ({ operation, value }: Node): boolean =>
  operation === "number" && Math.abs(value) === Number.POSITIVE_INFINITY;

/** Quarters of a whole exponent need roots and products only, which are right to the last digit; others a logarithm. */
export const isQuarters = (exponent: number): boolean =>
  Number.isInteger(exponent * 4) && exponent !== 0 && Math.abs(exponent) <= 100;

/** Dividing by it and multiplying by its reciprocal give the same float. */
function isPowerOfTwo(value: number): boolean {
  return value > 2 ** -100 && value < 2 ** 100 && Number.isInteger(Math.log2(value)) && 2 ** Math.log2(value) === value;
}
