/**
 * How a figure came about: its formula in words and with numbers, then the same for everything it reads, down to inputs with their
 * source, owner and date. Answers for any named cell, headline, driver or indicator; names the workbook cell.
 */
import type { Case } from "../case/case.ts";
import { type FormulaTree, nodesOf } from "../model/formula/tree.ts";
import type { Model } from "../model/model.ts";
import { inLocale, type Locale, type Text } from "../text/locale.ts";
import type { CalculatedValue, Calculation } from "./calculation.ts";
import { inWords } from "./in-words.ts";
import { nameOf } from "./plan/builder.ts";
import {
  type CellRef,
  type Format,
  keyOf,
  type PlanFormula,
  type PlannedCell,
  type RangeRef,
  type SheetPlan,
} from "./plan/plan.ts";
import { plainAddress } from "./plan/print-formula.ts";
import { wordText } from "./plan/words.ts";
import { namedFigures } from "./named-figures.ts";
import { formatValue } from "./show-value.ts";

export interface Explanation {
  readonly title: string;
  readonly name?: string;
  /** Sheet and address in the workbook: Value!G7. */
  readonly cell: string;
  readonly value: number | string | null;
  /** The value as readers see it. */
  readonly shown: string;
  readonly formula?: { readonly inWords: string; readonly withNumbers: string };
  /** What it stands on, for an input. */
  readonly source?: string;
  readonly owner?: string;
  readonly asOf?: string;
  readonly place?: string;
  readonly reads: readonly Explanation[];
}

/** The names `explain` knows, for "did you mean". */
export function explainable(calculation: Calculation, model: Model): string[] {
  return [...namedFigures(calculation, model).keys()];
}

/** Explanations of a name (one per monetization line for an indicator); undefined if nothing has that name. */
export function explain(
  model: Model,
  kase: Case,
  calculation: Calculation,
  name: string,
  locale: Locale,
  depth: number,
): Explanation[] | undefined {
  const cells = namedFigures(calculation, model).get(name);
  if (!cells) return undefined;
  const explainer = new Explainer(calculation, kase, locale);
  return cells.map(ref => explainer.explain(ref, depth));
}

class Explainer {
  private readonly cells = new Map<string, { cell: PlannedCell; sheet: SheetPlan }>();
  private readonly titles = new Map<string, string>();
  private readonly calculation: Calculation;
  private readonly kase: Case;
  private readonly locale: Locale;

  constructor(calculation: Calculation, kase: Case, locale: Locale) {
    this.calculation = calculation;
    this.kase = kase;
    this.locale = locale;
    for (const sheet of calculation.plan.sheets)
      for (const cell of sheet.cells) this.cells.set(keyOf(cell.ref), { cell, sheet });
  }

  explain(ref: CellRef, depth: number): Explanation {
    const { cell, sheet } = this.at(ref);
    const value = this.valueOf(cell);
    const { name, origin, content } = cell;
    const driver = name === undefined ? undefined : this.kase.drivers.get(name);
    const terms = this.kase.indicators.find(({ id }) => name?.startsWith(`${nameOf(id)}_`));
    const provenance =
      content.kind === "input"
        ? (driver ?? terms ?? (name === "discount_rate" ? this.kase.finance : undefined))
        : undefined;
    const tree = content.kind === "formula" ? withoutGuard(content.formula) : undefined;
    return {
      title: this.title(ref),
      ...(name ? { name } : {}),
      cell: `${inLocale(sheet.name, this.locale)}!${plainAddress(ref)}`,
      value: typeof value === "number" ? value : value === undefined ? null : this.show(value, cell.format),
      shown: this.show(value, cell.format),
      ...(tree ? { formula: this.inWords(tree) } : {}),
      ...(provenance?.source ? { source: inLocale(provenance.source, this.locale) } : {}),
      ...(provenance?.owner ? { owner: inLocale(provenance.owner, this.locale) } : {}),
      ...(provenance?.asOf ? { asOf: provenance.asOf } : {}),
      ...(origin ? { place: `${origin.file}:${origin.line}` } : {}),
      reads: tree && depth > 0 ? this.readsOf(tree).map(each => this.explain(each, depth - 1)) : [],
    };
  }

  private at(ref: CellRef): { cell: PlannedCell; sheet: SheetPlan } {
    const found = this.cells.get(keyOf(ref));
    if (!found) throw new Error(`no cell at ${keyOf(ref)}`);
    return found;
  }

  /** The cells a formula reads, each once; words are not worth explaining. */
  private readsOf(tree: PlanFormula): CellRef[] {
    const refs = new Map<string, CellRef>();
    for (const node of nodesOf<CellRef | RangeRef>(tree)) {
      if (node.kind === "cell") refs.set(keyOf(node), node);
      if (node.kind === "range") for (const each of this.cellsIn(node)) refs.set(keyOf(each), each);
    }
    return [...refs.values()].filter(ref => this.at(ref).cell.content.kind !== "word");
  }

  private cellsIn({ from, to }: RangeRef): CellRef[] {
    const refs: CellRef[] = [];
    for (let row = from.row; row <= to.row; row += 1) {
      for (let column = from.column; column <= to.column; column += 1) {
        const ref: CellRef = { ...from, row, column };
        if (this.cells.has(keyOf(ref))) refs.push(ref);
      }
    }
    return refs;
  }

  private valueOf({ ref, content }: PlannedCell): CalculatedValue | undefined {
    if (content.kind === "formula") return this.calculation.values.get(keyOf(ref));
    if (content.kind === "input") return content.value ?? undefined;
    if (content.kind === "choice" || content.kind === "word") return { word: content.word };
    if (content.kind === "answer") return undefined;
    return typeof content.text === "number" ? content.text : undefined;
  }

  private show(value: CalculatedValue | undefined, format: Format): string {
    return formatValue(value, format, this.calculation.plan, this.locale);
  }

  private inWords(tree: PlanFormula): { inWords: string; withNumbers: string } {
    const write = (of: (ref: CellRef | RangeRef) => string) => inWords(named(tree, of), text => text);
    return {
      inWords: write(ref =>
        ref.kind === "cell" ? this.title(ref) : `${this.title(ref.from)} … ${this.title(ref.to)}`,
      ),
      withNumbers: write(ref => {
        if (ref.kind === "range") return `${this.shownAt(ref.from)} … ${this.shownAt(ref.to)}`;
        return this.shownAt(ref);
      }),
    };
  }

  private shownAt(ref: CellRef): string {
    const { cell } = this.at(ref);
    return this.show(this.valueOf(cell), cell.format);
  }

  /** What a cell is called: the head of its row, and of its column where a row holds many figures. */
  private title(ref: CellRef): string {
    const key = keyOf(ref);
    const known = this.titles.get(key);
    if (known !== undefined) return known;
    const { sheet, cell } = this.at(ref);
    if (cell.content.kind === "word")
      return inLocale(wordText(cell.content.word, this.calculation.plan.words), this.locale);
    const text = (other: PlannedCell | undefined) =>
      other?.content.kind === "label" && typeof other.content.text !== "number"
        ? inLocale(other.content.text as Text, this.locale).replaceAll(/\s+/g, " ")
        : "";
    const heads = sheet.cells.filter(each => each.content.kind === "label");
    const row = text(
      heads.find(each => each.ref.row === ref.row && (each.role === "row-head" || each.role === "total")),
    );
    const above = heads.filter(
      each => each.ref.column === ref.column && each.ref.row < ref.row && each.role === "column-head",
    );
    const nearest = Math.max(...above.map(each => each.ref.row));
    const column = text(above.findLast(each => each.ref.row === nearest));
    const title =
      row && column && !plainColumns.has(sheet.id) ? `${row} · ${column}` : row || column || plainAddress(ref);
    this.titles.set(key, title);
    return title;
  }
}

/** Sheets whose rows hold one figure each. */
const plainColumns: ReadonlySet<string> = new Set(["drivers", "checks", "about"]);

/** `IF(COUNT(…)=n, then, gap)` says only that a gap stays a gap: the reader wants what follows. */
function withoutGuard(tree: PlanFormula): PlanFormula {
  if (tree.kind !== "call") return tree;
  const [test, then, otherwise] = tree.args;
  // Where a group has nothing to divide by, its word stands.
  if (tree.name === "IFERROR" && test && isWordCell(then)) return withoutGuard(test);
  if (tree.name !== "IF" || !test || !isGuard(test)) return tree;
  // Nobody there: the word stands, and the formula is what follows.
  if (isWordCell(then) && otherwise) return withoutGuard(otherwise);
  return then ? withoutGuard(then) : tree;
}

/** COUNT(…) = n, COUNT(…) + COUNTIF(…, absent) = n, or several of these. */
function isGuard(test: PlanFormula): boolean {
  if (test.kind === "call") return test.name === "AND" && test.args.every(isGuard);
  if (test.kind !== "binary" || test.operator !== "=") return false;
  const { left } = test;
  const counts = left.kind === "binary" && left.operator === "+" ? left.left : left;
  return counts.kind === "call" && counts.name === "COUNT";
}

const isWordCell = (tree: PlanFormula | undefined): boolean => tree?.kind === "cell" && tree.sheet === "words";

/** A tree whose references are names already written out. */
function named(tree: PlanFormula, write: (ref: CellRef | RangeRef) => string): Parameters<typeof inWords>[0] {
  const nowhere = { start: 0, end: 0 };
  const walk = (node: FormulaTree<CellRef | RangeRef>): Parameters<typeof inWords>[0] => {
    switch (node.kind) {
      case "cell":
      case "range":
        return { kind: "name", name: write(node), span: nowhere };
      case "minus":
      case "percent":
        return { ...node, of: walk(withoutGuard(node.of)) };
      case "binary":
        return { ...node, left: walk(node.left), right: walk(node.right) };
      case "call":
        return { ...node, args: node.args.map(walk) };
      default:
        return node;
    }
  };
  return walk(tree);
}
