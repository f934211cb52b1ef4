/** The settlement: the agreed terms in words, how this period's amount came about, and every period so far, to the cent. */
import { periodsOf } from "../../case/calendar.ts";
import type { GainShareTerms } from "../../case/gain-share.ts";
import type { GainShareSettlement } from "../../review/settle-gain-share.ts";
import type { ReviewedSettlement } from "../../review/settlement.ts";
import { cell, column, type TableView, table } from "../table-view.ts";
import type { ReviewPhrasing } from "./review-phrasing.ts";

export interface SettlementView {
  readonly title: string;
  readonly lead: string;
  /** That the amounts are not final, and what is still to be measured. */
  readonly provisional: { readonly text: string; readonly items: readonly string[] } | null;
  readonly termsTitle: string;
  readonly terms: readonly { readonly term: string; readonly text: string }[];
  readonly stepsTitle: string;
  readonly steps: TableView;
  readonly periodsTitle: string;
  readonly periods: TableView;
  readonly note: string;
}

/** Null where nothing is shared. */
export function settlementView(phrasing: ReviewPhrasing): SettlementView | null {
  const { review, say, kase, money, currencyUnit } = withUnit(phrasing);
  const { settlement } = review;
  const now = settlement?.at(-1);
  if (!settlement || !now) return null;
  const stepsTitle = say("review.doc.settle-steps", { period: review.period });
  const periodsTitle = say("review.doc.settle-periods");
  return {
    title: say("review.doc.settle-title"),
    lead: say("review.doc.settle-lead", { period: review.period, amount: money(now.inPeriod.toVendor) }),
    provisional: provisionalOf(phrasing, now),
    termsTitle: say("review.doc.settle-terms"),
    terms: (kase.gainShare ?? []).map(terms => ({
      term: say("review.doc.terms-from", { date: phrasing.date(terms.from) }),
      text: termsInWords(phrasing, terms),
    })),
    stepsTitle,
    steps: stepsTable(phrasing, stepsTitle, now, settlement.at(-2)),
    periodsTitle,
    periods: periodsTable(phrasing, periodsTitle, settlement),
    note: say("review.doc.settle-note", { unit: currencyUnit }),
  };
}

function withUnit(phrasing: ReviewPhrasing) {
  return { ...phrasing, currencyUnit: phrasing.unit("{currency}") };
}

function provisionalOf(phrasing: ReviewPhrasing, now: ReviewedSettlement): SettlementView["provisional"] {
  if (!now.isProvisional) return null;
  const { say } = phrasing;
  const items = now.unmeasured.map(({ period, indicators }) => {
    const names = indicators.slice(0, mostNames).map(phrasing.indicatorName);
    const more = indicators.length - names.length;
    return say("cli.labelled", {
      label: period,
      value: [...names, ...(more > 0 ? [say("report.gap.more", { count: more })] : [])].join(say("report.list.semicolon")),
    });
  });
  return { text: say("review.doc.settle-provisional"), items };
}

const mostNames = 8;

/** One sentence for each rule that the terms make. */
function termsInWords({ say, percent, money, locale }: ReviewPhrasing, terms: GainShareTerms): string {
  const base = say(terms.base === "net" ? "review.doc.base-net" : "review.doc.base-gross");
  const { tiers, share = 0, threshold, counts, cap, withhold, losses, feeAtRisk } = terms;
  const shared = tiers
    ? say("review.doc.terms-tiers", {
        base,
        tiers: tiers
          .map(tier => say("review.doc.terms-tier", { share: percent(tier.share), above: percent(tier.above) }))
          .join(say("report.list.semicolon")),
      })
    : say("review.doc.terms-share", { base, share: percent(share) });
  const from = counts === "above-threshold" ? "review.doc.terms-above" : "review.doc.terms-first";
  const sentences = [
    shared,
    threshold > 0 ? say(from, { threshold: percent(threshold) }) : say("review.doc.terms-no-threshold"),
    ...(cap === undefined ? [] : [say("review.doc.terms-cap", { cap: money(cap) })]),
    ...(withhold > 0 ? [say("review.doc.terms-withhold", { share: percent(withhold) })] : []),
    ...(losses > 0 ? [say("review.doc.terms-losses", { share: percent(losses) })] : []),
    ...(feeAtRisk > 0 ? [say("review.doc.terms-fee", { fee: money(feeAtRisk) })] : []),
  ];
  return sentences.join(locale === "en" ? " " : "");
}

/** The year to date, less what was settled before, is the period. */
function stepsTable(
  phrasing: ReviewPhrasing,
  title: string,
  { base, yearToDate, inPeriod }: ReviewedSettlement,
  before: ReviewedSettlement | undefined,
): TableView {
  const { say, cents, percent, signedCents, review, unit } = phrasing;
  const terms = yearToDate.terms;
  const isSameYear = before !== undefined && yearOf(phrasing, review.number) === yearOf(phrasing, review.number - 1);
  const settledBefore = isSameYear ? before.yearToDate.toVendor : 0;
  const row = (label: string, amount: string, note: string | null = null, kind?: "total") => ({
    ...(kind ? { kind } : {}),
    cells: [cell(label, { note }), cell(amount)],
  });
  const loss = yearToDate.lossBorne;
  const reached = yearToDate.realization === null ? "–" : percent(yearToDate.realization, 2);
  return table("settle-steps", title, [column(say("review.doc.step")), column(unit("{currency}"), "end")], [
    row(say("review.doc.ytd-planned"), cents(base.planned), say(terms?.base === "gross" ? "review.doc.base-gross" : "review.doc.base-net")),
    row(say("review.doc.ytd-realized"), cents(base.realized), say("review.doc.ytd-reached", { share: reached })),
    ...(terms && terms.threshold > 0
      ? [row(say("review.doc.ytd-threshold"), cents(base.planned * terms.threshold), say("review.doc.of-plan", { share: percent(terms.threshold) }))]
      : []),
    row(say("review.doc.ytd-earned"), cents(yearToDate.earned), ruleText(phrasing, yearToDate)),
    ...(yearToDate.withheld === 0 ? [] : [row(say("review.doc.ytd-withheld"), signedCents(-yearToDate.withheld))]),
    ...(terms && terms.feeAtRisk > 0 ? [row(say("review.doc.ytd-fee"), cents(yearToDate.feeDue))] : []),
    ...(loss === 0 ? [] : [row(say("review.doc.ytd-loss"), signedCents(-loss))]),
    row(say("review.doc.ytd-vendor"), cents(yearToDate.toVendor), null, "total"),
    row(say("review.doc.settled-before"), signedCents(-settledBefore || 0)),
    row(say("review.doc.settle-now", { period: review.period }), cents(inPeriod.toVendor), null, "total"),
  ]);
}

const yearOf = ({ kase }: ReviewPhrasing, period: number): number => periodsOf(kase.calendar)[period]?.year ?? 0;

export function ruleText({ say }: ReviewPhrasing, { rule }: GainShareSettlement): string {
  return say(rule === "loss" ? "settle.loss-rule" : `settle.${rule}`);
}

const amounts = ["earned", "paid", "withheld", "feeDue", "feeForfeited", "lossBorne", "toVendor"] as const;
type Amount = (typeof amounts)[number];
const heads = {
  earned: "settle.earned",
  paid: "settle.paid",
  withheld: "settle.withheld",
  feeDue: "settle.fee-due",
  feeForfeited: "settle.fee-forfeited",
  lossBorne: "settle.loss",
  toVendor: "settle.to-vendor",
} as const;
/** Left out where no period has any. */
const rare: readonly Amount[] = ["withheld", "feeDue", "feeForfeited", "lossBorne"];

function periodsTable(phrasing: ReviewPhrasing, title: string, settlement: readonly ReviewedSettlement[]): TableView {
  const { say, cents, percent } = phrasing;
  const shown = amounts.filter(each => !rare.includes(each) || settlement.some(({ inPeriod }) => inPeriod[each] !== 0));
  const columns = [
    column(say("actuals.period")),
    column(say("settle.year-to-date"), "end"),
    column(say("settle.rule")),
    ...shown.map(each => column(say(heads[each]), "end")),
  ];
  const sum = (of: readonly ReviewedSettlement[], which: Amount) =>
    of.reduce((total, { inPeriod }) => total + Math.round(inPeriod[which] * 100), 0) / 100;
  const share = (of: GainShareSettlement) => (of.realization === null ? "–" : percent(of.realization, 1));
  const years = [...new Set(settlement.map((_, index) => yearOf(phrasing, index + 1)))];
  const rows = years.flatMap(year => {
    const ofYear = settlement.filter((_, index) => yearOf(phrasing, index + 1) === year);
    const last = ofYear.at(-1);
    return [
      ...ofYear.map(each => ({
        cells: [
          cell(each.period, { note: each.isProvisional ? say("review.doc.provisional") : null }),
          cell(share(each.yearToDate)),
          cell(ruleText(phrasing, each.inPeriod)),
          ...shown.map(which => cell(cents(each.inPeriod[which]), { tone: each.inPeriod[which] < 0 ? "negative" : "plain" })),
        ],
      })),
      {
        kind: "total" as const,
        cells: [
          cell(say("review.doc.year-to-date", { year })),
          cell(last ? share(last.yearToDate) : ""),
          cell(""),
          ...shown.map(which => cell(cents(sum(ofYear, which)))),
        ],
      },
    ];
  });
  const all = {
    kind: "total" as const,
    cells: [cell(say("review.to-date")), cell(""), cell(""), ...shown.map(which => cell(cents(sum(settlement, which))))],
  };
  return table("settlement", title, columns, years.length > 1 ? [...rows, all] : rows);
}
