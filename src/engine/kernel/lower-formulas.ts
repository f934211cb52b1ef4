/** Plan formulas → the formula graph: one node per cell that the outputs need, whatever is fixed already worked out. */

import type { Comparison } from "../../model/formula/comparison.ts";
import { nodesOf } from "../../model/formula/tree.ts";
import { defaultLocale, inLocale } from "../../text/locale.ts";
import {
  type CellRef,
  keyOf,
  type PlanFormula,
  type PlannedCell,
  type RangeRef,
  type WorkbookPlan,
} from "../plan/plan.ts";
import * as aggregates from "./aggregates.ts";
import { type Argument, asScalar } from "./aggregates.ts";
import type { Bounds } from "./bounds.ts";
import { codes, type TextCodes } from "./codes.ts";
import { countWhere, sumWhere } from "./criteria.ts";
import { internalRate, netPresentValue } from "./finance.ts";
import { Graph } from "./graph.ts";
import { cellAt, placeOf } from "./lookups.ts";
import type { Node } from "./node.ts";
import { rounded, wholePartOf } from "./rounded.ts";
import { Uncompilable, Values } from "./values.ts";

type Call = PlanFormula & { kind: "call" };

export class FormulaLowering {
  readonly graph = new Graph();
  private readonly texts: TextCodes;
  private readonly values: Values;
  private readonly planned: ReadonlyMap<string, PlannedCell>;
  private readonly uncertain: ReadonlyMap<string, number>;
  private readonly boundsOf: (input: number) => Bounds;
  private readonly cells = new Map<string, Node | Uncompilable>();
  /** The inputs that anything lowered reads, even if only their bounds mattered. */
  readonly read = new Set<number>();
  /** Where the value of what is being lowered matters: errors that nobody sees need no second IRR. */
  private wanted: Node = this.graph.yes;

  constructor(
    plan: WorkbookPlan,
    uncertain: readonly CellRef[],
    texts: TextCodes,
    boundsOf: (input: number) => Bounds,
  ) {
    this.texts = texts;
    this.values = new Values(this.graph, texts);
    this.planned = cellsOf(plan);
    this.uncertain = new Map(uncertain.map((ref, index) => [keyOf(ref), index]));
    this.boundsOf = boundsOf;
  }

  /** The node of a cell, or why there is none. */
  cell(ref: CellRef): Node | Uncompilable {
    const key = keyOf(ref);
    const known = this.cells.get(key);
    if (known) return known;
    const node = this.lowerCell(key);
    this.cells.set(key, node);
    return node;
  }

  /** As it leaves the kernel: a truth as a code. */
  asOutput(node: Node): Node {
    return node.type === "truth" ? this.graph.boxed(node) : node;
  }

  private lowerCell(key: string): Node | Uncompilable {
    const input = this.uncertain.get(key);
    if (input !== undefined) {
      this.read.add(input);
      return this.graph.input(input, this.boundsOf(input));
    }
    const cell = this.planned.get(key);
    if (!cell) return this.graph.code(codes.blank);
    const outer = this.wanted;
    this.wanted = this.graph.yes;
    try {
      return this.content(cell);
    } catch (reason) {
      if (reason instanceof Uncompilable) return reason;
      throw reason;
    } finally {
      this.wanted = outer;
    }
  }

  private content({ content }: PlannedCell): Node {
    const { graph } = this;
    const text = (value: string) => graph.code(this.texts.codeOf(value));
    switch (content.kind) {
      case "label":
        return typeof content.text === "number"
          ? graph.number(content.text)
          : text(inLocale(content.text, defaultLocale));
      case "word":
      case "choice":
        return text(content.word);
      case "input":
        return content.value === null ? graph.code(codes.blank) : graph.number(content.value);
      case "formula":
        return this.scalar(content.formula);
      default:
        return content satisfies never;
    }
  }

  private readCell(ref: CellRef): Node {
    const node = this.cell(ref);
    if (node instanceof Uncompilable) throw new Uncompilable(node.message);
    return node;
  }

  private scalar(formula: PlanFormula): Node {
    const { graph, values } = this;
    switch (formula.kind) {
      case "number":
        return graph.number(formula.value);
      case "text":
        return graph.code(this.texts.codeOf(formula.value));
      case "cell":
        return this.readCell(formula);
      case "range":
        return asScalar(this.argument(formula));
      case "minus":
        return values.firstError(
          [values.asNumber(this.scalar(formula.of))],
          graph.negate(graph.valueOf(values.asNumber(this.scalar(formula.of)))),
        );
      case "percent":
        return values.arithmetic("/", this.scalar(formula.of), graph.number(100));
      case "binary":
        return this.binary(formula);
      case "call":
        return this.call(formula);
      default:
        return formula satisfies never;
    }
  }

  private binary({ operator, left, right }: PlanFormula & { kind: "binary" }): Node {
    if (operator === "&") throw new Uncompilable("joined texts");
    const [a, b] = [this.scalar(left), this.scalar(right)];
    if (
      operator === "=" ||
      operator === "<>" ||
      operator === "<" ||
      operator === "<=" ||
      operator === ">" ||
      operator === ">="
    ) {
      return this.counted(operator, a, b) ?? this.values.compare(operator, a, b);
    }
    return this.values.arithmetic(operator, a, b);
  }

  /** COUNT(…) = n, the guard of most formulas: all of them, or none, need no counting. */
  private counted(operator: Comparison, count: Node, expected: Node): Node | undefined {
    if (operator !== "=" || count.operation !== "count" || expected.operation !== "number") return undefined;
    const { graph } = this;
    if (expected.value === count.value + count.args.length)
      return count.args.reduce((all, each) => graph.and(all, each));
    if (expected.value === count.value) return graph.not(count.args.reduce((any, each) => graph.or(any, each)));
    return undefined;
  }

  private argument(formula: PlanFormula): Argument {
    if (formula.kind === "cell") return { kind: "cell", node: this.readCell(formula) };
    if (formula.kind === "range") return this.range(formula);
    return { kind: "value", node: this.scalar(formula) };
  }

  private range({ from, to }: RangeRef): Argument {
    const [rows, columns] = [to.row - from.row + 1, to.column - from.column + 1];
    const nodes = Array.from({ length: rows * columns }, (_, index) =>
      this.readCell({ ...from, row: from.row + Math.floor(index / columns), column: from.column + (index % columns) }),
    );
    return { kind: "range", nodes, rows, columns };
  }

  private call(formula: Call): Node {
    const { graph, values } = this;
    const args = () => formula.args.map(arg => this.argument(arg));
    // Where HyperFormula evaluates a range of one cell before it looks at it, that is the cell.
    const items = () => args().map(single);
    const scalars = () => formula.args.map(arg => this.scalar(arg));
    switch (formula.name) {
      case "IF":
        return this.conditional(formula);
      case "IFERROR":
        return this.unlessError(formula);
      case "SUM":
        return aggregates.sum(values, args());
      case "COUNT":
        return aggregates.count(values, args());
      case "MIN":
        return aggregates.extreme(values, "least", args());
      case "MAX":
        return aggregates.extreme(values, "most", args());
      case "PRODUCT":
        return aggregates.product(values, args());
      case "AVERAGE":
        return aggregates.average(values, args());
      case "MEDIAN":
        return aggregates.medianOf(values, items());
      case "SUMPRODUCT":
        return aggregates.sumOfProducts(values, args());
      case "SUMIFS":
        return sumWhere(values, args());
      case "COUNTIF":
        return countWhere(values, args());
      case "NPV":
        return netPresentValue(values, items());
      case "IRR":
        return internalRate(values, this.wanted, args());
      case "AND":
        return this.logical(items(), graph.yes, (all, each) => graph.and(all, each));
      case "OR":
        return this.logical(items(), graph.no, (any, each) => graph.or(any, each));
      case "NOT":
        return this.ofTruth(scalars(), truth => graph.not(truth));
      case "ISNUMBER":
        return graph.isNumber(this.only(scalars()));
      case "ISERROR":
        return values.isError(this.only(scalars()));
      case "POWER":
        return this.ofNumbers(scalars(), (base, exponent) => values.power(base, exponent));
      case "ABS":
        return this.ofNumbers(scalars(), of => graph.absolute(of));
      case "SQRT":
        return this.ofNumbers(scalars(), of => graph.root(of));
      case "EXP":
        return this.ofNumbers(scalars(), of => graph.exp(of));
      case "LN":
        return this.ofNumbers(scalars(), of => graph.ln(of));
      case "SIGN":
        return this.ofNumbers(scalars(), of =>
          graph.choose(
            graph.less(graph.zero, of),
            graph.one,
            graph.choose(graph.less(of, graph.zero), graph.number(-1), graph.zero),
          ),
        );
      case "INT":
        return this.ofNumbers(scalars(), of => wholePartOf(graph, of));
      case "ROUND":
        return this.ofNumbers(scalars(), (of, places) => rounded(graph, of, places));
      case "INDEX":
        return cellAt(values, args());
      case "MATCH":
        return placeOf(values, args());
      default:
        throw new Uncompilable(`the function ${formula.name}`);
    }
  }

  private only([first]: readonly Node[]): Node {
    if (!first) throw new Error("a function without its argument");
    return first;
  }

  private conditional({ args: [condition, yes, no] }: Call): Node {
    const { graph, values } = this;
    if (!condition || !yes) throw new Error("IF without condition or result");
    const truth = values.asTruth(this.scalar(condition));
    const holds = values.isTrue(truth);
    // The same IRR often stands in the condition too: wanted under one condition, it is computed once.
    const where = [...nodesOf(condition)].some(node => node.kind === "call" && node.name === "IRR") ? graph.yes : holds;
    const then = this.where(where, () => this.scalar(yes));
    const otherwise = no ? this.where(where === graph.yes ? where : graph.not(holds), () => this.scalar(no)) : graph.no;
    return values.firstError([truth], graph.choose(holds, then, otherwise));
  }

  private where(condition: Node, lower: () => Node): Node {
    const outer = this.wanted;
    this.wanted = this.graph.and(outer, condition);
    try {
      return lower();
    } finally {
      this.wanted = outer;
    }
  }

  private unlessError({ args: [first, second] }: Call): Node {
    if (!first || !second) throw new Error("IFERROR takes two arguments");
    const value = this.scalar(first);
    const failed = this.values.isError(value);
    return this.graph.choose(
      failed,
      this.where(failed, () => this.scalar(second)),
      value,
    );
  }

  /** Texts in ranges are skipped: there they are what changes nothing. */
  private logical(args: readonly Argument[], neutral: Node, join: (a: Node, b: Node) => Node): Node {
    const { values } = this;
    const truths = args.flatMap(arg =>
      arg.kind === "range" ? arg.nodes.map(node => values.asTruth(node, neutral)) : [values.asTruth(arg.node)],
    );
    return values.firstError(truths, truths.map(truth => values.isTrue(truth)).reduce(join, neutral));
  }

  private ofTruth(of: readonly Node[], result: (truth: Node) => Node): Node {
    const truth = this.values.asTruth(this.only(of));
    return this.values.firstError([truth], result(this.values.isTrue(truth)));
  }

  private ofNumbers(of: readonly Node[], result: (a: Node, b: Node) => Node): Node {
    const { graph, values } = this;
    const numbers = of.map(each => values.asNumber(each));
    const [a = graph.zero, b = graph.zero] = numbers.map(each => graph.valueOf(each));
    return values.firstError(numbers, values.held(result(a, b)));
  }
}

function single(arg: Argument): Argument {
  const [only] = arg.kind === "range" ? arg.nodes : [];
  return arg.kind === "range" && arg.nodes.length === 1 && only ? { kind: "cell", node: only } : arg;
}

const indexes = new WeakMap<WorkbookPlan, ReadonlyMap<string, PlannedCell>>();

function cellsOf(plan: WorkbookPlan): ReadonlyMap<string, PlannedCell> {
  const known = indexes.get(plan);
  if (known) return known;
  const cells = new Map(plan.sheets.flatMap(sheet => sheet.cells.map(cell => [keyOf(cell.ref), cell] as const)));
  indexes.set(plan, cells);
  return cells;
}
