/** SUMIFS and COUNTIF, with criteria that are constants: a number, a text, a comparison with a number. */

import type { Comparison } from "../../model/formula/comparison.ts";
import { type Argument, asRange, asScalar, numberOr } from "./aggregates.ts";
import { codes, isErrorCode, isTextCode, numberInText } from "./codes.ts";
import { isConstant, type Node } from "./node.ts";
import { Uncompilable, type Values } from "./values.ts";

type Test = (cell: Node) => Node;

export function sumWhere(values: Values, [summed, ...rest]: readonly Argument[]): Node {
  const { graph } = values;
  if (!summed) throw new Error("SUMIFS of nothing");
  const items = asRange(summed);
  const tests: Test[] = [];
  const ranges: (Argument & { kind: "range" })[] = [];
  for (let index = 0; index + 1 < rest.length; index += 2) {
    const [range, criterion] = [rest[index], rest[index + 1]];
    if (!range || !criterion) throw new Error("a criterion without its range");
    ranges.push(asRange(range));
    tests.push(testOf(values, asScalar(criterion)));
  }
  if (ranges.some(({ rows, columns }) => rows !== items.rows || columns !== items.columns))
    return graph.code(codes.wrongType);
  const conditions = items.nodes.map((_, index) =>
    tests.reduce(
      (all, test, which) => graph.and(all, test(ranges[which]?.nodes[index] ?? graph.code(codes.blank))),
      graph.yes,
    ),
  );
  const taken = items.nodes.map((item, index) =>
    graph.choose(conditions[index] ?? graph.no, item, graph.code(codes.blank)),
  );
  const total = taken.reduce((before, item) => graph.add(before, numberOr(values, item, graph.zero)), graph.zero);
  return values.firstError([items, ...ranges].flatMap(only), values.firstError(taken, values.held(total)));
}

/** A range of one cell is taken as a value, and an error in it spreads. */
const only = ({ nodes }: Argument & { kind: "range" }): readonly Node[] => (nodes.length === 1 ? nodes : []);

export function countWhere(values: Values, [range, criterion]: readonly Argument[]): Node {
  if (!range || !criterion) throw new Error("COUNTIF takes a range and a criterion");
  const test = testOf(values, asScalar(criterion));
  const cells = asRange(range);
  return values.firstError(only(cells), values.graph.count(cells.nodes.map(test), 0));
}

function testOf(values: Values, criterion: Node): Test {
  if (!isConstant(criterion)) throw new Uncompilable("a criterion that is calculated");
  if (criterion.type === "number") return compared(values, "=", criterion.value);
  if (criterion.type === "truth" || !isTextCode(criterion.value))
    throw new Uncompilable("a criterion that is neither number nor text");
  const text = values.texts.textOf(criterion.value);
  const [, operator = "=", rest = text] = /^(<>|<=|>=|<|>|=)?(.*)$/s.exec(text) ?? [];
  const number = rest === "" ? null : numberInText(rest);
  if (typeof number === "number") return compared(values, operator as Comparison, number);
  if (number === null || operator !== "=" || /[*?~<>=]/.test(rest) || /^(true|false)$/i.test(rest)) {
    throw new Uncompilable(`the criterion ${JSON.stringify(text)}`);
  }
  const same = (code: number) => isTextCode(code) && values.texts.textOf(code).toLowerCase() === rest.toLowerCase();
  return cell => values.graph.isAny(cell, `is like ${rest.toLowerCase()}`, same);
}

/** Cells that are numbers are compared; a text only for being equal to the number it spells. */
function compared(values: Values, comparison: Comparison, number: number): Test {
  const { graph } = values;
  const against = (left: Node) => values.compareNumbers(comparison, left, graph.number(number));
  return cell => {
    const otherwise = graph.isAny(cell, `is ${comparison}${number} otherwise`, code => {
      if (isErrorCode(code) || !isTextCode(code)) return comparison === "<>";
      if (comparison !== "=" && comparison !== "<>") return false;
      const spelled = values.texts.textOf(code) === "" ? undefined : values.numberOfCode(code);
      return spelled === undefined ? comparison === "<>" : against(graph.number(spelled)) === graph.yes;
    });
    return cell.numeric ? graph.choose(graph.isNumber(cell), against(graph.valueOf(cell)), otherwise) : otherwise;
  };
}
