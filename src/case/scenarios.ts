/**
 * Scenarios: named changes of a case's inputs. `expected` is the case as written and changes nothing, whatever other scenarios there
 * are. A case that names none has a conservative and an ambitious one beside it, by practitioner estimate.
 */
import type { Place } from "../finding/finding.ts";
import type { Text } from "../text/locale.ts";
import { words } from "../text/say.ts";
import type { Case, Scenario } from "./case.ts";

const unchanged = {
  improvement: 1,
  attribution: 1,
  confidence: 1,
  cost: 1,
  delayMonths: 0,
  values: new Map<string, number>(),
  factors: new Map<string, number>(),
} as const;

export const expectedId = "expected";
/** Scenarios that need no name of their own, in the order in which they are shown. */
export const namedScenarios = ["conservative", expectedId, "ambitious"] as const;
export type NamedScenario = (typeof namedScenarios)[number];

export function isNamedScenario(id: string): id is NamedScenario {
  return (namedScenarios as readonly string[]).includes(id);
}

/** A scenario of which only the changes are given. */
export function scenarioOf(
  id: string,
  changes: Partial<Omit<Scenario, "id" | "place">>,
  place: Place,
  name: Text = isNamedScenario(id) ? words(`scenario.${id}`) : id,
): Scenario {
  return { id, name, ...unchanged, ...changes, place };
}

/** The two that stand beside the case where it names none. Practitioner estimates. */
export function usualScenarios(place: Place): Scenario[] {
  const because = words("scenario.usual");
  return [
    scenarioOf("conservative", { because, improvement: 0.75, confidence: 0.9, cost: 1.1, delayMonths: 3 }, place),
    scenarioOf("ambitious", { because, improvement: 1.15 }, place),
  ];
}

/** The case with another of its scenarios shown; undefined if it has none of that id. */
export function underScenario(kase: Case, id: string): Case | undefined {
  return kase.scenarios.some(scenario => scenario.id === id) ? { ...kase, shownScenario: id } : undefined;
}

/** All scenarios of a case in the order in which they are shown: conservative, expected, ambitious, then the others as written. */
export function inShownOrder(written: readonly Scenario[], place: Place): Scenario[] {
  const all = [...written, scenarioOf(expectedId, {}, place)];
  const order = ({ id }: Scenario) => (isNamedScenario(id) ? namedScenarios.indexOf(id) : namedScenarios.length);
  return all.toSorted((a, b) => order(a) - order(b));
}
