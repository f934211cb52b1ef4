/** Tree → formula text in Excel's language, with as few parentheses as keep its meaning. */
import type { BinaryOperator, FormulaTree } from "./tree.ts";

const strength: { readonly [O in BinaryOperator]: number } = {
  "=": 1,
  "<>": 1,
  "<": 1,
  "<=": 1,
  ">": 1,
  ">=": 1,
  "&": 2,
  "+": 3,
  "-": 3,
  "*": 4,
  "/": 4,
  "^": 5,
};

interface Leaf {
  readonly kind: string;
}

/** The formula with its leading "=". `printRef` writes the references. */
export function printFormula<Ref extends Leaf>(tree: FormulaTree<Ref>, printRef: (ref: Ref) => string): string {
  return `=${print(tree, printRef, 0)}`;
}

function print<Ref extends Leaf>(tree: FormulaTree<Ref>, printRef: (ref: Ref) => string, outer: number): string {
  const node = tree as Exclude<FormulaTree<{ kind: "ref" }>, { kind: "ref" }>;
  const each = (child: unknown, strengthAround: number) => print(child as FormulaTree<Ref>, printRef, strengthAround);
  switch (node.kind) {
    case "number":
      return node.text;
    case "text":
      return `"${node.value}"`;
    case "minus":
      return outer > 6 ? `(-${each(node.of, 6)})` : `-${each(node.of, 6)}`;
    case "percent":
      // HyperFormula does not read 5%%.
      return outer > 7 ? `(${each(node.of, 8)}%)` : `${each(node.of, 8)}%`;
    case "call":
      return `${node.name}(${node.args.map(arg => each(arg, 0)).join(",")})`;
    case "binary": {
      const own = strength[node.operator];
      const text = each(node.left, own) + node.operator + each(node.right, own + 1);
      return own < outer ? `(${text})` : text;
    }
    default:
      return printRef(tree as Ref);
  }
}
