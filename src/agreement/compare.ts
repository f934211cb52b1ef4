/**
 * The agreement beside the case it is of: another customer's log, another currency or model, and every agreed term that case.yaml or the
 * model now say otherwise, the definitions of indicators included. Pure; `placeOfLine` tells where a line of the log stands.
 */
import type { Case } from "../case/case.ts";
import { error, type Finding, type Place, warning } from "../finding/finding.ts";
import type { Model } from "../model/model.ts";
import { words } from "../text/say.ts";
import { checkValue } from "./check-value.ts";
import { definitionDifferences } from "./definition.ts";
import type { AgreedValue, Ledger } from "./ledger.ts";
import { definitionsOf, isSameDefinition, isSameTerm, isSameUnit, type TermDefinition, termsOfCase } from "./terms.ts";
import { valueText } from "./value-text.ts";

export type PlaceOfLine = (n: number) => Place;

const inLog: PlaceOfLine = n => ({ file: "agreement.jsonl", line: n, column: 1, length: 1 });

export function compareWithCase(ledger: Ledger, kase: Case, model: Model, placeOfLine: PlaceOfLine = inLog): Finding[] {
  const other = checkOwner(ledger, kase, placeOfLine(1));
  if (other.length > 0) return other;
  const stated = termsOfCase(kase, model);
  const definitions = definitionsOf(kase, model);
  return [
    ...checkModel(ledger, model, placeOfLine(1)),
    ...[...ledger.terms.values()].flatMap(({ term, agreed, offer, n }): Finding[] => {
      const definition = definitions.get(term);
      const open = offer ? checkValue(offer, term, { kase, definitions }, placeOfLine(offer.n)) : [];
      if (!agreed) return open;
      const place = placeOfLine(agreed.n);
      open.push(...checkUnit(term, agreed, definition, place), ...checkDefinition(term, agreed, definition, model));
      const found = stated.get(term);
      const common = { term, agreed: valueText(agreed.value, definition), since: agreed.since };
      if (found === undefined && isWithoutPlace(term, ledger)) return open;
      if (found === undefined) return [...open, error("agreed-missing", placeOfLine(n), common)];
      if (isSameTerm(term, agreed.value, found)) return open;
      const values = { ...common, found: valueText(found, definition) };
      return [...open, error("agreed-differs", placeOfTerm(term, kase), values)];
    }),
  ];
}

export function checkOwner({ opened }: Ledger, { customer }: Case, place: Place): Finding[] {
  if (!opened) return [];
  if (opened.customer !== customer.id)
    return [error("agreement-customer", place, { customer: opened.customer, found: customer.id })];
  if (opened.currency !== customer.currency)
    return [error("agreement-currency", place, { currency: opened.currency, found: customer.currency })];
  return [];
}

function checkUnit(term: string, agreed: AgreedValue, now: TermDefinition | undefined, place: Place): Finding[] {
  if (!now || isSameUnit(agreed, now.unit)) return [];
  const found = now.unit ?? words("found.no-unit");
  return [error("agreed-unit", place, { term, agreed: agreed.unit ?? "", since: agreed.since, found })];
}

/** Each field of an indicator's definition that the model now writes otherwise, where it writes it. */
function checkDefinition(term: string, agreed: AgreedValue, now: TermDefinition | undefined, model: Model): Finding[] {
  const indicator = model.indicators.find(({ id }) => term === `${id}.chosen`);
  if (!agreed.definition || !indicator || !now?.definition || isSameDefinition(agreed, now.definition)) return [];
  const { id, place, monetization } = indicator;
  return definitionDifferences(agreed.definition, now.definition).map(({ what, agreed: was, found, line, keep }) => {
    const pair = model.overlaps.find(each => each.reduce === id && each.keep === keep);
    const at = monetization.find(each => each.id === line)?.formula.place ?? pair?.place ?? place;
    return error("agreed-definition", at, { indicator: id, what, agreed: was, since: agreed.since, found });
  });
}

function checkModel({ opened }: Ledger, model: Model, place: Place): Finding[] {
  const found = modelName(model);
  if (!opened || opened.model === found) return [];
  return [warning("agreement-model", place, { model: opened.model, found })];
}

export const modelName = ({ id, version }: Pick<Model, "id" | "version">): string => `${id}@${version}`;

/** What a case need not state: an indicator that both parties left out. */
export function isWithoutPlace(term: string, { terms }: Ledger): boolean {
  return terms.get(`${term.split(".")[0]}.chosen`)?.agreed?.value === false;
}

/** Where case.yaml states a term, or would. */
export function placeOfTerm(term: string, kase: Case): Place {
  const [head = ""] = term.split(".");
  if (head === "finance") return kase.finance.place;
  if (head === "gain-share") return kase.gainShare?.[0]?.place ?? kase.place;
  return kase.indicators.find(({ id }) => id === head)?.place ?? kase.drivers.get(head)?.place ?? kase.place;
}
