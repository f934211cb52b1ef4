/** A calculation whose workbook also has the sheet of what matters most. */
import type { Ledger } from "../agreement/ledger.ts";
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import { buildPlan } from "./build-plan.ts";
import type { Calculation } from "./calculation.ts";
import type { Sensitivity } from "./sensitivity.ts";

/** That sheet holds values only and no formula moves because of it, so nothing is calculated anew; a test keeps it so. */
export function withSensitivity(
  model: Model,
  kase: Case,
  calculation: Calculation,
  sensitivity: Sensitivity,
  ledger?: Ledger,
): Calculation {
  return { ...calculation, plan: buildPlan(model, kase, { sensitivity, ledger, returnable: true }) };
}
