/**
 * A file of benchmarks → Benchmarks, or all that is wrong with it: not such a file, changed by hand, percentiles that cannot be, another
 * model. What it says of an indicator that is measured otherwise in the case's model is left out, with a warning.
 */
import { z } from "zod";
import type { Benchmarks, IndicatorBenchmarks, Quantity, Spread, Spreads } from "../../case/benchmarks.ts";
import { fewestCustomers, quantities } from "../../case/benchmarks.ts";
import { error, type Finding, hasErrors, type Place, warning } from "../../finding/finding.ts";
import { field, isoDate, localText, oneOf, plainText, readFields } from "../../model/fields.ts";
import type { Indicator, Model } from "../../model/model.ts";
import { readYaml, type SourceFile, type YamlSource } from "../../model/yaml-source.ts";
import { exactText } from "../../text/format.ts";
import { listed } from "../../text/list.ts";
import { words } from "../../text/say.ts";
import { formatOfFile, hashOfContent, notShown } from "./benchmark-file.ts";

const spread = field<{ readonly spread: Spread | null }>(
  "expect.spread",
  '{ "n": 12, "p25": 0.62, "p50": 0.7, "p75": 0.78 }',
  { type: ["object", "string"] },
  value => {
    if (value === notShown) return { spread: null };
    if (typeof value !== "object" || value === null) return undefined;
    const { n, p25, p50, p75, ...more } = value as Record<string, unknown>;
    const isRight = [n, p25, p50, p75].every(each => typeof each === "number" && Math.abs(each) < largest);
    return isRight && Object.keys(more).length === 0 ? { spread: { n, p25, p50, p75 } as Spread } : undefined;
  },
);

/** No quantity that anyone measures is greater. */
const largest = 1e15;

const spreads = { baseline: spread, improvement: spread, relativeImprovement: spread, gapClosed: spread };
const wholeNumber = field<number>("expect.number", "12", { type: "integer" }, value =>
  typeof value === "number" && Number.isInteger(value) ? value : undefined,
);

const schema = z.strictObject({
  format: plainText,
  asOf: isoDate.nullable(),
  rules: z.record(z.string(), plainText),
  models: z.array(
    z.strictObject({
      model: plainText,
      customers: wholeNumber,
      indicators: z.array(
        z.strictObject({
          indicator: plainText,
          unit: plainText,
          better: oneOf(["higher", "lower"]),
          currency: plainText.nullable(),
          all: z.strictObject(spreads),
          industries: z.array(z.strictObject({ industry: localText, ...spreads })),
        }),
      ),
    }),
  ),
  hash: plainText,
});

type Written = z.output<typeof schema>["models"][number]["indicators"][number];

export interface ReadBenchmarks {
  /** Absent where there are errors. */
  readonly benchmarks?: Benchmarks;
  readonly findings: readonly Finding[];
}

/** `model`: that of the case which they are wanted for. */
export function readBenchmarks(file: SourceFile, model: Model): ReadBenchmarks {
  const { source, findings } = readYaml(file);
  if (!source) return { findings };
  const found = (source.value as { format?: unknown } | null)?.format;
  if (found !== formatOfFile) {
    const values = { expected: formatOfFile };
    return { findings: [error("benchmarks-format", source.placeOf(["format"]), values)] };
  }
  const { fields, findings: shape } = readFields(source, schema);
  if (!fields) return { findings: shape };
  const own = `${model.id}@${model.version}`;
  const models = fields.models.map(each => ({ ...each, indicators: each.indicators.map(indicatorOf) }));
  const all = [...hashFinding(source, fields.hash), ...twice(source, models)];
  models.forEach((each, index) => {
    const at = (position: number, ...path: (string | number)[]) =>
      source.placeOf(["models", index, "indicators", position, ...path]);
    for (const [position, entry] of each.indicators.entries()) {
      const defined = model.indicators.find(({ id }) => id === entry.indicator);
      all.push(...spreadFindings(entry, (...path) => at(position, ...path)));
      if (each.model !== own) continue;
      if (!defined || defined.unit !== entry.unit || defined.better !== entry.better)
        all.push(
          warning("benchmarks-indicator", at(position, "indicator"), { indicator: entry.indicator, model: own }),
        );
      else all.push(...boundsFindings(entry, defined, (...path) => at(position, ...path)));
    }
  });
  if (!models.some(each => each.model === own)) {
    const names = listed(models.map(each => each.model));
    const values = { model: own, names: models.length === 0 ? words("benchmarks.no-model") : names };
    all.push(error("benchmarks-model", source.placeOf(["models"]), values));
  }
  return hasErrors(all) ? { findings: all } : { benchmarks: { asOf: fields.asOf, models }, findings: all };
}

function indicatorOf({ all, industries, ...rest }: Written): IndicatorBenchmarks {
  const plain = (of: { readonly [Q in Quantity]: { readonly spread: Spread | null } }) =>
    Object.fromEntries(quantities.map(quantity => [quantity, of[quantity].spread])) as unknown as Spreads;
  return {
    ...rest,
    all: plain(all),
    industries: industries.map(({ industry, ...each }) => ({ industry, ...plain(each) })),
  };
}

function hashFinding({ value, placeOf }: YamlSource, hash: string): Finding[] {
  const { hash: _, ...content } = value as Record<string, unknown>;
  return hashOfContent(content) === hash ? [] : [error("benchmarks-hash", placeOf(["hash"]))];
}

function twice({ placeOf }: YamlSource, models: Benchmarks["models"]): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const once = (key: unknown, name: string, ...path: (string | number)[]): void => {
    const id = JSON.stringify(key);
    if (seen.has(id)) findings.push(error("benchmarks-twice", placeOf(path), { name }));
    seen.add(id);
  };
  models.forEach(({ model, indicators }, m) => {
    once(model, model, "models", m, "model");
    indicators.forEach(({ indicator, currency, unit, better }, i) => {
      once([model, indicator, currency, unit, better], indicator, "models", m, "indicators", i, "indicator");
    });
  });
  return findings;
}

type PlaceOf = (...path: (string | number)[]) => Place;

/** Every spread of an entry, with its path. */
function spreadsOf({ all, industries }: IndicatorBenchmarks) {
  const of = (spreads: Spreads, ...path: (string | number)[]) =>
    quantities.flatMap(quantity => {
      const found = spreads[quantity];
      return found ? [{ quantity, ...found, path: [...path, quantity] }] : [];
    });
  return [...of(all, "all"), ...industries.flatMap((each, index) => of(each, "industries", index))];
}

/** Percentiles fall nowhere, and are of at least five customers. */
function spreadFindings(entry: IndicatorBenchmarks, placeOf: PlaceOf): Finding[] {
  return spreadsOf(entry)
    .filter(({ n, p25, p50, p75 }) => !(Number.isInteger(n) && n >= fewestCustomers && p25 <= p50 && p50 <= p75))
    .map(({ quantity, path }) =>
      error("benchmarks-spread", placeOf(...path), {
        indicator: entry.indicator,
        quantity: words(`benchmarks.${quantity}`),
        fewest: fewestCustomers,
      }),
    );
}

/** A baseline within what the indicator can be, and no improvement beyond that. */
function boundsFindings(entry: IndicatorBenchmarks, { bounds }: Indicator, placeOf: PlaceOf): Finding[] {
  const reach = bounds.max - bounds.min;
  const limits: Partial<Record<Quantity, { readonly min: number; readonly max: number }>> = {
    baseline: bounds,
    improvement: { min: -reach, max: reach },
  };
  return spreadsOf(entry).flatMap(({ quantity, p25, p75, path }) => {
    const limit = limits[quantity];
    const wrong = limit && [p25, p75].find(each => each < limit.min || each > limit.max);
    if (!limit || wrong === undefined) return [];
    const values = {
      indicator: entry.indicator,
      quantity: words(`benchmarks.${quantity}`),
      found: exactText(wrong),
      min: exactText(limit.min),
      max: exactText(limit.max),
    };
    return [error("benchmarks-bounds", placeOf(...path), values)];
  });
}
