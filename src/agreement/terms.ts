/**
 * The terms of a case: what both parties put their name to, by ids that are the same everywhere (`first-time-fix-rate.baseline`,
 * `annual_field_work_orders`, `ramp`, `finance.discount-rate`), what kind of value each has, and what case.yaml says of it now.
 */
import type { Case, IndicatorTerms } from "../case/case.ts";
import type { GainShareTerms } from "../case/gain-share.ts";
import { canonicalGainShare } from "../case/gain-share-schema.ts";
import { readersOfDrivers } from "../case/readers-of-drivers.ts";
import type { Indicator, Model, NumberStyle, Range } from "../model/model.ts";
import type { Text } from "../text/locale.ts";
import { isSameValue, type Json } from "./canonical.ts";
import { type Definition, definitionOf } from "./definition.ts";
import type { AgreedValue, Ledger } from "./ledger.ts";

export type TermValue = Exclude<Json, null>;

export type TermKind = "flag" | "number" | "numbers" | "number-or-yearly" | "convention" | "calendar" | "object";

export interface TermDefinition {
  readonly id: string;
  readonly kind: TermKind;
  readonly format: NumberStyle;
  /** As events state it: the model's unit with the case's currency for money; 1 for shares. */
  readonly unit?: string;
  /** Of the choice of an indicator: what the indicator is, by the model of today. */
  readonly definition?: Definition;
  /** What readers see. */
  readonly shownAs: Text;
  /** Values outside are errors; of drivers, warnings. */
  readonly bounds?: Range;
  readonly of: "indicator" | "driver" | "case";
}

export const indicatorTerms = ["chosen", "baseline", "target", "attribution", "confidence"] as const;
export type IndicatorTerm = (typeof indicatorTerms)[number];
/** Terms of the case as a whole. */
export const caseTerms = ["calendar", "ramp", "finance.discount-rate", "finance.convention", "gain-share"] as const;

/** Every term that a case of this model can have, by id. */
export function definitionsOf(kase: Case, model: Model): Map<string, TermDefinition> {
  const all = [
    ...model.indicators.flatMap(indicator => ofIndicator(indicator, kase, model)),
    ...model.drivers.flatMap((driver): TermDefinition[] => {
      const { format, shownAs, range: bounds } = driver;
      const common = { format, shownAs, bounds, unit: unitOf(driver.unit, kase), of: "driver" as const };
      const initial = kase.drivers.get(driver.id)?.initial !== undefined;
      return [
        { id: driver.id, kind: "number-or-yearly", ...common },
        ...(initial ? [{ id: `${driver.id}.initial`, kind: "number" as const, ...common }] : []),
      ];
    }),
    ofCase("calendar", "calendar"),
    { ...ofCase("ramp", "numbers"), ...share },
    { ...ofCase("finance.discount-rate", "number"), ...share, bounds: { min: -0.99, max: 1 } },
    ofCase("finance.convention", "convention"),
    ofCase("gain-share", "object"),
  ];
  return new Map(all.map(definition => [definition.id, definition]));
}

const share = { format: "percent", unit: "1", shownAs: "%", bounds: { min: 0, max: 1 } } as const;

const ofCase = (id: string, kind: TermKind): TermDefinition => ({
  id,
  kind,
  format: "number",
  shownAs: "",
  of: "case",
});

function ofIndicator(indicator: Indicator, kase: Case, model: Model): TermDefinition[] {
  const { id, format, shownAs, bounds } = indicator;
  const of = "indicator" as const;
  const level = { kind: "number" as const, format, shownAs, bounds, unit: unitOf(indicator.unit, kase), of };
  const ofShare = { kind: "number" as const, ...share, of };
  return [
    {
      id: `${id}.chosen`,
      kind: "flag",
      format: "number",
      shownAs: "",
      of,
      definition: definitionOf(indicator, model, kase),
    },
    ...(indicator.hasLevels ? (["baseline", "target"] as const).map(term => ({ id: `${id}.${term}`, ...level })) : []),
    ...(indicator.monetization.length === 0
      ? []
      : [
          { id: `${id}.attribution`, ...ofShare },
          { id: `${id}.confidence`, ...ofShare },
        ]),
  ];
}

const unitOf = (unit: string, { customer }: Case): string => unit.replaceAll(/\bmoney\b/g, customer.currency);

/** What the case says now, by term; what is yet to be filled in is left out. */
export function termsOfCase(kase: Case, model: Model): Map<string, TermValue> {
  const terms = new Map<string, TermValue>();
  const add = (id: string, value: number | boolean | string | null | readonly (number | null)[]): void => {
    if (value === null) return;
    if (!Array.isArray(value)) terms.set(id, value as number);
    else if (value.every(each => each !== null)) terms.set(id, value as number[]);
  };
  for (const each of kase.indicators) {
    const indicator = model.indicators.find(({ id }) => id === each.id);
    for (const term of termsOfIndicator(indicator)) add(`${each.id}.${term}`, each[term]);
  }
  for (const [id, { value, initial }] of kase.drivers) {
    add(id, value);
    add(`${id}.initial`, initial ?? null);
  }
  const { build, goLive, years, period } = kase.calendar;
  terms.set("calendar", { build, "go-live": goLive, horizon: years, period });
  add("ramp", withoutRepeats(kase.ramp));
  add("finance.discount-rate", kase.finance.discountRateYearly);
  add("finance.convention", kase.finance.convention);
  if (kase.gainShare) terms.set("gain-share", writtenGainShare(kase.gainShare));
  return terms;
}

/** As an agreement states it: a map, or a list of several. */
function writtenGainShare(all: readonly GainShareTerms[]): TermValue {
  const written = all.map(({ from, isFromGoLive, feeAtRisk, place: _, ...terms }) => ({
    ...(isFromGoLive ? {} : { from }),
    ...terms,
    "fee-at-risk": feeAtRisk,
  }));
  return canonicalGainShare(written) as TermValue;
}

/** A plain benefit line has no levels; what brings no money of its own has nothing to take shares of. */
export function termsOfIndicator(
  indicator: Pick<Indicator, "hasLevels" | "monetization"> | undefined,
): readonly IndicatorTerm[] {
  if (indicator?.monetization.length === 0) return ["chosen", "baseline", "target"];
  if (indicator?.hasLevels) return indicatorTerms;
  return indicatorTerms.filter(term => term !== "baseline" && term !== "target");
}

/** The last value of a ramp holds: said once is enough. */
export function withoutRepeats<T>(values: readonly T[]): readonly T[] {
  const last = values.findLastIndex(each => each !== values.at(-1));
  return values.slice(0, Math.max(1, last + 2));
}

/** The terms that one indicator's value rests on: its own, and the drivers it reads. */
export function termsBehind(terms: Pick<IndicatorTerms, "id">, kase: Case, model: Model): string[] {
  const indicator = model.indicators.find(({ id }) => id === terms.id);
  const drivers = [...readersOfDrivers({ indicators: kase.indicators }, model)]
    .filter(([, readers]) => readers.includes(terms.id))
    .map(([driver]) => driver);
  return [
    ...termsOfIndicator(indicator).map(term => `${terms.id}.${term}`),
    ...drivers.flatMap(id => ofDriver(id, kase)),
  ];
}

const ofDriver = (id: string, kase: Case): string[] =>
  kase.drivers.get(id)?.initial === undefined ? [id] : [id, `${id}.initial`];

/** Every term that the value of the case rests on: of its chosen indicators, of the drivers that they and the costs read, of the case. */
export function termsBehindCase(kase: Case, model: Model): string[] {
  const stated = termsOfCase(kase, model);
  return termsToSettle(kase, model).filter(id => stated.has(id));
}

/** The same, with those that have yet to be filled in. */
export function termsToSettle(kase: Case, model: Model): string[] {
  const chosen = kase.indicators.filter(terms => terms.chosen);
  const drivers = readersOfDrivers({ indicators: chosen }, model).keys();
  const indicator = (id: string) => model.indicators.find(each => each.id === id);
  return [
    ...chosen.flatMap(({ id }) => termsOfIndicator(indicator(id)).map(term => `${id}.${term}`)),
    ...[...drivers].flatMap(id => ofDriver(id, kase)),
    ...caseTerms.filter(term => term !== "gain-share" || kase.gainShare !== undefined),
  ];
}

/** The terms that are agreed at the very value that the case states, in the unit and by the definition of today's model. */
export function agreedAsStated(ledger: Ledger, kase: Case, model: Model): ReadonlySet<string> {
  const stated = termsOfCase(kase, model);
  const definitions = definitionsOf(kase, model);
  const agreed = [...ledger.terms.values()].filter(({ term, agreed }) => {
    const value = stated.get(term);
    if (!agreed || value === undefined || !isSameTerm(term, agreed.value, value)) return false;
    const { unit, definition } = definitions.get(term) ?? {};
    return isSameUnit(agreed, unit) && isSameDefinition(agreed, definition);
  });
  return new Set(agreed.map(({ term }) => term));
}

/** Older logs state no unit for some terms, and no definitions: these are let be. */
export const isSameUnit = ({ unit }: Pick<AgreedValue, "unit">, now: string | undefined): boolean =>
  unit === undefined || unit === now;

/** What both parties leave out may be anything. */
export const isSameDefinition = (
  { value, definition }: Pick<AgreedValue, "value" | "definition">,
  now: Definition | undefined,
): boolean => definition === undefined || value !== true || now === undefined || isSameValue(definition, now);

/** The same value; of a ramp, however often its last value is repeated; of gain share, whatever defaults are written. */
export function isSameTerm(term: string, a: Json, b: Json): boolean {
  if (term === "gain-share") return isSameValue(canonicalGainShare(a) ?? a, canonicalGainShare(b) ?? b);
  if (term === "ramp" && Array.isArray(a) && Array.isArray(b)) return isSameValue(withoutRepeats(a), withoutRepeats(b));
  return isSameValue(a, b);
}
