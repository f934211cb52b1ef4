/** Functions over many cells: SUM, COUNT, MIN, MAX, PRODUCT, AVERAGE, SUMPRODUCT, MEDIAN. Ranges skip what is no number. */
import { codes } from "./codes.ts";
import { isConstant, type Node } from "./node.ts";
import { Uncompilable, type Values } from "./values.ts";

/** An argument: one value that was computed, one cell, or a range of cells with its shape. */
export type Argument =
  | { readonly kind: "value" | "cell"; readonly node: Node }
  | { readonly kind: "range"; readonly nodes: readonly Node[]; readonly rows: number; readonly columns: number };

/** What an argument contributes, in order; computed values are coerced to numbers, cells are taken as they are. */
function itemsOf(values: Values, args: readonly Argument[]): Node[] {
  return args.flatMap(arg =>
    arg.kind === "range" ? arg.nodes : [arg.kind === "value" ? values.asNumber(arg.node) : arg.node],
  );
}

export function sum(values: Values, args: readonly Argument[]): Node {
  const { graph } = values;
  const add = (total: Node, item: Node) => graph.add(total, numberOr(values, item, graph.zero));
  const total = args.reduce((before, arg) => {
    const items = itemsOf(values, [arg]);
    return arg.kind === "range" ? graph.add(items.reduce(add, graph.zero), before) : items.reduce(add, before);
  }, graph.zero);
  return values.firstError(itemsOf(values, args), values.held(total));
}

export function product(values: Values, args: readonly Argument[]): Node {
  const { graph } = values;
  const by = (total: Node, item: Node) => graph.multiply(total, numberOr(values, item, graph.one));
  const total = args.reduce((before, arg) => {
    const items = itemsOf(values, [arg]);
    return arg.kind === "range" ? graph.multiply(items.reduce(by, graph.one), before) : items.reduce(by, before);
  }, graph.one);
  return values.firstError(itemsOf(values, args), values.held(total));
}

/** How many are numbers; errors do not count and do not spread. */
export function count(values: Values, args: readonly Argument[]): Node {
  return values.graph.count(
    itemsOf(values, args).map(item => values.graph.isNumber(item)),
    0,
  );
}

/** The least or the most of the numbers, 0 of none. From the last to the first: ranges to the same end then share their work. */
export function extreme(values: Values, which: "least" | "most", args: readonly Argument[]): Node {
  const { graph } = values;
  const items = itemsOf(values, args);
  const none = graph.number(which === "least" ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
  const found = items.reduceRight((rest, item) => graph[which](numberOr(values, item, none), rest), none);
  const some = items.reduce((any, item) => graph.or(any, graph.isNumber(item)), graph.no);
  return values.firstError(items, graph.choose(some, found, graph.zero));
}

/** Their plain sum by their number; #DIV/0! of none. */
export function average(values: Values, args: readonly Argument[]): Node {
  const { graph } = values;
  const items = itemsOf(values, args);
  const add = (total: Node, item: Node) => graph.add(total, numberOr(values, item, graph.zero), false);
  const total = args.reduce((before, arg) => {
    const own = itemsOf(values, [arg]);
    return arg.kind === "range" ? graph.add(own.reduce(add, graph.zero), before, false) : own.reduce(add, before);
  }, graph.zero);
  const size = graph.count(
    items.map(item => graph.isNumber(item)),
    0,
  );
  const none = graph.choose(
    graph.equal(size, graph.zero),
    graph.code(codes.divisionByZero),
    values.held(graph.divide(total, size)),
  );
  return values.firstError(items, none);
}

/** Ranges of one shape, cell by cell; what is no number counts as 0. */
export function sumOfProducts(values: Values, args: readonly Argument[]): Node {
  const { graph } = values;
  const ranges = args.map(asRange);
  const [first] = ranges;
  if (!first) throw new Error("SUMPRODUCT of nothing");
  if (ranges.some(({ rows, columns }) => rows !== first.rows || columns !== first.columns))
    return graph.code(codes.wrongType);
  const rows = first.nodes.map((_, index) => ranges.flatMap(({ nodes }) => nodes[index] ?? []));
  const total = rows.reduce((before, factors) => {
    const each = factors.map(factor => numberOr(values, values.asNumber(factor), graph.zero));
    return graph.add(
      before,
      each.reduce((all, factor) => graph.multiply(all, factor), graph.one),
      false,
    );
  }, graph.zero);
  return values.firstError(rows.flat(), values.held(total));
}

export function medianOf(values: Values, args: readonly Argument[]): Node {
  const { graph } = values;
  const items = args.flatMap(arg => (arg.kind === "range" ? arg.nodes : [values.asNumber(arg.node)]));
  const scalars = args.flatMap(arg => (arg.kind === "range" ? [] : [arg.node]));
  const coerced = scalars.map(each => values.asNumber(each));
  return values.firstError(
    [...scalars, ...coerced, ...items],
    graph.median(items.map(item => numbersOnly(values, item))),
  );
}

/** For a routine: a number, or a code that it skips. */
export function numbersOnly(values: Values, item: Node): Node {
  return item.type === "truth" ? values.graph.code(codes.blank) : item;
}

export function numberOr(values: Values, item: Node, otherwise: Node): Node {
  if (item.type === "number") return item;
  const { graph } = values;
  if (isConstant(item)) return otherwise;
  return graph.choose(graph.isNumber(item), graph.valueOf(item), otherwise);
}

export function asRange(arg: Argument): Argument & { kind: "range" } {
  if (arg.kind === "range") return arg;
  return { kind: "range", nodes: [arg.node], rows: 1, columns: 1 };
}

export function asScalar(arg: Argument): Node {
  if (arg.kind !== "range") return arg.node;
  const [only] = arg.nodes;
  if (arg.nodes.length !== 1 || !only) throw new Uncompilable("a range stands where one value is expected");
  return only;
}

/** A range of one cell is taken as a value, and an error in it spreads. */
export const loneCell = ({ nodes }: Argument & { kind: "range" }): readonly Node[] => (nodes.length === 1 ? nodes : []);
