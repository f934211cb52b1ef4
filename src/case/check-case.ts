/** What can be wrong in a case beyond single fields: unknown ids, values out of bounds, targets on the wrong side, gaps. */
import { closest } from "../finding/closest.ts";
import { error, type Finding, type Place, warning } from "../finding/finding.ts";
import type { Driver, Indicator, Model } from "../model/model.ts";
import { currencyName, exactText, formatExact, percentText } from "../text/format.ts";
import { listed } from "../text/list.ts";
import { eachLocale, inLocale, type Text } from "../text/locale.ts";
import { say, words } from "../text/say.ts";
import type { Case, IndicatorTerms } from "./case.ts";
import { checkScenarios } from "./check-scenarios.ts";
import { isCurrency } from "./currency.ts";
import { readersOfDrivers } from "./readers-of-drivers.ts";
import type { CaseFile } from "./schema.ts";

type PlaceOf = (...path: (string | number)[]) => Place;

export function checkCase(kase: Case, model: Model, fields: CaseFile, placeOf: PlaceOf): Finding[] {
  return [
    ...checkHead(kase, fields, placeOf),
    ...kase.indicators.flatMap(terms => checkTerms(model, terms, fields, placeOf)),
    ...checkDrivers(kase, model, placeOf),
    ...checkRamp(kase, fields, placeOf),
    ...checkInvestment(kase, placeOf),
    ...checkCosts(kase, model, placeOf),
    ...checkScenarios(kase, model, fields, placeOf),
    ...checkActions(kase, placeOf),
  ];
}

function checkHead(kase: Case, fields: CaseFile, placeOf: PlaceOf): Finding[] {
  const findings: Finding[] = [];
  const { currency } = kase.customer;
  if (!isCurrency(currency)) findings.push(error("currency-unknown", placeOf("customer", "currency"), { currency }));
  const { build, goLive } = kase.calendar;
  if (goLive < build) findings.push(error("date-order", placeOf("calendar", "go-live"), { goLive, build }));
  const rate = kase.finance.discountRateYearly;
  if (rate === null) findings.push(missing("discount-rate", placeOf("finance", "discount-rate"), ["npv"]));
  else if (rate <= -1 || rate > 1)
    findings.push(error("rate-range", placeOf("finance", "discount-rate"), { found: percentText(rate) }));
  if (!Object.values(fields.indicators).some(({ chosen }) => chosen ?? true)) {
    findings.push(warning("nothing-chosen", placeOf("indicators")));
  }
  return findings;
}

const missing = (name: string, place: Place, needed: readonly string[]): Finding =>
  warning("value-missing", place, { field: name, needed: listed(needed) });

function checkTerms(model: Model, terms: IndicatorTerms, fields: CaseFile, placeOf: PlaceOf): Finding[] {
  const indicator = model.indicators.find(({ id }) => id === terms.id);
  if (!indicator) {
    const suggestion = closest(
      terms.id,
      model.indicators.map(({ id }) => id),
    );
    return [error("unknown-reference", terms.place, { kind: words("kind.indicator"), id: terms.id, suggestion })];
  }
  const findings: Finding[] = [];
  const at = (name: string) => placeOf("indicators", terms.id, name);
  for (const name of indicator.hasLevels ? (["baseline", "target"] as const) : []) {
    const value = terms[name];
    const { min, max } = indicator.bounds;
    if (value === null) findings.push(missing(`${terms.id}.${name}`, at(name), [terms.id]));
    else if (value < min || value > max) {
      const advice =
        indicator.format === "percent" && value > 1
          ? words("advice.percent")
          : words("advice.bounds", { unit: indicator.shownAs });
      findings.push(
        error("out-of-bounds", at(name), {
          field: name,
          found: shown(indicator, value),
          min: shown(indicator, min),
          max: shown(indicator, max),
          advice,
        }),
      );
    }
  }
  const written = fields.indicators[terms.id];
  if (written?.confidence !== undefined && written["risk-adjustment"] !== undefined)
    findings.push(error("confidence-twice", at("risk-adjustment")));
  for (const name of ["attribution", "confidence"] as const) {
    if (terms[name] < 0 || terms[name] > 1)
      findings.push(error("share-range", at(name), { field: name, found: percentText(terms[name]) }));
  }
  return findings.length > 0
    ? findings
    : checkTarget(indicator, terms, fields.indicators[terms.id]?.["accept-worse"] ?? false, at);
}

function checkTarget(
  indicator: Indicator,
  terms: IndicatorTerms,
  acceptWorse: boolean,
  at: (name: string) => Place,
): Finding[] {
  const { baseline, target } = terms;
  if (baseline === null || target === null) return [];
  if (baseline === target) return [warning("target-equal", at("target"), { target: shown(indicator, target) })];
  const improvement = indicator.better === "higher" ? target - baseline : baseline - target;
  if (improvement < 0) {
    if (acceptWorse) return [];
    return [
      error("target-side", at("target"), {
        target: shown(indicator, target),
        baseline: shown(indicator, baseline),
        better: words(`better.${indicator.better}`),
      }),
    ];
  }
  const { by, high } = indicator.typical.improvement;
  const most = by === "relative" ? high * Math.abs(baseline) : high;
  if (!terms.chosen || terms.why !== undefined || improvement <= most * (1 + 1e-9)) return [];
  return [
    warning("target-ambitious", at("target"), {
      improvement: size(indicator, improvement),
      high: size(indicator, most),
    }),
  ];
}

function checkDrivers(kase: Case, model: Model, placeOf: PlaceOf): Finding[] {
  const findings: Finding[] = [];
  const readers = readersOfDrivers(kase, model);
  for (const [id, { value, place }] of kase.drivers) {
    const driver = model.drivers.find(each => each.id === id);
    if (!driver) {
      const suggestion = closest(
        id,
        model.drivers.map(each => each.id),
      );
      findings.push(error("unknown-reference", place, { kind: words("kind.driver"), id, suggestion }));
      continue;
    }
    const values = Array.isArray(value) ? (value as readonly (number | null)[]) : [value as number | null];
    const needed = readers.get(id) ?? [];
    if (values.includes(null) && needed.length > 0) findings.push(missing(id, place, needed));
    const { min, max } = driver.range;
    const odd = values.find(each => each !== null && (each < min || each > max));
    if (odd !== undefined && odd !== null) {
      findings.push(
        warning("driver-implausible", placeOf("drivers", id, "value"), {
          field: id,
          found: shown(driver, odd),
          min: shown(driver, min),
          max: shown(driver, max),
          unit: withCurrency(driver.shownAs, kase.customer.currency),
        }),
      );
    }
  }
  for (const [driver, needed] of readers) {
    if (!kase.drivers.has(driver))
      findings.push(warning("driver-missing", placeOf("drivers"), { driver, needed: listed(needed) }));
  }
  return findings;
}

function checkRamp(kase: Case, fields: CaseFile, placeOf: PlaceOf): Finding[] {
  const findings: Finding[] = [];
  if (fields.ramp.length > kase.ramp.length) {
    findings.push(warning("ramp-long", placeOf("ramp"), { found: fields.ramp.length, periods: kase.ramp.length }));
  }
  fields.ramp.forEach((share, index) => {
    if (share === null) findings.push(missing("ramp", placeOf("ramp", index), ["npv"]));
    else if (share < 0 || share > 1)
      findings.push(error("share-range", placeOf("ramp", index), { field: "ramp", found: percentText(share) }));
    const before = index > 0 ? fields.ramp[index - 1] : undefined;
    if (share !== null && typeof before === "number" && share < before) {
      findings.push(
        warning("ramp-falls", placeOf("ramp", index), { before: percentText(before), after: percentText(share) }),
      );
    }
  });
  return findings;
}

function checkInvestment(kase: Case, placeOf: PlaceOf): Finding[] {
  const findings: Finding[] = [];
  const first = new Map<string, Place>();
  kase.investment.forEach((line, index) => {
    const before = first.get(line.id);
    if (before)
      findings.push(error("duplicate-id", line.place, { id: line.id, first: `${before.file}:${before.line}` }));
    else first.set(line.id, line.place);
    if (line.riskAdjustment < 0 || line.riskAdjustment > 1) {
      findings.push(
        error("share-range", placeOf("investment", index, "risk-adjustment"), {
          field: "risk-adjustment",
          found: percentText(line.riskAdjustment),
        }),
      );
    }
    if (line.initial === null)
      findings.push(missing(`${line.id}.initial`, placeOf("investment", index, "initial"), ["npv"]));
    if (line.yearly.includes(null))
      findings.push(missing(`${line.id}.yearly`, placeOf("investment", index, "yearly"), ["npv"]));
  });
  return findings;
}

/** Risk adjustments of the model's cost lines; and lines of the case's own that are called like one. */
function checkCosts(kase: Case, model: Model, placeOf: PlaceOf): Finding[] {
  const known = model.costs.map(({ id }) => id);
  const alike = kase.investment.filter(({ id }) => known.includes(id));
  return [
    ...alike.map(({ id, place }) => {
      const line = model.costs.find(cost => cost.id === id);
      return error("duplicate-id", place, { id, first: line ? `${line.place.file}:${line.place.line}` : model.id });
    }),
    ...[...kase.costRisks].flatMap(([id, risk]) => {
      if (!known.includes(id)) {
        const values = { kind: words("kind.cost"), id, suggestion: closest(id, known) };
        return [error("unknown-reference", placeOf("costs", id), values)];
      }
      const field = "risk-adjustment";
      if (risk >= 0 && risk <= 1) return [];
      return [error("share-range", placeOf("costs", id, field), { field, found: percentText(risk) })];
    }),
  ];
}

/** A number as its indicator or driver is shown, in every language. */
function shown({ format }: Pick<Indicator | Driver, "format">, value: number): Text {
  return format === "percent" ? percentText(value) : exactText(value);
}

/** A difference between two numbers of an indicator: of percentages it is points. */
function size(indicator: Indicator, difference: number): Text {
  const rounded = Number((indicator.format === "percent" ? difference * 100 : difference).toPrecision(6));
  if (indicator.format !== "percent") return exactText(rounded);
  return eachLocale(locale => `${formatExact(rounded, locale)}${say(locale, "typical.points")}`);
}

/** A unit with the case's currency in place of {currency}. */
export function withCurrency(unit: Text, currency: string): Text {
  return eachLocale(locale => inLocale(unit, locale).replaceAll("{currency}", currencyName(currency, locale)));
}

/** An action is for an indicator of the case, or for the project as a whole. */
function checkActions({ actions = [], indicators }: Case, placeOf: PlaceOf): Finding[] {
  const ids = indicators.map(({ id }) => id);
  return actions.flatMap(({ indicator: id }, index) =>
    id === undefined || ids.includes(id)
      ? []
      : [
          error("unknown-reference", placeOf("actions", index, "indicator"), {
            kind: words("kind.indicator"),
            id,
            suggestion: closest(id, ids),
          }),
        ],
  );
}
