/** Double counting, taken out pair by pair: where both are counted, the second loses a share because the first already holds it. */
import type { OverlapPair } from "../../model/model.ts";
import { words } from "../../text/say.ts";
import { call, formula, range, whereAllNumbers, whereNumbers } from "../plan/formula.ts";
import type { CellRef, RangeRef, SheetPlan } from "../plan/plan.ts";
import { type PlanContext, sheet } from "./context.ts";

export interface OverlapSheet {
  readonly sheet: SheetPlan;
  /** Share each reduced indicator keeps; indicators without a pair keep all and are not here. */
  readonly kept: ReadonlyMap<string, CellRef>;
  readonly factors: RangeRef;
  /** Where each pair's factor stands, in the order of the rows. */
  readonly pairs: readonly { readonly pair: OverlapPair; readonly factor: CellRef }[];
}

const head = 4;

/** `counted` is the cell with 1 where an indicator counts. */
export function planOverlap(context: PlanContext, counted: ReadonlyMap<string, CellRef>): OverlapSheet {
  const cells = sheet(context, "overlap");
  cells.label(1, 1, words("overlap.title"), "title", { across: 7 });
  cells.label(2, 1, words("overlap.how"), "note", { across: 7 });
  cells.labels(head, 1, [
    words("overlap.reduced"),
    words("overlap.keep"),
    words("overlap.factor"),
    words("overlap.keep-counted"),
    words("overlap.share-kept"),
    words("overlap.because"),
    words("overlap.kept-in-all"),
  ]);
  const kept = new Map<string, CellRef>();
  const factors: { pair: OverlapPair; factor: CellRef }[] = [];
  let row = head + 1;
  for (const { indicator } of context.rows) {
    const pairs = context.model.overlaps.filter(
      ({ keep, reduce }) => reduce === indicator.id && counted.has(keep) && counted.has(reduce),
    );
    if (pairs.length === 0) continue;
    const first = row;
    for (const pair of pairs) {
      factors.push({ pair, factor: planPair(context, cells, pair, counted, row) });
      row += 1;
    }
    const shares = range(cells.ref(first, 5), cells.ref(row - 1, 5));
    kept.set(
      indicator.id,
      cells.formula(first, 7, whereAllNumbers(shares, call("PRODUCT", shares), context.words.gap), "total", {
        format: "percent",
        figure: `overlap.${indicator.id}`,
        origin: pairs[0]?.place,
      }),
    );
  }
  return {
    sheet: cells.done({
      name: words("sheet.overlap"),
      columns: [32, 32, 12, 14, 12, 56, 16],
      freeze: { rows: head, columns: 0 },
      titleRow: head,
    }),
    kept,
    factors: range(cells.ref(head + 1, 3), cells.ref(Math.max(head + 1, row - 1), 3)),
    pairs: factors,
  };
}

function planPair(
  context: PlanContext,
  cells: ReturnType<typeof sheet>,
  pair: OverlapPair,
  counted: ReadonlyMap<string, CellRef>,
  row: number,
): CellRef {
  const name = (id: string) => context.model.indicators.find(indicator => indicator.id === id)?.name ?? id;
  const keepCounted = counted.get(pair.keep);
  if (!keepCounted) throw new Error(`overlap with ${pair.keep}, which has no line`);
  cells.label(row, 1, name(pair.reduce), "row-head", { origin: pair.place });
  cells.label(row, 2, name(pair.keep), "label");
  const factor = cells.input(row, 3, pair.factor, {
    allowed: { kind: "number", min: 0, max: 1 },
    hint: words("hint.share"),
    format: "percent",
    origin: pair.place,
  });
  const holds = cells.formula(row, 4, keepCounted, "calculated", { format: "integer", origin: pair.place });
  cells.formula(row, 5, whereNumbers([factor], formula`=1-${factor}*${holds}`, context.words.gap), "calculated", {
    format: "percent",
    origin: pair.place,
  });
  cells.label(row, 6, pair.because, "source");
  return factor;
}
