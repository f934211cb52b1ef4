/** Operations on constants, done at compile time. */
import { snapShare } from "./bounds.ts";
import type { Operation } from "./node.ts";

/** The number, or 1 and 0 for true and false, that an operation on constants gives; undefined if it is not one to fold here. */
export function foldNumbers(operation: Operation, args: readonly number[], value: number): number | undefined {
  const [a = Number.NaN, b = Number.NaN] = args;
  switch (operation) {
    case "add":
      return a + b;
    case "subtract":
      return a - b;
    case "add-snapped":
      return snapped(a + b, a);
    case "subtract-snapped":
      return snapped(a - b, a);
    case "multiply":
      return a * b;
    case "divide":
      return a / b;
    case "least":
      return Math.min(a, b);
    case "most":
      return Math.max(a, b);
    case "absolute":
      return Math.abs(a);
    case "negate":
      return -a;
    case "floor":
      return Math.floor(a);
    case "root":
      return Math.sqrt(a);
    case "exp":
      return Math.exp(a);
    case "ln":
      return Math.log(a);
    case "power":
      return a ** b;
    case "count":
      return args.reduce((sum, truth) => sum + truth, value);
    case "less":
      return Number(a < b);
    case "less-or-equal":
      return Number(a <= b);
    case "equal":
      return Number(a === b);
    case "finite":
      return Number(Number.isFinite(a));
    default:
      return undefined;
  }
}

const snapped = (result: number, left: number): number => (Math.abs(result) < snapShare * Math.abs(left) ? 0 : result);
