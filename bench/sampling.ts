/** Time of drawing 100 PERT inputs, the parts apart and together, and what a Sobol draw is worth in plain ones. */
import { rankContributions } from "../src/sampling/contributions.ts";
import { buildCopula, correlate } from "../src/sampling/correlate.ts";
import { describeSample } from "../src/sampling/describe-sample.ts";
import { fillQuantiles, quantile } from "../src/sampling/distribution.ts";
import { type DrawPlan, drawInputs } from "../src/sampling/draw.ts";
import { plainColumn } from "../src/sampling/seeded.ts";
import { sobolColumn } from "../src/sampling/sobol.ts";
import { type Section, shown } from "./section.ts";

const rounds = Number(process.env.ROUNDS ?? 15);
const inputs = Array.from({ length: 100 }, (_, i) => ({
  id: `input-${i}`,
  distribution: { kind: "pert" as const, low: 10, likely: 10 + 30 * ((0.5 + i * 0.618034) % 1), high: 40 },
}));
const ids = inputs.map(input => input.id);
/** Twenty pairs, and one chain through all hundred. */
const pairs = Array.from({ length: 20 }, (_, i) => ({ a: `input-${3 * i}`, b: `input-${3 * i + 1}`, rank: 0.5 }));
const chain = ids.slice(1).map((b, i) => ({ a: `input-${i}`, b, rank: 0.4 }));
const plan = (draws: number, method: DrawPlan["method"], correlations: DrawPlan["correlations"]): DrawPlan => {
  return { inputs, correlations, draws, seed: 1, method };
};

function milliseconds(work: () => unknown, times = rounds): number {
  const taken: number[] = [];
  for (let round = 0; round < times; round++) {
    const start = performance.now();
    work();
    taken.push(performance.now() - start);
  }
  return taken.sort((a, b) => a - b)[times >> 1] ?? 0;
}

export function samplingSection(): Section {
  const cold = milliseconds(() => drawInputs(plan(10_000, "sobol", pairs)), 1);
  return {
    id: "sampling",
    title: "Sampling",
    about: `Drawing 100 PERT inputs, medians of ${rounds} in one warm process; and what a Sobol draw is worth in plain ones, by the error of mean, P10 and P90 of a benefit-like output over 24 seeds.`,
    measures: [
      { what: "10,000 draws, first time in this process", value: cold, unit: "ms" },
      ...[10_000, 100_000].flatMap(partsOf),
    ],
    table: worthTable(),
  };
}

function partsOf(draws: number): Section["measures"] {
  const column = new Float64Array(draws);
  const eachColumn = (work: (i: number) => void) =>
    milliseconds(() => {
      for (let i = 0; i < inputs.length; i++) work(i);
    });
  const whole = (method: DrawPlan["method"], correlations: DrawPlan["correlations"]) =>
    milliseconds(() => drawInputs(plan(draws, method, correlations)));
  const points = eachColumn(i => sobolColumn(i, 1, 0, draws, column));
  const plain = eachColumn(i => plainColumn(i, 1, 0, draws, column));
  const uniforms = column.slice();
  const columns = inputs.map(() => uniforms.slice());
  const drawn = inputs.map(({ id }, i) => ({ id, column: columns[i] ?? uniforms }));
  const pert = inputs[17]?.distribution ?? { kind: "fixed" as const, value: 0 };
  const parts: [string, number][] = [
    ["Sobol and PERT", whole("sobol", [])],
    ["plain and PERT", whole("plain", [])],
    ["Sobol, PERT and a copula of 20 pairs", whole("sobol", pairs)],
    ["Sobol, PERT and a copula of one chain of 100", whole("sobol", chain)],
    ["of it Sobol points", points],
    ["instead plain points (xoshiro128++)", plain],
    [
      "of it PERT quantiles by table",
      eachColumn(i => inputs[i] && fillQuantiles(inputs[i].distribution, uniforms, column)),
    ],
    ["instead PERT quantiles solved one by one", 100 * milliseconds(() => uniforms.map(u => quantile(pert, u)), 3)],
    ["the copula of 20 pairs alone", milliseconds(() => correlate(buildCopula(ids, pairs).copula, columns))],
    ["describe one output", milliseconds(() => describeSample(uniforms))],
    ["contributions of 100 inputs to one output", milliseconds(() => rankContributions(drawn, uniforms), 5)],
  ];
  return parts.map(([what, value]) => ({ what: `${draws.toLocaleString("en-US")} draws: ${what}`, value, unit: "ms" }));
}

function worthTable(): NonNullable<Section["table"]> {
  const reference = outputFigures({ ...plan(524_288, "sobol", pairs), seed: 7 });
  const percent = (list: readonly number[]) => list.map(error => `${shown(100 * error)} %`).join(", ");
  return {
    columns: ["draws", "Sobol: error in standard deviations", "plain", "a Sobol draw is worth"],
    rows: [1024, 4096, 8192, 10_000].map(draws => {
      const [sobol, plain] = [errors("sobol", draws, reference), errors("plain", draws, reference)];
      const worth = sobol.map((error, k) => shown(((plain[k] ?? 0) / error) ** 2));
      return [draws, percent(sobol), percent(plain), worth.join(", ")];
    }),
  };
}

/** Root mean square error of mean, P10 and P90 of a benefit-like output over seeds, in its standard deviations. */
function errors(method: DrawPlan["method"], draws: number, reference: readonly number[]): number[] {
  const [, , , spread = 1] = reference;
  const figures = Array.from({ length: 24 }, (_, seed) =>
    outputFigures({ ...plan(draws, method, pairs), seed: seed + 100 }),
  );
  return reference.slice(0, 3).map((expected, k) => {
    const squares = figures.map(found => (((found[k] ?? 0) - expected) / spread) ** 2);
    return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
  });
}

/** Sum of 25 benefits, each a volume × a saving × two shares. */
function outputFigures(drawPlan: DrawPlan): number[] {
  const columns = drawInputs(drawPlan);
  const output = Float64Array.from({ length: drawPlan.draws }, (_, k) => {
    const x = (i: number) => columns[i]?.[k] ?? 0;
    let sum = 0;
    for (let i = 0; i < 100; i += 4) sum += ((x(i) * x(i + 1)) / (1 + i)) * x(i + 2) * x(i + 3);
    return sum;
  });
  const { figures } = describeSample(output);
  return [
    figures?.mean ?? 0,
    figures?.percentiles.p10 ?? 0,
    figures?.percentiles.p90 ?? 0,
    figures?.standardDeviation ?? 1,
  ];
}
