/** The block `uncertainty` of `case.yaml` → distributions and correlations that can be drawn, or all that is wrong with it. */
import { closest } from "../finding/closest.ts";
import { error, type Finding, hasErrors, type Place, warning } from "../finding/finding.ts";
import type { Model } from "../model/model.ts";
import type { YamlSource } from "../model/yaml-source.ts";
import { buildCopula, type Contradiction } from "../sampling/correlate.ts";
import { formatNumber, percentText } from "../text/format.ts";
import { listed } from "../text/list.ts";
import { eachLocale, inLocale, type Text } from "../text/locale.ts";
import { words } from "../text/say.ts";
import { type Candidate, candidatesOf } from "./candidates.ts";
import type { Case, GivenCorrelation, GivenDistribution, Provenance, Uncertainty } from "./case.ts";
import { readDistribution } from "./read-distribution.ts";
import type { WrittenInput, WrittenUncertainty } from "./uncertainty-schema.ts";

export function resolveUncertainty(
  kase: Case,
  model: Model,
  written: WrittenUncertainty,
  source: Pick<YamlSource, "placeOf" | "keyPlaceOf">,
): { uncertainty: Uncertainty; findings: Finding[] } {
  const candidates = candidatesOf(kase, model);
  const inputs = readInputs(candidates, written.inputs ?? {}, source);
  const correlations = readCorrelations(candidates, inputs.read, written.correlations ?? [], source);
  const { seed, draws, "hurdle-roi": hurdleRoi } = written;
  return {
    uncertainty: {
      ...(seed === undefined ? {} : { seed }),
      ...(draws === undefined ? {} : { draws }),
      ...(hurdleRoi === undefined ? {} : { hurdleRoi }),
      inputs: inputs.read,
      correlations: correlations.read,
    },
    findings: [...hurdleFindings(hurdleRoi, source), ...inputs.findings, ...correlations.findings],
  };
}

/** An ROI of −100 % loses all; one above 1,000 % is more likely a percentage without its sign. */
const [leastHurdle, mostHurdle] = [-1, 10];

function hurdleFindings(hurdle: number | undefined, { placeOf }: Pick<YamlSource, "placeOf">): Finding[] {
  if (hurdle === undefined || (hurdle >= leastHurdle && hurdle <= mostHurdle)) return [];
  const values = { found: percentText(hurdle), min: percentText(leastHurdle), max: percentText(mostHurdle) };
  return [error("hurdle-range", placeOf(["uncertainty", "hurdle-roi"]), values)];
}

type Candidates = ReadonlyMap<string, Candidate>;
type Places = Pick<YamlSource, "placeOf" | "keyPlaceOf">;

function readInputs(
  candidates: Candidates,
  written: Readonly<Record<string, WrittenInput>>,
  { placeOf, keyPlaceOf }: Places,
): { read: Map<string, GivenDistribution>; findings: Finding[] } {
  const read = new Map<string, GivenDistribution>();
  const findings = Object.entries(written).flatMap(([id, input]) => {
    const path = ["uncertainty", "inputs", id];
    const place = keyPlaceOf(path);
    const candidate = candidates.get(id);
    if (!candidate) return [unknown(id, candidates, place)];
    const { distribution, findings: found } = readDistribution(
      candidate,
      input,
      (...more) => placeOf([...path, ...more]),
      (...more) => keyPlaceOf([...path, ...more]),
    );
    if (distribution) read.set(id, { distribution, ...argued(input, place) });
    return candidate.isRead ? found : [...found, warning("uncertain-unread", place, { id })];
  });
  return { read, findings };
}

const unknown = (id: string, candidates: Candidates, place: Place): Finding =>
  error("unknown-reference", place, {
    kind: words("kind.uncertain-input"),
    id,
    suggestion: closest(id, candidates.keys()),
  });

type WrittenArgument = Pick<WrittenInput, "because" | "source" | "owner" | "as-of">;

function argued(
  { because, source, owner, "as-of": asOf }: WrittenArgument,
  place: Place,
): Provenance & { because?: Text } {
  return {
    ...(because ? { because } : {}),
    ...(source ? { source } : {}),
    ...(owner ? { owner } : {}),
    ...(asOf ? { asOf } : {}),
    place,
  };
}

type WrittenCorrelation = NonNullable<WrittenUncertainty["correlations"]>[number];

function readCorrelations(
  candidates: Candidates,
  inputs: ReadonlyMap<string, GivenDistribution>,
  written: readonly WrittenCorrelation[],
  { placeOf }: Places,
): { read: GivenCorrelation[]; findings: Finding[] } {
  const all = written.map((correlation, index): GivenCorrelation => {
    const [a, b] = correlation.between;
    const place = placeOf(["uncertainty", "correlations", index, "between"]);
    return { a, b, rank: correlation.rank, ...argued(correlation, place) };
  });
  const findings = all.flatMap(({ a, b, rank, place }, index) => {
    const at = (part: string | number) => placeOf(["uncertainty", "correlations", index, "between", part]);
    const found = [a, b].flatMap((id, part) => (candidates.has(id) ? [] : [unknown(id, candidates, at(part))]));
    if (a === b) found.push(error("correlation-self", place, { id: a }));
    if (Math.abs(rank) > 1)
      found.push(error("rank-range", placeOf(["uncertainty", "correlations", index, "rank"]), { found: rank }));
    const before = all.slice(0, index).find(other => isSamePair(other, { a, b }));
    if (a !== b && before)
      found.push(error("correlation-twice", place, { a, b, first: `${before.place.file}:${before.place.line}` }));
    return found;
  });
  if (hasErrors(findings)) return { read: [], findings };
  return { read: all, findings: [...idleFindings(candidates, inputs, all), ...contradictions(candidates, all)] };
}

const isSamePair = (one: { a: string; b: string }, { a, b }: { a: string; b: string }): boolean =>
  (one.a === a && one.b === b) || (one.a === b && one.b === a);

/** Pairs with an input that is not drawn. */
function idleFindings(
  candidates: Candidates,
  inputs: ReadonlyMap<string, GivenDistribution>,
  correlations: readonly GivenCorrelation[],
): Finding[] {
  return correlations.flatMap(({ a, b, place }) => {
    const reason = (id: string) =>
      inputs.get(id)?.distribution.kind === "fixed"
        ? words("idle.fixed")
        : candidates.get(id)?.isRead
          ? undefined
          : words("idle.unread");
    return [a, b].flatMap(id => {
      const why = reason(id);
      return why ? [warning("correlation-idle", place, { id, why })] : [];
    });
  });
}

/** Ranks that cannot be had together, said at the pair that would have to give way most. */
function contradictions(candidates: Candidates, correlations: readonly GivenCorrelation[]): Finding[] {
  return buildCopula([...candidates.keys()], correlations).faults.flatMap(fault => {
    if (fault.code !== "contradictory-ranks") throw new Error(`a fault that was looked for before: ${fault.code}`);
    const { inputs, nearest, scale } = fault.values;
    const involved = correlations.filter(({ a, b }) => inputs.includes(a) && inputs.includes(b));
    const change = (correlation: GivenCorrelation): number => {
      const near = nearest.find(pair => isSamePair(pair, correlation));
      return near ? Math.abs(near.nearest - near.rank) : 0;
    };
    const [worst] = involved.toSorted((one, other) => change(other) - change(one));
    if (!worst) throw new Error("ranks contradict each other that nobody gave");
    return [
      error("correlation-contradiction", worst.place, {
        pairs: pairsText(involved),
        nearest: pairsText(nearestPairs(nearest)),
        scale: percentText(scale),
      }),
    ];
  });
}

const nearestPairs = (pairs: Contradiction["nearest"]) => pairs.map(({ a, b, nearest }) => ({ a, b, rank: nearest }));

function pairsText(pairs: readonly { a: string; b: string; rank: number }[]): Text {
  return eachLocale(locale =>
    inLocale(listed(pairs.map(({ a, b, rank }) => `${a} ~ ${b} ${formatNumber(rank, locale)}`)), locale),
  );
}
