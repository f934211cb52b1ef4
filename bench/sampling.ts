/**
 * Time of drawing 100 PERT inputs, the parts apart and together, and what a Sobol draw is worth in plain ones.
 * Run alone: npx tsx bench/sampling.ts. Ratios are what counts; medians of ROUNDS (default 15) in one warm process.
 */
import { cpus } from "node:os";
import { rankContributions } from "../src/sampling/contributions.ts";
import { buildCopula, correlate } from "../src/sampling/correlate.ts";
import { describeSample } from "../src/sampling/describe-sample.ts";
import { fillQuantiles, quantile } from "../src/sampling/distribution.ts";
import { type DrawPlan, drawInputs } from "../src/sampling/draw.ts";
import { plainColumn } from "../src/sampling/seeded.ts";
import { sobolColumn } from "../src/sampling/sobol.ts";

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

function print(name: string, time: number, base: number): void {
  console.log(`  ${name.padEnd(62)}${time.toFixed(1).padStart(9)} ms${(time / base).toFixed(2).padStart(9)} ×`);
}

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}, medians of ${rounds}`);
const cold = milliseconds(() => drawInputs(plan(10_000, "sobol", pairs)), 1);
console.log(`First call of the process, 10,000 draws × 100 inputs, 20 pairs, tables built: ${cold.toFixed(0)} ms`);

for (const draws of [10_000, 100_000]) {
  console.log(`\n${draws.toLocaleString("en")} draws × 100 inputs, × the whole Sobol draw without correlations`);
  const whole = milliseconds(() => drawInputs(plan(draws, "sobol", [])));
  print("Sobol + PERT", whole, whole);
  print(
    "plain + PERT",
    milliseconds(() => drawInputs(plan(draws, "plain", []))),
    whole,
  );
  print(
    "Sobol + PERT + copula of 20 pairs",
    milliseconds(() => drawInputs(plan(draws, "sobol", pairs))),
    whole,
  );
  print(
    "Sobol + PERT + copula of one chain of 100",
    milliseconds(() => drawInputs(plan(draws, "sobol", chain))),
    whole,
  );
  const column = new Float64Array(draws);
  const eachColumn = (work: (i: number) => void) =>
    milliseconds(() => {
      for (let i = 0; i < inputs.length; i++) work(i);
    });
  print(
    "  of it Sobol points",
    eachColumn(i => sobolColumn(i, 1, 0, draws, column)),
    whole,
  );
  print(
    "  instead plain points (xoshiro128++)",
    eachColumn(i => plainColumn(i, 1, 0, draws, column)),
    whole,
  );
  const uniforms = column.slice();
  print(
    "  of it PERT quantiles by table",
    eachColumn(i => inputs[i] && fillQuantiles(inputs[i].distribution, uniforms, column)),
    whole,
  );
  const pert = inputs[17]?.distribution ?? { kind: "fixed" as const, value: 0 };
  const exact = 100 * milliseconds(() => uniforms.map(u => quantile(pert, u)), 3);
  print("  instead PERT quantiles solved one by one", exact, whole);
  const columns = inputs.map(() => uniforms.slice());
  print(
    "  the copula of 20 pairs alone",
    milliseconds(() => correlate(buildCopula(ids, pairs).copula, columns)),
    whole,
  );
  print(
    "describe one output",
    milliseconds(() => describeSample(uniforms)),
    whole,
  );
  const drawn = inputs.map(({ id }, i) => ({ id, column: columns[i] ?? uniforms }));
  print(
    "contributions of 100 inputs to one output",
    milliseconds(() => rankContributions(drawn, uniforms), 5),
    whole,
  );
}

/** Root mean square error of mean, P10 and P90 of a benefit-like output over seeds, in its standard deviations. */
function errors(method: DrawPlan["method"], draws: number): number[] {
  const figures = Array.from({ length: 24 }, (_, seed) =>
    outputFigures({ ...plan(draws, method, pairs), seed: seed + 100 }),
  );
  return reference.map((expected, k) => {
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

const [mean = 0, p10 = 0, p90 = 0, spread = 1] = outputFigures({ ...plan(524_288, "sobol", pairs), seed: 7 });
const reference = [mean, p10, p90];
console.log(
  "\nError in standard deviations of the output (24 seeds): mean, P10, P90; and what a Sobol draw is worth in plain ones",
);
for (const draws of [1024, 4096, 8192, 10_000]) {
  const [sobol, plain] = [errors("sobol", draws), errors("plain", draws)];
  const worth = sobol.map((error, k) => (((plain[k] ?? 0) / error) ** 2).toFixed(0));
  const percent = (list: number[]) => list.map(error => `${(100 * error).toFixed(2)} %`).join("  ");
  console.log(
    `  ${String(draws).padStart(6)}  Sobol ${percent(sobol)}   plain ${percent(plain)}   worth ${worth.join(", ")}`,
  );
}
