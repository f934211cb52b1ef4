/** A formula as people read it: × and ÷, and for each name whatever the reader should see there (its name, or its number). */
import type { FormulaNode } from "../model/formula/tree.ts";

const signs: Readonly<Record<string, string>> = { "*": "×", "/": "÷", "-": "−", "<=": "≤", ">=": "≥", "<>": "≠" };
const strength: Readonly<Record<string, number>> = { "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5 };

/**
 * `show` gives the text of a name, for example `annual_visits` → "visits per year" or → "49,600". A line that names one indicator's
 * `baseline` and `target` gets these two as names as well.
 */
export function inWords(tree: FormulaNode, show: (name: string) => string): string {
  return write(tree, show, 0);
}

function write(node: FormulaNode, show: (name: string) => string, outer: number): string {
  switch (node.kind) {
    case "number":
      return node.text;
    case "text":
      return `“${node.value}”`;
    case "name":
      return show(node.name);
    case "minus":
      return `−${write(node.of, show, 6)}`;
    case "percent":
      return `${write(node.of, show, 7)}%`;
    case "call":
      return `${node.name}(${node.args.map(arg => write(arg, show, 0)).join("; ")})`;
    case "binary": {
      const own = strength[node.operator] ?? 1;
      const left = write(node.left, show, own);
      const right = write(node.right, show, own + 1);
      const text = `${left} ${signs[node.operator] ?? node.operator} ${right}`;
      return own < outer ? `(${text})` : text;
    }
    default:
      return node satisfies never;
  }
}
