/**
 * From each indicator's change to money: gross by its formula, then overlap, attribution and confidence, step by step. Three blocks:
 * yearly benefit, one-off cash, and alternative views that are shown but never added.
 */
import type { MonetizationLine } from "../../model/model.ts";
import { namesIn } from "../../model/formula/tree.ts";
import { inLocale } from "../../text/locale.ts";
import { say, words } from "../../text/say.ts";
import { inWords } from "../in-words.ts";
import { call, formula, range, whereNumbers } from "../plan/formula.ts";
import type { CellRef, PlanFormula, RangeRef, SheetPlan } from "../plan/plan.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import type { AgreementSheet, TermCells } from "./agreement-sheet.ts";
import { eachLocale, grossName, type IndicatorRow, type PlanContext, sheet } from "./context.ts";
import type { DriversSheet } from "./drivers-sheet.ts";
import { planOverlap } from "./overlap-sheet.ts";
import { refOf, toPlanFormula } from "./quantity.ts";

export interface ValueSheets {
  readonly value: SheetPlan;
  readonly overlap: SheetPlan;
  readonly overlapFactors: RangeRef;
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
  /** Sums of counted lines: gross, after overlap, after attribution, net. */
  readonly totals: { readonly gross: CellRef; readonly afterOverlap: CellRef; readonly afterAttribution: CellRef; readonly net: CellRef };
}

export interface LineCells {
  readonly indicator: IndicatorRow;
  readonly line: MonetizationLine;
  /** Share of the gross that counts: chosen × overlap kept × attribution × confidence. */
  readonly countedShare: CellRef;
  readonly countedNet: CellRef;
  readonly chosen: CellRef;
  /** Gross of each year where a driver changes over the years. */
  readonly grossOfYears: readonly CellRef[] | undefined;
}

const column = {
  stage: 1,
  dimension: 2,
  indicator: 3,
  line: 4,
  type: 5,
  inWords: 6,
  gross: 7,
  overlap: 8,
  attribution: 9,
  confidence: 10,
  net: 11,
  chosen: 12,
  counted: 13,
  countedShare: 14,
  countedGross: 15,
  afterOverlap: 16,
  afterAttribution: 17,
  countedNet: 18,
  years: 20,
} as const;

interface PlacedLine {
  readonly row: number;
  readonly indicator: IndicatorRow;
  readonly line: MonetizationLine;
}

export function planValue(context: PlanContext, agreement: AgreementSheet, drivers: DriversSheet): ValueSheets {
  const cells = sheet(context, "value");
  const currency = context.kase.customer.currency;
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
  const placed = (items: typeof lines, top: number): PlacedLine[] => items.map((item, index) => ({ ...item, row: top + 2 + index }));
  const yearly = placed(blocks.yearly, yearlyTop);
  const oneOff = placed(blocks.oneOff, oneOffTop);
  const alternative = placed(blocks.alternative, alternativeTop);

  const writer = new LineWriter(context, cells, agreement, drivers);
  for (const each of [...yearly, ...oneOff]) writer.gross(each);
  const overlap = planOverlap(context, new Map([...yearly, ...oneOff].map(({ indicator, row }) => [indicator.indicator.id, cells.ref(row, column.counted)])));
  heads(cells, yearlyTop, words("value.yearly", { currency }), words("value.gross-yearly"));
  heads(cells, oneOffTop, words("value.one-off", { currency }), words("value.gross-one-off"));
  const yearlyLines = yearly.map(each => writer.net(each, overlap.kept.get(each.indicator.indicator.id)));
  const oneOffLines = oneOff.map(each => writer.net(each, overlap.kept.get(each.indicator.indicator.id)));
  const result = {
    yearly: block(context, cells, yearlyTop, yearlyLines, "value.total-yearly"),
    oneOff: block(context, cells, oneOffTop, oneOffLines, "value.total-one-off"),
  };
  if (alternative.length > 0) {
    cells.label(alternativeTop, 1, words("value.alternative"), "section", { across: 18 });
    cells.labels(alternativeTop + 1, 1, lineHeads(words("value.gross-yearly")).slice(0, column.gross));
    for (const each of alternative) writer.gross(each);
  }
  const anyYears = [...yearlyLines, ...oneOffLines].some(({ grossOfYears }) => grossOfYears !== undefined);
  const years = anyYears ? context.kase.calendar.years : 0;
  for (let year = 1; year <= years; year += 1) cells.label(yearlyTop + 1, column.years + year - 1, words("value.gross-year", { n: year }), "column-head");
  return {
    value: cells.done({
      name: words("sheet.value"),
      columns: [5, 6, 28, 22, 16, 58, 16, 10, 11, 11, 16, 9, 9, 11, 16, 16, 16, 16, 3, ...Array.from({ length: years }, () => 15)],
      freeze: { rows: 2, columns: 3 },
    }),
    overlap: overlap.sheet,
    overlapFactors: overlap.factors,
    ...result,
  };
}

const lineHeads = (gross: ReturnType<typeof words>) => [
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
  words("agreement.chosen"),
  words("value.counted"),
  words("value.counted-share"),
  words("value.counted-gross"),
  words("value.after-overlap"),
  words("value.after-attribution"),
  words("value.counted-net"),
];

function heads(cells: SheetBuilder, top: number, title: ReturnType<typeof words>, gross: ReturnType<typeof words>): void {
  cells.label(top, 1, title, "section", { across: 18 });
  cells.labels(top + 1, 1, lineHeads(gross));
}

class LineWriter {
  private readonly context: PlanContext;
  private readonly cells: SheetBuilder;
  private readonly agreement: AgreementSheet;
  private readonly drivers: DriversSheet;

  constructor(context: PlanContext, cells: SheetBuilder, agreement: AgreementSheet, drivers: DriversSheet) {
    this.context = context;
    this.cells = cells;
    this.agreement = agreement;
    this.drivers = drivers;
  }

  /** The line's description and its gross benefit. */
  gross({ row, indicator, line }: PlacedLine): void {
    const { model } = this.context;
    const { indicator: defined, stageNumber } = indicator;
    const origin = line.formula.place;
    this.cells.label(row, column.stage, stageNumber, "label");
    this.cells.label(row, column.dimension, defined.dimension, "label");
    this.cells.label(row, column.indicator, defined.name, "row-head", { origin: defined.place });
    this.cells.label(row, column.line, line.name ?? words("value.only-line"), "label");
    this.cells.label(row, column.type, words(`value-type.${line.type}`), "unit");
    const names = new Map([...model.drivers, ...model.rows].map(({ id, name }) => [id, name] as const));
    const text = eachLocale(locale =>
      inWords(line.formula.tree, name => {
        if (name === "baseline" || name === "target") return say(locale, `agreement.${name}`);
        return inLocale(names.get(name) ?? name, locale);
      }),
    );
    this.cells.label(row, column.inWords, text, "source");
    const options = { format: "money", name: grossName(defined, line), figure: `line.${defined.id}.${line.id}.gross`, origin } as const;
    const years = this.yearCells({ row, indicator, line });
    const gross = years ? formula`=IF(COUNT(${span(years)})=${years.length},AVERAGE(${span(years)}),${this.context.words.gap})` : this.grossOf(indicator, line, 1);
    this.cells.formula(row, column.gross, gross, "calculated", options);
  }

  /** What counts of the line, down to net. */
  net({ row, indicator, line }: PlacedLine, kept: CellRef | undefined): LineCells {
    const { cells, context } = this;
    const { gap, yes } = context.words;
    const { indicator: defined } = indicator;
    const origin = line.formula.place;
    const terms = this.terms(defined.id);
    const at = (column: number) => cells.ref(row, column);
    const [attribution, confidence] = [at(column.attribution), at(column.confidence)];
    const [gross, overlap, share] = [at(column.gross), at(column.overlap), at(column.countedShare)];
    const figure = (name: string) => `line.${defined.id}.${line.id}.${name}`;
    if (kept) cells.formula(row, column.overlap, kept, "calculated", { format: "percent", figure: figure("overlap"), origin });
    else cells.label(row, column.overlap, 1, "calculated", { format: "percent", figure: figure("overlap") });
    cells.formula(row, column.attribution, whereNumbers([terms.attribution], terms.attribution, gap), "calculated", { format: "percent", figure: figure("attribution"), origin });
    cells.formula(row, column.confidence, whereNumbers([terms.confidence], terms.confidence, gap), "calculated", { format: "percent", figure: figure("confidence"), origin });
    const shares = [overlap, attribution, confidence];
    cells.formula(
      row,
      column.net,
      whereNumbers([gross, ...shares], formula`=${gross}*${overlap}*${attribution}*${confidence}`, gap),
      "calculated",
      { format: "money", figure: figure("net"), origin },
    );
    cells.formula(row, column.chosen, formula`=IF(${terms.chosen}=${yes},1,0)`, "calculated", { format: "integer", origin });
    cells.formula(row, column.counted, formula`=IF(AND(${at(column.chosen)}=1,ISNUMBER(${gross})),1,0)`, "calculated", { format: "integer", origin });
    cells.formula(
      row,
      column.countedShare,
      whereNumbers(shares, formula`=${at(column.chosen)}*${overlap}*${attribution}*${confidence}`, gap),
      "calculated",
      { format: "percent", origin },
    );
    const step = (at_: number, amount: PlanFormula, name: string) =>
      cells.formula(row, at_, formula`=IF(${at(column.chosen)}=0,0,${whereNumbers([gross, ...shares], amount, gap)})`, "calculated", {
        format: "money",
        figure: figure(name),
        origin,
      });
    step(column.countedGross, gross, "countedGross");
    step(column.afterOverlap, formula`=${gross}*${overlap}`, "afterOverlap");
    step(column.afterAttribution, formula`=${gross}*${overlap}*${attribution}`, "afterAttribution");
    const countedNet = step(column.countedNet, formula`=${gross}*${overlap}*${attribution}*${confidence}`, "countedNet");
    return { indicator, line, countedShare: share, countedNet, chosen: at(column.chosen), grossOfYears: this.years.get(`${defined.id}.${line.id}`) };
  }

  private readonly years = new Map<string, readonly CellRef[]>();

  private terms(id: string): TermCells {
    const terms = this.agreement.terms.get(id);
    if (!terms) throw new Error(`${id} has no row on the agreement sheet`);
    return terms;
  }

  /** Gross of each year, where a driver or row that the formula reads changes over the years. */
  private yearCells({ row, indicator, line }: PlacedLine): readonly CellRef[] | undefined {
    const reads = namesIn(line.formula.tree).map(name => this.drivers.quantities.get(name)?.kind);
    if (!reads.includes("yearly") && !/\bPRIOR\(/i.test(line.formula.text)) return undefined;
    const cells = Array.from({ length: this.context.kase.calendar.years }, (_, index) =>
      this.cells.formula(row, column.years + index, this.grossOf(indicator, line, index + 1), "calculated", { format: "money", origin: line.formula.place }),
    );
    this.years.set(`${indicator.indicator.id}.${line.id}`, cells);
    return cells;
  }

  private grossOf(indicator: IndicatorRow, line: MonetizationLine, year: number): PlanFormula {
    const terms = this.terms(indicator.indicator.id);
    const resolve = (name: string, back: boolean): PlanFormula => {
      if (name === "baseline") return terms.baseline;
      if (name === "target") return terms.target;
      return refOf(this.drivers.quantities.get(name), name, year, back);
    };
    const read = namesIn(line.formula.tree)
      .map(name => resolve(name, false))
      .filter((each): each is CellRef => each.kind === "cell");
    return whereNumbers(read, toPlanFormula(line.formula.tree, resolve), this.context.words.gap);
  }
}

const span = (cells: readonly CellRef[]): RangeRef => {
  const [first, last] = [cells[0], cells.at(-1)];
  if (!first || !last) throw new Error("a line over no years");
  return range(first, last);
};

/** The block's total row and the ranges over its lines. */
function block(context: PlanContext, cells: SheetBuilder, top: number, lines: readonly LineCells[], title: "value.total-yearly" | "value.total-one-off"): Block {
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
    totals: {
      gross: total(column.countedGross, "gross"),
      afterOverlap: total(column.afterOverlap, "afterOverlap"),
      afterAttribution: total(column.afterAttribution, "afterAttribution"),
      net: total(column.countedNet, "net"),
    },
  };
}
