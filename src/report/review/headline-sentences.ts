/** What the first page says in sentences. Each is true of what the review holds: of losses, of nothing measured, of nothing due. */
import type { PeriodSum, ReviewedIndicator } from "../../review/review.ts";
import type { Sentence } from "../summary-sentences.ts";
import type { ReviewPhrasing } from "./review-phrasing.ts";

/** One line that says it all. */
export function messageOf({ review, say, percent, moneyShort }: ReviewPhrasing): string {
  const { toDate, statusCounts, indicators } = review;
  if (indicators.length === 0) return say("review.doc.message-none");
  if (toDate.realized === null)
    return say(statusCounts["not-due"] === indicators.length ? "review.doc.message-not-due" : "review.doc.message-unmeasured");
  if (toDate.realized < 0) return say("review.doc.message-loss", { loss: moneyShort(-toDate.realized) });
  if (toDate.realization === null) return say("review.doc.message-unplanned", { realized: moneyShort(toDate.realized) });
  const values = { realized: moneyShort(toDate.realized), share: percent(toDate.realization, 1) };
  return say(isPartial(toDate) ? "review.doc.message-partial" : "review.doc.message", values);
}

/** Three: the period, to date, and what differs most. */
export function headlineSentences(phrasing: ReviewPhrasing): Sentence[] {
  const { say, review } = phrasing;
  return [
    { lead: review.period, text: periodSentence(phrasing) },
    { lead: say("review.to-date"), text: toDateSentence(phrasing) },
    { lead: say("review.doc.differs"), text: differenceSentence(phrasing) },
  ];
}

const isPartial = ({ planned, plannedOfMeasured }: PeriodSum): boolean => planned !== plannedOfMeasured;

function periodSentence(phrasing: ReviewPhrasing): string {
  const { review, say } = phrasing;
  const { quarter, statusCounts, indicators, period } = review;
  if (indicators.length === 0) return say("review.doc.period-none");
  if (statusCounts["not-due"] === indicators.length)
    return quarter.realized === null
      ? say("review.doc.period-not-due", { period })
      : say("review.doc.period-early", { period, realized: amountText(phrasing, quarter.realized) });
  return sumSentence(phrasing, quarter, say("review.doc.in-period", { period }));
}

function toDateSentence(phrasing: ReviewPhrasing): string {
  const { review, say, moneyShort } = phrasing;
  const { toDate, oneOffCash } = review;
  const sum = sumSentence(phrasing, toDate, say("review.doc.since-go-live"));
  if (!review.indicators.some(each => each.oneOffCash) || oneOffCash.realized === null) return sum;
  const key = oneOffCash.realized < 0 ? "review.doc.cash-tied" : "review.doc.cash-released";
  return say("review.doc.and-cash", { sum, cash: say(key, { amount: moneyShort(Math.abs(oneOffCash.realized)) }) });
}

/** Of a period, or of all to date; `when` begins the sentence. */
function sumSentence({ say, moneyShort, percent, ...phrasing }: ReviewPhrasing, sum: PeriodSum, when: string): string {
  const { realized, planned, plannedOfMeasured, realization } = sum;
  const plan = planned === null ? say("review.doc.plan-unknown") : moneyShort(planned);
  if (realized === null) return say("review.doc.sum-unmeasured", { when, planned: plan });
  const amount = amountText({ say, moneyShort, percent, ...phrasing }, realized);
  if (realization === null || plannedOfMeasured === null) return say("review.doc.sum-unplanned", { when, realized: amount, planned: plan });
  const values = { when, realized: amount, planned: plan, share: percent(realization, 1) };
  if (!isPartial(sum)) return say("review.doc.sum", values);
  return say("review.doc.sum-partial", { ...values, measured: moneyShort(plannedOfMeasured) });
}

/** A benefit, or a loss in words. */
const amountText = ({ say, moneyShort }: ReviewPhrasing, amount: number): string =>
  amount < 0 ? say("review.doc.a-loss", { loss: moneyShort(-amount) }) : say("review.doc.a-benefit", { benefit: moneyShort(amount) });

/** The largest difference below the plan, and the largest above it, of those measured this period. */
function differenceSentence(phrasing: ReviewPhrasing): string {
  const { review, say } = phrasing;
  const known = review.indicators.flatMap(each => {
    const difference = differenceOf(each);
    return difference === null ? [] : [{ each, difference }];
  });
  const byDifference = known.toSorted((a, b) => a.difference - b.difference);
  const named = ({ each, difference }: (typeof known)[number]) => ({
    indicator: phrasing.text(each.name),
    amount: phrasing.moneyShort(Math.abs(difference)),
  });
  const [lowest, highest] = [byDifference[0], byDifference.at(-1)];
  if (!lowest || !highest) return say("review.doc.differs-unknown");
  const below = lowest.difference < 0 ? say("review.doc.differs-below", named(lowest)) : null;
  const above = highest.difference > 0 ? say("review.doc.differs-above", named(highest)) : null;
  if (below && above) return say("review.doc.differs-both", { below, above });
  if (below) return say("review.doc.differs-only-below", { below });
  return above ? say("review.doc.differs-only-above", { above }) : say("review.doc.differs-not");
}

const differenceOf = ({ realized, planned }: ReviewedIndicator): number | null =>
  realized === null || planned === null ? null : realized - planned;
