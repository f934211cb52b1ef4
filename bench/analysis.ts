/** Tornado, break-even, simulation and many cases at once, on the case with all indicators, in this process. */
import { compileCaseFigures } from "../src/engine/case-figures.ts";
import { compileSensitivity } from "../src/engine/sensitivity.ts";
import { calculate, loadCase, sensitivity, simulate } from "../src/index.ts";
import type { Section } from "./section.ts";
import { median, timed, timesOf } from "./timing.ts";

const correlatedDraws = { seed: 1, hurdleRoi: 0 };

export async function analysisSection(): Promise<Section> {
  const { model, kase } = await loadCase("fixtures/jianglan-all");
  if (!model || !kase) throw new Error("the case with all indicators cannot be loaded");
  const assessment = await calculate(model, kase);
  const simulated = (draws: number) => () => simulate(assessment, { ...correlatedDraws, draws });
  const begun = performance.now();
  await simulated(10_000)();
  const first = performance.now() - begun;
  const tenThousand = median(await timesOf(simulated(10_000), 7, 8));
  const hundredThousand = median(await timesOf(simulated(100_000), 3, 1));
  const compiled = compileSensitivity(model, kase, assessment.calculation);
  const tornado = median(await timesOf(() => compiled.tornado(), 50, 50));
  const breakEven = median(await timesOf(() => compiled.breakEvens(), 20, 20));
  const whole = median(await timesOf(() => sensitivity(assessment), 9, 9));
  const cases = await casesPerSecond(assessment.calculation);
  return {
    id: "analysis",
    title: "Tornado, simulation, many cases",
    about: `${kase.indicators.length} indicators, ${compiled.inputs.length} uncertain inputs with a range. In one process, warm unless it says otherwise; a simulation compiles its kernel each time.`,
    measures: [
      { what: "simulate 10,000 draws, first time in this process", value: first, unit: "ms" },
      { what: "simulate 10,000 draws, end to end", value: tenThousand, unit: "ms", goal: { most: 60 } },
      { what: "simulate 100,000 draws, end to end", value: hundredThousand, unit: "ms", goal: { most: 400 } },
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
