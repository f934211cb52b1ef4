/**
 * From each indicator's change to money: gross by its formula, then overlap, attribution and confidence, step by step. Three blocks:
 * yearly benefit, one-off cash, and alternative views that are shown but never added.
 */
import { words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { call, formula, range } from "../plan/formula.ts";
import type { CellRef, RangeRef, SheetPlan } from "../plan/plan.ts";
import type { AgreementSheet } from "./agreement-sheet.ts";
import { basisChoice } from "./basis.ts";
import { type PlanContext, sheet } from "./context.ts";
import type { DriversSheet } from "./drivers-sheet.ts";
import { type OverlapSheet, planOverlap } from "./overlap-sheet.ts";
import type { ScenarioInputs } from "./scenario-inputs.ts";
import { column, type LineCells, LineWriter, type PlacedLine } from "./value-lines.ts";

export interface ValueSheets {
  readonly value: SheetPlan;
  readonly overlap: SheetPlan;
  readonly overlapFactors: RangeRef;
  readonly overlapPairs: OverlapSheet["pairs"];
  readonly yearly: Block;
  readonly oneOff: Block;
}

/** The lines of one recurrence, with the ranges that sums run over. */
export interface Block {
  readonly lines: readonly LineCells[];
  readonly stages: RangeRef;
  readonly dimensions: RangeRef;
  readonly chosen: RangeRef;
  readonly counted: RangeRef;
  readonly countedNet: RangeRef;
  readonly gross: RangeRef;
  /** What is kept of the gross: chosen × overlap × attribution × confidence. */
  readonly countedShare: RangeRef;
  /** Sums of counted lines: gross, after overlap, after attribution, net. */
  readonly totals: {
    readonly gross: CellRef;
    readonly afterOverlap: CellRef;
    readonly afterAttribution: CellRef;
    readonly net: CellRef;
  };
}

export function planValue(
  context: PlanContext,
  agreement: AgreementSheet,
  drivers: DriversSheet,
  live: ScenarioInputs,
): ValueSheets {
  const cells = sheet(context, "value");
  const { currency } = context;
  cells.label(1, 1, words("value.title"), "title", { across: 12 });
  cells.label(2, 1, words("value.how"), "note", { across: 12 });
  const lines = context.rows.flatMap(indicator => indicator.indicator.monetization.map(line => ({ indicator, line })));
  const blocks = {
    yearly: lines.filter(({ line }) => line.recurrence === "yearly" && !line.alternative),
    oneOff: lines.filter(({ line }) => line.recurrence === "one-off" && !line.alternative),
    alternative: lines.filter(({ line }) => line.alternative),
  };
  const yearlyTop = 4;
  const oneOffTop = yearlyTop + blocks.yearly.length + 5;
  const alternativeTop = oneOffTop + blocks.oneOff.length + 5;
  const placed = (items: typeof lines, top: number): PlacedLine[] =>
    items.map((item, index) => ({ ...item, row: top + 2 + index }));
  const yearly = placed(blocks.yearly, yearlyTop);
  const oneOff = placed(blocks.oneOff, oneOffTop);
  const alternative = placed(blocks.alternative, alternativeTop);

  const writer = new LineWriter(context, cells, agreement, drivers, live);
  for (const each of [...yearly, ...oneOff]) writer.gross(each);
  const overlap = planOverlap(
    context,
    new Map(
      [...yearly, ...oneOff].map(({ indicator, row }) => [indicator.indicator.id, cells.ref(row, column.counted)]),
    ),
  );
  heads(context, cells, yearlyTop, words("value.yearly", { currency }), words("value.gross-yearly"));
  heads(context, cells, oneOffTop, words("value.one-off", { currency }), words("value.gross-one-off"));
  const yearlyLines = yearly.map(each => writer.net(each, overlap.kept.get(each.indicator.indicator.id)));
  const oneOffLines = oneOff.map(each => writer.net(each, overlap.kept.get(each.indicator.indicator.id)));
  const result = {
    yearly: block(context, cells, yearlyTop, yearlyLines, "value.total-yearly"),
    oneOff: block(context, cells, oneOffTop, oneOffLines, "value.total-one-off"),
  };
  if (alternative.length > 0) {
    cells.label(alternativeTop, 1, words("value.alternative"), "section", { across: 18 });
    cells.labels(alternativeTop + 1, 1, lineHeads(context, words("value.gross-yearly")).slice(0, column.gross));
    for (const each of alternative) writer.gross(each);
  }
  const anyYears = [...yearlyLines, ...oneOffLines].some(({ grossOfYears }) => grossOfYears !== undefined);
  const years = anyYears ? context.kase.calendar.years : 0;
  for (let year = 1; year <= years; year += 1)
    cells.label(yearlyTop + 1, column.years + year - 1, words("value.gross-year", { n: year }), "column-head");
  return {
    value: cells.done({
      name: words("sheet.value"),
      columns: [
        5,
        6,
        28,
        22,
        16,
        58,
        16,
        10,
        11,
        11,
        16,
        9,
        9,
        11,
        16,
        16,
        16,
        16,
        3,
        ...Array.from({ length: years }, () => 15),
      ],
      freeze: { rows: 2, columns: 3 },
    }),
    overlap: overlap.sheet,
    overlapFactors: overlap.factors,
    overlapPairs: overlap.pairs,
    ...result,
  };
}

const lineHeads = (context: PlanContext, gross: ReturnType<typeof words>) => [
  words("column.stage"),
  words("column.dimension"),
  words("column.indicator"),
  words("value.line"),
  words("value.type"),
  words("value.in-words"),
  gross,
  words("value.overlap-kept"),
  words("agreement.attribution"),
  words("agreement.confidence"),
  words("value.net-if-counted"),
  words(basisChoice(context) ? "value.in-basis" : "agreement.chosen"),
  words("value.counted"),
  words("value.counted-share"),
  words("value.counted-gross"),
  words("value.after-overlap"),
  words("value.after-attribution"),
  words("value.counted-net"),
];

function heads(
  context: PlanContext,
  cells: SheetBuilder,
  top: number,
  title: ReturnType<typeof words>,
  gross: ReturnType<typeof words>,
): void {
  cells.label(top, 1, title, "section", { across: 18 });
  cells.labels(top + 1, 1, lineHeads(context, gross));
}

/** The block's total row and the ranges over its lines. */
function block(
  context: PlanContext,
  cells: SheetBuilder,
  top: number,
  lines: readonly LineCells[],
  title: "value.total-yearly" | "value.total-one-off",
): Block {
  const first = top + 2;
  const last = top + 1 + Math.max(1, lines.length);
  const down = (at: number) => range(cells.ref(first, at), cells.ref(last, at));
  const { gap } = context.words;
  const key = title === "value.total-yearly" ? "yearly" : "one-off";
  const anyCounted = formula`=SUM(${down(column.chosen)})`;
  const total = (at: number, figure: string) =>
    cells.formula(
      last + 1,
      at,
      formula`=IF(${anyCounted}=0,0,IF(SUM(${down(column.counted)})=0,${gap},${call("SUM", down(at))}))`,
      "total",
      { format: "money", figure: `value.${key}.${figure}` },
    );
  cells.label(last + 1, 1, words(title), "total", { across: 6 });
  return {
    lines,
    stages: down(column.stage),
    dimensions: down(column.dimension),
    chosen: down(column.chosen),
    counted: down(column.counted),
    countedNet: down(column.countedNet),
    gross: down(column.gross),
    countedShare: down(column.countedShare),
    totals: {
      gross: total(column.countedGross, "gross"),
      afterOverlap: total(column.afterOverlap, "afterOverlap"),
      afterAttribution: total(column.afterAttribution, "afterAttribution"),
      net: total(column.countedNet, "net"),
    },
  };
}
