/** The workbook as it is sent: what was calculated, with the sheet of what matters most, and the hidden one by which it is known again. */
import type { Ledger } from "../agreement/ledger.ts";
import { countedCase, standingOf } from "../agreement/standing.ts";
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import { buildPlan } from "./build-plan.ts";
import type { Calculation } from "./calculation.ts";
import { sensitivityOf } from "./sensitivity.ts";

/** Both sheets hold values only and no formula moves because of them, so nothing is calculated anew; a test keeps it so. */
export function asSent(model: Model, kase: Case, calculation: Calculation, ledger?: Ledger): Calculation {
  const standing = ledger && standingOf(ledger, kase, model);
  const sensitivity = sensitivityOf(model, countedCase(kase, standing), calculation);
  return { ...calculation, plan: buildPlan(model, kase, { sensitivity, ledger, returnable: true }) };
}
