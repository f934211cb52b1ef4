/**
 * From planned to realized in steps that add up to the cent: by indicator, the largest differences first, the rest together; what is not
 * measured apart. `timing + indicator` of a step is its difference.
 */
import { sumOfCents } from "../../review/realization.ts";
import type { Difference, PeriodSum, ReviewedIndicator } from "../../review/review.ts";

export interface BridgeStep {
  readonly kind: "indicator" | "rest" | "not-measured";
  /** Ids of the indicators that the step is of; of `not-measured` none. */
  readonly ids: readonly string[];
  readonly difference: number;
  readonly timing: number;
  readonly indicator: number;
  readonly volume: number | null;
}

export interface BridgeSteps {
  readonly planned: number;
  readonly steps: readonly BridgeStep[];
  readonly realized: number;
}

/** More than these are summed. */
const mostNamed = 7;

type Of = "quarter" | "toDate";

/** Null where nothing is measured, or nothing planned is known: there is nothing to go from or to. */
export function bridgeSteps(indicators: readonly ReviewedIndicator[], sum: PeriodSum, of: Of): BridgeSteps | null {
  const { planned, realized } = sum;
  if (planned === null || realized === null) return null;
  const steps = indicators
    .map(each => ({ id: each.id, of: of === "quarter" ? each.difference : each.toDate.difference }))
    .flatMap(({ id, of: difference }): BridgeStep[] => {
      const { timing, indicator } = difference;
      if (timing === null || indicator === null) return [];
      return [step("indicator", [id], [difference])];
    })
    .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || ((a.ids[0] ?? "") < (b.ids[0] ?? "") ? -1 : 1));
  const named = steps.length <= mostNamed + 1 ? steps : steps.slice(0, mostNamed);
  const rest = steps.slice(named.length);
  const explained = sumOfCents(steps.map(each => each.difference)) ?? 0;
  // What remains is what was planned of the unmeasured, and what was realized of what has no plan.
  const remaining = sumOfCents([realized, -planned, -explained]) ?? 0;
  return {
    planned,
    steps: [
      ...named,
      ...(rest.length === 0 ? [] : [step("rest", rest.flatMap(({ ids }) => ids), rest)]),
      ...(remaining === 0
        ? []
        : [{ kind: "not-measured" as const, ids: [], difference: remaining, timing: 0, indicator: 0, volume: null }]),
    ],
    realized,
  };
}

function step(kind: BridgeStep["kind"], ids: readonly string[], all: readonly Difference[]): BridgeStep {
  const timing = sumOfCents(all.map(each => each.timing)) ?? 0;
  const indicator = sumOfCents(all.map(each => each.indicator)) ?? 0;
  const volume = sumOfCents(all.map(each => each.volume));
  return { kind, ids, difference: sumOfCents([timing, indicator]) ?? 0, timing, indicator, volume };
}
