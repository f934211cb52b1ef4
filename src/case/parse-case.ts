/**
 * `case.yaml` → Case. First the fields (`readCaseFile`, which tells the model it needs), then, with that model, the case and all
 * findings (`resolveCase`). Values yet to be filled in are warnings; the case stands, with gaps.
 */
import { error, type Finding, hasErrors, type Place } from "../finding/finding.ts";
import { readFields } from "../model/fields.ts";
import type { Model } from "../model/model.ts";
import { readYaml, type SourceFile, type YamlSource } from "../model/yaml-source.ts";
import type {
  AgreedAction,
  Calendar,
  Case,
  DriverValue,
  Finance,
  IndicatorTerms,
  InvestmentLine,
  People,
  Provenance,
  PublishedFigure,
  Scenario,
} from "./case.ts";
import { checkGainShare } from "./check-gain-share.ts";
import { checkCase, withCurrency } from "./check-case.ts";
import type { GainShareTerms } from "./gain-share.ts";
import { gainShareDefaults, type WrittenGainShare } from "./gain-share-schema.ts";
import { conventions } from "./conventions.ts";
import { expectedId, inShownOrder, scenarioOf, usualScenarios } from "./scenarios.ts";
import { resolveUncertainty } from "./resolve-uncertainty.ts";
import { resolveTables } from "./resolve-tables.ts";
import { type CaseFile, caseFileSchema } from "./schema.ts";

export interface ReadCase {
  readonly source: YamlSource;
  readonly fields: CaseFile;
  /** `after-sales@1`, or the path of a model folder, as written. */
  readonly modelReference: string;
  readonly modelPlace: Place;
}

export function readCaseFile(file: SourceFile): { read?: ReadCase; findings: Finding[] } {
  const { source, findings } = readYaml(file);
  if (!source) return { findings };
  const { fields, findings: shape } = readFields(source, caseFileSchema);
  if (!fields) return { findings: shape };
  return {
    read: { source, fields, modelReference: fields.model, modelPlace: source.placeOf(["model"]) },
    findings: shape,
  };
}

export function resolveCase({ source, fields }: ReadCase, model: Model): { kase?: Case; findings: Finding[] } {
  const findings: Finding[] = [];
  const place = (...path: (string | number)[]) => source.placeOf(path);
  const shareAt = placeOfGainShare(source);
  const { calendar: written } = fields;
  const calendar: Calendar = {
    build: written.build,
    goLive: written["go-live"],
    years: written.horizon,
    period: written.period,
    periodsPerYear: { month: 12, quarter: 4, year: 1 }[written.period] as 1 | 4 | 12,
  };
  const periods = calendar.years * calendar.periodsPerYear;
  const yearly = (
    value: number | null | readonly (number | null)[],
    field: string,
    path: (string | number)[],
  ): readonly (number | null)[] => {
    if (!Array.isArray(value)) return Array.from({ length: calendar.years }, () => value as number | null);
    if (value.length !== calendar.years) {
      findings.push(
        error("years-count", place(...path), {
          field,
          found: value.length,
          years: calendar.years,
        }),
      );
    }
    return Array.from(
      { length: calendar.years },
      (_, year) => (year < value.length ? value[year] : value.at(-1)) ?? null,
    );
  };
  const drivers = new Map(
    Object.entries(fields.drivers ?? {}).map(([id, driver]): [string, DriverValue] => [
      id,
      {
        value:
          Array.isArray(driver.value) || driver.initial !== undefined
            ? yearly(driver.value, id, ["drivers", id, "value"])
            : driver.value,
        ...(driver.initial === undefined ? {} : { initial: driver.initial }),
        ...provenance(driver, source.keyPlaceOf(["drivers", id])),
      },
    ]),
  );
  const investment = (fields.investment ?? []).map(
    (line, index): InvestmentLine => ({
      id: line.id,
      name: line.name,
      initial: line.initial === undefined ? 0 : line.initial,
      yearly: yearly(line.yearly === undefined ? 0 : line.yearly, `${line.id}.yearly`, ["investment", index, "yearly"]),
      riskAdjustment: line["risk-adjustment"] ?? 0,
      place: place("investment", index, "id"),
    }),
  );
  const { currency } = fields.customer;
  const { tables, findings: ofTables } = resolveTables(fields.tables ?? {}, model, source, unit =>
    withCurrency(unit, currency),
  );
  findings.push(...ofTables);
  const kase: Case = {
    model: { id: model.id, version: model.version },
    customer: {
      id: fields.customer.id,
      name: fields.customer.name,
      currency: fields.customer.currency,
      ...(fields.customer.industry ? { industry: fields.customer.industry } : {}),
      ...(fields.customer.note ? { note: fields.customer.note } : {}),
    },
    ...(fields.vendor ? { vendor: fields.vendor } : {}),
    prepared: {
      ...(fields.prepared?.by ? { by: fields.prepared.by } : {}),
      ...(fields.prepared?.on ? { on: fields.prepared.on } : {}),
    },
    calendar,
    finance: finance(fields.finance, place("finance")),
    drivers,
    tables,
    indicators: Object.entries(fields.indicators).map(([id, terms]) =>
      indicatorTerms(model, id, terms, source.keyPlaceOf(["indicators", id])),
    ),
    ramp: Array.from(
      { length: periods },
      (_, period) => (period < fields.ramp.length ? fields.ramp[period] : fields.ramp.at(-1)) ?? null,
    ),
    investment,
    costRisks: new Map(Object.entries(fields.costs ?? {}).map(([id, cost]) => [id, cost["risk-adjustment"]])),
    published: (fields.published ?? []).map(
      ({ figure, prints, because }, index): PublishedFigure => ({
        figure,
        ...prints,
        ...(because ? { because } : {}),
        place: place("published", index, "prints"),
      }),
    ),
    scenarios: inShownOrder(
      fields.scenarios
        ? scenarios(fields.scenarios, id => source.keyPlaceOf(["scenarios", id]))
        : usualScenarios(place()),
      place("customer"),
    ),
    shownScenario: expectedId,
    ...(fields["gain-share"] ? { gainShare: gainShare(fields["gain-share"], calendar.goLive, shareAt) } : {}),
    people: people(fields.people),
    ...(fields.actions ? { actions: actions(fields.actions, index => place("actions", index, "what")) } : {}),
    place: place("customer"),
  };
  findings.push(...checkGainShare(fields["gain-share"] ?? [], calendar.goLive, shareAt));
  findings.push(...checkCase(kase, model, fields, (...path) => source.placeOf(path)));
  if (!fields.uncertainty) return hasErrors(findings) ? { findings } : { kase, findings };
  const { uncertainty, findings: found } = resolveUncertainty(kase, model, fields.uncertainty, source);
  findings.push(...found);
  return hasErrors(findings) ? { findings } : { kase: { ...kase, uncertainty }, findings };
}

/** Where a field of the terms stands: of a single map, in the block itself. */
function placeOfGainShare(source: YamlSource) {
  const isList = Array.isArray((source.value as Record<string, unknown>)["gain-share"]);
  return (index: number, ...path: readonly (string | number)[]): Place => {
    const at = isList ? ["gain-share", index] : ["gain-share"];
    return path.length === 0 ? source.keyPlaceOf(at) : source.placeOf([...at, ...path]);
  };
}

function gainShare(
  all: readonly WrittenGainShare[],
  goLive: string,
  placeOf: (index: number) => Place,
): GainShareTerms[] {
  return all.map((written, index) => {
    const { from, "fee-at-risk": feeAtRisk, ...terms } = { ...gainShareDefaults, ...definedOnly(written) };
    const begins = { from: from ?? goLive, isFromGoLive: from === undefined };
    return { ...begins, ...terms, feeAtRisk, place: placeOf(index) };
  });
}

type WrittenProvenance = Pick<CaseFile["finance"], "source" | "owner" | "as-of">;

function provenance({ source, owner, "as-of": asOf }: WrittenProvenance, place: Place): Provenance {
  return { ...(source ? { source } : {}), ...(owner ? { owner } : {}), ...(asOf ? { asOf } : {}), place };
}

function finance(written: CaseFile["finance"], place: Place): Finance {
  const convention = written.convention ?? "nominal";
  return {
    discountRateYearly: written["discount-rate"],
    convention,
    ...conventions[convention],
    ...provenance(written, place),
  };
}

function indicatorTerms(model: Model, id: string, terms: CaseFile["indicators"][string], place: Place): IndicatorTerms {
  const defaults = model.indicators.find(each => each.id === id);
  return {
    id,
    chosen: terms.chosen ?? true,
    baseline: terms.baseline,
    target: terms.target,
    attribution: terms.attribution ?? defaults?.attribution.share ?? 1,
    confidence: confidenceOf(terms) ?? defaults?.confidence.share ?? 1,
    ...(terms.why ? { why: terms.why } : {}),
    ...provenance(terms, place),
  };
}

/** Studies write a risk adjustment where others write a confidence: 20 % down leaves 80 %. */
function confidenceOf(terms: CaseFile["indicators"][string]): number | undefined {
  const { confidence, "risk-adjustment": risk } = terms;
  return confidence ?? (risk === undefined ? undefined : Number((1 - risk).toPrecision(15)));
}

/** Those written; `expected` is not one of them (a finding says so). */
function scenarios(written: NonNullable<CaseFile["scenarios"]>, placeOf: (id: string) => Place): Scenario[] {
  return Object.entries(written)
    .filter(([id]) => id !== expectedId)
    .map(([id, { name, delay, values, factors, ...changes }]) =>
      scenarioOf(
        id,
        {
          ...definedOnly(changes),
          ...(delay === undefined ? {} : { delayMonths: delay }),
          values: new Map(Object.entries(values ?? {})),
          factors: new Map(Object.entries(factors ?? {})),
        },
        placeOf(id),
        name,
      ),
    );
}

function definedOnly<T extends object>(all: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

function actions(written: NonNullable<CaseFile["actions"]>, placeOf: (index: number) => Place): AgreedAction[] {
  return written.map(({ indicator, what, owner, due, done }, index) => ({
    ...(indicator ? { indicator } : {}),
    what,
    owner,
    due,
    ...(done ? { done } : {}),
    place: placeOf(index),
  }));
}

function people(written: CaseFile["people"]): People {
  const { sales, delivery, service } = written?.vendor ?? {};
  const customer = written?.customer ?? {};
  return {
    customer: {
      "steering-committee": customer["steering-committee"] ?? [],
      "implementation-group": customer["implementation-group"] ?? [],
      "monitoring-group": customer["monitoring-group"] ?? [],
      "improvement-group": customer["improvement-group"] ?? [],
    },
    vendor: { ...(sales ? { sales } : {}), ...(delivery ? { delivery } : {}), ...(service ? { service } : {}) },
  };
}
