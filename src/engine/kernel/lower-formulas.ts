/** Plan formulas → the formula graph: one node per cell that the outputs need, whatever is fixed already worked out. */

import { type Comparison, isComparison } from "../../model/formula/comparison.ts";
import { childrenOf } from "../../model/formula/tree.ts";
import { defaultLocale, inLocale } from "../../text/locale.ts";
import type { CellRef, PlanFormula, PlannedCell, RangeRef, WorkbookPlan } from "../plan/plan.ts";
import { type Argument, asScalar } from "./aggregates.ts";
import type { Bounds } from "./bounds.ts";
import { CellIndex } from "./cell-index.ts";
import { codes, type TextCodes } from "./codes.ts";
import { functions } from "./functions.ts";
import { Graph } from "./graph.ts";
import type { Node } from "./node.ts";
import { Uncompilable, Values } from "./values.ts";

type Call = PlanFormula & { kind: "call" };

export class FormulaLowering {
  readonly graph = new Graph();
  private readonly texts: TextCodes;
  private readonly values: Values;
  private readonly index: CellIndex;
  /** By the number of the cell. */
  private readonly uncertain: ReadonlyMap<number, number>;
  private readonly lowered: (Node | Uncompilable | undefined)[] = [];
  private readonly boundsOf: (input: number) => Bounds;
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
    this.index = CellIndex.of(plan);
    this.uncertain = new Map(uncertain.map((ref, input) => [this.index.find(ref) ?? -1, input]));
    this.boundsOf = boundsOf;
  }

  /** The node of a cell, or why there is none. */
  cell(ref: CellRef): Node | Uncompilable {
    const place = this.index.find(ref);
    if (place === undefined) return this.graph.code(codes.blank);
    const known = this.lowered[place];
    if (known) return known;
    const node = this.lowerCell(place);
    this.lowered[place] = node;
    return node;
  }

  /** As it leaves the kernel: a truth as a code. */
  asOutput(node: Node): Node {
    return node.type === "truth" ? this.graph.boxed(node) : node;
  }

  private lowerCell(place: number): Node | Uncompilable {
    const input = this.uncertain.get(place);
    if (input !== undefined) {
      this.read.add(input);
      return this.graph.input(input, this.boundsOf(input));
    }
    const cell = this.index.cells[place];
    if (!cell) throw new Error(`no cell ${place}`);
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
      case "answer":
        return graph.code(codes.blank);
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
        return asScalar(this.range(formula));
      case "minus": {
        const of = values.asNumber(this.scalar(formula.of));
        return values.firstError([of], graph.negate(graph.valueOf(of)));
      }
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
    if (isComparison(operator)) return this.counted(operator, a, b) ?? this.values.compare(operator, a, b);
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
    const nodes: Node[] = [];
    for (let row = from.row; row <= to.row; row++)
      for (let column = from.column; column <= to.column; column++)
        nodes.push(this.readCell({ kind: "cell", sheet: from.sheet, row, column }));
    return { kind: "range", nodes, rows, columns };
  }

  private call(formula: Call): Node {
    if (formula.name === "IF") return this.conditional(formula);
    if (formula.name === "IFERROR") return this.unlessError(formula);
    const lower = functions[formula.name];
    if (!lower) throw new Uncompilable(`the function ${formula.name}`);
    return lower(
      this.values,
      formula.args.map(arg => this.argument(arg)),
      this.wanted,
    );
  }

  private conditional({ args: [condition, yes, no] }: Call): Node {
    const { graph, values } = this;
    if (!condition || !yes) throw new Error("IF without condition or result");
    const truth = values.asTruth(this.scalar(condition));
    if (truth === graph.yes) return this.scalar(yes);
    const holds = values.isTrue(truth);
    // The same IRR often stands in the condition too: wanted under one condition, it is computed once.
    const where = callsRate(condition) ? graph.yes : holds;
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
    if (failed === this.graph.no) return value;
    return this.graph.choose(
      failed,
      this.where(failed, () => this.scalar(second)),
      value,
    );
  }
}

const callsRate = (formula: PlanFormula): boolean =>
  (formula.kind === "call" && formula.name === "IRR") || childrenOf(formula).some(callsRate);
