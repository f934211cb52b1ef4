/**
 * The plan of the review's workbook: the agreed case on the sheets of its own workbook, and the review beside it, by formulas that read
 * them. So whoever has the workbook can compute the review anew. It counts what the review counts, under the case as agreed.
 */
import type { Ledger } from "../../agreement/ledger.ts";
import { countedCase, standingOf } from "../../agreement/standing.ts";
import type { Case } from "../../case/case.ts";
import { expectedId } from "../../case/scenarios.ts";
import { buildPlan, type PlannedCase } from "../../engine/build-plan.ts";
import type { SheetPlan, WorkbookPlan } from "../../engine/plan/plan.ts";
import { reviewWords } from "../../engine/plan/words.ts";
import type { Model } from "../../model/model.ts";
import { words } from "../../text/say.ts";
import type { Measurement } from "../actuals.ts";
import { dataFingerprint } from "../data-fingerprint.ts";
import { planActuals } from "./actuals-sheet.ts";
import { planRealization } from "./realization-sheet.ts";
import { planReview } from "./review-sheet.ts";
import type { Reviewed } from "./reviewed.ts";
import { planSettlement } from "./settlement-sheet.ts";
import { planWorkings } from "./workings-sheet.ts";

export interface ReviewPlanInput {
  readonly model: Model;
  readonly kase: Case;
  readonly ledger?: Ledger | undefined;
  readonly history: readonly Measurement[];
  /** Number of the period, from 1. */
  readonly period: number;
}

export function reviewPlan({ model, kase, ledger, history, period }: ReviewPlanInput): WorkbookPlan {
  const counted = countedCase(kase, ledger && standingOf(ledger, kase, model));
  const asAgreed = {
    ...counted,
    scenarios: counted.scenarios.filter(({ id }) => id === expectedId),
    shownScenario: expectedId,
  };
  const measured = history.filter(each => each.period <= period);
  const review = (planned: PlannedCase) => reviewSheets(planned, measured, period);
  const plan = buildPlan(model, asAgreed, { ledger, review });
  return { ...plan, subject: words("review-sheet.subject", { model: model.name }) };
}

function reviewSheets(planned: PlannedCase, history: readonly Measurement[], period: number): SheetPlan[] {
  const { context } = planned;
  const reviewed: Reviewed = {
    ...planned,
    reviewWordTexts: reviewWords,
    periods: context.periods.slice(1, period + 1),
    indicators: context.rows.filter(({ terms }) => terms.chosen),
    history,
    dataFingerprint: dataFingerprint(history),
  };
  const actuals = planActuals(reviewed);
  const workings = planWorkings(reviewed, actuals.actual);
  const realization = planRealization(reviewed, actuals.actual, workings.lines);
  const { gainShare } = context.kase;
  const settlement = gainShare && planSettlement(reviewed, gainShare, realization);
  return [
    planReview(reviewed, realization, settlement),
    actuals.sheet,
    workings.sheet,
    realization.sheet,
    ...(settlement ? [settlement.sheet] : []),
  ];
}
