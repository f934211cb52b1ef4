/**
 * Simulation and tornado of the case with all 54 indicators, every input uncertain and ten pairs correlated, end to end in this process,
 * warm: what a consultant waits for once the program runs. Compiling is shown apart. Goals: 10,000 draws in 60 ms, 100,000 in 400 ms.
 */
import { cpus } from "node:os";
import { compileKernel } from "../src/engine/kernel/compile-kernel.ts";
import { Figures } from "../src/engine/result-of.ts";
import { compileSimulation } from "../src/engine/simulate.ts";
import { uncertainInputs } from "../src/engine/uncertain-inputs.ts";
import { calculate, loadCase, sensitivity } from "../src/index.ts";

const { model, kase } = await loadCase("fixtures/jianglan-all");
if (!model || !kase) throw new Error("the case with all indicators cannot be loaded");
const assessment = await calculate(model, kase);
const { plan } = assessment.calculation;
const inputs = uncertainInputs(model, kase, plan);
const npv = new Figures(assessment.calculation).cell("summary.npv");
if (!npv) throw new Error("the plan has no NPV");

const correlations = Array.from({ length: 10 }, (_, pair) => {
  const [a, b] = [inputs[7 * pair], inputs[7 * pair + 3]];
  if (!a || !b) throw new Error("too few inputs for ten pairs");
  return { a: a.id, b: b.id, rank: 0.4, place: kase.place };
});
const correlated = { ...kase, uncertainty: { inputs: new Map(), correlations } };
const compile = () => compileSimulation(model, correlated, assessment.calculation);
const simulation = compile();

async function median(job: () => unknown, rounds = 7): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const begun = performance.now();
    await job();
    if (round > 0) times.push(performance.now() - begun);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

const whole = await median(() => calculate(model, kase));
const rows = [
  ["HyperFormula: the case once", whole],
  [
    "compile the kernel (NPV)",
    await median(() =>
      compileKernel(
        plan,
        inputs.flatMap(({ cells }) => cells),
        [npv.ref],
      ),
    ),
  ],
  ["compile the simulation", await median(compile)],
  ["simulate 10,000 draws", await median(() => simulation.run({ draws: 10_000 }), 25)],
  ["simulate 100,000 draws", await median(() => simulation.run({ draws: 100_000 }))],
  [
    `tornado of ${inputs.length} inputs with break-even, compiling included`,
    await median(() => sensitivity(assessment)),
  ],
] as const;

console.log("| what | ms | times one HyperFormula calculation |\n|---|---|---|");
for (const [what, ms] of rows) console.log(`| ${what} | ${ms.toFixed(0)} | ${(ms / whole).toFixed(2)} |`);
console.log(
  `\n${inputs.length} uncertain inputs, ${correlations.length} correlated pairs. ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}.`,
);
