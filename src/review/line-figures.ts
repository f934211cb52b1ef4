/**
 * The figures that a realization is made of: the gross of each line under any values of the terms, and what of it counts. From a
 * calculated case; or, for many cases alike, from what was compiled once (engine/case-shape.ts). The tests hold the two together.
 */
import { caseWith } from "../agreement/case-with.ts";
import type { Case } from "../case/case.ts";
import { buildPlan } from "../engine/build-plan.ts";
import { calculate } from "../engine/calculate.ts";
import type { Calculation } from "../engine/calculation.ts";
import { compileCaseFigures } from "../engine/case-figures.ts";
import { inputsOfTerm } from "../engine/case-inputs.ts";
import type { CaseShape, ShapeValues } from "../engine/case-shape.ts";
import { Figures } from "../engine/result-of.ts";
import type { Model } from "../model/model.ts";

export interface LineFigures {
  has(key: string): boolean;
  /** As the case states its terms; null for a gap. */
  number(key: string): number | null;
  /** With other values of terms (`first-time-fix-rate.target`, a driver's id), one set after the other: a list per figure. */
  evaluate(
    keys: readonly string[],
    cases: readonly ReadonlyMap<string, number>[],
  ): ReadonlyMap<string, readonly (number | null)[]>;
}

/** Lines of an indicator that count, and are not shown as another view only. */
export const linesOf = (model: Model, id: string) =>
  (model.indicators.find(each => each.id === id)?.monetization ?? []).filter(({ alternative }) => !alternative);

/** `kase`: with what counts chosen, and nothing else. In one pass of the kernel where it can. */
export function figuresOf(model: Model, kase: Case, calculation: Calculation): LineFigures {
  const figures = new Figures(calculation);
  return {
    has: key => figures.cell(key) !== undefined,
    number: key => figures.number(key),
    evaluate: (keys, cases) => evaluate(model, kase, calculation, keys, cases),
  };
}

/** Of a case of a shape that was compiled before; every term that is measured must be known to it. */
export function figuresOfShape(shape: CaseShape, kase: Case, own: ShapeValues): LineFigures {
  return {
    has: key => shape.has(key),
    number(key) {
      const value = own.value(key);
      return typeof value === "number" ? value : null;
    },
    evaluate(keys, cases) {
      const { column } = shape.evaluate(kase, cases);
      return new Map(
        keys.map(key => [key, [...(column(key) ?? [])].slice(1).map(value => (Number.isFinite(value) ? value : null))]),
      );
    },
  };
}

function evaluate(
  model: Model,
  kase: Case,
  calculation: Calculation,
  keys: readonly string[],
  cases: readonly ReadonlyMap<string, number>[],
): ReadonlyMap<string, readonly (number | null)[]> {
  const compiled = compileCaseFigures(calculation, keys);
  const columnOf = new Map(compiled.inputs.map(({ name }, index) => [name, index]));
  const inputsOf = (term: string): readonly number[] =>
    inputsOfTerm(term, kase.calendar.years).flatMap(each => columnOf.get(each) ?? []);
  const terms = [...new Set(cases.flatMap(each => [...each.keys()]))];
  if (compiled.uncompiled.length > 0 || terms.some(term => inputsOf(term).length === 0))
    return evaluateSlowly(model, kase, keys, cases);
  const columns = compiled.planned.map(value => new Float64Array(cases.length).fill(value));
  cases.forEach((changes, which) => {
    for (const [term, value] of changes) {
      for (const input of inputsOf(term)) {
        const column = columns[input];
        if (column) column[which] = value;
      }
    }
  });
  const { columns: results } = compiled.evaluate(columns, cases.length);
  return new Map(
    compiled.figures.map((key, index) => [
      key,
      [...(results[index] ?? [])].map(value => (Number.isFinite(value) ? value : null)),
    ]),
  );
}

/** Each case calculated whole. */
function evaluateSlowly(
  model: Model,
  kase: Case,
  keys: readonly string[],
  cases: readonly ReadonlyMap<string, number>[],
): ReadonlyMap<string, readonly (number | null)[]> {
  const figures = cases.map(changes => new Figures(calculate(buildPlan(model, caseWith(kase, changes)))));
  return new Map(keys.map(key => [key, figures.map(each => each.number(key))]));
}
