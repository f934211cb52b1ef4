/** The committed part of a case: what rests on agreed terms alone. All else is potential. */
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import type { Ledger } from "./ledger.ts";
import { agreedAsStated, caseTerms, termsBehind, termsOfCase } from "./terms.ts";

export interface Committed {
  /** The case with only its committed indicators chosen. */
  readonly kase: Case;
  /** Ids of chosen indicators: all their terms, and all drivers they read, are agreed at the values that the case states. */
  readonly committed: ReadonlySet<string>;
  /** Ids of the other chosen indicators. */
  readonly potential: ReadonlySet<string>;
  /** Terms of the case as a whole (ramp, rate …) that it states and that are not agreed: every committed figure reads them too, but for gain share. */
  readonly openCaseTerms: readonly string[];
  /** Terms that are agreed at the values that the case states. */
  readonly agreed: ReadonlySet<string>;
}

export function committedCase(ledger: Ledger, kase: Case, model: Model): Committed {
  const agreed = agreedAsStated(ledger, kase, model);
  const stated = termsOfCase(kase, model);
  const isCommitted = (id: string) => termsBehind({ id }, kase, model).every(term => agreed.has(term));
  const chosen = kase.indicators.filter(terms => terms.chosen).map(({ id }) => id);
  const committed = new Set(chosen.filter(isCommitted));
  return {
    kase: {
      ...kase,
      indicators: kase.indicators.map(terms => ({ ...terms, chosen: committed.has(terms.id) })),
    },
    committed,
    potential: new Set(chosen.filter(id => !committed.has(id))),
    agreed,
    openCaseTerms: caseTerms.filter(term => term !== "gain-share" && stated.has(term) && !agreed.has(term)),
  };
}
