/**
 * What the vendor earns, period by period: each year of the horizon is settled to date, and a period is what that adds. Decided on
 * unrounded figures; what is paid is rounded to the cent, and the parts of an amount add up to it.
 */
import type { GainShareTerms } from "../../case/gain-share.ts";
import type { SheetBuilder } from "../../engine/plan/builder.ts";
import { formula, number } from "../../engine/plan/formula.ts";
import type { CellRef, Format, PlanFormula, Role, SheetPlan } from "../../engine/plan/plan.ts";
import { sheet } from "../../engine/sheets/context.ts";
import { formatDate } from "../../text/format.ts";
import { eachLocale } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { termsOn } from "../settle-gain-share.ts";
import { inCents } from "./cents-formula.ts";
import { type GainShareCells, isAboveOnly, isOfGross, planGainShareTerms, sharedFormula } from "./gain-share-terms.ts";
import type { RealizationSheet } from "./realization-sheet.ts";
import { type Reviewed, spanOf, wordCell } from "./reviewed.ts";

/** As `GainShareSettlement` has them. */
const amounts = ["earned", "withheld", "paid", "lossBorne", "feeDue", "feeForfeited", "toVendor"] as const;
type Amount = (typeof amounts)[number];
type Amounts = { readonly [A in Amount]: CellRef };

export interface SettlementSheet {
  readonly sheet: SheetPlan;
  /** Of the period reviewed. */
  readonly rule: CellRef;
  readonly inPeriod: Amounts;
  readonly yearToDate: Amounts;
}

/** The rows, from the top of the calculation. */
const rows = [
  "year",
  "terms",
  "planned",
  "realized",
  "planned-to-date",
  "realized-to-date",
  "realization",
  "part-of-year",
  "threshold-amount",
  "counted-from",
  "shared",
  "cap-left",
  "fee-to-date",
  "rule",
] as const;
type RowKey = (typeof rows)[number];

const firstColumn = 3;

export function planSettlement(
  reviewed: Reviewed,
  gainShare: readonly GainShareTerms[],
  realization: RealizationSheet,
): SettlementSheet {
  const { context, periods } = reviewed;
  const cells = sheet(context, "settlement");
  const across = 2 + periods.length;
  cells.label(1, 1, words("settlement.title", { currency: context.currency }), "title", { across });
  cells.label(2, 1, words("settlement.how"), "note", { across });
  const placed = planGainShareTerms(reviewed, cells, gainShare, 4);
  const writer = new PeriodWriter(reviewed, cells, placed.all, realization, placed.next);
  writer.heads();
  const settled = periods.map((_, index) => writer.period(index));
  const last = settled.at(-1);
  if (!last) throw new Error("a settlement of no period");
  return {
    ...last,
    sheet: cells.done({
      name: words("sheet.settlement"),
      columns: [38, 52, ...Array.from({ length: Math.max(periods.length, gainShare.length) }, () => 17)],
      freeze: { rows: 2, columns: 1 },
      onePage: true,
    }),
  };
}

class PeriodWriter {
  private readonly reviewed: Reviewed;
  private readonly cells: SheetBuilder;
  private readonly terms: readonly GainShareCells[];
  private readonly realization: RealizationSheet;
  private readonly top: number;

  constructor(
    reviewed: Reviewed,
    cells: SheetBuilder,
    terms: readonly GainShareCells[],
    realization: RealizationSheet,
    top: number,
  ) {
    this.reviewed = reviewed;
    this.cells = cells;
    this.terms = terms;
    this.realization = realization;
    this.top = top;
  }

  private readonly row = (key: RowKey): number => this.top + 2 + rows.indexOf(key);
  private readonly sectionTop = (which: 0 | 1 | 2): number =>
    this.top + 2 + rows.length + 1 + which * (amounts.length + 2);

  heads(): void {
    const { cells, reviewed, top } = this;
    const across = 2 + reviewed.periods.length;
    cells.label(top, 1, words("settlement.calculation"), "section", { across });
    cells.labels(top + 1, 1, [words("settlement.item"), words("settlement.means")]);
    reviewed.periods.forEach(({ label }, index) => {
      cells.label(top + 1, firstColumn + index, label, "column-head");
    });
    for (const key of rows) {
      cells.label(this.row(key), 1, words(`settlement.row-${key}`), "row-head");
      cells.label(this.row(key), 2, words(`settlement.row-${key}-means`), "source");
    }
    (["of-terms", "year-to-date", "in-period"] as const).forEach((title, which) => {
      const at = this.sectionTop(which as 0 | 1 | 2);
      cells.label(at, 1, words(`settlement.${title}`), "section", { across });
      amounts.forEach((amount, index) => {
        cells.label(at + 1 + index, 1, words(`settlement.amount-${amount}`), "row-head");
        cells.label(at + 1 + index, 2, words(`settlement.amount-${amount}-means`), "source");
      });
    });
  }

  /** Settles a period (by index). */
  period(index: number): Omit<SettlementSheet, "sheet"> {
    const { reviewed, cells } = this;
    const period = reviewed.periods[index];
    if (!period) throw new Error(`no period ${index}`);
    const column = firstColumn + index;
    const of = this.termsOf(index);
    cells.label(this.row("year"), column, period.year, "unit");
    const rule = of ? this.underTerms(index, of) : this.withoutTerms(index);
    const yearToDate = this.block(1, index, amount => this.addedUp(amount, index), "calculated");
    const before = this.sameYear(index - 1, index) ? column - 1 : undefined;
    const inPeriod = this.block(
      2,
      index,
      amount => {
        const now = yearToDate[amount];
        return before === undefined ? now : formula`=ROUND(${now}-${cells.ref(now.row, before)},2)`;
      },
      "calculated",
    );
    return { rule, yearToDate, inPeriod };
  }

  private termsOf(index: number): GainShareCells | undefined {
    const start = this.reviewed.periods[index]?.start ?? "";
    const on = termsOn(
      this.terms.map(({ terms }) => terms),
      start,
    );
    return this.terms.find(({ terms }) => terms === on);
  }

  private sameYear(a: number, b: number): boolean {
    const { periods } = this.reviewed;
    return periods[a] !== undefined && periods[a]?.year === periods[b]?.year;
  }

  /** The first of the periods that are settled together: of one year, under the same terms. */
  private runStart(index: number): number {
    let start = index;
    while (this.sameYear(start - 1, index) && this.termsOf(start - 1) === this.termsOf(index)) start -= 1;
    return start;
  }

  private underTerms(index: number, of: GainShareCells): CellRef {
    const { reviewed, cells } = this;
    const column = firstColumn + index;
    const start = this.runStart(index);
    const put = (key: RowKey, is: PlanFormula, format: Format = "money-exact") =>
      cells.formula(this.row(key), column, is, key === "rule" ? "flag" : "calculated", { format });
    cells.label(
      this.row("terms"),
      column,
      eachLocale(locale => formatDate(of.terms.from, locale)),
      "unit",
      { format: "date" },
    );
    const gross = isOfGross(reviewed, of);
    const base = (grossColumn: "exactPlannedGross" | "exactRealizedGross", net: "exactPlanned" | "exactRealized") => {
      const [ofGross, ofNet] = [grossColumn, net].map(each => this.realization.ofPeriod(index + 1, each));
      return ofGross && ofNet ? formula`=IF(${gross},SUM(${ofGross}),SUM(${ofNet}))` : number(0);
    };
    put("planned", base("exactPlannedGross", "exactPlanned"));
    put("realized", base("exactRealizedGross", "exactRealized"));
    const run = (key: RowKey) =>
      spanOf([cells.ref(this.row(key), firstColumn + start), cells.ref(this.row(key), column)]);
    const planned = put("planned-to-date", formula`=SUM(${run("planned")})`);
    const realized = put("realized-to-date", formula`=SUM(${run("realized")})`);
    const { gap } = reviewed.context.words;
    const realization = put("realization", formula`=IF(${planned}>0,${realized}/${planned},${gap})`, "percent");
    const part = put("part-of-year", formula`=${index - start + 1}/${reviewed.inputs.periodsPerYear}`, "factor");
    const threshold = put("threshold-amount", formula`=${of.threshold}*${planned}`);
    const from = put("counted-from", formula`=IF(${isAboveOnly(reviewed, of)},${threshold},0)`);
    const isShared = formula`=AND(${planned}>0,${realized}>=0,${realized}>=${threshold})`;
    const shared = put("shared", formula`=IF(${isShared},${sharedFormula(of, planned, from, realized)},0)`);
    const earned = start > 0 && this.sameYear(start - 1, index) ? this.at(1, "earned", start - 1) : number(0);
    const left = put("cap-left", formula`=IF(COUNT(${of.cap})=1,MAX(0,${of.cap}-${earned}),${gap})`);
    const fee = put("fee-to-date", formula`=${of.feeAtRisk}*${part}`);
    const word = (name: Parameters<typeof wordCell>[1]) => wordCell(reviewed, name);
    const isCapped = formula`=IF(${shared}>${left},${word("rule_capped")},${word("rule_shared")})`;
    const how = formula`=IF(COUNT(${left})=1,${isCapped},${word("rule_shared")})`;
    const below = formula`=IF(${realized}<${threshold},${word("rule_below_threshold")},${how})`;
    const rule = put(
      "rule",
      formula`=IF(${planned}<=0,${word("rule_no_base")},IF(${realized}<0,${word("rule_loss")},${below}))`,
      "text",
    );
    this.ofTerms(index, of, { planned, realized, realization, shared, left, fee });
    return rule;
  }

  private ofTerms(
    index: number,
    of: GainShareCells,
    {
      planned,
      realized,
      realization,
      shared,
      left,
      fee,
    }: { readonly [K in "planned" | "realized" | "realization" | "shared" | "left" | "fee"]: CellRef },
  ): void {
    const share = formula`=IF(COUNT(${left})=1,MIN(${shared},${left}),${shared})`;
    const at = (amount: Amount) => this.at(0, amount, index);
    const of_: { readonly [A in Amount]: PlanFormula } = {
      earned: inCents(share),
      withheld: inCents(formula`=${share}*${of.withhold}`),
      paid: formula`=ROUND(${at("earned")}-${at("withheld")},2)`,
      lossBorne: formula`=IF(AND(${planned}>0,${realized}<0),${inCents(formula`=-${realized}*${of.losses}`)},0)`,
      feeDue: inCents(formula`=${fee}*IF(COUNT(${realization})=1,MIN(1,MAX(0,${realization})),1)`),
      feeForfeited: formula`=ROUND(${inCents(fee)}-${at("feeDue")},2)`,
      toVendor: formula`=ROUND(${at("paid")}+${at("feeDue")}-${at("lossBorne")},2)`,
    };
    this.block(0, index, amount => of_[amount], "calculated");
  }

  private withoutTerms(index: number): CellRef {
    this.block(0, index, () => number(0), "calculated");
    return this.cells.formula(this.row("rule"), firstColumn + index, wordCell(this.reviewed, "rule_no_terms"), "flag", {
      format: "text",
    });
  }

  /** Of the year so far: under these terms, and what was settled under earlier ones. */
  private addedUp(amount: Amount, index: number): PlanFormula {
    const own = this.at(0, amount, index);
    const start = this.runStart(index);
    if (!this.sameYear(start - 1, index)) return own;
    return formula`=ROUND(${own}+${this.at(1, amount, start - 1)},2)`;
  }

  private at(which: 0 | 1 | 2, amount: Amount, index: number): CellRef {
    return this.cells.ref(this.sectionTop(which) + 1 + amounts.indexOf(amount), firstColumn + index);
  }

  private block(which: 0 | 1 | 2, index: number, of: (amount: Amount) => PlanFormula, role: Role): Amounts {
    const key = which === 1 ? "yearToDate" : "inPeriod";
    const put = (amount: Amount) => {
      const { row, column } = this.at(which, amount, index);
      const figure = which === 0 ? {} : { figure: `settlement.${index + 1}.${key}.${amount}` };
      return this.cells.formula(row, column, of(amount), amount === "toVendor" && which > 0 ? "result" : role, {
        format: "money-exact",
        ...figure,
      });
    };
    return Object.fromEntries(amounts.map(amount => [amount, put(amount)])) as { [A in Amount]: CellRef };
  }
}
