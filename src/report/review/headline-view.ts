/** The first page: whose review of which period, on what basis, the figures that a committee asks for first, and three sentences. */
import { statuses, type Status } from "../../review/realization.ts";
import type { PeriodSum } from "../../review/review.ts";
import { agreementFacts, badgeOf, basisMeaning } from "../basis-view.ts";
import type { ChartView } from "../chart-view.ts";
import { linesChart } from "../charts/lines.ts";
import { type PartLook, statusBar } from "../charts/status-bar.ts";
import type { Fact } from "../cover-view.ts";
import type { Figure } from "../headline-figures.ts";
import type { Sentence } from "../summary-sentences.ts";
import { headlineSentences, messageOf } from "./headline-sentences.ts";
import type { ReviewPhrasing } from "./review-phrasing.ts";

export interface HeadlineView {
  readonly title: string;
  readonly customer: string;
  readonly customerLength: "short" | "long";
  readonly badge: string;
  /** Address of the vendor's logo, and what it stands for. */
  readonly logo: string | null;
  readonly vendor: string;
  readonly facts: readonly Fact[];
  readonly message: string;
  readonly big: readonly Figure[];
  readonly small: readonly Figure[];
  readonly sentences: readonly Sentence[];
  readonly status: ChartView;
  readonly course: ChartView | null;
  readonly basis: string;
  /** What the figures leave out, or will still change. */
  readonly warnings: readonly string[];
}

const looks: Readonly<Record<Status, PartLook>> = {
  exceeded: "best",
  met: "good",
  missed: "short",
  worsened: "bad",
  "not-measured": "open",
  "not-due": "none",
};

export function headlineView(phrasing: ReviewPhrasing): HeadlineView {
  const { review, say, kase } = phrasing;
  const customer = phrasing.text(kase.customer.name);
  return {
    title: say("review.doc.title", { period: review.period }),
    customer,
    customerLength: customer.length > 40 ? "long" : "short",
    badge: badgeOf(phrasing),
    logo: phrasing.theme?.logo ?? null,
    vendor: phrasing.vendorName ?? say("report.cover.vendor"),
    facts: factsOf(phrasing),
    message: messageOf(phrasing),
    big: [
      moneyFigure(phrasing, say("review.doc.realized-to-date"), review.toDate.realized, plannedNote(phrasing, review.toDate)),
      realizationFigure(phrasing),
      moneyFigure(phrasing, say("review.doc.this-period", { period: review.period }), review.quarter.realized, plannedNote(phrasing, review.quarter)),
    ],
    small: smallFigures(phrasing),
    sentences: headlineSentences(phrasing),
    status: statusView(phrasing),
    course: courseView(phrasing),
    basis: basisMeaning(phrasing),
    warnings: warningsOf(phrasing),
  };
}

function factsOf(phrasing: ReviewPhrasing): Fact[] {
  const { review, say, kase } = phrasing;
  const { goLive } = review;
  return [
    ...(phrasing.vendorName === null ? [] : [{ label: say("report.cover.vendor"), value: phrasing.vendorName }]),
    { label: say("report.cover.go-live"), value: goLiveText(phrasing) },
    ...agreementFacts(phrasing),
    {
      label: say("review.doc.data"),
      value: say("review.doc.data-fingerprint", { fingerprint: review.data.fingerprint, count: review.data.measurements }),
    },
    {
      label: say("report.cover.model"),
      value: say("report.cover.model-version", { model: phrasing.text(phrasing.model.name), version: kase.model.version }),
    },
    ...(goLive.note === null ? [] : [{ label: say("review.doc.go-live-note"), value: goLive.note }]),
  ];
}

/** The planned day, and the actual one where it is stated. */
export function goLiveText({ review: { goLive }, say, date }: ReviewPhrasing): string {
  const planned = date(goLive.planned);
  if (goLive.actual === null || goLive.daysLate === null) return planned;
  const values = { planned, actual: date(goLive.actual), days: Math.abs(goLive.daysLate) };
  if (goLive.daysLate === 0) return say("review.doc.go-live-on-time", values);
  return say(goLive.daysLate > 0 ? "review.doc.go-live-late" : "review.doc.go-live-early", values);
}

const plannedNote = ({ say, moneyShort }: ReviewPhrasing, { planned }: PeriodSum): string =>
  planned === null ? say("review.doc.planned-unknown") : say("review.doc.planned-note", { planned: moneyShort(planned) });

function moneyFigure({ say, moneyShort }: ReviewPhrasing, label: string, amount: number | null, note: string): Figure {
  if (amount === null) return { label, value: say("review.doc.nothing-measured"), note, tone: "gap", reference: null };
  return { label, value: moneyShort(amount), note, tone: amount < 0 ? "negative" : "plain", reference: null };
}

function realizationFigure({ review, say, percent }: ReviewPhrasing): Figure {
  const { toDate, quarter } = review;
  const label = say("review.doc.realization-to-date");
  const note =
    quarter.realization === null
      ? say("review.doc.realization-means")
      : say("review.doc.realization-quarter", { period: review.period, share: percent(quarter.realization, 1) });
  if (toDate.realization === null) return { label, value: say("review.doc.no-realization"), note, tone: "none", reference: null };
  const tone = toDate.realization < 0 ? "negative" : "plain";
  return { label, value: percent(toDate.realization, 1), note, tone, reference: null };
}

function smallFigures(phrasing: ReviewPhrasing): Figure[] {
  const { review, say, moneyShort } = phrasing;
  const { oneOffCash, forecast, settlement, statusCounts } = review;
  const due = review.indicators.length - statusCounts["not-due"];
  const measured = due - statusCounts["not-measured"];
  const now = settlement?.at(-1);
  const hasOneOff = review.indicators.some(each => each.oneOffCash);
  return [
    {
      label: say("review.doc.measured"),
      value: say("review.doc.measured-of", { measured, due }),
      note: say("review.doc.measured-note"),
      tone: measured < due ? "gap" : "plain",
      reference: null,
    },
    ...(hasOneOff
      ? [
          moneyFigure(
            phrasing,
            say("review.one-off"),
            oneOffCash.realized,
            oneOffCash.planned === null
              ? say("review.doc.apart")
              : say("review.doc.one-off-note", { planned: moneyShort(oneOffCash.planned) }),
          ),
        ]
      : []),
    moneyFigure(
      phrasing,
      say("review.doc.forecast-figure"),
      forecast.likely,
      forecast.planned === null ? "" : say("review.doc.planned-note", { planned: moneyShort(forecast.planned) }),
    ),
    ...(now
      ? [
          moneyFigure(
            phrasing,
            say("settle.to-vendor"),
            now.inPeriod.toVendor,
            now.isProvisional ? say("review.doc.provisional") : say("review.doc.to-vendor-note", { period: review.period }),
          ),
        ]
      : []),
  ];
}

function statusView({ review, say }: ReviewPhrasing): ChartView {
  const parts = statuses.map(status => ({
    name: say(`status.${status}`),
    count: review.statusCounts[status],
    look: looks[status],
  }));
  const shown = parts.filter(({ count }) => count > 0).map(({ name, count }) => `${name} ${count}`);
  const alternative = say("review.doc.status-alternative", { parts: shown.join(say("report.list.comma")) });
  return {
    title: say("review.doc.status-title"),
    note: say("review.doc.status-note", { count: review.indicators.length }),
    ...statusBar({ alternative, width: 640, parts }),
  };
}

/** Planned and realized, period by period; from the second period on, where all of them are known. */
function courseView(phrasing: ReviewPhrasing): ChartView | null {
  const { review, say, scale } = phrasing;
  const realized = review.trend.flatMap(each => each.realized ?? []);
  const planned = review.trend.flatMap(each => each.planned ?? []);
  const count = review.trend.length;
  if (count < 2 || realized.length < count || planned.length < count) return null;
  const line = (name: string, values: readonly number[], isLeading: boolean) => ({
    name,
    end: scale.amount(values.at(-1) ?? 0),
    values,
    isLeading,
  });
  const title = say("review.doc.course-title");
  return {
    title,
    note: scale.name,
    ...linesChart({
      alternative: say("review.doc.course-alternative", {
        realized: scale.amount(realized.at(-1) ?? 0),
        planned: scale.amount(planned.at(-1) ?? 0),
        unit: scale.name,
      }),
      width: 640,
      height: 168,
      periods: review.trend.map(({ period }) => period),
      lines: [line(say("review.realized"), realized, true), line(say("review.planned"), planned, false)],
      tick: scale.amount,
    }),
  };
}

function warningsOf({ review, say, result }: ReviewPhrasing): string[] {
  const open = review.missing.at(-1);
  return [
    ...(result.complete ? [] : [say("review.doc.incomplete")]),
    ...(open?.period === review.period ? [say("review.doc.open-now", { count: open.indicators.length })] : []),
    ...(review.settlement?.at(-1)?.isProvisional ? [say("review.doc.provisional-warning")] : []),
  ];
}
