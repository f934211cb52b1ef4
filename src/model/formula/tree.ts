/**
 * A formula as a tree, in Excel's language. Leaves are numbers, texts and references; a formula of a model refers to names only, a
 * formula of the sheet plan also to planned cells (another `Ref`).
 */

/** Where a node stands in the formula text: offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface NameRef {
  readonly kind: "name";
  readonly name: string;
  readonly span: Span;
}

export type BinaryOperator = "+" | "-" | "*" | "/" | "^" | "&" | "=" | "<>" | "<" | "<=" | ">" | ">=";

export type FormulaTree<Ref> =
  | { readonly kind: "number"; readonly value: number; readonly text: string; readonly span: Span }
  | { readonly kind: "text"; readonly value: string; readonly span: Span }
  | { readonly kind: "minus"; readonly of: FormulaTree<Ref>; readonly span: Span }
  | { readonly kind: "percent"; readonly of: FormulaTree<Ref>; readonly span: Span }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: FormulaTree<Ref>;
      readonly right: FormulaTree<Ref>;
      readonly span: Span;
    }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly FormulaTree<Ref>[]; readonly span: Span }
  | Ref;

/** A formula of a metric model. */
export type FormulaNode = FormulaTree<NameRef>;

type Composite<Ref> = Exclude<FormulaTree<Ref>, Ref>;

/** The nodes directly below one. */
export function childrenOf<Ref extends { kind: string }>(node: FormulaTree<Ref>): readonly FormulaTree<Ref>[] {
  const composite = node as Composite<Ref>;
  switch (composite.kind) {
    case "minus":
    case "percent":
      return [composite.of];
    case "binary":
      return [composite.left, composite.right];
    case "call":
      return composite.args;
    default:
      return [];
  }
}

/** Every node of a tree, parents first. */
export function* nodesOf<Ref extends { kind: string }>(node: FormulaTree<Ref>): Generator<FormulaTree<Ref>> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesOf(child);
}

/** The names a formula of a model reads, each once, in order of appearance. */
export function namesIn(tree: FormulaNode): readonly string[] {
  const before = namesOf.get(tree);
  if (before) return before;
  const names = new Set<string>();
  for (const node of nodesOf(tree)) if (node.kind === "name") names.add(node.name);
  const found = [...names];
  namesOf.set(tree, found);
  return found;
}

/** Trees never change, and are asked over and over. */
const namesOf = new WeakMap<FormulaNode, readonly string[]>();
