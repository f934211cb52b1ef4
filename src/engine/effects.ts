/**
 * What other values of terms would do to the value: each alone, and all together, against the values that were asked. Everything chosen
 * counts, agreed or not, so that a term that is still open shows what it is worth too.
 */
import { isSameValue, type Json } from "../agreement/canonical.ts";
import { caseWith } from "../agreement/case-with.ts";
import { withoutRepeats } from "../agreement/terms.ts";
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import { buildPlan } from "./build-plan.ts";
import { calculate } from "./calculate.ts";
import type { Calculation } from "./calculation.ts";
import { compileCaseFigures } from "./case-figures.ts";
import { Figures } from "./result-of.ts";

export interface TermChange {
  readonly term: string;
  readonly from: Json;
  readonly to: Json;
  /** The inputs of the term and what stands there then, by their names in the workbook; empty where it is no number. */
  readonly inputs: readonly { readonly name: string; readonly value: number }[];
}

/** Differences of the net benefit per year and of the NPV, 0 where nothing changes; null where one of the two cannot be computed. */
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
  // Most answers accept what was asked, and each calculation anew takes its time.
  const moving = changes.filter(({ from, to }) => from === null || !isSameValue(from, to));
  if (moving.length === 0) return { each: changes.map(() => none), together: none };
  const asked = caseWith(kase, valuesOf(changes.flatMap(({ term, from }) => (from === null ? [] : [[term, from]]))));
  const calculation = calculate(buildPlan(model, asked));
  const before = figuresOf(calculation);
  const anew = (some: readonly TermChange[]): Effect => {
    const changed = caseWith(asked, valuesOf(some.map(({ term, to }) => [term, to])));
    return difference(before, figuresOf(calculate(buildPlan(model, changed))));
  };
  const quick = quickEffects(calculation, moving, before);
  const known = new Map(moving.map(change => [change, quick.get(change) ?? anew([change])]));
  const [only] = moving;
  return {
    each: changes.map(change => known.get(change) ?? none),
    together: (moving.length === 1 && only && known.get(only)) || anew(moving),
  };
}

const none: Effect = { netPerYear: 0, npv: 0 };

/** Changes that are nothing but other numbers in inputs, by the compiled formulas; the others are left out. */
function quickEffects(
  calculation: Calculation,
  changes: readonly TermChange[],
  before: Effect,
): ReadonlyMap<TermChange, Effect> {
  const numeric = changes.filter(({ inputs }) => inputs.length > 0);
  if (numeric.length === 0) return new Map();
  const compiled = compileCaseFigures(calculation, keys);
  const columnOf = new Map(compiled.inputs.map(({ name }, index) => [name, index]));
  const quick = numeric.filter(
    ({ inputs }) => compiled.uncompiled.length === 0 && inputs.every(({ name }) => columnOf.has(name)),
  );
  if (quick.length === 0) return new Map();
  const columns = compiled.planned.map(value => new Float64Array(quick.length).fill(value));
  quick.forEach(({ inputs }, which) => {
    for (const { name, value } of inputs) {
      const column = columns[columnOf.get(name) ?? -1];
      if (column) column[which] = value;
    }
  });
  const evaluated = compiled.evaluate(columns, quick.length);
  return new Map(
    quick.map((change, which) => {
      const [netPerYear, npv] = evaluated.columns.map(column => finite(column[which]));
      return [change, difference(before, { netPerYear: netPerYear ?? null, npv: npv ?? null })];
    }),
  );
}

const valuesOf = (pairs: readonly (readonly [string, Json])[]): Map<string, Json> =>
  new Map(
    pairs.map(([term, value]) => [term, term === "ramp" && Array.isArray(value) ? withoutRepeats(value) : value]),
  );

function figuresOf(calculation: Calculation): Effect {
  const figures = new Figures(calculation);
  return { netPerYear: figures.number(keys[0]), npv: figures.number(keys[1]) };
}

const difference = (before: Effect, after: Effect): Effect => ({
  netPerYear: minus(after.netPerYear, before.netPerYear),
  npv: minus(after.npv, before.npv),
});

const minus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);
const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;
