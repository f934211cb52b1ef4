/** The kernel's own formula graph: a closed list of operations on numbers, truths and mixed values, each node written once. */
import type { Bounds } from "./bounds.ts";

/**
 * `number` is always a number and `truth` always true or false; `mixed` may be a number or one of `codes`. A `number` that stands
 * beside a code in a `choose` may hold anything while that code is chosen: nobody looks.
 */
export type NodeType = "number" | "truth" | "mixed";

export type Operation =
  // numbers
  | "input"
  | "number"
  | "add"
  | "add-snapped"
  | "subtract"
  | "subtract-snapped"
  | "multiply"
  | "divide"
  | "least"
  | "most"
  | "absolute"
  | "negate"
  | "floor"
  | "root"
  | "exp"
  | "ln"
  | "power"
  | "count"
  | "value"
  // truths
  | "truth"
  | "less"
  | "less-or-equal"
  | "equal"
  | "and"
  | "or"
  | "not"
  | "finite"
  | "is-number"
  // mixed
  | "code"
  | "box"
  | "irr"
  | "median"
  // any
  | "choose";

export interface Node {
  readonly id: number;
  readonly operation: Operation;
  readonly args: readonly Node[];
  /** Of a constant: the number, the code, 1 or 0; of an input: its place; of a count: what counts in any case; of an IRR: the guess. */
  readonly value: number;
  readonly type: NodeType;
  /** Of its number, if it is one. */
  readonly bounds: Bounds;
  /** What else a mixed value may be. */
  readonly codes: readonly number[];
  /** Whether it may be a number. */
  readonly numeric: boolean;
}

export const isConstant = ({ operation }: Node): boolean =>
  operation === "number" || operation === "truth" || operation === "code";

/** Computed by a loop over its arguments, in the scratch. */
export const isRoutine = ({ operation }: Node): boolean => operation === "irr" || operation === "median";

/** A number nobody looks at. */
export const isIdle = ({ operation, value }: Node): boolean => operation === "number" && Number.isNaN(value);
