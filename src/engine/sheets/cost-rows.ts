/** The investment over the periods: a row for each line, folded away under their sum. */
import type { PlanContext } from "./context.ts";
import { allOf, costOf } from "./flow-formulas.ts";
import { cellOf, type Line, type LineOptions, type RowWriter } from "./flow-rows.ts";
import type { InputsSheet, InvestmentCells } from "./inputs-sheet.ts";
import { costFactors, type ScenarioInputs } from "./scenario-inputs.ts";

/** Gives the row of sums. */
export function costRows(
  context: PlanContext,
  rows: RowWriter,
  inputs: InputsSheet,
  lines: readonly InvestmentCells[],
  scenario: ScenarioInputs,
  optionsOf: (line: InvestmentCells) => LineOptions,
): Line {
  const written = lines.map(line => {
    const factors = costFactors(scenario, line.id);
    return rows.line(
      line.name,
      "calculated",
      "money",
      index => costOf(context, inputs, line, factors, index, context.periods[index]?.year ?? 0),
      optionsOf(line),
    );
  });
  rows.fold(written.length);
  return rows.line(
    "cash.cost",
    "total",
    "money",
    index =>
      allOf(
        written.map(line => cellOf(line, index)),
        context.words.gap,
      ),
    { figure: "cost", total: true },
  );
}
