/** INDEX and exact MATCH: choices among the cells of a range, the place of each choice known beforehand or not. */
import { type Argument, asRange, asScalar, loneCell } from "./aggregates.ts";
import { codes, isErrorCode, isTextCode, searchedAs } from "./codes.ts";
import type { Node } from "./node.ts";
import { Uncompilable, type Values } from "./values.ts";

/** The cell at a row and column, or at one place in a single row; a fraction of a place is cut off. */
export function cellAt(values: Values, [searched, ...places]: readonly Argument[]): Node {
  const { graph } = values;
  if (!searched) throw new Error("INDEX of nothing");
  const range = asRange(searched);
  const [place = graph.one, second] = places.map(each => values.asNumber(asScalar(each)));
  const [row, column] = !second && range.rows === 1 ? [graph.one, place] : [place, second ?? graph.one];
  const [at, across] = [graph.valueOf(row), graph.valueOf(column)];
  const beyond = (place: Node, size: number) => graph.lessOrEqual(graph.number(size + 1), place);
  const rows = Array.from({ length: range.rows }, (_, index) =>
    nth(values, across, range.nodes.slice(index * range.columns, (index + 1) * range.columns)),
  );
  const found = graph.choose(
    graph.or(graph.less(at, graph.one), graph.less(across, graph.one)),
    graph.code(codes.wrongType),
    graph.choose(
      graph.or(beyond(at, range.rows), beyond(across, range.columns)),
      graph.code(codes.notANumber),
      nth(values, at, rows),
    ),
  );
  return values.firstError([...loneCell(range), row, column], found);
}

/** The item at a place that lies within. */
function nth({ graph }: Values, place: Node, items: readonly Node[]): Node {
  const last = items.at(-1);
  if (!last) throw new Error("INDEX of an empty range");
  return items
    .slice(0, -1)
    .reduceRight<Node>(
      (rest, item, index) => graph.choose(graph.less(place, graph.number(index + 2)), item, rest),
      last,
    );
}

/** The first place of a value in a row or column, else #N/A. Numbers must be equal to the last digit; a blank is looked for as 0. */
export function placeOf(values: Values, [wanted, searched, type]: readonly Argument[]): Node {
  const { graph } = values;
  if (!wanted || !searched) throw new Error("MATCH takes a value and a range");
  const order = type ? asScalar(type) : graph.one;
  if (order.operation !== "number" || order.value !== 0) throw new Uncompilable("MATCH of anything but equal values");
  const range = asRange(searched);
  const sought = asScalar(wanted);
  const key = graph.choose(graph.isCode(sought, codes.blank), graph.zero, sought);
  const found =
    range.rows > 1 && range.columns > 1
      ? graph.code(codes.notFound)
      : range.nodes.reduceRight<Node>(
          (rest, cell, index) => graph.choose(isEqual(values, key, cell), graph.number(index + 1), rest),
          graph.code(codes.notFound),
        );
  return values.firstError([key, ...loneCell(range)], found);
}

function isEqual({ graph, texts }: Values, key: Node, cell: Node): Node {
  const [a, b] = [graph.boxed(key), graph.boxed(cell)];
  const numbers =
    a.numeric && b.numeric
      ? graph.and(graph.and(graph.isNumber(a), graph.isNumber(b)), graph.equal(graph.valueOf(a), graph.valueOf(b)))
      : graph.no;
  const name = (code: number) => (isTextCode(code) ? searchedAs(texts.textOf(code)) : code);
  return a.codes
    .filter(code => !isErrorCode(code) && code !== codes.blank)
    .reduce((equal, code) => {
      const same = graph.isAny(b, `is found as ${name(code)}`, other => name(other) === name(code));
      return graph.or(equal, graph.and(graph.isCode(a, code), same));
    }, numbers);
}
