/** The figures of a review beside those that its workbook calculates by formulas: where they differ. */
import { calculate } from "../../src/engine/calculate.ts";
import { type Calculation, valueAt } from "../../src/engine/calculation.ts";
import { Figures } from "../../src/engine/result-of.ts";
import { type Assessment, type Measurement, review, type ValueReview } from "../../src/index.ts";
import { reviewPlan } from "../../src/review/sheets/review-plan.ts";

type Figure = number | string | null;

/** The plan of the review's workbook, calculated. */
export function calculatedReview(
  { model, kase, ledger }: Assessment,
  history: readonly Measurement[],
  period: number,
): Calculation {
  return calculate(reviewPlan({ model, kase, ledger, history, period }));
}

export async function differences(
  assessment: Assessment,
  history: readonly Measurement[],
  period: number,
): Promise<string[]> {
  const reviewed = await review(assessment, history, period);
  const before = await Promise.all(
    Array.from({ length: period - 1 }, (_, index) => review(assessment, history, index + 1)),
  );
  const calculation = calculatedReview(assessment, history, period);
  const all = [...[...before, reviewed].flatMap(indicatorFigures), ...sumFigures(reviewed), ...settled(reviewed)];
  const found = new Figures(calculation);
  return all.flatMap(([key, expected]) => {
    const cell = found.cell(key);
    const value = cell && valueAt(calculation, cell.ref);
    const is: Figure =
      typeof value === "number" ? value : typeof value === "object" && "word" in value ? value.word : null;
    return isSame(expected, is) ? [] : [`${key}: ${expected} ≠ ${is}`];
  });
}

/** Amounts to the cent, levels and shares to a billionth (what is nearly 0 a spreadsheet takes for 0); a gap is a gap. */
function isSame(expected: Figure, is: Figure): boolean {
  if (expected === null) return is === "gap";
  if (typeof expected === "string" || typeof is !== "number") return expected === is;
  return Math.abs(expected - is) <= 1e-9;
}

function indicatorFigures({ indicators, number }: ValueReview): [string, Figure][] {
  return indicators.flatMap(each =>
    (
      [
        ["actual", each.actual],
        ["plannedLevel", each.plannedLevel],
        ["gapClosed", each.gapClosed],
        ["progress", each.progress],
        ["status", `status_${each.status.replace("-", "_")}`],
        ["plannedGross", each.plannedGross],
        ["realizedGross", each.realizedGross],
        ["planned", each.planned],
        ["realized", each.realized],
        ["difference", each.difference.indicator],
        ...(each.oneOffCash
          ? ([
              ["oneOffPlanned", each.oneOffCash.planned],
              ["oneOffRealized", each.oneOffCash.realized],
            ] as const)
          : []),
      ] as const
    ).map(([what, value]): [string, Figure] => [`review.${each.id}.${number}.${what}`, value]),
  );
}

function sumFigures({ quarter, toDate, oneOffCash, trend, statusCounts }: ValueReview): [string, Figure][] {
  const sums = { quarter, toDate } as const;
  return [
    ...Object.entries(sums).flatMap(([key, sum]) =>
      (["realized", "planned", "plannedOfMeasured", "realization"] as const).map((what): [string, Figure] => [
        `review.${key}.${what}`,
        sum[what],
      ]),
    ),
    ["review.oneOffCash.realized", oneOffCash.realized],
    ["review.oneOffCash.planned", oneOffCash.planned],
    ["review.oneOffCash.quarter.realized", oneOffCash.quarter.realized],
    ["review.oneOffCash.quarter.planned", oneOffCash.quarter.planned],
    ...trend.flatMap((sum, index) =>
      (["realized", "planned", "plannedOfMeasured", "realization"] as const).map((what): [string, Figure] => [
        `review.period.${index + 1}.${what}`,
        sum[what],
      ]),
    ),
    ...Object.entries(statusCounts).map(([status, count]): [string, Figure] => [
      `review.status_${status.replace("-", "_")}`,
      count,
    ]),
  ];
}

function settled({ settlement }: ValueReview): [string, Figure][] {
  return (settlement ?? []).flatMap((each, index) =>
    (["inPeriod", "yearToDate"] as const).flatMap(which =>
      (["earned", "withheld", "paid", "lossBorne", "feeDue", "feeForfeited", "toVendor"] as const).map(
        (what): [string, Figure] => [`settlement.${index + 1}.${which}.${what}`, each[which][what]],
      ),
    ),
  );
}
