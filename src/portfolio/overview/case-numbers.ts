/**
 * The few figures of a case that an overview needs, without calculating its workbook cell by cell: the plan's formulas compiled once and
 * evaluated (bit for bit what `calculate` gives; test/portfolio/overview.test.ts holds the two together). What
 * cannot be compiled is calculated whole.
 */
import type { Ledger } from "../../agreement/ledger.ts";
import { countedCase, type Standing } from "../../agreement/standing.ts";
import type { Case } from "../../case/case.ts";
import { buildPlan } from "../../engine/build-plan.ts";
import { calculate } from "../../engine/calculate.ts";
import { type CaseFigures, compileCaseFigures } from "../../engine/case-figures.ts";
import { inputsOfTerm } from "../../engine/case-inputs.ts";
import type { WorkbookPlan } from "../../engine/plan/plan.ts";
import type { Gap } from "../../engine/result.ts";
import { Figures, resultHead, resultOf } from "../../engine/result-of.ts";
import type { Model } from "../../model/model.ts";
import { figuresOf, type LineFigures, linesOf } from "../../review/line-figures.ts";

export interface CaseNumbers {
  /** False if something that counts is missing: the totals leave it out. */
  readonly complete: boolean;
  readonly way: "compiled" | "whole";
  /** A figure by its key; null for a gap. */
  number(key: string): number | null;
  readonly lines: LineFigures;
}

export const headlineKeys = [
  "summary.netBenefitPerYear",
  "summary.totalBenefit",
  "summary.totalCost",
  "summary.npv",
  "summary.oneOffCash",
] as const;

export interface CaseBehind {
  readonly model: Model;
  readonly kase: Case;
  readonly ledger: Ledger | undefined;
  readonly standing: Standing | undefined;
}

export function caseNumbers(behind: CaseBehind): CaseNumbers {
  const { model, kase, ledger } = behind;
  const plan = buildPlan(model, kase, { ledger });
  return compiled(behind, plan) ?? whole(behind, plan);
}

function whole({ model, kase, standing }: CaseBehind, plan: WorkbookPlan): CaseNumbers {
  const calculation = calculate(plan);
  const figures = new Figures(calculation);
  return {
    complete: resultOf(model, kase, calculation, standing).complete,
    way: "whole",
    number: key => (figures.cell(key) ? figures.number(key) : null),
    lines: figuresOf(model, countedCase(kase, standing), calculation),
  };
}

/** Figures that are formulas, by key; what a line is made of, the headlines, and the cost of each period. */
const isWanted = (key: string): boolean =>
  (headlineKeys as readonly string[]).includes(key) ||
  /^period\.\d+\.cost$/.test(key) ||
  /^line\.[^.]+\.[^.]+\.(?:gross(?:\.year\.\d+)?|net|overlap|attribution|confidence)$/.test(key);

function compiled(behind: CaseBehind, plan: WorkbookPlan): CaseNumbers | undefined {
  const { model, kase, standing } = behind;
  const found = plan.sheets.flatMap(({ cells }) => cells.filter(({ figure }) => figure && isWanted(figure)));
  const keys = found.flatMap(({ figure, content }) => (figure && content.kind === "formula" ? [figure] : []));
  const fixed = new Map(
    found.flatMap(({ figure, content }): [string, number | null][] => {
      if (!figure || content.kind === "formula") return [];
      const value = content.kind === "input" ? content.value : content.kind === "label" ? content.text : null;
      return [[figure, typeof value === "number" ? value : null]];
    }),
  );
  const kernel = compileCaseFigures({ plan, values: new Map() }, keys);
  if (kernel.uncompiled.length > 0) return undefined;
  const own = kernel.evaluate(columnsOf(kernel, 1), 1);
  const values = new Map(fixed);
  const failed: Gap[] = [];
  kernel.figures.forEach((key, index) => {
    const value = own.value(index, 0);
    values.set(key, typeof value === "number" ? value : null);
    const [, indicator, line] = /^line\.([^.]+)\.([^.]+)\.gross$/.exec(key) ?? [];
    if (indicator && typeof value === "object" && "error" in value)
      failed.push({ input: `${indicator}.${line}`, reason: "failed", error: value.error, indicators: [indicator] });
  });
  const counted = countedCase(kase, standing);
  const needed = [
    ...headlineKeys,
    ...counted.indicators
      .filter(({ chosen }) => chosen)
      .flatMap(({ id }) => linesOf(model, id).map(line => `line.${id}.${line.id}.net`)),
  ];
  // Whether the model's own cost lines fail, only the whole calculation knows.
  if (model.costs.length > 0 && needed.some(key => typeof values.get(key) !== "number")) return undefined;
  return {
    complete: resultHead(model, kase, failed, standing).complete,
    way: "compiled",
    number: key => values.get(key) ?? null,
    lines: {
      has: key => values.has(key),
      number: key => values.get(key) ?? null,
      evaluate: (wanted, cases) =>
        evaluated(kernel, kase.calendar.years, wanted, cases) ??
        figuresOf(model, counted, calculate(plan)).evaluate(wanted, cases),
    },
  };
}

const columnsOf = ({ planned }: CaseFigures, count: number): Float64Array[] =>
  planned.map(value => new Float64Array(count).fill(value));

/** Undefined where a term has no input in the plan. */
function evaluated(
  kernel: CaseFigures,
  years: number,
  keys: readonly string[],
  cases: readonly ReadonlyMap<string, number>[],
): ReadonlyMap<string, readonly (number | null)[]> | undefined {
  const columnOf = new Map(kernel.inputs.map(({ name }, index) => [name, index]));
  const columns = columnsOf(kernel, cases.length);
  for (const [which, changes] of cases.entries())
    for (const [term, value] of changes) {
      const inputs = inputsOfTerm(term, years).flatMap(name => columnOf.get(name) ?? []);
      if (inputs.length === 0) return undefined;
      for (const input of inputs) {
        const column = columns[input];
        if (column) column[which] = value;
      }
    }
  const { columns: results } = kernel.evaluate(columns, cases.length);
  const places = new Map(kernel.figures.map((key, index) => [key, index]));
  return new Map(
    keys.map(key => [
      key,
      [...(results[places.get(key) ?? -1] ?? [])].map(value => (Number.isFinite(value) ? value : null)),
    ]),
  );
}
