/** The kernel at work on the case with all indicators, beside HyperFormula, mathjs, LibreOffice and the machine's own peak. */
import { calculate } from "../src/engine/calculate.ts";
import { compileKernel, type Kernel } from "../src/engine/kernel/compile-kernel.ts";
import { keyOf } from "../src/engine/plan/plan.ts";
import { simdPeak, typedArrayPeak } from "./peak.ts";
import { hyperFormulaDraws, mathjsDraws } from "./peers/in-process.ts";
import { libreOfficeDraws } from "./peers/libreoffice.ts";
import { drawsOf, enlarged, loadAll, type Sample, sampleOf } from "./sample-plans.ts";
import { type Section, shown } from "./section.ts";
import { least, median, timed, timesOf } from "./timing.ts";

export async function evaluationSection(): Promise<Section> {
  const demo = await loadAll();
  const sample = sampleOf(enlarged(demo, 1, demo.kase.calendar.years));
  const compiling = () => compileKernel(sample.plan, sample.uncertain, sample.headlines);
  const [kernel, compileFirst] = timed(compiling);
  const compileWarm = median(await timesOf(compiling, 9, 12));
  const draws = drawsOf(sample, 100_000);
  const few = draws.map(column => column.subarray(0, 10_000));
  const perDraw = median(await timesOf(() => kernel.evaluate(few, 10_000), 15)) / 10_000;
  const many = median(await timesOf(() => kernel.evaluate(draws, 100_000), 3, 0));
  const single = await oneChangedInput(sample, kernel);
  const hyper = hyperFormulaDraws(sample, draws, 60);
  const mathjs = mathjsDraws(sample, draws, 40);
  checkAgainst(mathjs.npv, kernel, draws, 39, "mathjs");
  const office = await libreOfficeDraws(sample, draws, 60);
  if (office) checkAgainst(office.npv, kernel, draws, 59, "LibreOffice");
  const peers = [
    { name: "HyperFormula, its inputs set in one batch", times: hyper },
    { name: "mathjs, the same formulas compiled, without IRR", times: mathjs.times },
    ...(office ? [{ name: "LibreOffice, the written workbook, by UNO", times: office.times }] : []),
  ];
  const rate = kernel.operations / (perDraw * 1e-3);
  const [typed, simd] = [typedArrayPeak(), simdPeak()];
  return {
    id: "evaluation",
    title: "Evaluation",
    about: `${demo.kase.indicators.length} indicators, all ${sample.inputs.length} numeric inputs uncertain; NPV, ROI, payback and IRR of every draw. ${kernel.operations} operations a draw.`,
    measures: [
      { what: "compile the kernel, first time in this process", value: compileFirst, unit: "ms", goal: { most: 60 } },
      { what: "compile the kernel, warm", value: compileWarm, unit: "ms", goal: { most: 25 } },
      { what: "10,000 draws", value: perDraw * 10_000, unit: "ms" },
      { what: "100,000 draws", value: many, unit: "ms" },
      { what: "times HyperFormula's fastest draw", value: least(hyper) / perDraw, unit: "×", goal: { least: 3000 } },
      { what: "one changed input → all headline figures", value: single, unit: "ms", goal: { most: 0.25 } },
      { what: "share of the peak of a typed-array loop a·x + b in the cache", value: (100 * rate) / typed, unit: "%" },
      { what: "share of the peak of SIMD products and sums in registers", value: (100 * rate) / simd, unit: "%" },
    ],
    table: {
      columns: ["peer", "fastest draw, ms", "median draw, ms", "times the kernel's"],
      rows: peers.map(({ name, times }) => [
        name,
        shown(least(times)),
        shown(median(times)),
        shown(least(times) / perDraw),
      ]),
    },
    notes: [
      `Operations a second: the kernel ${shown(rate / 1e9)} G, the typed-array loop ${shown(typed / 1e9)} G, SIMD ${shown(simd / 1e9)} G.`,
      ...(office ? [] : ["LibreOffice with its Python bridge (UNO) is not installed here: that peer was left out."]),
    ],
  };
}

/** Milliseconds, median; the figures are those of `calculate`, or it throws. */
async function oneChangedInput(sample: Sample, kernel: Kernel): Promise<number> {
  const own = sample.inputs.map(({ content }) => Float64Array.of(content.kind === "input" ? (content.value ?? 0) : 0));
  const wanted = calculate(sample.plan).values;
  const result = kernel.evaluate(own, 1);
  for (const [index, ref] of kernel.outputs.entries()) {
    const [got, value] = [result.value(index, 0), wanted.get(keyOf(ref))];
    if (typeof got !== "number" || typeof value !== "number" || Math.abs(got - value) > 1e-11 * Math.abs(value))
      throw new Error(`${keyOf(ref)}: ${JSON.stringify(got)}, not ${JSON.stringify(value)}`);
  }
  const changed = own[7];
  const change = () => {
    if (changed) changed[0] = (changed[0] ?? 0) * 1.0001;
    kernel.evaluate(own, 1);
  };
  return median(await timesOf(change, 2000, 500));
}

/** A peer that computes something else is no peer. */
function checkAgainst(npv: unknown, kernel: Kernel, draws: readonly Float64Array[], draw: number, peer: string): void {
  const columns = draws.map(column => column.subarray(draw, draw + 1));
  const ours = kernel.evaluate(columns, 1).value(0, 0);
  if (typeof ours !== "number" || Math.abs(ours - Number(npv)) > 1e-9 * Math.abs(ours))
    throw new Error(`${peer} gives NPV ${npv}, the kernel ${JSON.stringify(ours)}`);
}
