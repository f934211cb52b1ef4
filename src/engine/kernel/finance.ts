/** NPV and IRR as HyperFormula computes them. */
import { type Argument, asRange, asScalar, numberOr, numbersOnly } from "./aggregates.ts";
import { codes } from "./codes.ts";
import type { Node } from "./node.ts";
import { Uncompilable, type Values } from "./values.ts";

/** From the last flow to the first; a rate of −100 % is an error as soon as something is to be discounted by it. */
export function netPresentValue(values: Values, args: readonly Argument[]): Node {
  const { graph } = values;
  const [first, ...rest] = args;
  if (!first) throw new Error("NPV without a rate");
  const rate = values.asNumber(asScalar(first));
  const scalars = rest.flatMap(arg => (arg.kind === "range" ? [] : [arg.node]));
  const items = rest.flatMap(arg => (arg.kind === "range" ? arg.nodes : [values.asNumber(arg.node)]));
  const growth = graph.add(graph.one, graph.valueOf(rate), false);
  const total = graph.equal(graph.valueOf(rate), graph.number(-1));
  let value: Node = graph.zero;
  let lost: Node = graph.no;
  for (const item of items.toReversed()) {
    const isNumber = graph.isNumber(item);
    const before = graph.add(value, numberOr(values, item, graph.zero), false);
    lost = graph.or(lost, graph.and(total, graph.and(isNumber, graph.not(graph.equal(before, graph.zero)))));
    value = graph.choose(isNumber, graph.choose(total, before, graph.divide(before, growth)), value);
  }
  const result = graph.choose(lost, graph.code(codes.divisionByZero), values.held(value));
  return values.firstError([rate, ...scalars, ...scalars.map(each => values.asNumber(each)), ...items], result);
}

/** Newton's method from a guess that is a constant; done only where it is `wanted`. */
export function internalRate(values: Values, wanted: Node, [flows, guess]: readonly Argument[]): Node {
  const { graph } = values;
  if (!flows) throw new Error("IRR of nothing");
  const start = guess ? asScalar(guess) : graph.number(0.1);
  if (start.operation !== "number") throw new Uncompilable("an IRR whose guess is calculated");
  const items = asRange(flows).nodes;
  const scalars = flows.kind === "range" ? [] : items;
  if (start.value <= -1) return values.firstError(scalars, graph.code(codes.wrongType));
  const rate = graph.irr(
    wanted,
    items.map(item => numbersOnly(values, item)),
    start.value,
  );
  return values.firstError(items, rate);
}
