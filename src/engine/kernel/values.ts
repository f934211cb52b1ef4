/** What formulas do to values that may be no numbers: coercion, errors that spread, comparison across kinds. As HyperFormula does it. */

import { type Comparison, holds } from "../../model/formula/comparison.ts";
import { mayBeZero, snapShare } from "./bounds.ts";
import { codes, isErrorCode, isTextCode, numberInText, type TextCodes } from "./codes.ts";
import type { Graph } from "./graph.ts";
import type { Node } from "./node.ts";
import { isQuarters } from "./numbers.ts";

/** Why a formula cannot be compiled. */
export class Uncompilable extends Error {}

export type Arithmetic = "+" | "-" | "*" | "/" | "^";

/** Numbers are equal when they differ by less than this share. */
const tolerance = 1 + snapShare;

export class Values {
  readonly graph: Graph;
  readonly texts: TextCodes;

  constructor(graph: Graph, texts: TextCodes) {
    this.graph = graph;
    this.texts = texts;
  }

  /** A number that a cell can hold, else #NUM!. */
  held(number: Node): Node {
    const { graph } = this;
    const finite = graph.finite(number);
    return finite === graph.yes
      ? number
      : graph.choose(finite, graph.withinFloats(number), graph.code(codes.notANumber));
  }

  /** The value with each of its codes replaced; numbers and the codes left undefined stay. */
  withCodes(of: Node, replace: (code: number) => Node | undefined): Node {
    const { graph } = this;
    if (of.type === "number") return of;
    const possible = of.type === "truth" ? [codes.yes, codes.no] : of.codes;
    return possible.reduce((value, code) => {
      const other = replace(code);
      return other ? graph.choose(graph.isCode(of, code), other, value) : value;
    }, of);
  }

  /** As an operand of arithmetic: a number or an error. */
  asNumber(of: Node): Node {
    const { graph } = this;
    if (of.type === "truth") return graph.choose(of, graph.one, graph.zero);
    return this.withCodes(of, code => {
      if (isErrorCode(code)) return undefined;
      const number = this.numberOfCode(code);
      return number === undefined ? graph.code(codes.wrongType) : graph.number(number);
    });
  }

  /** The number a code counts as; undefined for a text that is none. */
  numberOfCode(code: number): number | undefined {
    if (!isTextCode(code)) return code === codes.yes ? 1 : 0;
    const text = this.texts.textOf(code);
    const number = numberInText(text);
    if (number === null) throw new Uncompilable(`the text ${JSON.stringify(text)} may stand for a number`);
    return number;
  }

  /** As a condition: a truth, or true, false and errors. Texts are what `text` says: an error by default. */
  asTruth(of: Node, text: Node = this.graph.code(codes.wrongType)): Node {
    const { graph } = this;
    if (of.type === "truth") return of;
    const truth = graph.not(graph.equal(graph.valueOf(of), graph.zero));
    const possible = of.type === "number" ? [] : of.codes;
    return possible.reduceRight<Node>(
      (value, code) => {
        const other = isErrorCode(code)
          ? graph.code(code)
          : isTextCode(code)
            ? this.truthOfText(code, text)
            : graph.truth(code === codes.yes);
        return graph.choose(graph.isCode(of, code), other, value);
      },
      of.numeric ? truth : graph.no,
    );
  }

  private truthOfText(code: number, otherwise: Node): Node {
    const text = this.texts.textOf(code).toUpperCase();
    return text === "TRUE" ? this.graph.yes : text === "FALSE" || text === "" ? this.graph.no : otherwise;
  }

  isError(of: Node): Node {
    if (of.type !== "mixed") return this.graph.no;
    return this.graph.isAny(of, "is error", isErrorCode);
  }

  /** Whether a truth or an error is true. */
  isTrue(of: Node): Node {
    return of.type === "truth" ? of : this.graph.isCode(of, codes.yes);
  }

  /** The first error among values, else `otherwise`. */
  firstError(of: readonly Node[], otherwise: Node): Node {
    return of.reduceRight((value, each) => this.graph.choose(this.isError(each), each, value), otherwise);
  }

  arithmetic(operator: Arithmetic, left: Node, right: Node): Node {
    if (left.type === "number" && right.type === "number") return this.calculated(operator, left, right);
    const [a, b] = [this.asNumber(left), this.asNumber(right)];
    const result = this.calculated(operator, this.graph.valueOf(a), this.graph.valueOf(b));
    return this.firstError([left, right, a, b], result);
  }

  private calculated(operator: Arithmetic, a: Node, b: Node): Node {
    const { graph } = this;
    switch (operator) {
      case "+":
        return this.held(graph.add(a, b));
      case "-":
        return this.held(graph.subtract(a, b));
      case "*":
        return this.held(graph.multiply(a, b));
      case "/": {
        const quotient = this.held(graph.divide(a, b));
        return mayBeZero(b.bounds)
          ? graph.choose(graph.equal(b, graph.zero), graph.code(codes.divisionByZero), quotient)
          : quotient;
      }
      case "^":
        return this.held(this.power(a, b));
      default:
        return operator satisfies never;
    }
  }

  power(base: Node, exponent: Node): Node {
    const { graph } = this;
    const isPlain = exponent.operation !== "number" || isQuarters(exponent.value) || base.bounds.low <= 0;
    return isPlain ? graph.power(base, exponent) : graph.exp(graph.multiply(exponent, graph.ln(base)));
  }

  /** Compares numbers with a tolerance, texts by their order; a number is below any text, a text below any truth. */
  compare(comparison: Comparison, left: Node, right: Node): Node {
    if (left.type === "number" && right.type === "number") return this.compareNumbers(comparison, left, right);
    const { graph } = this;
    const [a, b] = [this.boxable(left), this.boxable(right)];
    const numbers =
      a.numeric && b.numeric ? this.compareNumbers(comparison, graph.valueOf(a), graph.valueOf(b)) : graph.no;
    const rightCodes = b.codes.reduceRight<Node>((value, code) => {
      const here = isErrorCode(code) ? graph.code(code) : this.compareCode(mirrored[comparison], code, a);
      return graph.choose(graph.isCode(b, code), here, value);
    }, numbers);
    return a.codes.reduceRight<Node>((value, code) => {
      if (isErrorCode(code)) return graph.choose(graph.isCode(a, code), graph.code(code), value);
      const against = b.codes.reduceRight<Node>(
        (other, codeB) => graph.choose(graph.isCode(b, codeB), this.compareCodes(comparison, code, codeB), other),
        b.numeric ? this.compareCode(comparison, code, b) : graph.no,
      );
      return graph.choose(graph.isCode(a, code), against, value);
    }, rightCodes);
  }

  private boxable(of: Node): Node {
    return of.type === "truth" ? this.graph.choose(of, this.graph.code(codes.yes), this.graph.code(codes.no)) : of;
  }

  /** A code against the number of a value. */
  private compareCode(comparison: Comparison, code: number, number: Node): Node {
    if (code === codes.blank) return this.compareNumbers(comparison, this.graph.zero, this.graph.valueOf(number));
    if (isTextCode(code)) this.numberOfCode(code);
    return this.graph.truth(holds(comparison, 1));
  }

  private compareCodes(comparison: Comparison, left: number, right: number): Node {
    if (isErrorCode(right)) return this.graph.code(right);
    return this.graph.truth(holds(comparison, this.orderOfCodes(left, right)));
  }

  private orderOfCodes(left: number, right: number): number {
    if (left === right) return 0;
    if (isTextCode(left) && isTextCode(right)) return this.texts.compare(left, right);
    if (left === codes.blank)
      return isTextCode(right) ? this.texts.compare(this.texts.codeOf(""), right) : right === codes.yes ? -1 : 0;
    if (right === codes.blank) return -this.orderOfCodes(right, left);
    if (isTextCode(left) !== isTextCode(right)) return isTextCode(left) ? -1 : 1;
    return left === codes.yes ? 1 : -1;
  }

  compareNumbers(comparison: Comparison, left: Node, right: Node): Node {
    const { graph } = this;
    switch (comparison) {
      case "<":
        return this.below(left, right);
      case ">":
        return this.above(left, right);
      case "<=":
        return graph.not(this.above(left, right));
      case ">=":
        return graph.not(this.below(left, right));
      case "=":
        return this.same(left, right);
      case "<>":
        return graph.not(this.same(left, right));
      default:
        return comparison satisfies never;
    }
  }

  private same(left: Node, right: Node): Node {
    const { graph } = this;
    if (right.bounds.low === 0 && right.bounds.high === 0) return graph.equal(left, graph.zero);
    if (left.bounds.low === 0 && left.bounds.high === 0) return graph.equal(right, graph.zero);
    return graph.and(graph.not(this.below(left, right)), graph.not(this.above(left, right)));
  }

  /** left < right by more than the tolerance, which widens the operand that is farther from 0. */
  private below(left: Node, right: Node): Node {
    const { graph } = this;
    const wide = (node: Node) => graph.multiply(node, graph.number(tolerance));
    return this.bySign(
      right,
      () => graph.less(wide(left), right),
      () => graph.less(left, wide(right)),
      () => graph.less(left, right),
    );
  }

  private above(left: Node, right: Node): Node {
    const { graph } = this;
    const wide = (node: Node) => graph.multiply(node, graph.number(tolerance));
    return this.bySign(
      right,
      () => graph.less(wide(right), left),
      () => graph.less(right, wide(left)),
      () => graph.less(right, left),
    );
  }

  private bySign(of: Node, positive: () => Node, negative: () => Node, zero: () => Node): Node {
    const { low, high } = of.bounds;
    if (low === 0 && high === 0) return zero();
    if (low >= 0) return positive();
    if (high < 0) return negative();
    return this.graph.choose(this.graph.lessOrEqual(this.graph.zero, of), positive(), negative());
  }
}

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  "=": "=",
  "<>": "<>",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};
