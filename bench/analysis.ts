/** Tornado, break-even, simulation and many cases at once, on the case with all indicators, in this process. */
import { compileCaseFigures } from "../src/engine/case-figures.ts";
import { compileSensitivity } from "../src/engine/sensitivity.ts";
import { compileSimulation } from "../src/engine/simulate.ts";
import { uncertainInputs } from "../src/engine/uncertain-inputs.ts";
import { calculate, loadCase, sensitivity } from "../src/index.ts";
import type { Section } from "./section.ts";
import { median, timed, timesOf } from "./timing.ts";

/** Of inputs that are drawn together. */
const pairs = 10;

export async function analysisSection(): Promise<Section> {
  const { model, kase } = await loadCase("fixtures/jianglan-all");
  if (!model || !kase) throw new Error("the case with all indicators cannot be loaded");
  const assessment = await calculate(model, kase);
  const inputs = uncertainInputs(model, kase, assessment.calculation.plan);
  const correlations = Array.from({ length: pairs }, (_, pair) => {
    const [a, b] = [inputs[7 * pair], inputs[7 * pair + 3]];
    if (!a || !b) throw new Error("too few inputs for the pairs");
    return { a: a.id, b: b.id, rank: 0.4, place: kase.place };
  });
  const correlated = { ...kase, uncertainty: { inputs: new Map(), correlations } };
  const compiling = () => compileSimulation(model, correlated, assessment.calculation);
  const [, first] = timed(() => compiling().run({ draws: 10_000 }));
  const simulation = compiling();
  const tenThousand = median(await timesOf(() => simulation.run({ draws: 10_000 }), 15));
  const hundredThousand = median(await timesOf(() => simulation.run({ draws: 100_000 }), 5, 1));
  const compileSimulating = median(await timesOf(compiling, 9, 9));
  const compiled = compileSensitivity(model, kase, assessment.calculation);
  const tornado = median(await timesOf(() => compiled.tornado(), 50, 50));
  const breakEven = median(await timesOf(() => compiled.breakEvens(), 20, 20));
  const whole = median(await timesOf(() => sensitivity(assessment), 9, 9));
  const cases = await casesPerSecond(assessment.calculation);
  return {
    id: "analysis",
    title: "Tornado, simulation, many cases",
    about: `${kase.indicators.length} indicators, ${compiled.inputs.length} uncertain inputs with a range, ${pairs} pairs of them correlated in the simulation. In one process, warm unless it says otherwise.`,
    measures: [
      { what: "compile and simulate 10,000 draws, first time in this process", value: first, unit: "ms" },
      { what: "compile the simulation, warm", value: compileSimulating, unit: "ms" },
      { what: "simulate 10,000 correlated draws", value: tenThousand, unit: "ms", goal: { most: 60 } },
      { what: "simulate 100,000 correlated draws", value: hundredThousand, unit: "ms", goal: { most: 400 } },
      {
        what: `whole tornado: the NPV at the low and high value of ${compiled.inputs.length} inputs`,
        value: tornado,
        unit: "ms",
        goal: { most: 2 },
      },
      { what: "break-even values of all of them", value: breakEven, unit: "ms" },
      { what: "sensitivity from a calculated case, compiling included", value: whole, unit: "ms" },
      {
        what: "cases a second: NPV, ROI, payback and IRR of one model",
        value: cases.rate,
        unit: "/s",
        goal: { least: 50_000 },
      },
    ],
    notes: [
      `Cases: ${cases.inputs} numbers of each case differ; its choices, calendar and investment lines are those of one model. Compiling once took ${cases.compile.toFixed(0)} ms.`,
    ],
  };
}

async function casesPerSecond(calculation: Parameters<typeof compileCaseFigures>[0]) {
  const [compiled, compile] = timed(() => compileCaseFigures(calculation));
  const count = 20_000;
  const columns = compiled.planned.map((value, input) =>
    Float64Array.from(
      { length: count },
      (_, which) => value * (0.8 + ((which * 7919 + input * 104_729) % 1000) / 2500),
    ),
  );
  const time = median(await timesOf(() => compiled.evaluate(columns, count), 5));
  return { rate: (1000 * count) / time, inputs: compiled.inputs.length, compile };
}
