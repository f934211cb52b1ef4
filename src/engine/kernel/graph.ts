/**
 * The formula graph: on top of its arithmetic the truths, the choices and what is asked of values that may be no numbers. What cannot
 * matter (a guard that always holds, a test of something that is always a number) is left out.
 */
import { anyNumber, either, mayOverflow, withinFloats } from "./bounds.ts";
import { codes } from "./codes.ts";
import { isConstant, isIdle, type Node } from "./node.ts";
import { Numbers } from "./numbers.ts";
import { median, rateOfReturn } from "./powers.ts";

export class Graph extends Numbers {
  private readonly aspects = new Map<string, Map<number, Node>>();

  // ——— truths

  less(left: Node, right: Node): Node {
    if (left === right || left.bounds.low >= right.bounds.high || isIdle(left) || isIdle(right)) return this.no;
    if (left.bounds.high < right.bounds.low) return this.yes;
    return this.truthOf("less", [left, right]);
  }

  lessOrEqual(left: Node, right: Node): Node {
    if (left === right || left.bounds.high <= right.bounds.low) return this.yes;
    if (left.bounds.low > right.bounds.high || isIdle(left) || isIdle(right)) return this.no;
    return this.truthOf("less-or-equal", [left, right]);
  }

  equal(left: Node, right: Node): Node {
    if (left === right) return this.yes;
    if (left.bounds.high < right.bounds.low || left.bounds.low > right.bounds.high) return this.no;
    if (isIdle(left) || isIdle(right)) return this.no;
    return this.truthOf("equal", [left, right]);
  }

  /** Neither infinite nor what comes of infinities: within what a cell can hold. */
  finite(of: Node): Node {
    return isIdle(of) || !mayOverflow(of.bounds) ? this.yes : this.truthOf("finite", [of]);
  }

  /** The same number where it is finite. */
  withinFloats(of: Node): Node {
    return of.operation === "number" ? of : this.numeric("value", [of], () => withinFloats(of.bounds));
  }

  and(left: Node, right: Node): Node {
    if (left === this.no || right === this.no) return this.no;
    if (left === this.yes || left === right) return right;
    if (right === this.yes) return left;
    if (this.not(left) === right) return this.no;
    if (left.operation === "and" && left.args.includes(right)) return left;
    if (right.operation === "and" && right.args.includes(left)) return right;
    return this.truthOf("and", inOrder(left, right));
  }

  or(left: Node, right: Node): Node {
    if (left === this.yes || right === this.yes) return this.yes;
    if (left === this.no || left === right) return right;
    if (right === this.no) return left;
    return this.not(left) === right ? this.yes : this.truthOf("or", inOrder(left, right));
  }

  not(of: Node): Node {
    if (of.operation === "truth") return this.truth(of === this.no);
    return of.operation === "not" ? argument(of, 0) : this.truthOf("not", [of]);
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
    return this.mixed("choose", [condition, left, right], () => ({
      bounds: left.numeric ? (right.numeric ? either(left.bounds, right.bounds) : left.bounds) : right.bounds,
      codes: [...new Set([...left.codes, ...right.codes])],
      numeric: left.numeric || right.numeric,
    }));
  }

  private chooseNumber(condition: Node, yes: Node, no: Node): Node {
    if (isIdle(yes)) return no;
    if (isIdle(no)) return yes;
    return this.numeric("choose", [condition, yes, no], () => either(yes.bounds, no.bounds));
  }

  private chooseTruth(condition: Node, yes: Node, no: Node): Node {
    if (yes === this.yes) return this.or(condition, no);
    if (yes === this.no) return this.and(this.not(condition), no);
    if (no === this.yes) return this.or(this.not(condition), yes);
    if (no === this.no) return this.and(condition, yes);
    return this.truthOf("choose", [condition, yes, no]);
  }

  /** A truth as a mixed value. */
  boxed(of: Node): Node {
    if (of.type !== "truth") return of;
    if (of.operation === "truth") return this.code(of === this.yes ? codes.yes : codes.no);
    return this.mixed("box", [of], () => ({ bounds: anyNumber, codes: [codes.yes, codes.no], numeric: false }));
  }

  /** The number of a mixed value; idle where it is none. */
  override valueOf(of: Node): Node {
    if (of.type === "number") return of;
    if (!of.numeric) return this.idle;
    return this.aspect("value", of, () =>
      of.operation === "choose"
        ? this.choose(argument(of, 0), this.valueOf(argument(of, 1)), this.valueOf(argument(of, 2)))
        : this.numeric("value", [of], () => of.bounds),
    );
  }

  isNumber(of: Node): Node {
    if (of.type === "number") return this.yes;
    if (!of.numeric) return this.no;
    return this.aspect("is-number", of, () =>
      of.operation === "choose"
        ? this.choose(argument(of, 0), this.isNumber(argument(of, 1)), this.isNumber(argument(of, 2)))
        : this.truthOf("is-number", [of]),
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
    const parts = () => ({ bounds: anyNumber, codes: [codes.notANumber], numeric: true });
    return this.mixed(operation, args, parts, value);
  }

  private aspect(name: string, of: Node, find: () => Node): Node {
    const answers = this.aspects.get(name) ?? new Map<number, Node>();
    this.aspects.set(name, answers);
    const known = answers.get(of.id);
    if (known) return known;
    const found = find();
    answers.set(of.id, found);
    return found;
  }
}

export function argument(node: Node, index: number): Node {
  const found = node.args[index];
  if (!found) throw new Error(`${node.operation} has no argument ${index}`);
  return found;
}

const numbersAmong = (nodes: readonly Node[]): number[] =>
  nodes.filter(({ type }) => type === "number").map(({ value }) => value);

const inOrder = (left: Node, right: Node): [Node, Node] => (left.id <= right.id ? [left, right] : [right, left]);
