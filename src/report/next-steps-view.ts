/** What has to be done next, by whom and until when: follows from what is missing, open, unsigned, and from the calendar of the case. */
import { addMonths } from "../case/calendar.ts";
import { openTermsText } from "../engine/basis-text.ts";
import { gapItem, gapsOfTotals } from "./gaps.ts";
import type { Phrasing } from "./phrasing.ts";
import { cell, column, type TableView, table } from "./table-view.ts";

export interface NextStepsView {
  readonly title: string;
  readonly table: TableView;
}

interface Step {
  readonly step: string;
  readonly detail: string;
  readonly who: string;
  readonly when: string;
}

export function nextStepsView(phrasing: Phrasing): NextStepsView {
  const { say } = phrasing;
  const title = say("report.next.title");
  const columns = [
    column(say("report.next.step")),
    column(say("report.next.what")),
    column(say("report.next.who")),
    column(say("report.next.when")),
  ];
  const rows = stepsOf(phrasing).map(({ step, detail, who, when }, index) => ({
    cells: [cell(`${index + 1}. ${step}`, { tone: "strong" }), cell(detail), cell(who), cell(when)],
  }));
  return { title, table: table("steps", title, columns, rows) };
}

function stepsOf(phrasing: Phrasing): Step[] {
  const { say, kase, result } = phrasing;
  const goLive = phrasing.date(kase.calendar.goLive);
  const both = say("report.next.both");
  const steering = say("report.people.steering-committee");
  const monitoring = say("report.people.monitoring-group");
  const firstReview = addMonths(kase.calendar.goLive, Math.max(3, 12 / kase.calendar.periodsPerYear));
  return [
    ...missingInputs(phrasing),
    ...agreementSteps(phrasing, both),
    ...(kase.people.customer["monitoring-group"].length > 0
      ? []
      : [
          {
            step: say("report.next.people"),
            detail: say("report.next.people-detail"),
            who: steering,
            when: say("report.next.before", { date: goLive }),
          },
        ]),
    ...(result.indicators.length === 0
      ? []
      : [
          {
            step: say("report.next.baseline"),
            detail: say("report.next.baseline-detail", { count: result.indicators.length }),
            who: monitoring,
            when: say("report.next.before", { date: goLive }),
          },
          {
            step: say("report.next.go-live"),
            detail: say("report.next.go-live-detail"),
            who: say("report.people.implementation-group"),
            when: goLive,
          },
          {
            step: say("report.next.review"),
            detail: say("report.next.review-detail"),
            who: say("report.next.review-who"),
            when: say("report.next.review-when", { date: phrasing.date(firstReview) }),
          },
        ]),
    ...(result.candidates.length === 0
      ? []
      : [
          {
            step: say("report.next.candidates"),
            detail: say("report.next.candidates-detail", { count: result.candidates.length }),
            who: steering,
            when: say("report.next.after-review"),
          },
        ]),
  ];
}

function missingInputs(phrasing: Phrasing): Step[] {
  const { say } = phrasing;
  const gaps = gapsOfTotals(phrasing);
  if (gaps.length === 0) return [];
  const named = gaps.slice(0, 2).map(gap => gapItem(phrasing, gap));
  const more = gaps.length - named.length;
  return [
    {
      step: say("report.next.missing"),
      detail: [...named, ...(more > 0 ? [say("report.gap.more", { count: more })] : [])].join(
        say("report.list.semicolon"),
      ),
      who: say("report.next.customer"),
      when: say("report.next.now"),
    },
  ];
}

/** What both parties have still to agree or to sign. */
function agreementSteps(phrasing: Phrasing, both: string): Step[] {
  const { say, result, text } = phrasing;
  const when = say("report.next.before", { date: phrasing.date(phrasing.kase.calendar.goLive) });
  const { agreement, potential } = result;
  if (result.indicators.length === 0 && (potential?.indicators.length ?? 0) === 0)
    return [
      {
        step: say("report.next.choose"),
        detail: say("report.next.choose-detail"),
        who: both,
        when: say("report.next.now"),
      },
    ];
  if (!agreement) return [{ step: say("report.next.agree"), detail: say("report.next.agree-detail"), who: both, when }];
  const open = potential?.indicators.length ?? 0;
  const caseTerms = openTermsText(agreement);
  const isOpen = open > 0 || caseTerms !== undefined;
  return [
    ...(isOpen
      ? [
          {
            step: say("report.next.close"),
            detail: [
              ...(open > 0 ? [say("report.next.close-detail", { count: open })] : []),
              ...(caseTerms ? [text(caseTerms)] : []),
            ].join(say("report.list.semicolon")),
            who: both,
            when,
          },
        ]
      : []),
    ...(agreement.isSignedByBoth
      ? []
      : [{ step: say("report.next.sign"), detail: say("report.next.sign-detail"), who: both, when }]),
  ];
}
