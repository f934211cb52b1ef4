/** The names and the constants of a formula: each name is known, each number stands for itself or has a unit. */
import { closest } from "../finding/closest.ts";
import { error, type Finding, type Place } from "../finding/finding.ts";
import type { Text } from "../text/locale.ts";
import { words } from "../text/say.ts";
import { nodesOf, type Span } from "./formula/tree.ts";
import type { Formula } from "./model.ts";

/** The place of a part of a formula; of the whole where it is not written on one line. */
export function placeInFormula(formula: Formula, span: Span): Place {
  if (formula.place.length !== formula.text.length) return formula.place;
  return { ...formula.place, column: formula.place.column + span.start, length: Math.max(1, span.end - span.start) };
}

/** True where the text could not be parsed; that is a finding already. */
export const isUnread = (formula: Formula): boolean => formula.tree.kind === "number" && formula.tree.span.end === 0;

export function checkNames(formula: Formula, known: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  for (const node of nodesOf(formula.tree)) {
    if (node.kind === "text" || (node.kind === "binary" && node.operator === "&"))
      findings.push(error("formula-text", placeInFormula(formula, node.span)));
    if (node.kind !== "name" || known.includes(node.name)) continue;
    findings.push(
      error("unknown-name", placeInFormula(formula, node.span), {
        name: node.name,
        suggestion: hyphenated(formula, node.span, known) ?? closest(node.name, known),
      }),
    );
  }
  return findings;
}

/** annual-visits reads as annual minus visits: the name with underscores, where there is one. */
function hyphenated({ text }: Formula, { start, end }: Span, known: readonly string[]): Text | undefined {
  for (const match of text.matchAll(/[a-z][a-z0-9_]*(?:-[a-z0-9_]+)+/gi)) {
    const name = match[0].replaceAll("-", "_");
    if (match.index <= start && match.index + match[0].length >= end && known.includes(name))
      return words("suggest.near", { names: name });
  }
  return undefined;
}

/** 0 and 1 and the decimal places of ROUND stand for themselves; every other number needs a unit. */
export function checkConstants(formula: Formula): Finding[] {
  const findings: Finding[] = [];
  const places = new Set(
    [...nodesOf(formula.tree)].flatMap(node =>
      node.kind === "call" && node.name === "ROUND" && node.args[1] ? [...nodesOf(node.args[1])] : [],
    ),
  );
  for (const node of nodesOf(formula.tree)) {
    if (node.kind !== "number" || node.span.end === 0 || places.has(node)) continue;
    const stands = node.value === 0 || node.value === 1 || Object.hasOwn(formula.constants, node.text);
    if (!stands)
      findings.push(error("constant-without-unit", placeInFormula(formula, node.span), { constant: node.text }));
  }
  return findings;
}
