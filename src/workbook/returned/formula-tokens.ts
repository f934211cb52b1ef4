/** A formula of a file cut into tokens, as far as is needed to move its references or to look for calls; never evaluated. */

export interface FormulaToken {
  /** `quoted`: a sheet's name in '…'; `bracket`: […] of a table or another file; `word`: reference, name, function or number. */
  readonly kind: "string" | "quoted" | "bracket" | "error" | "word" | "other";
  readonly text: string;
}

const word = /[\p{L}\p{N}_.$\\?]+/uy;
const errorValue = /#[A-Z0-9/_]+[!?]?/iy;
const otherText = /[^\p{L}\p{N}_.$\\?"'[#]+/uy;

export function formulaTokens(formula: string): FormulaToken[] {
  const tokens: FormulaToken[] = [];
  for (let at = 0; at < formula.length; ) {
    const token = tokenAt(formula, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function tokenAt(formula: string, at: number): FormulaToken {
  const first = formula[at] ?? "";
  if (first === '"') return { kind: "string", text: formula.slice(at, endOfQuoted(formula, at)) };
  if (first === "'") return { kind: "quoted", text: formula.slice(at, endOfQuoted(formula, at)) };
  if (first === "[") return { kind: "bracket", text: formula.slice(at, endOfBracket(formula, at)) };
  const found = match(word, formula, at);
  if (found) return { kind: "word", text: found };
  const error = match(errorValue, formula, at);
  if (error) return { kind: "error", text: error };
  return { kind: "other", text: match(otherText, formula, at) ?? first };
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** A doubled quote is one within the text. */
function endOfQuoted(formula: string, start: number): number {
  const quote = formula[start] ?? "";
  for (let at = formula.indexOf(quote, start + 1); at >= 0; at = formula.indexOf(quote, at + 2)) {
    if (formula[at + 1] !== quote) return at + 1;
  }
  return formula.length;
}

/** Brackets stand within brackets (Table1[[#This Row],[Cost]]); an apostrophe in them takes the next character as it is. */
function endOfBracket(formula: string, start: number): number {
  let depth = 0;
  for (let at = start; at < formula.length; at += 1) {
    const character = formula[at];
    if (character === "'") at += 1;
    else if (character === "[") depth += 1;
    else if (character === "]") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return formula.length;
}
