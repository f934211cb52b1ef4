/**
 * The inputs as the scenario has them that the figures are of: what formulas and investment are printed with, so that they come to the
 * figures beside them. The engine's own rules, on plain numbers; a test holds them against its results.
 */
import type { DriverValue } from "../case/case.ts";
import type { IndicatorResult } from "../engine/result.ts";
import type { Phrasing } from "./phrasing.ts";
import { otherScenario } from "./shown-scenario.ts";

export function shownTarget(phrasing: Phrasing, { id, baseline, target }: IndicatorResult): number | null {
  const scenario = otherScenario(phrasing);
  const indicator = phrasing.indicator(id);
  if (!scenario || !indicator) return target;
  const { improvement, values } = scenario.changes;
  const own = values[`${id}.target`];
  if (own !== undefined) return own;
  if (baseline === null || target === null || improvement === 1) return target;
  const { min, max } = indicator.bounds;
  return Math.max(min, Math.min(max, baseline + improvement * (target - baseline)));
}

export function shownDriver(phrasing: Phrasing, id: string): DriverValue["value"] {
  const value = phrasing.kase.drivers.get(id)?.value ?? null;
  const scenario = otherScenario(phrasing);
  if (!scenario) return value;
  const { values, factors } = scenario.changes;
  const own = values[id];
  if (own !== undefined) return own;
  const times = (each: number | null) => (each === null ? null : each * (factors[id] ?? 1));
  return value === null || typeof value === "number" ? times(value) : value.map(times);
}
