/**
 * What other values of terms would do to the value: each alone, and all together, against the values that were asked. Everything chosen
 * counts, agreed or not, so that a term that is still open shows what it is worth too.
 */
import type { Json } from "../agreement/canonical.ts";
import { caseWith } from "../agreement/case-with.ts";
import { withoutRepeats } from "../agreement/terms.ts";
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import { buildPlan } from "./build-plan.ts";
import { calculate } from "./calculate.ts";
import { compileCaseFigures } from "./case-figures.ts";
import { Figures } from "./result-of.ts";

export interface TermChange {
  readonly term: string;
  readonly from: Json;
  readonly to: Json;
  /** The inputs of the term and what stands there then, by their names in the workbook; empty where it is no number. */
  readonly inputs: readonly { readonly name: string; readonly value: number }[];
}

/** Differences of the net benefit per year and of the NPV; null where one of the two cannot be computed. */
export interface Effect {
  readonly netPerYear: number | null;
  readonly npv: number | null;
}

const keys = ["summary.netBenefitPerYear", "summary.npv"] as const;

export function effectsOf(
  kase: Case,
  model: Model,
  changes: readonly TermChange[],
): { readonly each: readonly Effect[]; readonly together: Effect } {
  const asked = caseWith(
    kase,
    valuesOf(changes.filter(({ from }) => from !== null).map(each => [each.term, each.from])),
  );
  const calculation = calculate(buildPlan(model, asked));
  const before = figuresOf(new Figures(calculation));
  const again = (some: readonly TermChange[]): Effect =>
    difference(
      before,
      figuresOf(
        new Figures(calculate(buildPlan(model, caseWith(asked, valuesOf(some.map(each => [each.term, each.to])))))),
      ),
    );
  const compiled = compileCaseFigures(calculation, keys);
  const columnOf = new Map(compiled.inputs.map(({ name }, index) => [name, index]));
  const isQuick = ({ inputs }: TermChange) =>
    compiled.uncompiled.length === 0 && inputs.length > 0 && inputs.every(({ name }) => columnOf.has(name));
  const quick = changes.filter(isQuick);
  const columns = compiled.planned.map(value => new Float64Array(Math.max(1, quick.length)).fill(value));
  quick.forEach(({ inputs }, which) => {
    for (const { name, value } of inputs) {
      const column = columns[columnOf.get(name) ?? -1];
      if (column) column[which] = value;
    }
  });
  const evaluated = compiled.evaluate(columns, Math.max(1, quick.length));
  const each = changes.map((change): Effect => {
    const which = quick.indexOf(change);
    if (which < 0) return again([change]);
    const [netPerYear, npv] = evaluated.columns.map(column => finite(column[which]));
    return difference(before, { netPerYear: netPerYear ?? null, npv: npv ?? null });
  });
  return { each, together: changes.length === 0 ? { netPerYear: 0, npv: 0 } : again(changes) };
}

const valuesOf = (pairs: readonly (readonly [string, Json])[]): Map<string, Json> =>
  new Map(
    pairs.map(([term, value]) => [term, term === "ramp" && Array.isArray(value) ? withoutRepeats(value) : value]),
  );

const figuresOf = (figures: Figures): Effect => ({ netPerYear: figures.number(keys[0]), npv: figures.number(keys[1]) });

const difference = (before: Effect, after: Effect): Effect => ({
  netPerYear: minus(after.netPerYear, before.netPerYear),
  npv: minus(after.npv, before.npv),
});

const minus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);
const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;
