/** How it was calculated: the conventions in words, the checks, the grades of evidence, the sources cited, the terms used. */
import type { Source } from "../model/model.ts";
import { fullBasis } from "./basis-view.ts";
import { roiKind } from "./headline-figures.ts";
import type { Phrasing } from "./phrasing.ts";

export interface Definition {
  readonly term: string;
  readonly text: string;
}

export interface MethodView {
  readonly title: string;
  readonly conventionsTitle: string;
  readonly conventions: readonly Definition[];
  readonly sourcesTitle: string;
  readonly sourcesLead: string;
  readonly grades: readonly Definition[];
  readonly sources: readonly SourceView[];
  readonly glossaryTitle: string;
  readonly glossary: readonly Definition[];
}

export interface SourceView {
  readonly id: string;
  readonly grade: string;
  readonly publication: string;
  readonly says: string;
  /** A link only where it leads to the web; any other address is printed as text. */
  readonly link: string | null;
  readonly address: string;
}

export function methodView(phrasing: Phrasing): MethodView {
  const { model, say } = phrasing;
  const sources = citedSources(phrasing);
  const grades = model.grades.filter(grade => sources.some(source => source.grade === grade.id));
  return {
    title: say("report.method.title"),
    conventionsTitle: say("report.method.conventions"),
    conventions: conventions(phrasing),
    sourcesTitle: say("report.method.sources"),
    sourcesLead: sources.length === 0 ? say("report.method.no-sources") : say("report.method.sources-lead"),
    grades: grades.map(grade => ({ term: grade.id, text: phrasing.text(grade.means) })),
    sources: sources.map(source => ({
      id: source.id,
      grade: source.grade,
      publication: source.publication,
      says: phrasing.text(source.says),
      link: /^https?:\/\//i.test(source.url) ? source.url : null,
      address: source.url,
    })),
    glossaryTitle: say("report.method.glossary"),
    glossary: glossary(phrasing),
  };
}

/** Those that the typical ranges of the chosen indicators rest on, in the order of the model. */
function citedSources(phrasing: Phrasing): Source[] {
  const cited = new Set(
    phrasing.result.indicators.flatMap(each => {
      const typical = phrasing.indicator(each.id)?.typical;
      return typical ? [...typical.baseline.sources, ...typical.improvement.sources] : [];
    }),
  );
  return phrasing.model.sources.filter(source => cited.has(source.id));
}

function conventions(phrasing: Phrasing): Definition[] {
  const { kase, result, say } = phrasing;
  const { discountRateYearly: rate, period, years } = result.conventions;
  const example = phrasing.reference(result.summary.npv ?? 0, "summary.npv")?.text;
  const failed = result.checks.filter(check => !check.ok);
  return [
    {
      term: say("report.convention.basis"),
      text: fullBasis(phrasing),
    },
    {
      term: say("report.convention.calendar"),
      text: say(period === "quarter" ? "report.convention.calendar-quarters" : "report.convention.calendar-years", {
        build: phrasing.date(kase.calendar.build),
        goLive: phrasing.date(kase.calendar.goLive),
        years,
      }),
    },
    {
      term: say("report.convention.rate"),
      text:
        rate === null
          ? say("report.convention.no-rate")
          : say("report.convention.rate-text", {
              rate: phrasing.percent(rate),
              discounting: discountingText(phrasing),
            }),
    },
    { term: say("report.figure.roi"), text: say("report.convention.roi", { kind: roiKind(phrasing) }) },
    { term: say("report.figure.payback"), text: say("report.convention.payback") },
    { term: say("report.figure.irr"), text: say("report.convention.irr") },
    { term: say("report.column.net"), text: say("report.convention.net") },
    { term: say("report.convention.ramp"), text: say("report.convention.ramp-text") },
    { term: say("report.convention.cash"), text: say("report.convention.cash-text") },
    ...(example ? [{ term: say("report.reference.term"), text: say("report.reference.means", { example }) }] : []),
    { term: say("report.convention.rounding"), text: say("report.convention.rounding-text") },
    ...(result.checks.length === 0
      ? []
      : [
          {
            term: say("report.convention.checks"),
            text:
              failed.length === 0
                ? say("report.convention.checks-hold", { count: result.checks.length })
                : say("report.convention.checks-fail", {
                    failed: failed.map(check => check.id).join(say("report.list.comma")),
                  }),
          },
        ]),
  ];
}

function discountingText(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  switch (result.conventions.discounting) {
    case "year-end":
      return say("report.discounting.year-end");
    case "mid-year":
      return say("report.discounting.mid-year");
    case "period-end":
      return say("report.discounting.period-end");
    default:
      return result.conventions.discounting satisfies never;
  }
}

function glossary(phrasing: Phrasing): Definition[] {
  const { say } = phrasing;
  return [
    ...(phrasing.result.agreement
      ? [
          { term: say("report.glossary.committed"), text: say("report.glossary.committed-means") },
          { term: say("report.glossary.fingerprint"), text: say("report.glossary.fingerprint-means") },
        ]
      : []),
    { term: say("report.glossary.indicator"), text: say("report.glossary.indicator-means") },
    { term: say("report.glossary.driver"), text: say("report.glossary.driver-means") },
    { term: say("report.glossary.gross-net"), text: say("report.glossary.gross-net-means") },
    { term: say("report.column.overlap"), text: say("report.glossary.overlap-means") },
    { term: say("report.column.attribution"), text: say("report.glossary.attribution-means") },
    { term: say("report.column.confidence"), text: say("report.glossary.confidence-means") },
    { term: say("report.convention.ramp"), text: say("report.glossary.ramp-means") },
    { term: say("report.figure.npv"), text: say("report.glossary.npv-means") },
    ...(phrasing.simulation
      ? [{ term: say("report.glossary.percentiles"), text: say("report.glossary.percentiles-means") }]
      : []),
    { term: say("report.figure.benefit-cost-ratio"), text: say("report.glossary.benefit-cost-ratio-means") },
    { term: say("report.convention.cash"), text: say("report.glossary.cash-means") },
  ];
}
