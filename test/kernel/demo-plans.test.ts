/** The kernel against HyperFormula, on every formula cell of the demonstration cases. */
import { describe, expect, test } from "vitest";
import { buildPlan } from "../../src/engine/build-plan.ts";
import { calculate } from "../../src/engine/calculate.ts";
import { compileKernel } from "../../src/engine/kernel/compile-kernel.ts";
import {
  type CellRef,
  keyOf,
  type PlanFormula,
  type PlannedCell,
  type WorkbookPlan,
} from "../../src/engine/plan/plan.ts";
import { nodesOf } from "../../src/model/formula/tree.ts";
import { loadDemo } from "../engine/demo.ts";
import { changesToTry } from "../oracle/input-changes.ts";
import { withInputs } from "../oracle/with-inputs.ts";
import { drawOf, seeded } from "./random.ts";
import { isSame, Reference } from "./reference.ts";

const cellsOf = (plan: WorkbookPlan, kind: PlannedCell["content"]["kind"]): PlannedCell[] =>
  plan.sheets.flatMap(({ cells }) => cells).filter(({ content }) => content.kind === kind);
const refs = (cells: readonly PlannedCell[]): CellRef[] => cells.map(({ ref }) => ref);
const demoPlan = async (name: "jianglan" | "jianglan-all") => {
  const { model, kase } = await loadDemo(name);
  return buildPlan(model, kase);
};

/** Where the kernel differs, in words; the first few. */
function differences(
  plan: WorkbookPlan,
  inputs: readonly PlannedCell[],
  draws: readonly (readonly number[])[],
): string[] {
  const kernel = compileKernel(plan, refs(inputs), refs(cellsOf(plan, "formula")));
  expect(kernel.uncompiled).toEqual([]);
  const columns = inputs.map((_, index) => Float64Array.from(draws, draw => draw[index] ?? 0));
  const result = kernel.evaluate(columns, draws.length);
  const reference = new Reference(plan, refs(inputs));
  const found: string[] = [];
  draws.forEach((draw, at) => {
    reference.set(draw);
    const values = kernel.outputs.map(ref => reference.value(ref));
    // Of such numbers sums leave no digit: only errors, words and truths must then be the same.
    const isBeyond = values.some(value => typeof value === "number" && Math.abs(value) > 1e100);
    kernel.outputs.forEach((ref, output) => {
      const [got, wanted] = [result.value(output, at), values[output]];
      if (isBeyond && typeof got === "number" && typeof wanted === "number") return;
      if (!isSame(got, wanted) && !isCancelled(plan, ref, got, wanted, reference))
        found.push(`draw ${at}, ${keyOf(ref)}: ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
    });
  });
  reference.done();
  return found.slice(0, 20);
}

/** Whether two numbers are what last digits leave of far greater ones, read by the formula, that cancel each other out. */
function isCancelled(plan: WorkbookPlan, ref: CellRef, got: unknown, wanted: unknown, reference: Reference): boolean {
  const content = cellsOf(plan, "formula").find(cell => keyOf(cell.ref) === keyOf(ref))?.content;
  if (content?.kind !== "formula" || typeof got !== "number" || typeof wanted !== "number") return false;
  const sizes = [...nodesOf(content.formula)].flatMap(node => cellsRead(node)).map(read => reference.value(read));
  const greatest = Math.max(...sizes.map(value => (typeof value === "number" ? Math.abs(value) : 0)));
  return Math.abs(got - wanted) <= 1e-15 * greatest;
}

function cellsRead(node: PlanFormula): CellRef[] {
  if (node.kind === "cell") return [node];
  if (node.kind !== "range") return [];
  const { from, to } = node;
  const [rows, columns] = [to.row - from.row + 1, to.column - from.column + 1];
  return Array.from({ length: rows * columns }, (_, at) => ({
    ...from,
    row: from.row + Math.floor(at / columns),
    column: from.column + (at % columns),
  }));
}

describe.each([
  ["jianglan", 900],
  ["jianglan-all", 300],
] as const)("the kernel of %s", (name, count) => {
  test("gives what calculate gives for the plan's own inputs", async () => {
    const plan = await demoPlan(name);
    const inputs = cellsOf(plan, "input").filter(({ content }) => content.kind === "input" && content.value !== null);
    const kernel = compileKernel(plan, refs(inputs), refs(cellsOf(plan, "formula")));
    const own = inputs.map(({ content }) => Float64Array.of(content.kind === "input" ? (content.value ?? 0) : 0));
    const result = kernel.evaluate(own, 1);
    const { values } = calculate(plan);
    const different = kernel.outputs.filter((ref, output) => !isSame(result.value(output, 0), values.get(keyOf(ref))));
    expect(different.map(keyOf)).toEqual([]);
    expect(kernel.outputs).toHaveLength(values.size);
  });

  test("gives what HyperFormula gives for random inputs, nasty ones among them", async () => {
    const plan = await demoPlan(name);
    const inputs = cellsOf(plan, "input");
    const random = seeded(name.length);
    const draws = Array.from({ length: count }, (_, round) => drawOf(inputs, round, random));
    expect(differences(plan, inputs, draws)).toEqual([]);
  });
});

test("agrees when choices are turned and inputs are blank or at their bounds", async () => {
  const original = await demoPlan("jianglan");
  for (const [title, changes] of changesToTry(original)) {
    const plan = withInputs(original, changes);
    // Half of the inputs are uncertain, the others fixed at what the change made of them: numbers, blanks, zeros.
    const inputs = cellsOf(plan, "input").filter((_, index) => index % 2 === 0);
    const random = seeded(title.length);
    const draws = Array.from({ length: 12 }, (_, round) => drawOf(inputs, round, random));
    expect(differences(plan, inputs, draws), title).toEqual([]);
  }
});

test("the reference is what calculate gives", async () => {
  const plan = await demoPlan("jianglan");
  const reference = new Reference(plan, []);
  for (const [key, value] of calculate(plan).values) {
    const ref = refs(cellsOf(plan, "formula")).find(each => keyOf(each) === key);
    expect(ref && reference.value(ref), key).toEqual(value);
  }
  reference.done();
});
