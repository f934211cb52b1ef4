/** One formula for a Monte Carlo tool too: the sum of 54 products of three uniform inputs, drawn and averaged; Squiggle beside the kernel. */
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { compileKernel } from "../src/engine/kernel/compile-kernel.ts";
import { formula, range } from "../src/engine/plan/formula.ts";
import type { CellRef, PlanFormula, PlannedCell, SheetPlan, WorkbookPlan } from "../src/engine/plan/plan.ts";
import { describeSample } from "../src/sampling/describe-sample.ts";
import { drawInputs } from "../src/sampling/draw.ts";
import type { Section } from "./section.ts";
import { median, timesOf } from "./timing.ts";

const products = 54;
const draws = 10_000;
const rangeOf = (input: number) => ({ low: 0.8 + 0.01 * (input % 7), high: 1.2 + 0.01 * (input % 5) });
const squiggleIn = "bench/peers/node_modules/@quri/squiggle-lang/dist/index.js";

export async function sumOfProductsSection(): Promise<Section> {
  const ours = await kernelMean();
  const theirs = existsSync(squiggleIn) ? await squiggleMean() : undefined;
  if (theirs && Math.abs(theirs.mean - ours.mean) > 0.005 * ours.mean)
    throw new Error(`Squiggle gives the mean ${theirs.mean}, the kernel ${ours.mean}`);
  return {
    id: "sum-of-products",
    title: "A Monte Carlo tool at the same formula",
    about: `The sum of ${products} products of three uniform inputs (${3 * products} inputs), ${draws.toLocaleString("en-US")} draws, its mean: drawing included, compiled or parsed beforehand where the tool can.`,
    measures: [
      { what: "Valuebook: Sobol draws, kernel, all percentiles", value: ours.time, unit: "ms" },
      ...(theirs
        ? [
            { what: "Squiggle 0.10 (@quri/squiggle-lang), plain draws, mean", value: theirs.time, unit: "ms" },
            { what: "times as fast as Squiggle", value: theirs.time / ours.time, unit: "×" },
          ]
        : []),
    ],
    notes: theirs ? [] : ["Squiggle was left out: `npm run bench:peers` installs it."],
  };
}

async function kernelMean(): Promise<{ time: number; mean: number }> {
  const at = (row: number, column: number): CellRef => ({ kind: "cell", sheet: "value", row, column });
  const text = { en: "", "zh-CN": "" };
  const cell = (ref: CellRef, content: PlannedCell["content"]): PlannedCell => ({
    ref,
    content,
    role: "calculated",
    format: "number",
  });
  const uncertain = Array.from({ length: 3 * products }, (_, input) => at(1 + Math.floor(input / 3), 1 + (input % 3)));
  const lines = Array.from(
    { length: products },
    (_, row): PlanFormula => formula`=${at(row + 1, 1)}*${at(row + 1, 2)}*${at(row + 1, 3)}`,
  );
  const total = at(products + 1, 1);
  const cells = [
    ...uncertain.map(ref => cell(ref, { kind: "input", value: 1, allowed: { kind: "number" }, hint: text })),
    ...lines.map((each, row) => cell(at(row + 1, 4), { kind: "formula", formula: each })),
    cell(total, { kind: "formula", formula: formula`=SUM(${range(at(1, 4), at(products, 4))})` }),
  ];
  const sheet: SheetPlan = {
    id: "value",
    name: text,
    columns: [],
    freeze: { rows: 0, columns: 0 },
    landscape: true,
    hidden: false,
    cells,
    detailRows: [],
  };
  const plan: WorkbookPlan = {
    sheets: [sheet],
    names: new Map(),
    title: text,
    author: text,
    date: undefined,
    currency: "CNY",
    words: new Map(),
  };
  const kernel = compileKernel(plan, uncertain, [total]);
  const inputs = uncertain.map((_, input) => ({
    id: `input-${input}`,
    distribution: { kind: "uniform" as const, ...rangeOf(input) },
  }));
  let mean = Number.NaN;
  const simulate = () => {
    const columns = drawInputs({ inputs, correlations: [], draws, seed: 1, method: "sobol" });
    const [column = new Float64Array(draws)] = kernel.evaluate(columns, draws).columns;
    mean = describeSample(column).figures?.mean ?? Number.NaN;
  };
  return { time: median(await timesOf(simulate, 15)), mean };
}

interface Squiggle {
  run(
    code: string,
    options: { environment: { sampleCount: number; xyPointLength: number; seed: string; profile: boolean } },
  ): Promise<{ result: { ok: boolean; value: { result: { value: number } } } }>;
}

async function squiggleMean(): Promise<{ time: number; mean: number }> {
  const { run }: Squiggle = await import(pathToFileURL(squiggleIn).href);
  const each = Array.from({ length: 3 * products }, (_, input) => {
    const { low, high } = rangeOf(input);
    return `SampleSet.fromDist(uniform(${low},${high}))`;
  });
  const terms = Array.from({ length: products }, (_, row) => each.slice(3 * row, 3 * row + 3).join("*"));
  const code = `mean(${terms.join(" + ")})`;
  const environment = { sampleCount: draws, xyPointLength: 1000, seed: "1", profile: false };
  let mean = Number.NaN;
  const times = await timesOf(
    async () => {
      const { result } = await run(code, { environment });
      if (!result.ok) throw new Error(`Squiggle: ${result.value}`);
      mean = result.value.result.value;
    },
    5,
    2,
  );
  return { time: median(times), mean };
}
