/** The NPV of a case as a function of its uncertain inputs, compiled once: many points at a time, each with one input changed. */
import type { Point } from "./break-even.ts";
import { compileKernel, type Kernel } from "./kernel/compile-kernel.ts";
import { type CellRef, keyOf, type WorkbookPlan } from "./plan/plan.ts";
import type { UncertainInput } from "./uncertain-inputs.ts";

/**
 * A share of what is planned that is as good as none, and for which the kernel is as quick as for the plan itself. At 0 it has to look for
 * divisions by it, in code that it compiles then.
 */
export const nearlyNone = 1e-12;

/** Cells that a point sets, and to what. */
interface Change {
  readonly cells: readonly number[];
  readonly values: readonly number[];
}

export class NpvModel {
  readonly uncompiled: readonly string[];
  private readonly kernel: Kernel;
  private readonly inputs: readonly UncertainInput[];
  private readonly cells: readonly CellRef[];
  private readonly planned: readonly number[];
  private readonly positions: ReadonlyMap<string, number>;
  private readonly positionsOf: readonly (readonly number[])[];
  /** One per cell, all as planned between calls; as long as the most points asked for so far. */
  private columns: Float64Array[] = [];

  /** `others` may be changed besides the cells of the inputs. */
  constructor(plan: WorkbookPlan, npv: CellRef, inputs: readonly UncertainInput[], others: readonly CellRef[]) {
    const cells = new Map([...inputs.flatMap(input => input.cells), ...others].map(ref => [keyOf(ref), ref]));
    this.inputs = inputs;
    this.cells = [...cells.values()];
    this.positions = new Map([...cells.keys()].map((key, position) => [key, position]));
    this.positionsOf = inputs.map(input => this.positionsAt(input.cells));
    this.planned = plannedValues(plan, this.cells);
    this.kernel = compileKernel(plan, this.cells, [npv]);
    this.uncompiled = this.kernel.uncompiled.map(({ reason }) => `summary.npv: ${reason}`);
  }

  /** The NPV at each point; NaN where it is no number. */
  npvs(points: readonly Point[]): Float64Array {
    return this.evaluate(
      points.map(({ index, value }) => ({
        cells: this.positionsOf[index] ?? [],
        values: this.inputs[index]?.valuesAt(value) ?? [],
      })),
    );
  }

  /** The NPV with some cells holding the planned values of others, or next to nothing where there is no other. Nothing may divide by them. */
  npvWith(cells: readonly CellRef[], from: readonly (CellRef | undefined)[]): number {
    const planned = (ref: CellRef) => this.planned[this.positions.get(keyOf(ref)) ?? -1] ?? 0;
    const values = cells.map((cell, which) => {
      const other = from[which];
      return (other && planned(other)) || nearlyNone * planned(cell);
    });
    return this.evaluate([{ cells: this.positionsAt(cells), values }])[0] ?? Number.NaN;
  }

  private evaluate(changes: readonly Change[]): Float64Array {
    if (this.kernel.outputs.length === 0) return new Float64Array(changes.length).fill(Number.NaN);
    this.lengthenTo(changes.length);
    changes.forEach((change, draw) => void this.write(change.cells, draw, change.values));
    const [npvs] = this.kernel.evaluate(this.columns, changes.length).columns;
    changes.forEach(({ cells }, draw) => void this.write(cells, draw, undefined));
    return npvs ?? new Float64Array(changes.length).fill(Number.NaN);
  }

  /** The values, or what is planned. */
  private write(cells: readonly number[], draw: number, values: readonly number[] | undefined): void {
    cells.forEach((cell, which) => {
      const column = this.columns[cell];
      if (column) column[draw] = (values ? values[which] : this.planned[cell]) ?? 0;
    });
  }

  private lengthenTo(count: number): void {
    if ((this.columns[0]?.length ?? 0) >= count) return;
    this.columns = this.planned.map(value => new Float64Array(count).fill(value));
  }

  private positionsAt(cells: readonly CellRef[]): number[] {
    return cells.map(ref => this.positions.get(keyOf(ref)) ?? -1);
  }
}

function plannedValues(plan: WorkbookPlan, cells: readonly CellRef[]): number[] {
  const values = new Map(
    plan.sheets.flatMap(sheet =>
      sheet.cells.flatMap(({ ref, content }) =>
        content.kind === "input" ? [[keyOf(ref), content.value] as const] : [],
      ),
    ),
  );
  return cells.map(ref => values.get(keyOf(ref)) ?? 0);
}
