/** Which scenario the report's figures are of. */
import { expectedId } from "../case/scenarios.ts";
import type { ScenarioResult } from "../engine/result.ts";
import type { Phrasing } from "./phrasing.ts";

/** Undefined where it is the case as entered. */
export function otherScenario({ result }: Phrasing): ScenarioResult | undefined {
  return result.scenario === expectedId ? undefined : result.scenarios.find(({ id }) => id === result.scenario);
}
