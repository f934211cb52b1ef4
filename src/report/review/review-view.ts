/**
 * Everything the value review prints, decided: a calculated case and its review of a period in, words and drawings out. Pure. The
 * templates only print. What is not measured, not due or not to be computed is said, never 0 and never blank.
 */
import { badgeOf, shortBasis } from "../basis-view.ts";
import { shortened } from "../charts/svg.ts";
import type { PageHeads } from "../page-boxes.ts";
import { type PeopleView, peopleView } from "../people-view.ts";
import { themeStyle } from "../theme/theme-style.ts";
import { type BridgeView, bridgeView } from "./bridge-view.ts";
import { type ActionsView, actionsView, type CausesView, causesView } from "./causes-view.ts";
import { type ClosingView, closingView } from "./closing-view.ts";
import { type ForecastView, forecastView } from "./forecast-view.ts";
import { type HeadlineView, headlineView } from "./headline-view.ts";
import { type IndicatorsView, reviewedIndicatorsView } from "./indicators-view.ts";
import { type ReviewInput, type ReviewPhrasing, reviewPhrasing } from "./review-phrasing.ts";
import { type SettlementView, settlementView } from "./settlement-view.ts";

export type { ReviewInput } from "./review-phrasing.ts";

export interface ReviewView {
  /** Of the HTML element: en, zh-CN. */
  readonly language: string;
  /** Of the document. */
  readonly title: string;
  readonly heads: PageHeads;
  /** Colours of a theme, as a part of the style sheet. */
  readonly themeStyle: string;
  readonly headline: HeadlineView;
  readonly indicators: IndicatorsView;
  readonly bridge: BridgeView;
  readonly causes: CausesView;
  readonly actions: ActionsView;
  readonly settlement: SettlementView | null;
  readonly forecast: ForecastView;
  readonly people: PeopleView | null;
  readonly closing: ClosingView;
}

export function reviewView(input: ReviewInput): ReviewView {
  const phrasing = reviewPhrasing(input);
  const { say, review } = phrasing;
  return {
    language: input.locale,
    title: say("review.doc.document-title", { customer: phrasing.text(input.kase.customer.name), period: review.period }),
    heads: headsOf(phrasing),
    themeStyle: themeStyle(input.theme?.colors ?? {}),
    headline: headlineView(phrasing),
    indicators: reviewedIndicatorsView(phrasing),
    bridge: bridgeView(phrasing),
    causes: causesView(phrasing),
    actions: actionsView(phrasing),
    settlement: settlementView(phrasing),
    forecast: forecastView(phrasing),
    people: peopleView(phrasing),
    closing: closingView(phrasing),
  };
}

/** Widest a name may run at the head of a page, in em of its size. */
const widest = 27;

function headsOf(phrasing: ReviewPhrasing): PageHeads {
  const { say, review, kase } = phrasing;
  const customer = shortened(phrasing.text(kase.customer.name), 1, widest);
  return {
    document: say("review.doc.document-title", { customer, period: review.period }),
    chapters: { review: badgeOf(phrasing) },
    basis: say("review.doc.foot", { basis: shortBasis(phrasing), data: review.data.fingerprint }),
    page: { before: say("report.page.before"), between: say("report.page.between"), after: say("report.page.after") },
  };
}
