/**
 * What cases alike have in common, compiled once: model, chosen indicators, years, scenarios, what is agreed, and which inputs are blank.
 * The numbers of drivers and terms may differ from case to case; they are put into the columns of the kernel. Bit for bit what the whole
 * engine gives each of them (test/portfolio/same-figures.test.ts holds the two together).
 */
import type { Ledger } from "../agreement/ledger.ts";
import type { Standing } from "../agreement/standing.ts";
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import { buildPlan } from "./build-plan.ts";
import type { CalculatedValue } from "./calculation.ts";
import { type CaseFigures, compileCaseFigures } from "./case-figures.ts";
import { inputsOfCase, inputsOfTerm } from "./case-inputs.ts";

/** Cases of the same key, over the same model, differ in numbers of drivers and terms only, as far as the figures of lines go. */
export function shapeKey(kase: Case, standing: Standing | undefined): string {
  const kind = (value: unknown): unknown => (Array.isArray(value) ? value.map(kind) : value === null ? null : 0);
  return JSON.stringify([
    kase.calendar.years,
    kase.indicators.map(({ id, chosen, baseline, target }) => [id, chosen, kind(baseline), kind(target)]),
    [...kase.drivers].map(([id, { value, initial }]) => [id, kind(value), initial !== undefined]),
    kase.scenarios.map(({ name: _, because: __, place: ___, values, factors, ...changes }) => [
      changes,
      [...values],
      [...factors],
    ]),
    kase.shownScenario,
    standing ? [[...standing.committed], [...standing.potential]] : null,
  ]);
}

export class CaseShape {
  /** Why cases of this shape have to be calculated whole; undefined where they need not be. */
  readonly unfit: string | undefined;
  private readonly compiled: CaseFigures;
  private readonly columnOf: ReadonlyMap<string, number>;
  private readonly placeOf: ReadonlyMap<string, number>;
  private readonly years: number;

  constructor(model: Model, kase: Case, ledger: Ledger | undefined) {
    const plan = buildPlan(model, kase, { ledger });
    const keys = plan.sheets.flatMap(({ cells }) =>
      cells.flatMap(({ figure, content }) => (figure && isOfLine(figure) && content.kind === "formula" ? figure : [])),
    );
    this.years = kase.calendar.years;
    this.compiled = compileCaseFigures({ plan, values: new Map() }, keys);
    this.columnOf = new Map(this.compiled.inputs.map(({ name }, index) => [name ?? "", index]));
    this.placeOf = new Map(this.compiled.figures.map((key, index) => [key, index]));
    this.fixed = new Map(
      plan.sheets.flatMap(({ cells }) =>
        cells.flatMap(({ figure, content }) =>
          figure && isOfLine(figure) && content.kind === "label" && typeof content.text === "number"
            ? [[figure, content.text]]
            : [],
        ),
      ),
    );
    this.unfit = this.compiled.uncompiled[0] ?? this.strangeInput(kase);
  }

  /** Figures that are the same whatever the numbers are. */
  private readonly fixed: ReadonlyMap<string, number>;

  /** The figures of lines read drivers, terms, and what the key or the model settles; an input beyond these would differ unseen. */
  private strangeInput(kase: Case): string | undefined {
    const own = inputsOfCase(kase);
    const strange = [...this.compiled.reads]
      .map(index => this.compiled.inputs[index])
      .find(cell => cell && !own.has(cell.name ?? "") && !["scenarios", "overlap"].includes(cell.ref.sheet));
    return strange && `${strange.ref.sheet} row ${strange.ref.row}`;
  }

  has(key: string): boolean {
    return this.placeOf.has(key) || this.fixed.has(key);
  }

  /** Whether a case of this shape has an input for the term. */
  knows(term: string): boolean {
    return inputsOfTerm(term, this.years).some(name => this.columnOf.has(name));
  }

  /** The figures of a case of this shape: as it stands first, then with other values of terms, in their order. */
  evaluate(kase: Case, changes: readonly ReadonlyMap<string, number>[]): ShapeValues {
    const { compiled, columnOf } = this;
    const count = changes.length + 1;
    const own = inputsOfCase(kase);
    const columns = compiled.planned.map(value => new Float64Array(count).fill(value));
    for (const [name, value] of own) columns[columnOf.get(name) ?? -1]?.fill(value);
    changes.forEach((terms, which) => {
      for (const [term, value] of terms)
        for (const name of inputsOfTerm(term, this.years)) {
          const column = columns[columnOf.get(name) ?? -1];
          if (column) column[which + 1] = value;
        }
    });
    const evaluated = compiled.evaluate(columns, count);
    return {
      keys: compiled.figures,
      column: key => evaluated.columns[this.placeOf.get(key) ?? -1],
      value: key => this.fixed.get(key) ?? evaluated.value(this.placeOf.get(key) ?? -1, 0),
    };
  }
}

export interface ShapeValues {
  /** Figures that are computed, in the order of the plan. */
  readonly keys: readonly string[];
  /** A figure's number of each case, NaN where it is none. */
  column(key: string): Float64Array | undefined;
  /** What `calculate` gives for the case as it stands. */
  value(key: string): CalculatedValue | undefined;
}

/** The gross of a line, also of each year, and the shares that count. */
const isOfLine = (figure: string): boolean =>
  /^line\.[^.]+\.[^.]+\.(?:gross(?:\.year\.\d+)?|overlap|attribution|confidence)$/.test(figure);
