/** What closes a review: how its figures are meant, which measurements were corrected, and where both sides sign. */
import type { CorrectedValue, ReviewedCorrection } from "../../review/review.ts";
import { formatExact, formatPercent } from "../../text/format.ts";
import { cell, column, type TableView, table } from "../table-view.ts";
import type { ReviewPhrasing } from "./review-phrasing.ts";

export interface ClosingView {
  readonly title: string;
  readonly conventionsTitle: string;
  readonly conventions: readonly { readonly term: string; readonly text: string }[];
  readonly corrections: {
    readonly title: string;
    readonly lead: string;
    readonly table: TableView | null;
    readonly more: string | null;
  };
  readonly signOff: {
    readonly title: string;
    readonly lead: string;
    readonly sides: readonly Side[];
    readonly labels: { readonly name: string; readonly signature: string; readonly date: string };
  };
}

interface Side {
  readonly party: string;
  readonly name: string;
  readonly role: string;
}

export function closingView(phrasing: ReviewPhrasing): ClosingView {
  const { say } = phrasing;
  return {
    title: say("review.doc.closing-title"),
    conventionsTitle: say("review.doc.conventions-title"),
    conventions: conventionsOf(phrasing),
    corrections: correctionsOf(phrasing),
    signOff: signOffOf(phrasing),
  };
}

function conventionsOf({ say, review }: ReviewPhrasing): ClosingView["conventions"] {
  const has = { timing: review.goLive.actual !== null, oneOff: review.indicators.some(each => each.oneOffCash) };
  return [
    { term: say("review.realized"), text: say("review.doc.means-realized") },
    { term: say("review.planned"), text: say("review.doc.means-planned") },
    { term: say("review.realization"), text: say("review.doc.means-realization") },
    { term: say("review.status"), text: say("review.doc.means-status") },
    ...(has.timing ? [{ term: say("review.doc.timing"), text: say("review.doc.means-timing") }] : []),
    ...(has.oneOff ? [{ term: say("review.one-off"), text: say("review.doc.means-one-off") }] : []),
    { term: say("review.doc.rounding"), text: say("review.doc.means-rounding") },
  ];
}

/** More than these are counted only. */
const mostCorrections = 20;

function correctionsOf(phrasing: ReviewPhrasing): ClosingView["corrections"] {
  const { review, say } = phrasing;
  const { corrections } = review;
  const title = say("review.doc.corrections-title");
  const rest = corrections.length - mostCorrections;
  return {
    title,
    lead: say(corrections.length === 0 ? "review.doc.corrections-none" : "review.doc.corrections-lead", {
      count: corrections.length,
    }),
    more: rest > 0 ? say("report.gap.more", { count: rest }) : null,
    table:
      corrections.length === 0
        ? null
        : table(
            "corrections",
            title,
            [
              column(say("actuals.period")),
              column(say("actuals.item")),
              column(say("actuals.before"), "end"),
              column(say("actuals.now"), "end"),
              column(say("review.doc.by")),
              column(say("review.note")),
            ],
            corrections.slice(-mostCorrections).map(each => correctionRow(phrasing, each)),
          ),
  };
}

function correctionRow(phrasing: ReviewPhrasing, each: ReviewedCorrection) {
  const { before, after, of, period, item, name } = each;
  const shown = of === "go-live" ? phrasing.say("report.cover.go-live") : phrasing.text(name);
  return {
    cells: [
      cell(period === "" ? "–" : period),
      cell(shown, { tone: "strong" as const }),
      cell(valueText(phrasing, item, before)),
      cell(valueText(phrasing, item, after)),
      cell(after.person ?? "–", { note: after.source }),
      cell(after.note ?? "–"),
    ],
  };
}

function valueText({ model, locale, date }: ReviewPhrasing, item: string, { value, date: day }: CorrectedValue): string {
  if (day !== null) return date(day);
  const format = [...model.indicators, ...model.drivers].find(({ id }) => id === item)?.format;
  return format === "percent" ? formatPercent(value, locale) : formatExact(Number(value.toPrecision(8)), locale);
}

function signOffOf({ say, kase, text, review, vendorName, result }: ReviewPhrasing): ClosingView["signOff"] {
  const lead = kase.people.customer["steering-committee"][0];
  const { service, delivery, sales } = kase.people.vendor;
  const vendor = service ?? delivery ?? sales;
  const side = (party: string, person: typeof lead): Side => ({
    party,
    name: person ? text(person.name) : "",
    role: person ? text(person.role) : "",
  });
  const agreement = result.agreement?.fingerprint;
  const values = { period: review.period, data: review.data.fingerprint };
  return {
    title: say("review.doc.sign-title"),
    lead:
      agreement === undefined
        ? say("review.doc.sign-estimate", values)
        : say("review.doc.sign-lead", { ...values, agreement }),
    sides: [
      side(text(kase.customer.name), lead),
      side(vendorName ?? say("report.cover.vendor"), vendor),
    ],
    labels: { name: say("review.doc.sign-name"), signature: say("review.doc.sign-signature"), date: say("review.doc.sign-date") },
  };
}
