/** Model + case → sheet plan. Pure; the same model and case give the same plan. */
import { periodsOf } from "../case/calendar.ts";
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import { currencyName } from "../text/format.ts";
import { eachLocale } from "../text/locale.ts";
import { words } from "../text/say.ts";
import { buildWords, NameRegistry } from "./plan/builder.ts";
import { type SheetPlan, sheetIds, type WorkbookPlan } from "./plan/plan.ts";
import { planAbout } from "./sheets/about-sheet.ts";
import { planAgreement } from "./sheets/agreement-sheet.ts";
import { planCashFlow } from "./sheets/cash-flow-sheet.ts";
import { planChecks } from "./sheets/checks-sheet.ts";
import { indicatorRows, type PlanContext } from "./sheets/context.ts";
import { planDrivers } from "./sheets/drivers-sheet.ts";
import { planInputs } from "./sheets/inputs-sheet.ts";
import { planSources } from "./sheets/sources-sheet.ts";
import { planSummary } from "./sheets/summary-sheet.ts";
import { planValue } from "./sheets/value-sheet.ts";

export function buildPlan(model: Model, kase: Case): WorkbookPlan {
  const registry = new NameRegistry();
  const wordSheet = buildWords(registry, words("sheet.words"));
  const context: PlanContext = {
    model,
    kase,
    registry,
    words: wordSheet.words,
    currency: eachLocale(locale => currencyName(kase.customer.currency, locale)),
    periods: periodsOf(kase.calendar),
    rows: indicatorRows(model, kase),
  };
  const inputs = planInputs(context);
  const agreement = planAgreement(context);
  const drivers = planDrivers(context);
  const value = planValue(context, agreement, drivers);
  const cash = planCashFlow(context, inputs, value);
  const summary = planSummary(context, inputs, value, cash);
  const checks = planChecks(context, { agreement, inputs, value, cash, summary, overlapFactors: value.overlapFactors });
  const planned: SheetPlan[] = [
    planAbout(context, summary, checks.overall),
    summary.sheet,
    agreement.sheet,
    inputs.sheet,
    drivers.sheet,
    value.value,
    value.overlap,
    cash.sheet,
    checks.sheet,
    planSources(context),
    wordSheet.sheet,
  ];
  return {
    sheets: planned.toSorted((a, b) => sheetIds.indexOf(a.id) - sheetIds.indexOf(b.id)),
    names: registry.names,
    title: kase.customer.name,
    author: kase.vendor?.name ?? "Valuebook",
    date: kase.prepared.on,
    currency: kase.customer.currency,
  };
}
