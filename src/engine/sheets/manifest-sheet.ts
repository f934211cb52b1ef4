/**
 * What a returned workbook says of itself, on a hidden sheet: whose case, which model, which state of the agreement, which language, and
 * what was asked on each row of terms. With it a file of an older state, or of another customer, is told from ours.
 */
import { canonicalJson, type Json } from "../../agreement/canonical.ts";
import { hashOf, hashOfPieces } from "../../agreement/hash.ts";
import { emptyLedger } from "../../agreement/ledger.ts";
import { termRows } from "../../agreement/term-rows.ts";
import { printFormula } from "../../model/formula/print.ts";
import { eachLocale } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { type CellRef, keyOf, type RangeRef, type SheetPlan } from "../plan/plan.ts";
import { type PlanContext, sheet } from "./context.ts";

/** Of the manifest itself. */
export const manifestVersion = "1";

/** The facts above the terms, in this order, each a row: name, value. */
export const manifestFacts = [
  "valuebook",
  "locale",
  "customer",
  "model",
  "currency",
  "scenario",
  "lines",
  "head",
  "content",
  "sum",
] as const;

/** `sheets`: the visible ones, as they are sent. */
export function planManifest(context: PlanContext, sheets: readonly SheetPlan[]): SheetPlan {
  const { kase, model, ledger } = context;
  const { head } = ledger ?? emptyLedger;
  const rows = termRows(kase, model, ledger).map(({ key, asked, stated }) => [key, canonicalJson({ asked, stated })]);
  const facts = {
    valuebook: manifestVersion,
    customer: kase.customer.id,
    model: `${model.id}@${model.version}`,
    currency: kase.customer.currency,
    scenario: kase.shownScenario,
    lines: String(head.n),
    head: head.hash,
    content: contentOf(sheets),
  };
  return planFacts(sheet(context, "manifest"), manifestFacts, facts, rows as [string, string][]);
}

/** A hidden sheet of facts, in their order, and rows below them; `names` has `locale` and `sum`, which are given here. */
export function planFacts(
  cells: SheetBuilder,
  names: readonly string[],
  facts: Readonly<Record<string, string>>,
  rows: readonly (readonly [string, string])[],
): SheetPlan {
  const sum = manifestSum(facts, rows);
  names.forEach((name, index) => {
    cells.label(index + 1, 1, name);
    const value = name === "locale" ? eachLocale(locale => locale) : name === "sum" ? sum : (facts[name] ?? "");
    cells.label(index + 1, 2, value);
  });
  rows.forEach(([key, value], index) => {
    cells.label(names.length + 1 + index, 1, key);
    cells.label(names.length + 1 + index, 2, value);
  });
  return cells.done({ name: words("sheet.manifest"), columns: [30, 60], hidden: true });
}

/** SHA-256 over all that a manifest says but its language and this sum. */
export function manifestSum(
  facts: Readonly<Record<string, string>>,
  rows: readonly (readonly [string, string])[],
): string {
  const { locale: _, sum: __, ...rest } = facts;
  return hashOf(canonicalJson({ facts: rest, rows } as unknown as Json));
}

/** Tells whether a plan built now is the one that was sent: every cell of it, formulas as text. */
export const contentOf = (sheets: readonly SheetPlan[]): string => hashOfPieces(linesOf(sheets));

function* linesOf(sheets: readonly SheetPlan[]): Generator<string> {
  for (const { id, cells } of sheets) {
    yield `${id}\n`;
    for (let from = 0; from < cells.length; from += cellsAtOnce)
      yield cells
        .slice(from, from + cellsAtOnce)
        .map(({ ref, content }) => {
          const text = content.kind === "formula" ? printFormula(content.formula, place) : JSON.stringify(content);
          return `${ref.row},${ref.column} ${text}\n`;
        })
        .join("");
  }
}

const place = (ref: CellRef | RangeRef): string =>
  ref.kind === "cell" ? keyOf(ref) : `${keyOf(ref.from)}:${keyOf(ref.to)}`;

const cellsAtOnce = 500;
