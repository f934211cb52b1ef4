/**
 * Formula text → tree, once. Excel's grammar without cell addresses: numbers, "texts", names, function calls, + - * / ^ % & and
 * comparisons; unary minus binds tighter than ^, so -2^2 is 4 as in Excel. A fault is returned with its span, never thrown.
 */
import { type FunctionSignature, modelFunctions } from "./functions.ts";
import { binaryOperators } from "./operators.ts";
import type { BinaryOperator, FormulaTree, NameRef, Span } from "./tree.ts";

/** Why a text is not a formula: a finding's code and values, and where. */
export type FormulaFault =
  | { readonly code: "formula-equals"; readonly values: Record<string, never>; readonly span: Span }
  | { readonly code: "formula-incomplete"; readonly values: Record<string, never>; readonly span: Span }
  | { readonly code: "formula-unexpected"; readonly values: { found: string }; readonly span: Span }
  | { readonly code: "formula-parenthesis"; readonly values: Record<string, never>; readonly span: Span }
  | { readonly code: "formula-address"; readonly values: { address: string }; readonly span: Span }
  | { readonly code: "formula-function"; readonly values: { name: string }; readonly span: Span }
  | {
      readonly code: "formula-arguments";
      readonly values: { name: string; expected: string; found: number };
      readonly span: Span;
    }
  | {
      readonly code: "formula-size";
      readonly values: { characters: number; parts: number; levels: number };
      readonly span: Span;
    };

export type ParsedFormula<Ref> =
  | { readonly tree: FormulaTree<Ref>; readonly fault?: undefined }
  | { readonly tree?: undefined; readonly fault: FormulaFault };

/** Parses the formula of a model; it starts with "=". */
export function parseFormula(
  text: string,
  functions: ReadonlyMap<string, FunctionSignature> = modelFunctions,
): ParsedFormula<NameRef> {
  return parse<NameRef>(text, { functions, refuseAddresses: true });
}

interface Grammar<Ref> {
  readonly functions: ReadonlyMap<string, FunctionSignature>;
  readonly refuseAddresses: boolean;
  /** What stands for the placeholder `⟨n⟩`; without it, placeholders are faults. */
  readonly hole?: (index: number) => FormulaTree<Ref>;
}

const longest = 4000;
const deepest = 60;
/** Names, numbers and signs: a spreadsheet engine walks a formula part by part, and its stack has an end. */
const mostParts = 500;
const limits = { characters: longest, parts: mostParts, levels: deepest };

export function parse<Ref>(text: string, grammar: Grammar<Ref>): ParsedFormula<Ref | NameRef> {
  if (text.length > longest) return { fault: { code: "formula-size", values: limits, span: { start: 0, end: 1 } } };
  if (text.startsWith("＝"))
    return { fault: { code: "formula-unexpected", values: { found: "＝" }, span: { start: 0, end: 1 } } };
  if (!text.startsWith("="))
    return { fault: { code: "formula-equals", values: {}, span: { start: 0, end: Math.max(1, text.length) } } };
  try {
    const tokens = tokensOf(text);
    const beyond = tokens[mostParts];
    if (beyond) return { fault: { code: "formula-size", values: limits, span: beyond.span } };
    const parser = new Parser<Ref>(tokens, text.length, grammar);
    return { tree: parser.whole() };
  } catch (thrown) {
    if (thrown instanceof Stop) return { fault: thrown.fault };
    throw thrown;
  }
}

/** Ends a parse at its first fault; never leaves this module. */
class Stop extends Error {
  readonly fault: FormulaFault;
  constructor(fault: FormulaFault) {
    super(fault.code);
    this.fault = fault;
  }
}

interface Token {
  readonly kind: "number" | "text" | "word" | "sign" | "hole";
  readonly text: string;
  readonly span: Span;
}

const tokenPattern =
  /\s+|(?<number>(?:\d+\.?\d*|\.\d+))|"(?<text>[^"]*)"|(?<word>[A-Za-z_][A-Za-z0-9_.]*)|⟨(?<hole>\d+)⟩|(?<sign><=|>=|<>|[-+*/^%&=<>(),])/y;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 1;
  while (at < text.length) {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(text);
    const span = { start: at, end: at + (match?.[0].length ?? 1) };
    if (!match) throw new Stop({ code: "formula-unexpected", values: { found: [...text.slice(at)][0] ?? "" }, span });
    at = span.end;
    for (const kind of ["number", "text", "word", "hole", "sign"] as const) {
      const found = match.groups?.[kind];
      if (found !== undefined) tokens.push({ kind, text: found, span });
    }
  }
  return tokens;
}

const strengthOf: ReadonlyMap<string, number> = new Map(
  binaryOperators.map(({ sign, strength }) => [sign, strength] as const),
);

class Parser<Ref> {
  private next = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];
  private readonly length: number;
  private readonly grammar: Grammar<Ref>;

  constructor(tokens: readonly Token[], length: number, grammar: Grammar<Ref>) {
    this.tokens = tokens;
    this.length = length;
    this.grammar = grammar;
  }

  whole(): FormulaTree<Ref | NameRef> {
    const tree = this.expression(0);
    const rest = this.tokens[this.next];
    if (rest) throw unexpected(rest);
    return tree;
  }

  private expression(outer: number): FormulaTree<Ref | NameRef> {
    this.depth += 1;
    let left = this.operand();
    for (;;) {
      const token = this.tokens[this.next];
      const own = token?.kind === "sign" ? (strengthOf.get(token.text) ?? 0) : 0;
      if (!token || own <= outer) break;
      this.next += 1;
      const right = this.expression(own);
      const operator = token.text as BinaryOperator;
      left = { kind: "binary", operator, left, right, span: { start: startOf(left), end: endOf(right) } };
    }
    this.depth -= 1;
    return left;
  }

  private operand(): FormulaTree<Ref | NameRef> {
    const token = this.tokens[this.next];
    if (!token)
      throw new Stop({
        code: "formula-incomplete",
        values: {},
        span: { start: Math.max(0, this.length - 1), end: this.length },
      });
    if (this.depth > deepest) throw new Stop({ code: "formula-size", values: limits, span: token.span });
    this.next += 1;
    let node = this.primary(token);
    for (let sign = this.tokens[this.next]; sign?.text === "%" && sign.kind === "sign"; sign = this.tokens[this.next]) {
      this.next += 1;
      node = { kind: "percent", of: node, span: { start: startOf(node), end: sign.span.end } };
    }
    return node;
  }

  private primary(token: Token): FormulaTree<Ref | NameRef> {
    switch (token.kind) {
      case "number":
        return { kind: "number", value: Number(token.text), text: token.text, span: token.span };
      case "text":
        return { kind: "text", value: token.text, span: token.span };
      case "hole": {
        if (!this.grammar.hole) throw unexpected(token);
        return this.grammar.hole(Number(token.text));
      }
      case "word":
        return this.word(token);
      case "sign":
        if (token.text === "-") {
          this.depth += 1;
          const of = this.operand();
          this.depth -= 1;
          return { kind: "minus", of, span: { start: token.span.start, end: endOf(of) } };
        }
        if (token.text === "+") return this.operand();
        if (token.text === "(") return this.parenthesis(token);
        throw unexpected(token);
      default:
        return token.kind satisfies never;
    }
  }

  private parenthesis(open: Token): FormulaTree<Ref | NameRef> {
    const inner = this.expression(0);
    this.close(open);
    return inner;
  }

  private close(open: Token): Token {
    const token = this.tokens[this.next];
    if (!token) throw new Stop({ code: "formula-parenthesis", values: {}, span: open.span });
    if (token.text !== ")" || token.kind !== "sign") throw unexpected(token);
    this.next += 1;
    return token;
  }

  private word(token: Token): FormulaTree<Ref | NameRef> {
    const open = this.tokens[this.next];
    if (open?.kind === "sign" && open.text === "(") return this.call(token, open);
    if (this.grammar.refuseAddresses && looksLikeAddress(token.text)) {
      throw new Stop({ code: "formula-address", values: { address: token.text }, span: token.span });
    }
    return { kind: "name", name: token.text, span: token.span };
  }

  private call(token: Token, open: Token): FormulaTree<Ref | NameRef> {
    const name = token.text.toUpperCase();
    const signature = this.grammar.functions.get(name);
    if (!signature) throw new Stop({ code: "formula-function", values: { name: token.text }, span: token.span });
    this.next += 1;
    const args: FormulaTree<Ref | NameRef>[] = [];
    if (this.tokens[this.next]?.text !== ")") {
      args.push(this.expression(0));
      for (
        let comma = this.tokens[this.next];
        comma?.text === "," && comma.kind === "sign";
        comma = this.tokens[this.next]
      ) {
        this.next += 1;
        args.push(this.expression(0));
      }
    }
    const end = this.close(open).span.end;
    if (args.length < signature.min || args.length > signature.max) {
      const expected = signature.min === signature.max ? `${signature.min}` : `${signature.min}–${signature.max}`;
      throw new Stop({
        code: "formula-arguments",
        values: { name, expected, found: args.length },
        span: { start: token.span.start, end },
      });
    }
    return { kind: "call", name, args, span: { start: token.span.start, end } };
  }
}

/** A1, $B$2 without the signs, R1C1: what a spreadsheet would take for a cell and not for a name. */
export function looksLikeAddress(word: string): boolean {
  return /^[A-Za-z]{1,3}\d+$/.test(word) || /^[Rr]\d*[Cc]\d*$/.test(word);
}

const unexpected = (token: Token): Stop =>
  new Stop({
    code: "formula-unexpected",
    values: { found: token.kind === "text" ? `"${token.text}"` : token.text },
    span: token.span,
  });

const spanOf = (node: unknown): Span =>
  typeof node === "object" && node !== null && "span" in node ? (node.span as Span) : { start: 0, end: 0 };
const startOf = (node: unknown): number => spanOf(node).start;
const endOf = (node: unknown): number => spanOf(node).end;
