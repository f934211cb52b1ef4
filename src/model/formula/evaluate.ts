/**
 * The number a model's formula gives for given values, for checks and worked examples. The spreadsheet engine computes every figure
 * that leaves the program; a test keeps the two together. What cannot be computed (÷ 0, √ of a negative number) is NaN, and so is
 * whatever reads it. Of two numbers that agree to 13 digits the difference is 0, as in Excel.
 */
import { holds, isComparison } from "./comparison.ts";
import { roundToPlaces, wholePart } from "./rounding.ts";
import type { FormulaNode } from "./tree.ts";

export function evaluate(tree: FormulaNode, valueOfName: (name: string) => number): number {
  return numberOf(value(tree, valueOfName));
}

type Scalar = number | boolean | string;

function value(node: FormulaNode, valueOfName: (name: string) => number): Scalar {
  switch (node.kind) {
    case "number":
      return node.value;
    case "text":
      return node.value;
    case "name":
      return valueOfName(node.name);
    case "minus":
      return -numberOf(value(node.of, valueOfName));
    case "percent":
      return numberOf(value(node.of, valueOfName)) / 100;
    case "binary":
      return binary(node.operator, value(node.left, valueOfName), value(node.right, valueOfName));
    case "call":
      return call(node.name, node.args, valueOfName);
    default:
      return node satisfies never;
  }
}

function binary(operator: string, left: Scalar, right: Scalar): Scalar {
  if (operator === "&") return `${left}${right}`;
  const a = numberOf(left);
  const b = numberOf(right);
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
  switch (operator) {
    case "+":
      return isZeroBeside(a + b, a) ? 0 : a + b;
    case "-":
      return isZeroBeside(a - b, a) ? 0 : a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "^":
      return a === 0 && b === 0 ? Number.NaN : a ** b;
    default:
      if (!isComparison(operator)) throw new Error(`operator ${operator} is not in the formula language`);
      return holds(operator, orderOf(left, right));
  }
}

const isZeroBeside = (rest: number, size: number): boolean => Math.abs(rest) < 1e-13 * Math.abs(size);

/** Below 0 where left comes first. Truth comes after every number. */
function orderOf(left: Scalar, right: Scalar): number {
  if (typeof left !== typeof right) return typeof left === "boolean" ? 1 : -1;
  const [a, b] = [numberOf(left), numberOf(right)];
  return isZeroBeside(a - b, a) ? 0 : a - b;
}

const onNumbers: Readonly<Record<string, (values: number[]) => number | boolean>> = {
  ABS: ([x = 0]) => Math.abs(x),
  AND: values => values.every(Boolean),
  AVERAGE: values => sum(values) / values.length,
  EXP: ([x = 0]) => Math.exp(x),
  INT: ([x = 0]) => wholePart(x),
  LN: ([x = 0]) => (x > 0 ? Math.log(x) : Number.NaN),
  MAX: values => Math.max(...values),
  MEDIAN: values => {
    const sorted = values.toSorted((a, b) => a - b);
    const middle = (sorted.length - 1) / 2;
    return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
  },
  MIN: values => Math.min(...values),
  NOT: ([x = 0]) => !x,
  OR: values => values.some(Boolean),
  POWER: ([x = 0, y = 0]) => (x === 0 && y === 0 ? Number.NaN : x ** y),
  PRIOR: ([x = 0]) => x,
  PRODUCT: values => values.reduce((a, b) => a * b, 1),
  ROUND: ([x = 0, places = 0]) => roundToPlaces(x, places),
  SIGN: ([x = 0]) => Math.sign(x),
  SQRT: ([x = 0]) => (x < 0 ? Number.NaN : Math.sqrt(x)),
  SUM: values => sum(values),
};

function call(name: string, args: readonly FormulaNode[], valueOfName: (name: string) => number): Scalar {
  if (name === "IF") {
    const [condition, then, otherwise] = args;
    const truth = condition ? numberOf(value(condition, valueOfName)) : Number.NaN;
    if (Number.isNaN(truth)) return truth;
    const chosen = truth === 0 ? otherwise : then;
    return chosen ? value(chosen, valueOfName) : false;
  }
  const compute = onNumbers[name];
  if (!compute) throw new Error(`function ${name} is not in the formula language`);
  const numbers = args.map(arg => numberOf(value(arg, valueOfName)));
  return numbers.some(Number.isNaN) ? Number.NaN : compute(numbers);
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Truth counts 1; a text, or a number beyond all numbers, is none. */
function numberOf(scalar: Scalar): number {
  const number = typeof scalar === "string" ? Number.NaN : Number(scalar);
  return Number.isFinite(number) ? number : Number.NaN;
}
