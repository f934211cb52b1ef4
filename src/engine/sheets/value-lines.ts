/** One monetization line on the value sheet: its formula in words and numbers, its gross, and what counts of it, step by step, down to net. */
import type { MonetizationLine } from "../../model/model.ts";
import { words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { formula, range, whereNumbers } from "../plan/formula.ts";
import type { CellRef, PlanFormula, RangeRef } from "../plan/plan.ts";
import type { AgreementSheet, TermCells } from "./agreement-sheet.ts";
import { countsOnBasis } from "./basis.ts";
import { grossName, type IndicatorRow, type PlanContext } from "./context.ts";
import type { DriversSheet } from "./drivers-sheet.ts";
import { formulaTexts } from "./formula-texts.ts";
import { grossFormula, variesByYear } from "./gross-formula.ts";
import { type ScenarioInputs, shareIn } from "./scenario-inputs.ts";

export interface LineCells {
  readonly indicator: IndicatorRow;
  readonly line: MonetizationLine;
  /** Share of the gross that counts: chosen × overlap kept × attribution × confidence. */
  readonly countedShare: CellRef;
  readonly countedNet: CellRef;
  /** Share kept after overlap. */
  readonly overlap: CellRef;
  /** 1 where the indicator is chosen, and what it stands on is counted. */
  readonly chosen: CellRef;
  readonly gross: CellRef;
  /** Net if it is counted. */
  readonly net: CellRef;
  /** Gross of each year where a driver changes over the years. */
  readonly grossOfYears: readonly CellRef[] | undefined;
}

export const column = {
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

export interface PlacedLine {
  readonly row: number;
  readonly indicator: IndicatorRow;
  readonly line: MonetizationLine;
}

export class LineWriter {
  private readonly context: PlanContext;
  private readonly cells: SheetBuilder;
  private readonly agreement: AgreementSheet;
  private readonly drivers: DriversSheet;
  private readonly live: ScenarioInputs;

  constructor(
    context: PlanContext,
    cells: SheetBuilder,
    agreement: AgreementSheet,
    drivers: DriversSheet,
    live: ScenarioInputs,
  ) {
    this.context = context;
    this.cells = cells;
    this.agreement = agreement;
    this.drivers = drivers;
    this.live = live;
  }

  /** The line's description and its gross benefit. */
  gross({ row, indicator, line }: PlacedLine): void {
    const { indicator: defined, stageNumber } = indicator;
    const origin = line.formula.place;
    this.cells.label(row, column.stage, stageNumber, "label");
    this.cells.label(row, column.dimension, defined.dimension, "label");
    this.cells.label(row, column.indicator, defined.name, "row-head", { origin: defined.place });
    this.cells.label(row, column.line, line.name ?? words("value.only-line"), "label");
    this.cells.label(row, column.type, words(`value-type.${line.type}`), "unit");
    const text = formulaTexts(this.context, indicator, line.formula);
    this.cells.label(row, column.inWords, text, "source");
    const options = {
      format: "money",
      name: grossName(defined, line),
      figure: `line.${defined.id}.${line.id}.gross`,
      origin,
    } as const;
    const years = this.yearCells({ row, indicator, line });
    const gross = years
      ? formula`=IF(COUNT(${span(years)})=${years.length},AVERAGE(${span(years)}),${this.context.words.gap})`
      : this.grossOf(indicator, line, 1);
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
    if (kept)
      cells.formula(row, column.overlap, kept, "calculated", { format: "percent", figure: figure("overlap"), origin });
    else cells.label(row, column.overlap, 1, "calculated", { format: "percent", figure: figure("overlap") });
    for (const term of ["attribution", "confidence"] as const) {
      const changed = this.live.terms.get(`${defined.id}.${term}`);
      const share = changed ?? terms[term];
      const factor = changed ? undefined : this.live.knobs?.[term];
      const options = { format: "percent", figure: figure(term), origin } as const;
      cells.formula(row, column[term], shareIn(factor, share, gap), "calculated", options);
    }
    const shares = [overlap, attribution, confidence];
    cells.formula(
      row,
      column.net,
      whereNumbers([gross, ...shares], formula`=${gross}*${overlap}*${attribution}*${confidence}`, gap),
      "calculated",
      { format: "money", figure: figure("net"), origin },
    );
    const isChosen = countsOnBasis(context, terms, "as-shown") ?? formula`=${terms.chosen}=${yes}`;
    cells.formula(row, column.chosen, formula`=IF(${isChosen},1,0)`, "calculated", {
      format: "integer",
      origin,
    });
    cells.formula(row, column.counted, formula`=IF(AND(${at(column.chosen)}=1,ISNUMBER(${gross})),1,0)`, "calculated", {
      format: "integer",
      origin,
    });
    cells.formula(
      row,
      column.countedShare,
      whereNumbers(shares, formula`=${at(column.chosen)}*${overlap}*${attribution}*${confidence}`, gap),
      "calculated",
      { format: "percent", origin },
    );
    const step = (at_: number, amount: PlanFormula, name: string) =>
      cells.formula(
        row,
        at_,
        formula`=IF(${at(column.chosen)}=0,0,${whereNumbers([gross, ...shares], amount, gap)})`,
        "calculated",
        {
          format: "money",
          figure: figure(name),
          origin,
        },
      );
    step(column.countedGross, gross, "countedGross");
    step(column.afterOverlap, formula`=${gross}*${overlap}`, "afterOverlap");
    step(column.afterAttribution, formula`=${gross}*${overlap}*${attribution}`, "afterAttribution");
    const countedNet = step(
      column.countedNet,
      formula`=${gross}*${overlap}*${attribution}*${confidence}`,
      "countedNet",
    );
    return {
      indicator,
      line,
      countedShare: share,
      countedNet,
      overlap,
      chosen: at(column.chosen),
      gross,
      net: at(column.net),
      grossOfYears: this.years.get(`${defined.id}.${line.id}`),
    };
  }

  private readonly years = new Map<string, readonly CellRef[]>();

  private grossOf({ terms }: IndicatorRow, line: MonetizationLine, year: number): PlanFormula {
    const { baseline, targetCounted } = this.terms(terms.id);
    return grossFormula(
      line,
      { baseline, target: targetCounted },
      this.drivers.quantities,
      year,
      this.context.words.gap,
    );
  }

  private terms(id: string): TermCells {
    const terms = this.agreement.terms.get(id);
    if (!terms) throw new Error(`${id} has no row on the agreement sheet`);
    return terms;
  }

  /** Gross of each year, where a driver or row that the formula reads changes over the years. */
  private yearCells({ row, indicator, line }: PlacedLine): readonly CellRef[] | undefined {
    if (!variesByYear(line, this.drivers.quantities)) return undefined;
    const cells = Array.from({ length: this.context.kase.calendar.years }, (_, index) =>
      this.cells.formula(row, column.years + index, this.grossOf(indicator, line, index + 1), "calculated", {
        format: "money",
        figure: `line.${indicator.indicator.id}.${line.id}.gross.year.${index + 1}`,
        origin: line.formula.place,
      }),
    );
    this.years.set(`${indicator.indicator.id}.${line.id}`, cells);
    return cells;
  }
}

const span = (cells: readonly CellRef[]): RangeRef => {
  const [first, last] = [cells[0], cells.at(-1)];
  if (!first || !last) throw new Error("a line over no years");
  return range(first, last);
};
