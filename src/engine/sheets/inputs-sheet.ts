/** Finance, ramp and investment: what the case sets once. */

import type { Place } from "../../finding/finding.ts";
import type { CostLine } from "../../model/model.ts";
import { formatDate } from "../../text/format.ts";
import { eachLocale, type Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import type { CellRef, SheetPlan } from "../plan/plan.ts";
import type { Word } from "../plan/words.ts";
import { joinTexts, type PlanContext, sheet } from "./context.ts";
import { planCostAmounts } from "./cost-amounts.ts";
import type { Quantity } from "./quantity.ts";

export interface InputsSheet {
  readonly sheet: SheetPlan;
  readonly discountRate: CellRef;
  readonly discounting: CellRef;
  readonly periodsPerYear: CellRef;
  /** One per period from 1. */
  readonly ramp: readonly CellRef[];
  readonly investment: readonly InvestmentCells[];
}

/** An investment line: the case's own amounts, or what a cost line of the model comes to. */
export interface InvestmentCells {
  readonly id: string;
  readonly name: Text;
  readonly place: Place;
  readonly initial: CellRef;
  readonly yearly: readonly CellRef[];
  readonly riskAdjustment: CellRef;
  /** Whose formulas give the amounts. */
  readonly cost?: CostLine;
}

/** Where the discount rate stands. */
export const discountRatePlace = (context: PlanContext): CellRef => sheet(context, "inputs").ref(6, 2);

const discountingWords = {
  "year-end": "year_end",
  "mid-year": "mid_year",
  "period-end": "period_end",
} as const satisfies Record<string, Word>;

/** `quantities`: what the model's cost lines read. */
export function planInputs(context: PlanContext, quantities: ReadonlyMap<string, Quantity>): InputsSheet {
  const { kase, periods } = context;
  const cells = sheet(context, "inputs");
  const { finance, calendar } = kase;
  cells.label(1, 1, words("inputs.title"), "title", { across: 7 });
  cells.label(2, 1, words("inputs.how"), "note", { across: 7 });

  cells.label(4, 1, words("inputs.finance"), "section", { across: 7 });
  cells.labels(5, 1, [words("inputs.item"), words("inputs.value"), words("inputs.unit")]);
  cells.label(5, 4, words("inputs.stands-on"), "column-head", { across: 4 });
  cells.label(6, 1, words("inputs.discount-rate"), "row-head");
  const discountRate = cells.input(6, 2, finance.discountRateYearly, {
    allowed: { kind: "number", min: -0.5, max: 1 },
    hint: words("hint.share"),
    format: "percent",
    name: "discount_rate",
    origin: finance.place,
  });
  cells.label(6, 3, words("unit.per-year"), "unit");
  const { source, owner, asOf } = finance;
  const standsOn = [source, owner, asOf ? eachLocale(locale => formatDate(asOf, locale)) : undefined].filter(
    part => part !== undefined,
  );
  if (standsOn.length > 0) cells.label(6, 4, joinTexts(standsOn, " · "), "source", { across: 4 });
  cells.label(7, 1, words("inputs.discounting"), "row-head");
  const discounting = cells.choice(
    7,
    2,
    discountingWords[finance.discounting],
    ["year_end", "mid_year", "period_end"],
    words("hint.discounting"),
    {
      name: "discounting",
      origin: finance.place,
    },
  );
  cells.label(7, 4, words("inputs.discounting-means"), "source", { across: 4 });
  cells.label(8, 1, words("inputs.periods-per-year"), "row-head");
  const periodsPerYear = cells.label(8, 2, calendar.periodsPerYear, "label", { name: "periods_per_year" });
  cells.label(9, 1, words("inputs.go-live"), "row-head");
  cells.label(
    9,
    2,
    eachLocale(locale => formatDate(calendar.goLive, locale)),
    "label",
  );
  cells.label(10, 1, words("inputs.horizon"), "row-head");
  cells.label(10, 2, calendar.years, "label");
  cells.label(10, 3, words("unit.years"), "unit");

  const investmentTop = 12;
  cells.label(investmentTop, 1, words("inputs.investment", { currency: context.currency }), "section", {
    across: 7,
  });
  cells.labels(investmentTop + 1, 1, [words("inputs.investment-line"), words("inputs.initial")]);
  const years = Array.from({ length: calendar.years }, (_, index) => index + 1);
  for (const year of years) cells.label(investmentTop + 1, 2 + year, words("unit.year-n", { n: year }), "column-head");
  const riskColumn = 3 + calendar.years;
  cells.label(investmentTop + 1, riskColumn, words("inputs.risk-adjustment"), "column-head");
  const money = {
    allowed: { kind: "number" } as const,
    hint: words("hint.money", { currency: context.currency }),
    format: "money" as const,
  };
  const head = (row: number, { id, name, place }: Pick<InvestmentCells, "id" | "name" | "place">, risk: number) => {
    cells.label(row, 1, name, "row-head", { origin: place });
    const riskAdjustment = cells.input(row, riskColumn, risk, {
      allowed: { kind: "number", min: 0, max: 1 },
      hint: words("hint.share"),
      format: "percent",
      origin: place,
    });
    return { id, name, place, riskAdjustment };
  };
  const own = kase.investment.map((line, index): InvestmentCells => {
    const row = investmentTop + 2 + index;
    const origin = line.place;
    return {
      ...head(row, line, line.riskAdjustment),
      initial: cells.input(row, 2, line.initial, { ...money, origin }),
      yearly: years.map(year => cells.input(row, 2 + year, line.yearly[year - 1] ?? null, { ...money, origin })),
    };
  });
  const ofModel = context.model.costs.map((cost, index): InvestmentCells => {
    const row = investmentTop + 2 + own.length + index;
    return {
      ...head(row, cost, kase.costRisks.get(cost.id) ?? cost.riskAdjustment),
      ...planCostAmounts(context, cells, cost, { row, initial: 2, years: 3 }, quantities, true),
      cost,
    };
  });
  const investment = [...own, ...ofModel];

  const rampTop = investmentTop + 3 + investment.length;
  cells.label(rampTop, 1, words("inputs.ramp"), "section", { across: 7 });
  cells.label(rampTop + 1, 1, words("inputs.ramp-means"), "note", { across: 7 });
  cells.labels(rampTop + 2, 1, [words("inputs.period"), words("inputs.ramp-share")]);
  const ramp = periods.slice(1).map((period, index) => {
    const row = rampTop + 3 + index;
    cells.label(row, 1, period.label, "row-head");
    return cells.input(row, 2, kase.ramp[index] ?? null, {
      name: `ramp_${index + 1}`,
      allowed: { kind: "number", min: 0, max: 1 },
      hint: words("hint.share"),
      format: "percent",
      origin: kase.place,
    });
  });
  const widths = [38, 18, ...Array.from({ length: Math.max(5, calendar.years + 1) }, () => 18)];
  return {
    sheet: cells.done({ name: words("sheet.inputs"), columns: widths, freeze: { rows: 2, columns: 1 } }),
    discountRate,
    discounting,
    periodsPerYear,
    ramp,
    investment,
  };
}
