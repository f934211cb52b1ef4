/** Plans for the kernel's benchmark: the demonstration case, and larger ones made by repeating its indicators or lengthening its horizon. */
import type { Case } from "../src/case/case.ts";
import { buildPlan } from "../src/engine/build-plan.ts";
import type { CellRef, PlannedCell, WorkbookPlan } from "../src/engine/plan/plan.ts";
import { loadCase, type Model } from "../src/index.ts";

export interface Sample {
  readonly plan: WorkbookPlan;
  readonly inputs: readonly PlannedCell[];
  readonly uncertain: readonly CellRef[];
  readonly headlines: readonly CellRef[];
}

export async function loadAll(): Promise<{ model: Model; kase: Case }> {
  const { model, kase } = await loadCase("fixtures/jianglan-all");
  if (!model || !kase) throw new Error("the demonstration case cannot be loaded");
  return { model, kase };
}

/** Every numeric input uncertain; NPV, ROI, payback and IRR as outputs. */
export function sampleOf(plan: WorkbookPlan): Sample {
  const cells = plan.sheets.flatMap(sheet => sheet.cells);
  const inputs = cells.filter(({ content }) => content.kind === "input" && content.value !== null);
  const headlines = ["summary.npv", "summary.roi.nominal", "payback.months", "summary.irr"].map(figure => {
    const cell = cells.find(each => each.figure === figure);
    if (!cell) throw new Error(`no figure ${figure}`);
    return cell.ref;
  });
  return { plan, inputs, uncertain: inputs.map(({ ref }) => ref), headlines };
}

/** The case with each indicator `times` over, and `years` years. */
export function enlarged({ model, kase }: { model: Model; kase: Case }, times: number, years: number): WorkbookPlan {
  const copies = Array.from({ length: times }, (_, copy) => (copy === 0 ? "" : `-copy-${copy}`));
  const again = <T extends { readonly id: string }>(items: readonly T[]): T[] =>
    copies.flatMap(suffix => items.map(item => ({ ...item, id: item.id + suffix })));
  const fitted = <T>(items: readonly T[], length: number): T[] =>
    Array.from({ length }, (_, index) => items[Math.min(index, items.length - 1)]).filter(item => item !== undefined);
  const periods = years * kase.calendar.periodsPerYear;
  return buildPlan(
    { ...model, indicators: again(model.indicators) },
    {
      ...kase,
      indicators: again(kase.indicators),
      calendar: { ...kase.calendar, years },
      drivers: new Map(
        [...kase.drivers].map(([id, driver]) => [
          id,
          { ...driver, value: Array.isArray(driver.value) ? fitted(driver.value, years) : driver.value },
        ]),
      ),
      ramp: fitted(kase.ramp, periods),
      investment: kase.investment.map(line => ({ ...line, yearly: fitted(line.yearly, years) })),
    },
  );
}

/** Columns of draws: each input between 80 % and 120 % of its own value. */
export function drawsOf({ inputs }: Sample, count: number): Float64Array[] {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return inputs.map(({ content }) => {
    const own = content.kind === "input" ? (content.value ?? 0) : 0;
    return Float64Array.from({ length: count }, () => own * (0.8 + 0.4 * random()));
  });
}
