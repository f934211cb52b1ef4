/** What a case lacks: inputs not filled in, and formulas that fail with the values given; each with the indicators it holds up. */
import type { Case } from "../case/case.ts";
import { readersOfDrivers } from "../case/readers-of-drivers.ts";
import type { Model } from "../model/model.ts";
import type { Calculation } from "./calculation.ts";
import { keyOf } from "./plan/plan.ts";
import type { Gap } from "./result.ts";

export const gapsOf = (model: Model, kase: Case, calculation: Calculation): Gap[] => [
  ...missingInputs(model, kase),
  ...failed(calculation),
];

/** Inputs that are not filled in. */
export function missingInputs(model: Model, kase: Case): Gap[] {
  const gaps: Gap[] = [];
  const missing = (input: string, indicators: readonly string[]) =>
    void gaps.push({ input, reason: "missing", indicators });
  const withLevels = new Set(model.indicators.filter(({ hasLevels }) => hasLevels).map(({ id }) => id));
  for (const { id, baseline, target } of kase.indicators) {
    if (!withLevels.has(id)) continue;
    if (baseline === null) missing(`${id}.baseline`, [id]);
    if (target === null) missing(`${id}.target`, [id]);
  }
  for (const [driver, readers] of readersOfDrivers(kase, model)) {
    const value = kase.drivers.get(driver)?.value ?? null;
    if (value !== null && !(Array.isArray(value) && value.includes(null))) continue;
    missing(
      driver,
      readers.filter(id => !id.startsWith("costs.")),
    );
    for (const cost of readers) if (cost.startsWith("costs.")) missing(cost, []);
  }
  if (kase.finance.discountRateYearly === null) missing("finance.discount-rate", []);
  if (kase.ramp.includes(null)) missing("ramp", []);
  for (const { id, initial, yearly } of kase.investment)
    if (initial === null || yearly.includes(null)) missing(`investment.${id}`, []);
  return gaps;
}

/** Lines whose formula gives an error, as a division by zero does. */
function failed({ plan, values }: Calculation): Gap[] {
  return plan.sheets.flatMap(sheet =>
    sheet.cells.flatMap(({ ref, figure }): Gap[] => {
      const value = values.get(keyOf(ref));
      const [, cost] = /^cost\.([^.]+)\.(?:initial|\d+)$/.exec(figure ?? "") ?? [];
      if (cost && typeof value === "object" && "error" in value)
        return [{ input: `costs.${cost}`, reason: "failed", error: value.error, indicators: [] }];
      const [, indicator, line] = /^line\.([^.]+)\.([^.]+)\.gross$/.exec(figure ?? "") ?? [];
      if (!indicator || !line || typeof value !== "object" || !("error" in value)) return [];
      return [{ input: `${indicator}.${line}`, reason: "failed", error: value.error, indicators: [indicator] }];
    }),
  );
}
