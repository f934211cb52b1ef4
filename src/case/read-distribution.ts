/** One input's distribution, as written in `case.yaml`, and all that is wrong with it. */
import { closest } from "../finding/closest.ts";
import { error, type Finding, type Place, warning } from "../finding/finding.ts";
import { type Distribution, quantile, rangeOf } from "../sampling/distribution.ts";
import { distributionFaults } from "../sampling/distribution-faults.ts";
import { exactText, percentText } from "../text/format.ts";
import { listed } from "../text/list.ts";
import type { Text } from "../text/locale.ts";
import { words } from "../text/say.ts";
import type { Candidate } from "./candidates.ts";
import { arguedFields, type DistributionName, distributionNames, type WrittenInput } from "./uncertainty-schema.ts";

type PlaceOf = (...path: (string | number)[]) => Place;

/** `placeOf` and `keyPlaceOf` lead from the input. No distribution where there is an error, or the planned value it needs is missing. */
export function readDistribution(
  candidate: Candidate,
  written: WrittenInput,
  placeOf: PlaceOf,
  keyPlaceOf: PlaceOf,
): { distribution?: Distribution; findings: Finding[] } {
  const named = namesIn(candidate, written, placeOf, keyPlaceOf);
  if (named.findings.length > 0 || named.name === undefined) return { findings: named.findings };
  const { planned } = candidate;
  const distribution = named.name === "fixed" ? fixedAt(planned) : distributionOf(named.name, written, planned);
  if (!distribution) return { findings: [] };
  const place = placeOf(named.name);
  const at = (value: string | number) => placeOf(...pathTo(distribution, written, value));
  const wrong = [...orderFindings(candidate, distribution, at), ...faultFindings(candidate, distribution, at)];
  if (wrong.length > 0) return { findings: wrong };
  const outside = boundsFindings(candidate, distribution, at);
  if (outside.some(({ severity }) => severity === "error")) return { findings: outside };
  const kept = cut(distribution, candidate);
  const [low, high] = rangeOf(kept);
  if (planned === null || (planned >= low && planned <= high)) return { distribution: kept, findings: outside };
  const values = {
    id: candidate.id,
    planned: shown(candidate, planned),
    low: shown(candidate, low),
    high: shown(candidate, high),
  };
  return { distribution: kept, findings: [...outside, warning("plan-outside", place, values)] };
}

/** Exactly one name of a distribution must be there. */
function namesIn(
  { id }: Candidate,
  written: WrittenInput,
  placeOf: PlaceOf,
  keyPlaceOf: PlaceOf,
): { name?: DistributionName | "fixed"; findings: Finding[] } {
  const found = distributionNames.filter(name => written[name] !== undefined);
  const names = written.fixed ? [...found, "fixed" as const] : found;
  const known = listed([...distributionNames, "fixed"]);
  const strange = Object.keys(written).filter(
    key => !arguedFields.includes(key) && !(distributionNames as readonly string[]).includes(key),
  );
  const strangers = strange.map(key =>
    names.length === 0
      ? error("distribution-unknown", keyPlaceOf(key), { found: key, known })
      : error("unknown-field", keyPlaceOf(key), { field: key, suggestion: closest(key, arguedFields) }),
  );
  if (strangers.length > 0) return { findings: strangers };
  const [name] = names;
  if (name === undefined || names.length > 1)
    return { findings: [error("distribution-count", placeOf(), { id, count: names.length, known })] };
  return { name, findings: [] };
}

const fixedAt = (planned: number | null): Distribution | undefined =>
  planned === null ? undefined : { kind: "fixed", value: planned };

function distributionOf(
  name: DistributionName,
  written: WrittenInput,
  planned: number | null,
): Distribution | undefined {
  switch (name) {
    case "pert":
    case "triangular": {
      const values = written[name] ?? [];
      const [low, likely, high] = values.length === 3 ? values : [values[0], planned ?? undefined, values[1]];
      if (low === undefined || likely === undefined || high === undefined) return undefined;
      return { kind: name, low, likely, high };
    }
    case "uniform": {
      const [low = Number.NaN, high = Number.NaN] = written.uniform ?? [];
      return { kind: "uniform", low, high };
    }
    case "normal": {
      const { deviation, low, high, mean = planned ?? undefined } = written.normal ?? {};
      if (mean === undefined || deviation === undefined) return undefined;
      const bounds = { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
      return { kind: "normal", mean, standardDeviation: deviation, ...bounds };
    }
    case "lognormal":
      return written.lognormal && { kind: "lognormal", ...written.lognormal };
    case "discrete":
      return {
        kind: "discrete",
        outcomes: (written.discrete ?? []).map(([value, probability]) => ({ value, probability })),
      };
    default:
      return name satisfies never;
  }
}

/** Where a value stands: by its name, or the number of an outcome; a list names its values by their order. All of it for "". */
function pathTo(distribution: Distribution, written: WrittenInput, value: string | number): (string | number)[] {
  const { kind } = distribution;
  if (value === "") return [kind];
  const list = kind === "pert" || kind === "triangular" || kind === "uniform" ? written[kind] : undefined;
  if (!list) return [kind, value];
  const place = (list.length === 3 ? ["low", "likely", "high"] : ["low", "high"]).indexOf(String(value));
  return place < 0 ? [kind] : [kind, place];
}

type PlaceAt = (value: string | number) => Place;

/** Low, likely, high and their like must rise. */
function orderFindings(candidate: Candidate, distribution: Distribution, at: PlaceAt): Finding[] {
  const rising = risingValues(distribution);
  return rising.slice(1).flatMap(([second, secondValue], index) => {
    const [first, firstValue] = rising[index] ?? [second, secondValue];
    if (firstValue <= secondValue) return [];
    const values = { first, second, id: candidate.id };
    return [
      error("distribution-order", at(first), {
        ...values,
        firstValue: shown(candidate, firstValue),
        secondValue: shown(candidate, secondValue),
      }),
    ];
  });
}

function risingValues(distribution: Distribution): [name: string, value: number][] {
  switch (distribution.kind) {
    case "pert":
    case "triangular":
      return named({ low: distribution.low, likely: distribution.likely, high: distribution.high });
    case "uniform":
      return named({ low: distribution.low, high: distribution.high });
    case "normal":
      return named({ low: distribution.low, mean: distribution.mean, high: distribution.high });
    case "lognormal":
      return named({ p10: distribution.p10, p90: distribution.p90 });
    default:
      return [];
  }
}

const named = (values: Readonly<Record<string, number | undefined>>): [string, number][] =>
  Object.entries(values).flatMap(([name, value]): [string, number][] => (value === undefined ? [] : [[name, value]]));

function faultFindings(candidate: Candidate, distribution: Distribution, at: PlaceAt): Finding[] {
  const { id } = candidate;
  if (distribution.kind === "normal" && distribution.standardDeviation <= 0)
    return [error("deviation-range", at("deviation"), { id, found: shown(candidate, distribution.standardDeviation) })];
  return distributionFaults(distribution).flatMap(fault => {
    switch (fault.code) {
      case "not-positive": {
        const [field, value]: [string, number] =
          fault.values.p10 <= 0 ? ["p10", fault.values.p10] : ["p90", fault.values.p90];
        return [error("lognormal-positive", at(field), { id, field, found: shown(candidate, value) })];
      }
      case "probability-outside":
        return [error("share-range", at(""), { field: "probability", found: percentText(fault.values.probability) })];
      case "probabilities-not-1":
        return [error("probability-sum", at(""), { id, sum: percentText(fault.values.sum) })];
      case "bounds-off-the-curve":
        return [error("distribution-narrow", at(""), { id })];
      // Said by orderFindings, or refused where the file is read.
      default:
        return [];
    }
  });
}

/** The values that must lie within what the input can be: all named ones, and of a lognormal's tail all but one in a thousand. */
function boundsFindings(candidate: Candidate, distribution: Distribution, at: PlaceAt): Finding[] {
  const { id, bounds, isHard, isFactor, format, unit } = candidate;
  const { min, max } = bounds;
  const tail = distribution.kind === "lognormal" && isHard ? quantile(distribution, 0.999) : undefined;
  const values =
    distribution.kind === "discrete"
      ? distribution.outcomes.map(({ value }, index) => [index, value] as const)
      : [...risingValues(distribution), ...(tail === undefined ? [] : [["", tail] as const])];
  const [name, odd] = values.find(([, value]) => value < min || value > max) ?? [];
  if (odd === undefined || name === undefined) return [];
  const place = at(name);
  const [found, least, most] = [odd, min, max].map(value => shown(candidate, value));
  const common = { field: id, found: found ?? "", min: least ?? "", max: most ?? "" };
  if (!isHard) return [warning("driver-implausible", place, { ...common, unit })];
  const percent = format === "percent" && odd > 1;
  const advice = isFactor
    ? words("advice.factor")
    : odd === tail
      ? words("advice.tail")
      : percent
        ? words("advice.percent")
        : words("advice.bounds", { unit });
  return [error("out-of-bounds", place, { ...common, advice })];
}

/** A normal curve ends where the input cannot go on; of a driver, that is where it is no longer plausible. */
function cut(distribution: Distribution, { bounds, isHard }: Candidate): Distribution {
  if (distribution.kind !== "normal") return distribution;
  const { mean, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = distribution;
  if (!isHard && (mean < bounds.min || mean > bounds.max)) return distribution;
  const ends = { low: Math.max(low, bounds.min), high: Math.min(high, bounds.max) };
  const within = { ...distribution, ...ends };
  return distributionFaults(within).length > 0 ? distribution : within;
}

const shown = ({ format }: Candidate, value: number): Text =>
  format === "percent" ? percentText(value) : exactText(value);
