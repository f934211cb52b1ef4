/**
 * The review on one sheet: realized and planned, this period and to date, one-off cash apart; how the indicators stand; what goes to the
 * vendor; plan and realized period by period, drawn and in figures; and what the figures stand on.
 */

import { agreementResult, signaturesText } from "../../engine/basis-text.ts";
import type { SheetBuilder } from "../../engine/plan/builder.ts";
import { formula, range, whereNumbers } from "../../engine/plan/formula.ts";
import type { CellRef, PlanFormula, RangeRef, SheetPlan } from "../../engine/plan/plan.ts";
import { statusWordList } from "../../engine/plan/words.ts";
import { agreementNote } from "../../engine/sheets/basis.ts";
import { formatOf, sheet, unitText } from "../../engine/sheets/context.ts";
import type { Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { currentOf } from "../actuals.ts";
import type { RealizationSheet } from "./realization-sheet.ts";
import { type Reviewed, same, wordCell } from "./reviewed.ts";
import type { SettlementSheet } from "./settlement-sheet.ts";

const width = 11;
/** Rows that the chart stands over. */
const chartRows = 16;

export function planReview(
  reviewed: Reviewed,
  realization: RealizationSheet,
  settlement: SettlementSheet | undefined,
): SheetPlan {
  const { context, periods } = reviewed;
  const cells = sheet(context, "review");
  const writer = new ReviewWriter(reviewed, cells, realization);
  const period = periods.at(-1)?.label ?? "";
  cells.label(1, 1, words("review-sheet.title", { customer: context.kase.customer.name, period }), "title", {
    across: width,
  });
  writer.basis(2);
  // The rows by period stand below; the headlines read them.
  const conventions = 4;
  const top = 6;
  const counts = top + 7;
  const vendor = counts + 4;
  const chart = vendor + (settlement ? 5 : 0);
  const indicators = chart + 1 + chartRows + 1;
  const byPeriod = indicators + reviewed.indicators.length + 4;
  const rows = writer.byPeriod(byPeriod);
  cells.label(conventions, 1, words("review-sheet.how"), "note", { across: width });
  writer.headline(top, rows);
  writer.counts(counts);
  if (settlement) writer.settlement(vendor, settlement);
  writer.chart(chart, rows);
  writer.indicators(indicators);
  const last = writer.conventions(byPeriod + periods.length + 3);
  return cells.done({
    name: words("sheet.review"),
    columns: [34, 19, 15, 16, 15, 15, 15, 15, 15, 15, 15],
    freeze: { rows: 1, columns: 1 },
    pageStarts: [indicators],
    lastPrinted: last,
  });
}

/** Where the figures of each period stand. */
interface ByPeriod {
  readonly head: number;
  readonly first: number;
  readonly last: number;
}

const periodColumn = {
  planned: 2,
  realized: 3,
  plannedOfMeasured: 4,
  realization: 5,
  oneOffPlanned: 6,
  oneOffRealized: 7,
} as const;

class ReviewWriter {
  private readonly reviewed: Reviewed;
  private readonly cells: SheetBuilder;
  private readonly realization: RealizationSheet;

  constructor(reviewed: Reviewed, cells: SheetBuilder, realization: RealizationSheet) {
    this.reviewed = reviewed;
    this.cells = cells;
    this.realization = realization;
  }

  private get gap(): CellRef {
    return this.reviewed.context.words.gap;
  }

  /** What the figures stand on. */
  basis(row: number): void {
    const { standing } = this.reviewed.context;
    const note = standing ? agreementNote(standing) : words("agreement.basis");
    this.cells.label(row, 1, note, "note", { across: width });
    const count = this.reviewed.history.length;
    const data = words("review-sheet.data", {
      fingerprint: this.reviewed.dataFingerprint,
      count,
      superseded: count - currentOf(this.reviewed.history).size,
    });
    this.cells.label(row + 1, 1, data, "note", { across: width });
  }

  /** A row for each period; what they add up to is what the headlines say. */
  byPeriod(top: number): ByPeriod {
    const { cells, reviewed } = this;
    const { currency } = reviewed.context;
    cells.label(top, 1, words("review-sheet.by-period", { currency }), "section", { across: width });
    cells.labels(top + 1, 1, [
      words("actuals.period"),
      words("review.planned"),
      words("review.realized"),
      words("realization.planned-of-measured"),
      words("review.realization"),
      words("realization.one-off-planned"),
      words("realization.one-off-realized"),
    ]);
    reviewed.periods.forEach(({ number, label }, index) => {
      const row = top + 2 + index;
      cells.label(row, 1, label, "row-head");
      const put = (which: Exclude<keyof typeof periodColumn, "realization">) =>
        cells.formula(row, periodColumn[which], this.sumOf(this.realization.ofPeriod(number, which)), "calculated", {
          format: "money",
          figure: `review.period.${number}.${which}`,
        });
      put("planned");
      const realized = put("realized");
      const measured = put("plannedOfMeasured");
      put("oneOffPlanned");
      put("oneOffRealized");
      cells.formula(row, periodColumn.realization, this.ratio(realized, measured), "calculated", {
        format: "percent",
        figure: `review.period.${number}.realization`,
      });
    });
    return { head: top + 1, first: top + 2, last: top + 1 + reviewed.periods.length };
  }

  headline(top: number, { first, last }: ByPeriod): void {
    const { cells } = this;
    const { currency } = this.reviewed.context;
    cells.label(top, 1, words("review-sheet.headline", { currency }), "section", { across: width });
    cells.labels(top + 1, 1, [
      words("review.net"),
      words("review.planned"),
      words("review.realized"),
      words("realization.planned-of-measured"),
      words("review.realization"),
    ]);
    const line = (row: number, title: Text, key: string, of: (column: number) => PlanFormula, isApart = false) => {
      cells.label(row, 1, title, "row-head");
      const put = (which: "planned" | "realized" | "plannedOfMeasured", from: number) =>
        cells.formula(row, periodColumn[which], of(from), which === "realized" ? "result" : "calculated", {
          format: "money",
          figure: `review.${key}.${which}`,
        });
      if (isApart) {
        put("planned", periodColumn.oneOffPlanned);
        put("realized", periodColumn.oneOffRealized);
        return;
      }
      put("planned", periodColumn.planned);
      const realized = put("realized", periodColumn.realized);
      const measured = put("plannedOfMeasured", periodColumn.plannedOfMeasured);
      cells.formula(row, periodColumn.realization, this.ratio(realized, measured), "result", {
        format: "percent",
        figure: `review.${key}.realization`,
      });
    };
    const now = (column: number) => same(cells.ref(last, column));
    const before = (column: number) => (last > first ? cells.ref(last - 1, column) : undefined);
    line(top + 2, words("review.period"), "quarter", now);
    line(top + 3, words("review.to-date"), "toDate", column =>
      this.sumOf(range(cells.ref(first, column), cells.ref(last, column))),
    );
    line(top + 4, words("review.one-off"), "oneOffCash", now, true);
    line(
      top + 5,
      words("review-sheet.one-off-period"),
      "oneOffCash.quarter",
      column => {
        const [level, earlier] = [cells.ref(last, column), before(column)];
        const change = earlier ? formula`=ROUND(${level}-IF(COUNT(${earlier})=1,${earlier},0),2)` : level;
        return whereNumbers([level], change, this.gap);
      },
      true,
    );
  }

  counts(top: number): void {
    const { cells, reviewed } = this;
    cells.label(top, 1, words("review-sheet.counts"), "section", { across: width });
    cells.label(top + 1, 1, words("review.status"), "column-head");
    cells.label(top + 2, 1, words("review-sheet.indicators-count"), "row-head");
    const statuses = this.realization.ofPeriod(reviewed.periods.length, "status");
    statusWordList.forEach((word, index) => {
      const cell = wordCell(reviewed, word);
      cells.label(top + 1, 2 + index, reviewed.reviewWordTexts.get(word) ?? word, "column-head");
      cells.formula(top + 2, 2 + index, statuses ? formula`=COUNTIF(${statuses},${cell})` : formula`=0`, "calculated", {
        format: "integer",
        figure: `review.${word}`,
      });
    });
  }

  settlement(top: number, { rule, inPeriod, yearToDate }: SettlementSheet): void {
    const { cells } = this;
    const { currency } = this.reviewed.context;
    cells.label(top, 1, words("review-sheet.settlement", { currency }), "section", { across: width });
    const heads = ["earned", "withheld", "feeDue", "lossBorne", "toVendor"] as const;
    cells.label(top + 1, 1, words("settle.title"), "column-head");
    heads.forEach((head, index) => {
      cells.label(top + 1, 2 + index, words(`settlement.amount-${head}`), "column-head");
    });
    cells.label(top + 1, 2 + heads.length, words("settle.rule"), "column-head");
    [
      { title: words("review.period"), of: inPeriod },
      { title: words("review-sheet.year-to-date"), of: yearToDate },
    ].forEach(({ title, of }, row) => {
      cells.label(top + 2 + row, 1, title, "row-head");
      heads.forEach((head, index) => {
        cells.formula(top + 2 + row, 2 + index, of[head], head === "toVendor" ? "result" : "calculated", {
          format: "money-exact",
        });
      });
      cells.formula(top + 2 + row, 2 + heads.length, rule, "flag", { format: "text" });
    });
  }

  chart(top: number, { head, first, last }: ByPeriod): void {
    const { cells } = this;
    const { currency } = this.reviewed.context;
    const down = (column: number): RangeRef => range(cells.ref(first, column), cells.ref(last, column));
    cells.label(top, 1, words("review-sheet.chart-section"), "section", { across: width });
    cells.chart({
      kind: "columns",
      title: words("review-sheet.chart", { currency }),
      alternative: words("review-sheet.chart-alternative"),
      categories: down(1),
      series: [
        { name: cells.ref(head, periodColumn.planned), values: down(periodColumn.planned), role: "start" },
        { name: cells.ref(head, periodColumn.realized), values: down(periodColumn.realized), role: "result" },
      ],
      over: range(cells.ref(top + 1, 1), cells.ref(top + chartRows, 8)),
      legend: true,
      axis: true,
    });
  }

  indicators(top: number): void {
    const { cells, reviewed } = this;
    const { context, periods } = reviewed;
    const { currency } = context;
    const label = periods.at(-1)?.label ?? "";
    cells.label(top, 1, words("review-sheet.indicators", { period: label, currency }), "section", { across: width });
    cells.labels(top + 1, 1, [
      words("column.indicator"),
      words("column.unit"),
      words("agreement.baseline"),
      words("agreement.target"),
      words("review.planned-level"),
      words("review.actual"),
      words("review.progress"),
      words("review.status"),
      words("review.planned"),
      words("review.realized"),
      words("realization.difference"),
    ]);
    reviewed.indicators.forEach(({ terms, indicator }, index) => {
      const row = top + 2 + index;
      const of = this.realization.cells.at(terms.id, periods.length);
      const level = formatOf(indicator);
      cells.label(row, 1, indicator.name, "row-head", { origin: indicator.place, link: of.status });
      cells.label(row, 2, unitText(indicator.shownAs, context), "unit");
      const values = [
        [of.baseline, level],
        [of.target, level],
        [of.plannedLevel, level],
        [of.actual, level],
        [of.progress, "percent"],
        [of.status, "text"],
        [of.planned, "money"],
        [of.realized, "money"],
        [of.difference, "money"],
      ] as const;
      values.forEach(([from, format], at) => {
        if (from) cells.formula(row, 3 + at, from, format === "text" ? "flag" : "calculated", { format });
      });
    });
    const total = top + 2 + reviewed.indicators.length;
    cells.label(total, 1, words("review-sheet.total"), "total");
    for (const column of ["planned", "realized"] as const)
      cells.formula(
        total,
        column === "planned" ? 9 : 10,
        this.sumOf(this.realization.ofPeriod(periods.length, column)),
        "total",
        { format: "money" },
      );
  }

  /** Gives the last row. */
  conventions(top: number): number {
    const { standing } = this.reviewed.context;
    const { cells } = this;
    cells.label(top, 1, words("review-sheet.conventions"), "section", { across: width });
    const lines: Text[] = [
      ...(standing ? [words("basis.sentence", { text: signaturesText(agreementResult(standing)) })] : []),
      words("review-sheet.convention-realized"),
      words("review-sheet.convention-levels"),
      words("review-sheet.convention-status"),
      words("review-sheet.convention-missing"),
      words("review-sheet.convention-cents"),
    ];
    lines.forEach((line, index) => void cells.label(top + 1 + index, 1, line, "note", { across: width }));
    return top + lines.length;
  }

  /** Sum of what is known; a gap where nothing is. */
  private sumOf(over: RangeRef | undefined): PlanFormula {
    return over ? formula`=IF(COUNT(${over})=0,${this.gap},ROUND(SUM(${over}),2))` : this.gap;
  }

  private ratio(realized: CellRef, measured: CellRef): PlanFormula {
    return whereNumbers(
      [realized, measured],
      formula`=IF(${measured}>0,${realized}/${measured},${this.gap})`,
      this.gap,
    );
  }
}
