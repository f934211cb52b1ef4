/** SUMIFS and COUNTIF. A criterion is a number, a text or a truth, known beforehand or calculated; texts compare by themselves or with a number. */

import type { Comparison } from "../../model/formula/comparison.ts";
import { type Argument, asRange, asScalar, loneCell, numberOr } from "./aggregates.ts";
import { codes, isErrorCode, isTextCode, numberInText } from "./codes.ts";
import type { Node } from "./node.ts";
import { Uncompilable, type Values } from "./values.ts";

type Test = (cell: Node) => Node;
type Range = Argument & { readonly kind: "range" };

export function sumWhere(values: Values, [summed, ...rest]: readonly Argument[]): Node {
  const { graph } = values;
  if (!summed) throw new Error("SUMIFS of nothing");
  const items = asRange(summed);
  const ranges: Range[] = [];
  const criteria: Node[] = [];
  for (let index = 0; index + 1 < rest.length; index += 2) {
    const [range, criterion] = [rest[index], rest[index + 1]];
    if (!range || !criterion) throw new Error("a criterion without its range");
    ranges.push(asRange(range));
    criteria.push(asScalar(criterion));
  }
  const tests = criteria.map(criterion => testOf(values, criterion));
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
  const fits = ranges.every(({ rows, columns }) => rows === items.rows && columns === items.columns);
  const sum = fits ? values.firstError(taken, values.held(total)) : graph.code(codes.wrongType);
  const read = ranges.flatMap((range, which) => [...loneCell(range), ...criteria.slice(which, which + 1)]);
  return values.firstError([...loneCell(items), ...read], whereCriteria(values, criteria, sum));
}

export function countWhere(values: Values, [range, criterion]: readonly Argument[]): Node {
  if (!range || !criterion) throw new Error("COUNTIF takes a range and a criterion");
  const [cells, wanted] = [asRange(range), asScalar(criterion)];
  const count = values.graph.count(cells.nodes.map(testOf(values, wanted)), 0);
  return values.firstError([...loneCell(cells), wanted], whereCriteria(values, [wanted], count));
}

/** A blank is no criterion. */
function whereCriteria({ graph }: Values, criteria: readonly Node[], result: Node): Node {
  const blank = criteria.reduce((any, each) => graph.or(any, graph.isCode(each, codes.blank)), graph.no);
  return graph.choose(blank, graph.code(codes.wrongType), result);
}

function testOf(values: Values, criterion: Node): Test {
  const { graph } = values;
  const ofNumber = criterion.numeric ? compared(values, "=", graph.valueOf(criterion)) : () => graph.no;
  const others = graph
    .boxed(criterion)
    .codes.filter(code => !isErrorCode(code) && code !== codes.blank)
    .map(code => [graph.isCode(criterion, code), testOfCode(values, code)] as const);
  return cell => others.reduce((rest, [here, test]) => graph.choose(here, test(cell), rest), ofNumber(cell));
}

function testOfCode(values: Values, code: number): Test {
  const { graph } = values;
  if (!isTextCode(code)) return cell => graph.isCode(cell, code);
  const text = values.texts.textOf(code);
  const [, operator = "=", rest = text] = /^(<>|<=|>=|<|>|=)?(.*)$/s.exec(text) ?? [];
  const number = rest === "" ? null : numberInText(rest);
  if (typeof number === "number") return compared(values, operator as Comparison, graph.number(number));
  if (number === null || operator !== "=" || /[*?~<>=]/.test(rest) || /^(true|false)$/i.test(rest)) {
    throw new Uncompilable(`the criterion ${JSON.stringify(text)}`);
  }
  const same = (other: number) => isTextCode(other) && values.texts.textOf(other).toLowerCase() === rest.toLowerCase();
  return cell => graph.isAny(cell, `is like ${rest.toLowerCase()}`, same);
}

/** Cells that are numbers are compared; a text only for being equal to the number it spells. */
function compared(values: Values, comparison: Comparison, number: Node): Test {
  const { graph } = values;
  const against = (left: Node) => values.compareNumbers(comparison, left, number);
  const spelled = (code: number): Node => {
    if (isErrorCode(code) || !isTextCode(code)) return graph.truth(comparison === "<>");
    if (comparison !== "=" && comparison !== "<>") return graph.no;
    const own = values.texts.textOf(code) === "" ? undefined : values.numberOfCode(code);
    return own === undefined ? graph.truth(comparison === "<>") : against(graph.number(own));
  };
  return cell => {
    const sure = graph.isAny(cell, `is ${comparison}${number.id} otherwise`, code => spelled(code) === graph.yes);
    const open = cell.codes.filter(code => spelled(code).operation !== "truth");
    const otherwise = open.reduce((rest, code) => graph.choose(graph.isCode(cell, code), spelled(code), rest), sure);
    return cell.numeric ? graph.choose(graph.isNumber(cell), against(graph.valueOf(cell)), otherwise) : otherwise;
  };
}
