/**
 * The formula graph, one draw at a time, with the powers of JavaScript: slow, for the few draws whose rate of return hangs on the last
 * digits of powers (rates beyond all reason, or next to none), where the kernel's own routine might take another step than HyperFormula.
 */
import { codes } from "./codes.ts";
import { foldNumbers } from "./fold.ts";
import type { Node } from "./node.ts";
import { median, rateOfReturn } from "./powers.ts";

/** A number; of a truth 1 or 0; or a code. */
type Value = number | Code;
interface Code {
  readonly code: number;
}

/** The values of `order`, in which each node comes after its arguments. */
export function interpret(order: readonly Node[], draw: (input: number) => number): (node: Node) => Value {
  const values = new Map<Node, Value>();
  const read = (node: Node | undefined): Value => {
    if (!node) throw new Error("a node lacks an argument");
    return values.get(node) ?? leaf(node, draw);
  };
  for (const node of order) values.set(node, computed(node, read));
  return read;
}

function leaf({ operation, value }: Node, draw: (input: number) => number): Value {
  if (operation === "input") return draw(value);
  return operation === "code" ? { code: value } : value;
}

const asNumber = (value: Value): number => (typeof value === "number" ? value : Number.NaN);
const numbersAmong = (values: readonly Value[]): number[] => values.filter(value => typeof value === "number");
const orFailed = (number: number | undefined): Value => number ?? { code: codes.notANumber };

function computed({ operation, args, value }: Node, read: (node: Node | undefined) => Value): Value {
  const [first, second, third] = args;
  switch (operation) {
    case "choose":
      return read(first) === 1 ? read(second) : read(third);
    case "value":
      return read(first);
    case "is-number":
      return Number(typeof read(first) === "number");
    case "box":
      return { code: read(first) === 1 ? codes.yes : codes.no };
    case "and":
      return Math.min(asNumber(read(first)), asNumber(read(second)));
    case "or":
      return Math.max(asNumber(read(first)), asNumber(read(second)));
    case "not":
      return 1 - asNumber(read(first));
    case "irr":
      return orFailed(read(first) === 1 ? rateOfReturn(numbersAmong(args.slice(1).map(read)), value) : undefined);
    case "median":
      return orFailed(median(numbersAmong(args.map(read))));
    default: {
      const numbers = args.map(arg => asNumber(read(arg)));
      const result = foldNumbers(operation, numbers, value);
      if (result === undefined) throw new Error(`${operation} cannot be interpreted`);
      return result;
    }
  }
}
