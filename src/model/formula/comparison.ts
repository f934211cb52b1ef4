/** The comparisons of the formula language, and what they say of two values once their order is known. */
import type { BinaryOperator } from "./tree.ts";

export type Comparison = Extract<BinaryOperator, "=" | "<>" | "<" | "<=" | ">" | ">=">;

const comparisons: ReadonlySet<string> = new Set<Comparison>(["=", "<>", "<", "<=", ">", ">="]);

export const isComparison = (operator: string): operator is Comparison => comparisons.has(operator);

/** Whether a comparison holds of two values in this order: negative, 0 or positive. */
export function holds(comparison: Comparison, order: number): boolean {
  switch (comparison) {
    case "=":
      return order === 0;
    case "<>":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    default:
      return comparison satisfies never;
  }
}
