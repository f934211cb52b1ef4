/**
 * The compiled kernel beside HyperFormula and mathjs, on the demonstration case with all 54 indicators and every numeric input
 * uncertain. Ratios are what counts; the machine is stated. Writes out/bench/kernel.md.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { calculate } from "../src/engine/calculate.ts";
import { compileKernel } from "../src/engine/kernel/compile-kernel.ts";
import { keyOf } from "../src/engine/plan/plan.ts";
import { hyperFormulaDraws, mathjsDraws } from "./kernel-peers.ts";
import { drawsOf, enlarged, loadAll, type Sample, sampleOf } from "./kernel-plans.ts";

const lines: string[] = [];
const print = (line: string) => {
  console.log(line);
  lines.push(line);
};
const timed = <T>(run: () => T): [T, number] => {
  const start = performance.now();
  const result = run();
  return [result, performance.now() - start];
};
const least = (times: readonly number[]): number => Math.min(...times);
const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
const ms = (time: number): string => `${time.toPrecision(3)} ms`;
/** Lets V8 put in place what it has optimised meanwhile. */
const pause = () => new Promise(resolve => setTimeout(resolve, 300));

const demo = await loadAll();
const sample = sampleOf(enlarged(demo, 1, demo.kase.calendar.years));
print(`Node ${process.version}, ${cpus()[0]?.model}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
print(`${sample.inputs.length} uncertain inputs, ${demo.kase.indicators.length} indicators; NPV, ROI, payback, IRR`);

const compileTimes: number[] = [];
const compile = ({ plan, uncertain, headlines }: Sample) => {
  const [kernel, time] = timed(() => compileKernel(plan, uncertain, headlines));
  compileTimes.push(time);
  return kernel;
};
compile(sample);
compile(sample);
const kernel = compile(sample);
print(
  `compile: first ${ms(compileTimes[0] ?? 0)}, then ${ms(least(compileTimes))}; ${kernel.operations} operations a draw`,
);

const draws = drawsOf(sample, 100_000);
const few = draws.map(column => column.subarray(0, 10_000));
const [, firstTime] = timed(() => kernel.evaluate(few, 10_000));
await pause();
const times = Array.from({ length: 15 }, () => timed(() => kernel.evaluate(few, 10_000))[1]);
const manyTimes = Array.from({ length: 3 }, () => timed(() => kernel.evaluate(draws, 100_000))[1]);
print(
  `10,000 draws: first ${ms(firstTime)}, then median ${ms(median(times))}, best ${ms(least(times))} (goal: well below 30 ms)`,
);
print(`100,000 draws: median ${ms(median(manyTimes))}`);
const perDraw = median(times) / 10_000;

const own = sample.inputs.map(({ content }) => Float64Array.of(content.kind === "input" ? (content.value ?? 0) : 0));
const single = Array.from({ length: 2000 }, () => timed(() => kernel.evaluate(own, 1))[1]);
print(`one changed input → headlines: median ${ms(median(single))} (goal 0.25 ms)`);
const wanted = calculate(sample.plan).values;
const result = kernel.evaluate(own, 1);
for (const [index, ref] of kernel.outputs.entries()) {
  const [got, value] = [result.value(index, 0), wanted.get(keyOf(ref))];
  if (typeof got !== "number" || typeof value !== "number" || Math.abs(got - value) > 1e-11 * Math.abs(value)) {
    throw new Error(`${keyOf(ref)}: ${JSON.stringify(got)}, not ${JSON.stringify(value)}`);
  }
}

const hyper = hyperFormulaDraws(sample, draws, 60);
print(
  `HyperFormula: fastest draw ${ms(least(hyper))}, median ${ms(median(hyper))}: the kernel is ${Math.round(least(hyper) / perDraw)} times as fast (goal 3,000)`,
);
const peer = mathjsDraws(sample, draws, 40);
print(
  `mathjs, the same formulas compiled, without IRR: fastest draw ${ms(least(peer.times))}: ${Math.round(least(peer.times) / perDraw)} times`,
);
const last = kernel
  .evaluate(
    draws.map(column => column.subarray(39, 40)),
    1,
  )
  .value(0, 0);
if (typeof last !== "number" || Math.abs(last - Number(peer.npv)) > 1e-9 * Math.abs(last))
  throw new Error(`mathjs gives NPV ${peer.npv}, the kernel ${last}`);

const peak = typedArrayPeak();
const rate = kernel.operations / (perDraw * 1e-3);
print(
  `operations: ${(rate / 1e9).toFixed(2)} G/s, ${Math.round((100 * rate) / peak)} % of a typed-array loop a·x + b in the cache (${(peak / 1e9).toFixed(2)} G/s)`,
);

print("");
print("| indicators | years | inputs | operations | compile | µs a draw | ns an operation |");
print("|---|---|---|---|---|---|---|");
for (const [copies, years] of [
  [1, 3],
  [10, 3],
  [100, 3],
  [1, 6],
  [1, 12],
] as const)
  await growth(copies, years);
mkdirSync("out/bench", { recursive: true });
writeFileSync("out/bench/kernel.md", `${lines.join("\n")}\n`);

/** Multiplications and additions a second of a plain loop over 4,096 floats. */
function typedArrayPeak(): number {
  const column = new Float64Array(4096).fill(1);
  const rounds = 20_000;
  const run = () => {
    for (let round = 0; round < rounds; round++) {
      for (let at = 0; at < column.length; at++) column[at] = (column[at] ?? 0) * 0.999 + 0.001;
    }
  };
  run();
  return (2 * rounds * column.length) / (least([timed(run)[1], timed(run)[1], timed(run)[1]]) * 1e-3);
}

async function growth(copies: number, years: number): Promise<void> {
  const larger = sampleOf(enlarged(demo, copies, years));
  const [compiled, time] = timed(() => compileKernel(larger.plan, larger.uncertain, larger.headlines));
  const count = copies === 100 ? 1000 : 4000;
  const columns = drawsOf(larger, count);
  for (let warm = 0; warm < 3; warm++) compiled.evaluate(columns, count);
  await pause();
  const each =
    (1000 * median(Array.from({ length: 5 }, () => timed(() => compiled.evaluate(columns, count))[1]))) / count;
  const cells = [
    54 * copies,
    years,
    larger.inputs.length,
    compiled.operations,
    ms(time),
    each.toFixed(2),
    ((1000 * each) / compiled.operations).toFixed(2),
  ];
  print(`| ${cells.join(" | ")} |`);
}
