/** What ten and a hundred times the indicators or the periods cost: compiling, and a draw of all inputs; and checking a model ten times as large. */
import { compileKernel } from "../src/engine/kernel/compile-kernel.ts";
import { checkWhole, repeatedModel } from "./large-model.ts";
import { drawsOf, enlarged, loadAll, sampleOf } from "./sample-plans.ts";
import { type Measure, type Section, shown } from "./section.ts";
import { least, median, timed, timesOf } from "./timing.ts";

interface Size {
  readonly indicators: number;
  readonly years: number;
  readonly times: number;
  readonly along: "indicators" | "periods" | "";
}

export async function growthSection(): Promise<Section> {
  const demo = await loadAll();
  const own = demo.kase.calendar.years;
  const along = (which: "indicators" | "periods", times: number): Size => ({
    indicators: which === "indicators" ? times : 1,
    years: which === "periods" ? own * times : own,
    times,
    along: which,
  });
  const sizes: Size[] = [
    { indicators: 1, years: own, times: 1, along: "" },
    along("indicators", 10),
    along("indicators", 100),
    along("periods", 10),
    along("periods", 100),
  ];
  const found = [];
  for (const size of sizes) found.push({ ...size, ...(await costOf(demo, size)) });
  const [base] = found;
  if (!base) throw new Error("nothing measured");
  const measures = found.slice(1).map(
    ({ along, times, draw }): Measure => ({
      what: `a draw with ${times} times the ${along}, × one of the case itself`,
      value: draw / base.draw,
      unit: "×",
      goal: { most: times },
    }),
  );
  return {
    id: "growth",
    title: "Growth",
    about: `The after-sales model written out ten times (540 indicators, 1,000 drivers), read and checked in full, units included. And the case with all indicators repeated, or its horizon lengthened, up to 100 times; every numeric input uncertain. The ratio to linear is the cost divided by the size: 1 is linear, below is better.`,
    measures: [await checkOfLargeModel(), ...measures],
    table: {
      columns: ["indicators", "periods", "inputs", "operations", "compile, ms", "to linear", "µs a draw", "to linear"],
      rows: found.map(({ indicators, years, times, inputs, operations, compile, draw }) => [
        indicators * demo.kase.indicators.length,
        years * demo.kase.calendar.periodsPerYear,
        inputs,
        operations,
        shown(compile),
        shown(compile / base.compile / times),
        shown(draw),
        shown(draw / base.draw / times),
      ]),
    },
  };
}

/** Per indicator, a model of ten times the size against the model itself. */
async function checkOfLargeModel(): Promise<Measure> {
  const cost = async (times: number): Promise<number> => {
    const files = repeatedModel(times);
    const indicators = await checkWhole(files);
    return least(await timesOf(() => checkWhole(files), times === 1 ? 5 : 2, 1)) / indicators;
  };
  const one = await cost(1);
  const ten = await cost(10);
  return {
    what: "checking a model of 540 indicators, per indicator, × one of 54",
    value: ten / one,
    unit: "×",
    goal: { most: 2 },
  };
}

async function costOf(demo: Awaited<ReturnType<typeof loadAll>>, { indicators, years, times }: Size) {
  const sample = sampleOf(enlarged(demo, indicators, years));
  const compiling = () => compileKernel(sample.plan, sample.uncertain, sample.headlines);
  // The case itself compiles in moments: warm, as the larger ones are after their first thousand formulas.
  const kernel = compiling();
  const compile = median(Array.from({ length: times === 1 ? 9 : times === 10 ? 3 : 1 }, () => timed(compiling)[1]));
  const count = times === 100 ? 1024 : 4096;
  const columns = drawsOf(sample, count);
  // The fastest: what else runs on the machine hits long runs more often than short ones.
  const draw = (1000 * least(await timesOf(() => kernel.evaluate(columns, count), 9))) / count;
  return { inputs: sample.inputs.length, operations: kernel.operations, compile, draw };
}
