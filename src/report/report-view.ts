/**
 * Everything the report prints, decided: a calculated case in, words and drawings out. Pure. All arithmetic, taste, wording and
 * formatting happen here and in the section views beside it; the templates only print. A figure that could not be calculated is a
 * stated gap with its reason, never 0 and never blank.
 */
import { type AssumptionsView, assumptionsView } from "./assumptions-view.ts";
import { type CashFlowView, cashFlowView } from "./cash-flow-view.ts";
import { type CoverView, coverView } from "./cover-view.ts";
import { type IndicatorsView, indicatorsView } from "./indicators-view.ts";
import { type MethodView, methodView } from "./method-view.ts";
import { type PeopleView, peopleView } from "./people-view.ts";
import { phrasingFor, type ReportInput } from "./phrasing.ts";
import { type PotentialView, potentialView } from "./potential-view.ts";
import { type RunningHeads, runningHeads } from "./running-heads.ts";
import { type ScenariosView, scenariosView } from "./scenarios-view.ts";
import { type SensitivityView, sensitivityView } from "./sensitivity-view.ts";
import { type SummaryView, summaryView } from "./summary-view.ts";
import { type ValueMapView, valueMapView } from "./value-map-view.ts";

export type { ReportInput } from "./phrasing.ts";

export interface ReportView {
  /** Of the HTML element: en, zh-CN. */
  readonly language: string;
  /** Of the document. */
  readonly title: string;
  readonly heads: RunningHeads;
  readonly cover: CoverView;
  readonly summary: SummaryView;
  readonly valueMap: ValueMapView;
  readonly indicators: IndicatorsView;
  readonly potential: PotentialView | null;
  readonly cashFlow: CashFlowView;
  readonly people: PeopleView | null;
  readonly scenarios: ScenariosView | null;
  readonly sensitivity: SensitivityView | null;
  readonly assumptions: AssumptionsView;
  readonly method: MethodView;
}

export function reportView(input: ReportInput): ReportView {
  const phrasing = phrasingFor(input);
  const customer = phrasing.text(input.kase.customer.name);
  const sections = {
    cover: coverView(phrasing),
    summary: summaryView(phrasing),
    valueMap: valueMapView(phrasing),
    indicators: indicatorsView(phrasing),
    potential: potentialView(phrasing),
    cashFlow: cashFlowView(phrasing),
    people: peopleView(phrasing),
    scenarios: scenariosView(phrasing),
    sensitivity: sensitivityView(phrasing),
    assumptions: assumptionsView(phrasing),
    method: methodView(phrasing),
  };
  return {
    language: input.locale,
    title: phrasing.say("report.document-title", { customer }),
    heads: runningHeads(phrasing, {
      summary: sections.summary.title,
      map: sections.valueMap.title,
      indicators: sections.indicators.title,
      cash: sections.cashFlow.title,
      scenarios: sections.scenarios?.title ?? "",
      sensitivity: sections.sensitivity?.title ?? "",
      appendix: phrasing.say("report.head.appendix"),
    }),
    ...sections,
  };
}
