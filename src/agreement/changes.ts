/** What case.yaml states otherwise than agreed, or not at all: term, was, is. */
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import { isWithoutPlace } from "./compare.ts";
import type { Ledger } from "./ledger.ts";
import {
  definitionsOf,
  indicatorTerms,
  isSameTerm,
  isSameUnit,
  type TermDefinition,
  termsOfCase,
  type TermValue,
} from "./terms.ts";

export interface TermChange {
  readonly term: string;
  /** Undefined where the case does not state it. */
  readonly was: TermValue | undefined;
  /** As agreed. */
  readonly is: TermValue;
  readonly definition: TermDefinition | undefined;
}

/** In the order in which the terms were first proposed. What the model does not know, or counts in another unit now, is left to its finding. */
export function changesToCase(ledger: Ledger, kase: Case, model: Model): TermChange[] {
  const stated = termsOfCase(kase, model);
  const definitions = definitionsOf(kase, model);
  return [...ledger.terms.values()].flatMap(({ term, agreed }): TermChange[] => {
    const was = stated.get(term);
    const definition = definitions.get(term);
    if (!agreed || !isKnown(term, model, definition) || (definition && !isSameUnit(agreed, definition.unit))) return [];
    if (was === undefined ? isWithoutPlace(term, ledger) : isSameTerm(term, agreed.value, was)) return [];
    return [{ term, was, is: agreed.value as TermValue, definition }];
  });
}

/** A driver has an initial value as soon as the case, or the agreement, says so. */
const isKnown = (term: string, model: Model, definition: TermDefinition | undefined): boolean =>
  definition !== undefined || model.drivers.some(({ id }) => term === `${id}.initial`);

/** The indicator and the field that a term is of: `first-time-fix-rate`, `target`. */
export function indicatorOf(term: string, model: Model): { id: string; field: string } | undefined {
  const field = indicatorTerms.find(each => term.endsWith(`.${each}`));
  const id = term.slice(0, -1 - (field?.length ?? 0));
  return field && model.indicators.some(each => each.id === id) ? { id, field } : undefined;
}
