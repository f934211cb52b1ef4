/** A sensitivity and scenarios for the sample case: round figures, no calculation behind them. */
import type { CaseResult, ScenarioResult } from "../../src/engine/result.ts";
import type { InputSensitivity, Sensitivity } from "../../src/engine/sensitivity.ts";
import type { Text } from "../../src/text/locale.ts";

/** An input whose NPV is so much at its low and at its high value. */
export function sampleInput(id: string, low: number | null, high: number | null, title: Text = id): InputSensitivity {
  return {
    id,
    kind: "driver",
    title,
    range: "plus-minus-10",
    format: "number",
    planned: 100,
    low: { value: 90, npv: low },
    high: { value: 110, npv: high },
    swing: low === null || high === null ? null : Math.abs(high - low),
    breakEven: null,
  };
}

export function sampleSensitivity(parts: Partial<Sensitivity> = {}): Sensitivity {
  return {
    npv: 3_700_000,
    inputs: [sampleInput("wide", 1_000_000, 6_400_000), sampleInput("narrow", 3_600_000, 3_800_000)],
    breakEvenRealization: 0.65,
    costOfDelayPerMonth: 350_000,
    uncompiled: [],
    ...parts,
  };
}

const unchanged: ScenarioResult["changes"] = {
  improvement: 1,
  attribution: 1,
  confidence: 1,
  cost: 1,
  delayMonths: 0,
  values: {},
  factors: {},
};

export function sampleScenario(
  { summary, years, periods }: CaseResult,
  id: string,
  changes: Partial<ScenarioResult["changes"]> = {},
  parts: Partial<ScenarioResult> = {},
): ScenarioResult {
  const cumulative = periods.map(each => each.cumulative);
  if (years.length === 0) throw new Error("a result without years");
  return { ...summary, id, name: id, changes: { ...unchanged, ...changes }, cumulative, ...parts };
}
