/** The waterfall's columns, put together as a stacked chart does: what lies above 0 upwards, what lies below downwards. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { calculate } from "../../src/engine/calculate.ts";
import { buildWords, NameRegistry, SheetBuilder } from "../../src/engine/plan/builder.ts";
import { range } from "../../src/engine/plan/formula.ts";
import { keyOf, type WorkbookPlan } from "../../src/engine/plan/plan.ts";
import type { PlanContext } from "../../src/engine/sheets/context.ts";
import { planWaterfall } from "../../src/engine/sheets/summary-charts.ts";
import type { Block } from "../../src/engine/sheets/value-sheet.ts";

const top = 10;

/** From where to where each column is filled, of the levels gross, after overlap, after attribution, net. */
function columnsOf(levels: readonly (number | null)[]): { from: number; to: number; drawn: number }[] {
  const registry = new NameRegistry();
  const words = buildWords(registry, "Words", {});
  const cells = new SheetBuilder("summary", registry);
  const at = levels.map((level, index) =>
    level === null
      ? cells.formula(1, 1 + index, words.words.gap, "calculated", { format: "money" })
      : cells.label(1, 1 + index, level, "calculated", { format: "money" }),
  );
  const [gross, afterOverlap, afterAttribution, net] = at;
  if (!gross || !afterOverlap || !afterAttribution || !net) throw new Error("four levels");
  const block = { totals: { gross, afterOverlap, afterAttribution, net } } as unknown as Block;
  const over = range(cells.ref(20, 1), cells.ref(30, 3));
  planWaterfall({ words: words.words } as unknown as PlanContext, cells, block, { top, over, title: "Waterfall" });
  const sheet = cells.done({ name: "Summary", columns: [10] });
  const plan: WorkbookPlan = {
    sheets: [sheet, words.sheet],
    names: registry.names,
    words: words.texts,
    title: "",
    author: "",
    date: undefined,
    currency: "CNY",
  };
  const { values } = calculate(plan);
  const [chart] = sheet.charts ?? [];
  return [0, 1, 2, 3, 4].map(step => {
    const heights = (chart?.series ?? []).map(({ values: { from }, role }) => {
      const value = values.get(keyOf({ ...from, column: from.column + step }));
      return { role, value: typeof value === "number" ? value : 0 };
    });
    const total = (holds: (each: { role: string; value: number }) => boolean) =>
      heights.filter(holds).reduce((sum, { value }) => sum + value, 0);
    const isFilled = ({ role }: { role: string }) => role !== "base";
    const base = total(each => !isFilled(each));
    return {
      from: Math.min(base, 0) + total(each => isFilled(each) && each.value < 0),
      to: Math.max(base, 0) + total(each => isFilled(each) && each.value > 0),
      drawn: heights.filter(each => isFilled(each) && each.value !== 0).length,
    };
  });
}

test("each step is drawn from the level before it to the level after it, above and below 0 alike", () => {
  const level = fc.integer({ min: -1000, max: 1000 });
  fc.assert(
    fc.property(fc.tuple(level, level, level, level), levels => {
      const [gross, overlap, attribution, net] = levels;
      const spans = [
        [0, gross],
        [gross, overlap],
        [overlap, attribution],
        [attribution, net],
        [0, net],
      ] as const;
      columnsOf(levels).forEach((column, index) => {
        const [a = 0, b = 0] = spans[index] ?? [];
        expect(column.drawn > 0).toBe(a !== b);
        if (a === b) return;
        // The unfilled base ends where the filled part begins: what is seen of the column is the span itself.
        const seen = { from: Math.min(a, b), to: Math.max(a, b) };
        if (seen.from < 0) expect(column.from).toBe(seen.from);
        if (seen.to > 0) expect(column.to).toBe(seen.to);
      });
    }),
    { numRuns: 25, seed: 7 },
  );
}, 60_000);

test("what is missing is not drawn", () => {
  expect(columnsOf([100, null, null, null]).map(({ drawn }) => drawn)).toEqual([1, 0, 0, 0, 0]);
});
