/**
 * The sentences of the executive summary, generated from the result, so that they hold whatever it is: a loss, no payback, no rate of
 * return, missing inputs, one indicator or fifty.
 */
import type { IndicatorResult } from "../engine/result.ts";
import { habitsOf } from "../text/locale.ts";
import { basisMeaning } from "./basis-view.ts";
import { isUnpriced } from "./counted-lines.ts";
import { reasonForTotal } from "./gaps.ts";
import { leadingRoi, monthsText, roiKind, years } from "./headline-figures.ts";
import type { Phrasing } from "./phrasing.ts";

export interface Sentence {
  readonly lead: string;
  readonly text: string;
}

/** The message of the page, as its title. */
export function messageOf(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  const { netBenefitPerYear: net, npv, payback } = result.summary;
  if (result.indicators.length === 0)
    return say(result.agreement ? "report.message.nothing-agreed" : "report.message.nothing-chosen");
  if (net === null) return say("report.message.unknown");
  const message = () => {
    const amount = phrasing.moneyShort(net);
    if (net < 0) return say("report.message.loss", { net: amount });
    if (npv === null) return say("report.message.no-present-value", { net: amount });
    const named = { net: amount, npv: phrasing.moneyShort(npv), years: years(phrasing) };
    if (npv < 0) return say("report.message.not-worth", { net: named.net, years: named.years });
    if (payback.state === "reached" && payback.months !== null)
      return say("report.message.paid-back", { net: named.net, months: monthsText(phrasing, payback.months) });
    return say("report.message.plain", named);
  };
  return result.complete ? message() : say("report.message.so-far", { message: message() });
}

/** Value, return, and where it comes from; with an agreement, how much of the plan that is. */
export function summarySentences(phrasing: Phrasing): Sentence[] {
  const { say } = phrasing;
  const sentences = [
    { lead: say("report.summary.value"), text: joined(phrasing, valueSentence(phrasing), leftOutSentence(phrasing)) },
    { lead: say("report.summary.return"), text: joined(phrasing, returnSentence(phrasing), paybackSentence(phrasing)) },
    { lead: say("report.summary.origin"), text: originSentence(phrasing) },
    { lead: say("report.convention.basis"), text: basisSentences(phrasing) },
  ];
  return sentences.filter(sentence => sentence.text !== "");
}

function valueSentence(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  const { grossBenefitPerYear: gross, netBenefitPerYear: net } = result.summary;
  const priced = result.indicators.filter(each => !isUnpriced(each));
  const [first] = priced;
  if (!first) return say(result.agreement ? "report.summary.nothing-agreed" : "report.summary.nothing-chosen");
  if (gross === null || net === null) return say("report.summary.no-benefit", { reason: reasonForTotal(phrasing) });
  const amounts = { gross: phrasing.moneyShort(gross), net: phrasing.moneyShort(net) };
  const count = priced.length;
  if (gross > 0 && net >= 0 && net <= gross) {
    const share = phrasing.percent(net / gross, 0);
    return count === 1
      ? say("report.summary.value-one", { ...amounts, share, indicator: phrasing.indicatorName(first.id) })
      : say(result.agreement ? "report.summary.value-many-agreed" : "report.summary.value-many", {
          ...amounts,
          share,
          count,
        });
  }
  return count === 1
    ? say("report.summary.value-one-plain", { ...amounts, indicator: phrasing.indicatorName(first.id) })
    : say(result.agreement ? "report.summary.value-many-plain-agreed" : "report.summary.value-many-plain", {
        ...amounts,
        count,
      });
}

/** Says which part of the plan the totals do not hold yet. */
function leftOutSentence(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  if (result.complete) return "";
  const missing = result.indicators.filter(each => each.net === null && each.oneOffNet === null).length;
  return missing > 0
    ? say("report.summary.left-out", {
        missing,
        count: result.indicators.filter(each => !isUnpriced(each)).length,
      })
    : say("report.summary.incomplete");
}

function returnSentence(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  const { npv, totalBenefit, totalCost } = result.summary;
  const rate = result.conventions.discountRateYearly;
  if (rate === null) return say("report.convention.no-rate");
  if (npv === null || totalBenefit === null || totalCost === null)
    return say("report.summary.no-return", { reason: reasonForTotal(phrasing) });
  const roi = leadingRoi(phrasing, result.summary);
  const values = {
    years: years(phrasing),
    benefit: phrasing.moneyShort(totalBenefit),
    cost: phrasing.moneyShort(totalCost),
    rate: phrasing.percent(rate),
    npv: phrasing.moneyShort(npv),
  };
  if (totalCost === 0) return say("report.summary.return-free", values);
  if (npv < 0) return say("report.summary.return-negative", values);
  return roi === null
    ? say("report.summary.return-plain", values)
    : say("report.summary.return-roi", { ...values, roi: phrasing.percent(roi, 0), kind: roiKind(phrasing) });
}

function paybackSentence(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  const { payback, irr, irrState } = result.summary;
  if (payback.state === "reached" && payback.months !== null) {
    const months = monthsText(phrasing, payback.months);
    return irrState === "unique" && irr !== null
      ? say("report.summary.paid-back-irr", { months, irr: phrasing.percent(irr, 0) })
      : say("report.summary.paid-back", { months });
  }
  const open = result.years.at(-1)?.cumulative ?? null;
  if (payback.state === "not-reached")
    return open !== null && open < 0
      ? say("report.summary.not-paid-back-open", { years: years(phrasing), open: phrasing.moneyShort(-open) })
      : say("report.summary.not-paid-back", { years: years(phrasing) });
  return "";
}

/** Names the largest contributions; their share of the whole only where every one adds to it. */
function originSentence(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  const counted = result.indicators.filter(hasNet).sort((a, b) => b.net - a.net);
  const total = result.summary.netBenefitPerYear;
  const losing = counted.filter(each => each.net < 0);
  const largest = counted.filter(each => each.net > 0).slice(0, 3);
  if (counted.length < 2 || largest.length === 0 || total === null) return "";
  const names = phrasing.list(
    largest.map(each =>
      say("report.summary.contribution", {
        indicator: phrasing.indicatorName(each.id),
        net: phrasing.moneyShort(each.net),
      }),
    ),
  );
  if (losing.length > 0) {
    const losers = phrasing.list(losing.slice(0, 3).map(each => phrasing.indicatorName(each.id)));
    return say("report.summary.origin-mixed", { names, losers, count: losing.length });
  }
  if (largest.length === counted.length) return say("report.summary.origin-all", { names });
  const share = phrasing.percent(largest.reduce((sum, each) => sum + each.net, 0) / total, 0);
  return say("report.summary.origin-largest", { names, share });
}

/** What counts, and what the rest would add; nothing for an estimate, whose cover and pages say so. */
function basisSentences(phrasing: Phrasing): string {
  const { result, say } = phrasing;
  const { agreement, potential } = result;
  if (!agreement || !potential) return "";
  const { netBenefitPerYear: net, npv, indicators } = potential;
  const more =
    indicators.length === 0
      ? ""
      : net === null || npv === null
        ? say("report.potential.sentence-unknown", { count: indicators.length })
        : say("report.potential.sentence", {
            count: indicators.length,
            net: phrasing.moneyShort(net),
            npv: phrasing.moneyShort(npv),
          });
  return joined(phrasing, basisMeaning(phrasing), more);
}

export function hasNet(indicator: IndicatorResult): indicator is IndicatorResult & { readonly net: number } {
  return indicator.net !== null;
}

/** Two sentences in one paragraph; Chinese needs no space between. */
function joined(phrasing: Phrasing, ...sentences: readonly string[]): string {
  return sentences.filter(sentence => sentence !== "").join(habitsOf(phrasing.locale).betweenSentences);
}
