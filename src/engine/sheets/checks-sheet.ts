/** Arithmetic that must hold whatever is typed in: each check compares two ways to the same figure, or looks for values that cannot be. */
import { words } from "../../text/say.ts";
import type { SheetBuilder } from "../plan/builder.ts";
import { call, formula, range, sum } from "../plan/formula.ts";
import type { CellRef, PlanFormula, RangeRef, SheetPlan } from "../plan/plan.ts";
import type { AgreementSheet } from "./agreement-sheet.ts";
import type { CashFlowSheet } from "./cash-flow-sheet.ts";
import { type PlanContext, sheet } from "./context.ts";
import { cellOf } from "./flow-rows.ts";
import type { InputsSheet } from "./inputs-sheet.ts";
import { costFactors, type ScenarioInputs } from "./scenario-inputs.ts";
import type { ScenariosSheet } from "./scenarios-sheet.ts";
import type { SummarySheet } from "./summary-sheet.ts";
import type { TablesSheet } from "./tables-sheet.ts";
import type { ValueSheets } from "./value-sheet.ts";
import { planWarnings } from "./warning-rows.ts";

export interface ChecksSheet {
  readonly sheet: SheetPlan;
  /** `passed` if every check passed. */
  readonly overall: CellRef;
}

export const checkIds = [
  "gaps",
  "matrix",
  "years",
  "gross-to-net",
  "npv",
  "npv-including",
  "irr",
  "benefits",
  "one-off",
  "costs",
  "improvements",
  "bounds",
  "shares",
  "ramp",
  "scenario",
  "levels",
] as const;
export type CheckId = (typeof checkIds)[number];

/** Some are only where there are scenarios, or levels that follow from data. */
const checksOf = ({ scenarios, verdicts }: Sheets): readonly CheckId[] =>
  checkIds.filter(id => (id !== "scenario" || scenarios) && (id !== "levels" || verdicts));

interface Sheets {
  readonly agreement: AgreementSheet;
  readonly inputs: InputsSheet;
  readonly live: ScenarioInputs;
  readonly scenarios: ScenariosSheet | undefined;
  readonly value: ValueSheets;
  readonly cash: CashFlowSheet;
  readonly summary: SummarySheet;
  readonly overlapFactors: ReturnType<typeof range>;
  /** Whether typed baselines agree with the data. */
  readonly verdicts: RangeRef | undefined;
  readonly tables: TablesSheet | undefined;
}

const head = 5;

export function planChecks(context: PlanContext, sheets: Sheets): ChecksSheet {
  const cells = sheet(context, "checks");
  cells.label(1, 1, words("checks.title"), "title", { across: 5 });
  cells.label(2, 1, words("checks.how"), "note", { across: 5 });
  cells.labels(head, 1, [
    words("checks.check"),
    words("checks.one-way"),
    words("checks.other-way"),
    words("checks.outcome"),
    words("checks.means"),
  ]);
  const shown = checksOf(sheets);
  const writer = new CheckWriter(context, cells, shown);
  planArithmetic(context, sheets, writer);
  planPlausibility(sheets, writer);
  if (sheets.scenarios) {
    const { npvs, shown: own } = sheets.scenarios;
    writer.same("scenario", sheets.summary.without.npv, formula`=INDEX(${npvs},${own})`);
  }
  if (sheets.verdicts && context.dataWords)
    writer.none("levels", formula`=COUNTIF(${sheets.verdicts},${context.dataWords.differs})`);
  const { length } = shown;
  planWarnings(context, cells, sheets.tables, sheets.live.drivers, head + length + 2);
  const outcomes = range(cells.ref(head + 1, 4), cells.ref(head + length, 4));
  cells.label(3, 1, words("checks.overall"), "row-head");
  const { passed, failed } = context.words;
  const overall = cells.formula(
    3,
    2,
    formula`=IF(COUNTIF(${outcomes},${passed})=${length},${passed},${failed})`,
    "flag",
    {
      format: "text",
      name: "all_checks",
      figure: "checks.overall",
    },
  );
  return {
    sheet: cells.done({
      name: words("sheet.checks"),
      columns: [40, 20, 20, 14, 64],
      freeze: { rows: head, columns: 1 },
      titleRow: head,
    }),
    overall,
  };
}

class CheckWriter {
  private readonly context: PlanContext;
  private readonly cells: SheetBuilder;
  private readonly shown: readonly CheckId[];

  constructor(context: PlanContext, cells: SheetBuilder, shown: readonly CheckId[]) {
    this.context = context;
    this.cells = cells;
    this.shown = shown;
  }

  /** Two figures that must be equal, to a millionth; two gaps are equal too. */
  same(id: CheckId, one: PlanFormula, other: PlanFormula): void {
    const row = this.row(id);
    const a = this.cells.formula(row, 2, one, "check", { format: "money" });
    const b = this.cells.formula(row, 3, other, "check", { format: "money" });
    this.outcome(
      row,
      id,
      formula`=IF(COUNT(${a},${b})=2,ABS(${a}-${b})<=0.000001*MAX(1,ABS(${a}),ABS(${b})),COUNT(${a},${b})=0)`,
    );
  }

  /** A count of offenders that must be 0. */
  none(id: CheckId, count: PlanFormula): void {
    const row = this.row(id);
    const offenders = this.cells.formula(row, 2, count, "check", { format: "integer" });
    this.outcome(row, id, formula`=${offenders}=0`);
  }

  private row(id: CheckId): number {
    const row = head + 1 + this.shown.indexOf(id);
    this.cells.label(row, 1, words(`check.${id}`), "row-head");
    this.cells.label(row, 5, words(`check.${id}-means`), "source");
    return row;
  }

  private outcome(row: number, id: CheckId, holds: PlanFormula): void {
    const { passed, failed } = this.context.words;
    this.cells.formula(row, 4, formula`=IF(${holds},${passed},${failed})`, "flag", {
      format: "text",
      figure: `check.${id}`,
    });
  }
}

function planArithmetic(
  context: PlanContext,
  { inputs, live, value, cash, summary }: Sheets,
  write: CheckWriter,
): void {
  const { gap, mid_year, period_end } = context.words;
  const { yearly, oneOff } = value;
  write.none(
    "gaps",
    formula`=SUM(${yearly.chosen})-SUM(${yearly.counted})+SUM(${oneOff.chosen})-SUM(${oneOff.counted})`,
  );
  write.same("matrix", summary.matrixTotal, yearly.totals.net);
  write.same("years", sum(cash.years.map(({ net }) => net)), cash.without.net.total ?? gap);
  const ofShares = formula`=SUMPRODUCT(${yearly.gross},${yearly.countedShare})`;
  write.same("gross-to-net", formula`=IF(COUNT(${summary.netPerYear})=1,${ofShares},${gap})`, summary.netPerYear);
  const years = cash.years.filter(({ year }) => year > 0).map(({ net }) => net);
  const [firstYear, lastYear] = [years[0], years.at(-1)];
  const lastPeriod = context.periods.length - 1;
  const rate = live.discountRate;
  const net = cash.without.net;
  if (!firstYear || !lastYear) throw new Error("a horizon without years");
  const byYears = formula`=NPV(${rate},${range(firstYear, lastYear)})`;
  const byPeriods = formula`=NPV((1+${rate})^(1/${inputs.periodsPerYear})-1,${range(cellOf(net, 1), cellOf(net, lastPeriod))})`;
  const discounted = formula`=IF(${inputs.discounting}=${period_end},${byPeriods},IF(${inputs.discounting}=${mid_year},${byYears}*(1+${rate})^(1/2),${byYears}))`;
  write.same(
    "npv",
    summary.without.npv,
    formula`=IF(ISNUMBER(${summary.without.npv}),${cellOf(net, 0)}+${discounted},${gap})`,
  );
  const cashValue = formula`=SUMPRODUCT(${cash.oneOffCash.range},${cash.factor.range})`;
  write.same(
    "npv-including",
    summary.including.npv,
    formula`=IF(ISNUMBER(${summary.including.npv}),${summary.without.npv}+${cashValue},${gap})`,
  );
  const irr = summary.without.irr;
  const atIrr = formula`=NPV((1+${irr})^(1/${inputs.periodsPerYear})-1,${range(cellOf(net, 1), cellOf(net, lastPeriod))})`;
  write.same("irr", formula`=IF(ISNUMBER(${irr}),${atIrr},0)`, formula`=IF(ISNUMBER(${irr}),-${cellOf(net, 0)},0)`);
  const rampSum = formula`=SUM(${cash.ramp.range})/${inputs.periodsPerYear}`;
  const steady = yearly.lines.every(({ grossOfYears }) => grossOfYears === undefined);
  const benefit = cash.without.benefit.total ?? gap;
  write.same(
    "benefits",
    benefit,
    steady
      ? formula`=IF(COUNT(${benefit})=1,${yearly.totals.net}*${rampSum},${gap})`
      : sum(cash.without.benefit.cells.slice(1)),
  );
  const cashTotal = cash.oneOffCash.total ?? gap;
  const steadyCash = oneOff.lines.every(({ grossOfYears }) => grossOfYears === undefined);
  write.same(
    "one-off",
    cashTotal,
    steadyCash
      ? formula`=IF(COUNT(${cashTotal})=1,${oneOff.totals.net}*${cellOf(cash.ramp, lastPeriod)},${gap})`
      : sum(cash.oneOffCash.cells.slice(1)),
  );
  const costs = inputs.investment.map(({ id, initial, yearly: amounts, riskAdjustment }) =>
    costFactors(live, id).reduce<PlanFormula>(
      (cost, factor) => formula`=${cost}*${factor}`,
      formula`=${sum([initial, ...amounts])}*(1+${riskAdjustment})`,
    ),
  );
  const cost = cash.without.cost.total ?? gap;
  write.same("costs", cost, formula`=IF(COUNT(${cost})=1,${sum(costs)},${gap})`);
}

function planPlausibility({ agreement, cash, overlapFactors }: Sheets, write: CheckWriter): void {
  const below = (over: ReturnType<typeof range>) => formula`=COUNTIF(${over},${text("<0")})`;
  const outside = (over: ReturnType<typeof range>) =>
    formula`=COUNTIF(${over},${text("<0")})+COUNTIF(${over},${text(">1")})`;
  write.none("improvements", below(agreement.improvements));
  write.none("bounds", formula`=COUNTIF(${agreement.withinBounds},0)`);
  write.none(
    "shares",
    call("SUM", outside(agreement.attributions), outside(agreement.confidences), outside(overlapFactors)),
  );
  write.none("ramp", outside(cash.ramp.range));
}

const text = (value: string): PlanFormula => ({ kind: "text", value, span: { start: 0, end: 0 } });
