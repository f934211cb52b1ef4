/** Formulas that reach out of the workbook: noted once for each sheet, never followed. */
import { type FormulaToken, formulaTokens } from "./formula-tokens.ts";
import type { IgnoredKind, IgnoredPart } from "./returned-workbook.ts";

const fetching = new Set(["WEBSERVICE", "FILTERXML", "IMAGE", "RTD"]);

export class FormulaWatch {
  readonly #found = new Map<string, IgnoredPart>();
  readonly #sheetNames: ReadonlySet<string>;

  constructor(sheetNames: readonly string[]) {
    this.#sheetNames = new Set(sheetNames.map(name => name.toLowerCase()));
  }

  get found(): readonly IgnoredPart[] {
    return [...this.#found.values()];
  }

  /** `where` is the sheet or name that is noted once for each kind, `part` what is noted of it. */
  look(formula: string, where: string, part: string): void {
    // Most formulas have nothing of the kind and need not be cut into tokens.
    if (!/[|[]|webservice|filterxml|image|rtd/i.test(formula)) return;
    const tokens = formulaTokens(formula);
    tokens.forEach((token, index) => {
      const kind = this.#kindOf(token, tokens[index + 1]?.text ?? "");
      const key = `${kind} ${where}`;
      if (kind && !this.#found.has(key)) this.#found.set(key, { kind, part });
    });
  }

  #kindOf({ kind, text }: FormulaToken, after: string): IgnoredKind | undefined {
    if (kind === "word" && after.startsWith("("))
      return fetching.has(text.toUpperCase().replace(/^(?:_XL\w+\.)+/, "")) ? "web-query" : undefined;
    // program|topic!item
    if (kind === "other") return text.includes("|") ? "dde" : undefined;
    if (kind !== "quoted" || this.#sheetNames.has(text.slice(1, -1).replaceAll("''", "'").toLowerCase()))
      return undefined;
    if (text.includes("|")) return "dde";
    return text.includes("[") ? "external-link" : undefined;
  }
}
