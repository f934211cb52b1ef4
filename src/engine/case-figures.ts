/**
 * The headline figures of many cases over one model: each case is a set of the numbers that stand in the input cells, and they are all
 * calculated in one pass of the kernel. Fixed, as in the case it is compiled for: choices and words (conventions, which indicators are
 * counted), the calendar, the investment lines, and inputs left blank. Draws nothing at random.
 */
import type { CalculatedValue, Calculation } from "./calculation.ts";
import { compileKernel } from "./kernel/compile-kernel.ts";
import type { PlannedCell } from "./plan/plan.ts";
import { Figures } from "./result-of.ts";

export const headlineFigures = ["summary.npv", "summary.roi.nominal", "payback.months", "summary.irr"] as const;

export interface CaseFigures {
  /** The input cells that hold a number, in the order of the columns. */
  readonly inputs: readonly PlannedCell[];
  /** The numbers of the case itself, in the same order. */
  readonly planned: readonly number[];
  /** In the order of the results. */
  readonly figures: readonly string[];
  /** Figures that only `calculate` can give, with the reason. */
  readonly uncompiled: readonly string[];
  /** Which of the inputs the figures read, by their places. */
  readonly reads: ReadonlySet<number>;
  /** One column per input, one number per case; each as finite numbers. */
  evaluate(columns: readonly Float64Array[], cases: number): EvaluatedCases;
}

export interface EvaluatedCases {
  /** One per figure: its number for each case, NaN where it is none. */
  readonly columns: readonly Float64Array[];
  /** What `calculate` gives for a figure of a case: a number, a word, an error. */
  value(figure: number, which: number): CalculatedValue | undefined;
}

/** `keys` are figures of the plan, the headlines by default. Throws if the plan has no such figure. */
export function compileCaseFigures(calculation: Calculation, keys: readonly string[] = headlineFigures): CaseFigures {
  const { plan } = calculation;
  const found = new Figures(calculation);
  const refs = keys.map(key => {
    const cell = found.cell(key);
    if (!cell) throw new Error(`the plan has no ${key}`);
    return cell.ref;
  });
  const filled = plan.sheets.flatMap(({ cells }) =>
    cells.flatMap(cell =>
      cell.content.kind === "input" && cell.content.value !== null ? [{ cell, value: cell.content.value }] : [],
    ),
  );
  const kernel = compileKernel(
    plan,
    filled.map(({ cell }) => cell.ref),
    refs,
  );
  return {
    inputs: filled.map(({ cell }) => cell),
    planned: filled.map(({ value }) => value),
    figures: kernel.outputs.map(ref => keys[refs.indexOf(ref)] ?? ""),
    uncompiled: kernel.uncompiled.map(({ ref, reason }) => `${keys[refs.indexOf(ref)]}: ${reason}`),
    reads: kernel.reads,
    evaluate: (columns, cases) => kernel.evaluate(columns, cases),
  };
}
