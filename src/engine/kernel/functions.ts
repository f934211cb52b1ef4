/** The functions of formulas, by name: arguments already lowered → the node of the result. IF and IFERROR are not among them. */
import * as aggregates from "./aggregates.ts";
import { type Argument, asScalar } from "./aggregates.ts";
import { countWhere, sumWhere } from "./criteria.ts";
import { internalRate, netPresentValue } from "./finance.ts";
import type { Graph } from "./graph.ts";
import { cellAt, placeOf } from "./lookups.ts";
import type { Node } from "./node.ts";
import { rounded, wholePartOf } from "./rounded.ts";
import type { Values } from "./values.ts";

/** `wanted`: where anybody looks at the result. */
type Lowered = (values: Values, args: readonly Argument[], wanted: Node) => Node;

export const functions: Readonly<Record<string, Lowered>> = {
  SUM: aggregates.sum,
  COUNT: aggregates.count,
  MIN: (values, args) => aggregates.extreme(values, "least", args),
  MAX: (values, args) => aggregates.extreme(values, "most", args),
  PRODUCT: aggregates.product,
  AVERAGE: aggregates.average,
  MEDIAN: (values, args) => aggregates.medianOf(values, args.map(single)),
  SUMPRODUCT: aggregates.sumOfProducts,
  SUMIFS: sumWhere,
  COUNTIF: countWhere,
  NPV: (values, args) => netPresentValue(values, args.map(single)),
  IRR: (values, args, wanted) => internalRate(values, wanted, args),
  AND: (values, args) =>
    logical(values, args.map(single), values.graph.yes, (all, each) => values.graph.and(all, each)),
  OR: (values, args) => logical(values, args.map(single), values.graph.no, (any, each) => values.graph.or(any, each)),
  NOT: (values, args) => {
    const truth = values.asTruth(only(args));
    return values.firstError([truth], values.graph.not(values.isTrue(truth)));
  },
  ISNUMBER: (values, args) => values.graph.isNumber(only(args)),
  ISERROR: (values, args) => values.isError(only(args)),
  POWER: ofNumbers((_, base, exponent, values) => values.power(base, exponent)),
  ABS: ofNumbers((graph, of) => graph.absolute(of)),
  SQRT: ofNumbers((graph, of) => graph.root(of)),
  EXP: ofNumbers((graph, of) => graph.exp(of)),
  LN: ofNumbers((graph, of) => graph.ln(of)),
  INT: ofNumbers(wholePartOf),
  ROUND: ofNumbers(rounded),
  SIGN: ofNumbers((graph, of) =>
    graph.choose(
      graph.less(graph.zero, of),
      graph.one,
      graph.choose(graph.less(of, graph.zero), graph.number(-1), graph.zero),
    ),
  ),
  INDEX: cellAt,
  MATCH: placeOf,
};

/** Where HyperFormula evaluates a range of one cell before it looks at it, that is the cell. */
function single(arg: Argument): Argument {
  const [first] = arg.kind === "range" ? arg.nodes : [];
  return arg.kind === "range" && arg.nodes.length === 1 && first ? { kind: "cell", node: first } : arg;
}

function only([first]: readonly Argument[]): Node {
  if (!first) throw new Error("a function without its argument");
  return asScalar(first);
}

/** Of one number or two, with their errors first. */
function ofNumbers(result: (graph: Graph, a: Node, b: Node, values: Values) => Node): Lowered {
  return (values, args) => {
    const { graph } = values;
    const numbers = args.map(each => values.asNumber(asScalar(each)));
    const [a = graph.zero, b = graph.zero] = numbers.map(each => graph.valueOf(each));
    return values.firstError(numbers, values.held(result(graph, a, b, values)));
  };
}

/** Texts in ranges are skipped: there they are what changes nothing. */
function logical(values: Values, args: readonly Argument[], neutral: Node, join: (a: Node, b: Node) => Node): Node {
  const truths = args.flatMap(arg =>
    arg.kind === "range" ? arg.nodes.map(node => values.asTruth(node, neutral)) : [values.asTruth(arg.node)],
  );
  return values.firstError(truths, truths.map(truth => values.isTrue(truth)).reduce(join, neutral));
}
