/**
 * What a scenario puts in place of the inputs as agreed: cells of the scenarios sheet, and the formulas that apply them. `live` is the
 * scenario that the switch on the summary shows; every other sheet calculates with it.
 */
import type { Scenario } from "../../case/case.ts";
import { formula, number, range, whereAllNumbers, whereNumbers } from "../plan/formula.ts";
import type { CellRef, PlanFormula } from "../plan/plan.ts";
import type { PlanContext } from "./context.ts";
import type { InputsSheet } from "./inputs-sheet.ts";
import type { Quantity } from "./quantity.ts";

export interface ScenarioInputs {
  readonly knobs?: Knobs;
  readonly discountRate: CellRef;
  /** Where a scenario gives a term a value: by `first-time-fix-rate.target`. */
  readonly terms: ReadonlyMap<string, CellRef>;
  /** Drivers, changed or not. */
  readonly drivers: ReadonlyMap<string, Quantity>;
  /** Factors on single investment lines. */
  readonly investment: ReadonlyMap<string, CellRef>;
}

/** Absent where a case has no scenario but its own. */
export interface Knobs {
  readonly improvement: CellRef;
  readonly attribution: CellRef;
  readonly confidence: CellRef;
  readonly cost: CellRef;
  /** The delay of the ramp in periods: whole ones, and the part of one that is left. */
  readonly delay: { readonly whole: CellRef; readonly part: CellRef };
}

/** A scenario with its inputs. */
export interface PlannedScenario {
  readonly scenario: Scenario;
  readonly inputs: ScenarioInputs;
}

/** The inputs as agreed, of a case without other scenarios. */
export function asAgreed(discountRate: CellRef, drivers: ReadonlyMap<string, Quantity>): ScenarioInputs {
  return { discountRate, drivers, terms: new Map(), investment: new Map() };
}

export interface Levels {
  readonly baseline: CellRef;
  readonly target: CellRef;
  readonly least: CellRef;
  readonly most: CellRef;
}

/** The target in a scenario: so much of the agreed improvement, within what is possible. The agreed target itself where nothing changes. */
export function targetIn(scenario: Knobs, levels: Levels, gap: CellRef): PlanFormula {
  const { baseline, target, least, most } = levels;
  const { improvement } = scenario;
  const moved = formula`=${baseline}+${improvement}*(${target}-${baseline})`;
  return whereNumbers(
    [baseline, target, improvement],
    formula`=IF(${improvement}=1,${target},MAX(${least},MIN(${most},${moved})))`,
    gap,
  );
}

/** Attribution or confidence in a scenario. */
export function shareIn(factor: CellRef | undefined, share: CellRef, gap: CellRef): PlanFormula {
  if (!factor) return whereNumbers([share], share, gap);
  return whereNumbers([share, factor], formula`=IF(${factor}=1,${share},MIN(1,${share}*${factor}))`, gap);
}

/** The ramp of a period in a scenario: that of so many periods before, linear between two of them; 0 before the first. */
export function rampIn(scenario: ScenarioInputs, ramp: InputsSheet["ramp"], index: number, gap: CellRef): PlanFormula {
  const [first, own] = [ramp[0], ramp[index - 1]];
  if (!first || !own) return number(0);
  if (!scenario.knobs) return whereNumbers([own], own, gap);
  const { whole, part } = scenario.knobs.delay;
  const upToNow = range(first, own);
  const before = (further: number) => {
    const at = formula`=${index - further}-${whole}`;
    return formula`=IF(${at}<1,0,INDEX(${upToNow},${at}))`;
  };
  return whereAllNumbers(upToNow, formula`=(1-${part})*${before(0)}+${part}*${before(1)}`, gap);
}

/** The factors of a scenario on an investment line; none where there is no scenario. */
export function costFactors(scenario: ScenarioInputs, line: string): CellRef[] {
  const own = scenario.investment.get(line);
  return [...(scenario.knobs ? [scenario.knobs.cost] : []), ...(own ? [own] : [])];
}

/** Months of delay as periods of the calendar, at most all of the horizon. */
export function delayInPeriods({ kase, periods }: PlanContext, months: CellRef): PlanFormula {
  return formula`=MIN(${periods.length - 1},MAX(0,${months}*${kase.calendar.periodsPerYear}/12))`;
}
