/**
 * Everything the report prints, decided: a calculated case in, words and drawings out. Pure. All arithmetic, taste, wording and
 * formatting happen here and in the section views beside it; the templates only print. A figure that could not be calculated is a
 * stated gap with its reason, never 0 and never blank.
 */
import { type AssumptionsView, assumptionsView } from "./assumptions-view.ts";
import { type CashFlowView, cashFlowView } from "./cash-flow-view.ts";
import { type ContentsView, contentsView, type Heading } from "./contents-view.ts";
import { type CoverView, coverView } from "./cover-view.ts";
import { type CaseDataView, dataView } from "./data-view.ts";
import { type IndicatorsView, indicatorsView } from "./indicators-view.ts";
import { type LeversView, leversView } from "./levers-view.ts";
import { type MethodView, methodView } from "./method-view.ts";
import { type NextStepsView, nextStepsView } from "./next-steps-view.ts";
import { type PeopleView, peopleView } from "./people-view.ts";
import { type Phrasing, phrasingFor, type ReportInput } from "./phrasing.ts";
import { type PotentialView, potentialView } from "./potential-view.ts";
import { type ProvenancesView, provenancesView } from "./provenance-view.ts";
import { type RisksView, risksView } from "./risks-view.ts";
import { type RunningHeads, runningHeads } from "./running-heads.ts";
import { type ScenariosView, scenariosView } from "./scenarios-view.ts";
import { type SensitivityView, sensitivityView } from "./sensitivity-view.ts";
import { type SummaryView, summaryView } from "./summary-view.ts";
import { themeStyle } from "./theme/theme-style.ts";
import { type UncertaintyView, uncertaintyView } from "./uncertainty-view.ts";
import { type ValueMapView, valueMapView } from "./value-map-view.ts";

export type { ReportInput } from "./phrasing.ts";

export interface ReportView extends Sections {
  /** Of the HTML element: en, zh-CN. */
  readonly language: string;
  /** Of the document. */
  readonly title: string;
  readonly heads: RunningHeads;
  readonly contents: ContentsView;
  /** Colours of a theme, as a part of the style sheet. */
  readonly themeStyle: string;
}

/** In the order of the report. */
interface Sections {
  readonly cover: CoverView;
  readonly summary: SummaryView;
  readonly valueMap: ValueMapView;
  readonly indicators: IndicatorsView;
  readonly potential: PotentialView | null;
  readonly data: CaseDataView | null;
  readonly cashFlow: CashFlowView;
  readonly scenarios: ScenariosView | null;
  readonly sensitivity: SensitivityView | null;
  readonly uncertainty: UncertaintyView | null;
  readonly risks: RisksView | null;
  readonly levers: LeversView | null;
  readonly governance: GovernanceView;
  readonly provenance: ProvenancesView | null;
  readonly assumptions: AssumptionsView;
  readonly method: MethodView;
}

export interface GovernanceView {
  readonly title: string;
  readonly lead: string;
  readonly people: PeopleView | null;
  readonly nextSteps: NextStepsView;
}

export function reportView(input: ReportInput): ReportView {
  const phrasing = phrasingFor(input);
  const { say } = phrasing;
  const sections = sectionsOf(phrasing);
  return {
    language: input.locale,
    title: say("report.document-title", { customer: phrasing.text(input.kase.customer.name) }),
    contents: contentsOf(phrasing, sections),
    themeStyle: themeStyle(input.theme?.colors ?? {}),
    heads: runningHeads(phrasing, {
      contents: say("report.contents.title"),
      summary: sections.summary.title,
      map: sections.valueMap.title,
      indicators: sections.indicators.title,
      ...(sections.data ? { data: sections.data.title } : {}),
      cash: sections.cashFlow.title,
      scenarios: sections.scenarios?.title ?? "",
      sensitivity: sections.sensitivity?.title ?? "",
      uncertainty: sections.uncertainty?.title ?? "",
      risks: sections.risks?.title ?? "",
      levers: sections.levers?.title ?? "",
      governance: sections.governance.title,
      provenance: sections.provenance?.title ?? "",
      appendix: say("report.head.appendix"),
    }),
    ...sections,
  };
}

function sectionsOf(phrasing: Phrasing): Sections {
  return {
    cover: coverView(phrasing),
    summary: summaryView(phrasing),
    valueMap: valueMapView(phrasing),
    indicators: indicatorsView(phrasing),
    potential: potentialView(phrasing),
    data: dataView(phrasing),
    cashFlow: cashFlowView(phrasing),
    scenarios: scenariosView(phrasing),
    sensitivity: sensitivityView(phrasing),
    uncertainty: uncertaintyView(phrasing),
    risks: risksView(phrasing),
    levers: leversView(phrasing),
    governance: {
      title: phrasing.say("report.governance.title"),
      lead: phrasing.say("report.governance.lead"),
      people: peopleView(phrasing),
      nextSteps: nextStepsView(phrasing),
    },
    provenance: provenancesView(phrasing),
    assumptions: assumptionsView(phrasing),
    method: methodView(phrasing),
  };
}

/** The ids are those of the headings in the templates; a test holds them together. */
function contentsOf(phrasing: Phrasing, of: Sections): ContentsView {
  const where = (view: object | null, target: string, label: string | undefined): Heading =>
    view && label !== undefined ? [target, label] : null;
  return contentsView(phrasing, {
    main: [
      { heading: ["summary", of.summary.title] },
      { heading: ["value-map", of.valueMap.title] },
      {
        heading: ["indicators", of.indicators.title],
        parts: [
          ["indicator-table", of.indicators.tableTitle],
          where(of.potential, "potential", of.potential?.title),
          where(of.indicators.candidates, "candidates", of.indicators.candidates?.title),
        ],
      },
      { heading: where(of.data, "data", of.data?.title) },
      {
        heading: ["cash-flow", of.cashFlow.title],
        parts: [
          ["cash-flow-years", of.cashFlow.tableTitle],
          ["investment", of.cashFlow.investment.title],
        ],
      },
      { heading: where(of.scenarios, "scenarios", of.scenarios?.title) },
      { heading: where(of.sensitivity, "sensitivity", of.sensitivity?.title) },
      { heading: where(of.uncertainty, "uncertainty", of.uncertainty?.title) },
      {
        heading: where(of.risks, "risks", of.risks?.title),
        parts: [where(of.risks, "overlap", of.risks?.overlap.title)],
      },
      {
        heading: where(of.levers, "levers", of.levers?.title),
        parts: [where(of.levers?.services ?? null, "services", of.levers?.services?.title)],
      },
      {
        heading: ["governance", of.governance.title],
        parts: [
          where(of.governance.people, "people", of.governance.people?.title),
          ["next-steps", of.governance.nextSteps.title],
        ],
      },
    ],
    appendix: [
      { heading: where(of.provenance, "provenance", of.provenance?.title) },
      { heading: ["assumptions", of.assumptions.title], parts: [["ramp", of.cashFlow.rampTitle]] },
      {
        heading: ["method", of.method.title],
        parts: [
          ["conventions", of.method.conventionsTitle],
          ["glossary", of.method.glossaryTitle],
          ["sources", of.method.sourcesTitle],
        ],
      },
    ],
  });
}
