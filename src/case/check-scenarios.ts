/** What can be wrong in a case's scenarios: ids and names, inputs that nothing reads, values that cannot be. */
import { closest } from "../finding/closest.ts";
import { error, type Finding, type Place } from "../finding/finding.ts";
import type { Indicator, Model } from "../model/model.ts";
import { exactText, percentText } from "../text/format.ts";
import { inLocale, locales, type Text } from "../text/locale.ts";
import { words } from "../text/say.ts";
import type { Case, Scenario } from "./case.ts";
import { readersOfDrivers } from "./readers-of-drivers.ts";
import { expectedId, isNamedScenario } from "./scenarios.ts";
import type { CaseFile } from "./schema.ts";

type PlaceOf = (...path: (string | number)[]) => Place;

export function checkScenarios(kase: Case, model: Model, fields: CaseFile, placeOf: PlaceOf): Finding[] {
  const written = fields.scenarios ?? {};
  const findings: Finding[] = Object.hasOwn(written, expectedId)
    ? [error("scenario-expected", placeOf("scenarios", expectedId))]
    : [];
  const inputs = changeableInputs(kase, model);
  const called = new Map<string, Scenario>();
  for (const scenario of kase.scenarios) {
    if (!Object.hasOwn(written, scenario.id)) continue;
    const at: PlaceOf = (...path) => placeOf("scenarios", scenario.id, ...path);
    if (!/^[a-z][a-z0-9-]{0,39}$/.test(scenario.id))
      findings.push(
        error("id-shape", scenario.place, { id: scenario.id, rule: words("rule.kebab"), example: "late-start" }),
      );
    if (!isNamedScenario(scenario.id) && written[scenario.id]?.name === undefined)
      findings.push(error("missing-field", scenario.place, { field: "name" }));
    findings.push(...checkShares(kase, scenario, at), ...checkInputs(kase, scenario, inputs, at));
  }
  for (const scenario of kase.scenarios) {
    const name = locales.map(locale => inLocale(scenario.name, locale).trim()).find(each => called.has(each));
    const alike = name === undefined ? undefined : called.get(name);
    if (name !== undefined && alike)
      findings.push(error("scenario-alike", scenario.place, { name, one: alike.id, other: scenario.id }));
    for (const locale of locales) called.set(inLocale(scenario.name, locale).trim(), scenario);
  }
  return findings;
}

function checkShares(kase: Case, scenario: Scenario, at: PlaceOf): Finding[] {
  const most = { improvement: 5, attribution: 5, confidence: 5, cost: 10 } as const;
  const findings = (["improvement", "attribution", "confidence", "cost"] as const).flatMap(field =>
    within(field, scenario[field], 0, most[field], percentText, words("advice.scenario-factor"), at(field)),
  );
  const horizon = kase.calendar.years * 12;
  return [
    ...findings,
    ...within("delay", scenario.delayMonths, 0, horizon, exactText, words("advice.delay"), at("delay")),
    ...[...scenario.factors].flatMap(([id, factor]) =>
      within(id, factor, 0, 100, percentText, words("advice.scenario-factor"), at("factors", id)),
    ),
  ];
}

function within(
  field: string,
  value: number,
  min: number,
  max: number,
  shown: (value: number) => Text,
  advice: Text,
  place: Place,
): Finding[] {
  if (value >= min && value <= max) return [];
  return [error("out-of-bounds", place, { field, found: shown(value), min: shown(min), max: shown(max), advice })];
}

interface Changeable {
  readonly values: ReadonlyMap<string, Possible>;
  readonly factors: readonly string[];
}

interface Possible {
  readonly min: number;
  readonly max: number;
  readonly shown: (value: number) => Text;
  readonly advice: Text;
}

const share: Possible = { min: 0, max: 1, shown: percentText, advice: words("advice.percent") };

/** What a scenario of the case may give a value or a factor: inputs that the case has, never those it does without. */
function changeableInputs(kase: Case, model: Model): Changeable {
  const readers = readersOfDrivers(kase, model);
  const drivers = model.drivers.filter(({ id }) => readers.has(id) || kase.drivers.has(id));
  const indicators = kase.indicators.flatMap(({ id }) => model.indicators.find(each => each.id === id) ?? []);
  return {
    values: new Map<string, Possible>([
      ...drivers.map(({ id, shownAs }): [string, Possible] => [
        id,
        { min: -1e15, max: 1e15, shown: exactText, advice: words("advice.bounds", { unit: shownAs }) },
      ]),
      ...indicators.flatMap(indicator => termsOf(indicator)),
      ["finance.discount-rate", { min: -0.99, max: 1, shown: percentText, advice: words("advice.percent") }],
    ]),
    factors: [
      ...drivers.map(({ id }) => id),
      ...[...kase.investment, ...model.costs].map(({ id }) => `investment.${id}`),
    ],
  };
}

function termsOf(indicator: Indicator): [string, Possible][] {
  const { id, bounds, format, shownAs } = indicator;
  const level: Possible = {
    ...bounds,
    shown: format === "percent" ? percentText : exactText,
    advice: words("advice.bounds", { unit: shownAs }),
  };
  return [
    ...(indicator.hasLevels ? [[`${id}.target`, level] as [string, Possible]] : []),
    [`${id}.attribution`, share],
    [`${id}.confidence`, share],
  ];
}

function checkInputs(kase: Case, { values, factors }: Scenario, inputs: Changeable, at: PlaceOf): Finding[] {
  const unknown = (id: string, known: readonly string[], place: Place) =>
    error("unknown-reference", place, { kind: words("kind.scenario-input"), id, suggestion: closest(id, known) });
  return [
    ...[...values].flatMap(([id, value]) => {
      const possible = inputs.values.get(id);
      const place = at("values", id);
      if (factors.has(id)) return [error("scenario-twice", at("factors", id), { input: id })];
      if (!possible) return [unknown(id, [...inputs.values.keys()], place)];
      if (Array.isArray(kase.drivers.get(id)?.value)) return [error("scenario-yearly", place, { driver: id })];
      const { min, max, shown, advice } = possible;
      return within(id, value, min, max, shown, advice, place);
    }),
    ...[...factors.keys()].flatMap(id =>
      inputs.factors.includes(id) ? [] : [unknown(id, inputs.factors, at("factors", id))],
    ),
  ];
}
