/** Agreements of a case for tests: these terms agreed by both parties at the values of the case, those only proposed. */
import type { Draft } from "../../src/agreement/event.ts";
import { foldEvents } from "../../src/agreement/fold.ts";
import type { Ledger } from "../../src/agreement/ledger.ts";
import { termsBehindCase, termsOfCase } from "../../src/agreement/terms.ts";
import type { Case, Model } from "../../src/index.ts";
import { chained, customer, opening, vendor } from "../agreement/negotiation.ts";

/** All terms behind the case that `isAgreed` takes; the others are proposed by the vendor. */
export function agreementOf(kase: Case, model: Model, isAgreed: (term: string) => boolean): Ledger {
  const stated = termsOfCase(kase, model);
  const drafts = termsBehindCase(kase, model).flatMap((term): Draft[] => {
    const value = stated.get(term) ?? 0;
    const proposal: Draft = { type: "proposed", ...vendor, term, value };
    return isAgreed(term) ? [proposal, { type: "accepted", ...customer, term, value }] : [proposal];
  });
  return foldEvents(chained([{ ...opening, customer: kase.customer.id } as Draft, ...drafts]));
}

/** Everything is agreed but the choice of these indicators. */
export const agreedBut = (kase: Case, model: Model, indicators: readonly string[]): Ledger =>
  agreementOf(kase, model, term => !indicators.some(id => term === `${id}.chosen`));
