/** An amount in cents, by the formula that `wholeCents` computes. */
import { formula } from "../../engine/plan/formula.ts";
import type { PlanFormula } from "../../engine/plan/plan.ts";

export const inCents = (amount: PlanFormula): PlanFormula => formula`=ROUND(ROUND(${amount},6),2)`;
