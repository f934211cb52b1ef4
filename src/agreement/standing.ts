/** What a case's figures rest on: which of its indicators are agreed, in which state of the agreement, signed by whom. */
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import { committedCase } from "./committed.ts";
import type { Party } from "./event.ts";
import { isSignedByBoth } from "./fold.ts";
import { fingerprintOf } from "./hash.ts";
import type { Ledger, Signature } from "./ledger.ts";

export interface Standing {
  /** Chosen indicators whose terms, and whose drivers, are all agreed at the values that the case states. */
  readonly committed: ReadonlySet<string>;
  /** The other chosen indicators: shown apart, in no committed figure. */
  readonly potential: ReadonlySet<string>;
  /** Terms of the case as a whole that are not agreed: every figure reads them too. */
  readonly openCaseTerms: readonly string[];
  /** Of the state of the agreement, as people read it to each other. */
  readonly fingerprint: string;
  /** Lines of the log. */
  readonly lines: number;
  /** ISO date of the last event. */
  readonly date: string | undefined;
  /** Each party's signature of what is agreed now. */
  readonly signatures: { readonly [P in Party]?: Signature };
  readonly isSignedByBoth: boolean;
}

export function standingOf(ledger: Ledger, kase: Case, model: Model): Standing {
  const { committed, potential, openCaseTerms } = committedCase(ledger, kase, model);
  return {
    committed,
    potential,
    openCaseTerms,
    fingerprint: fingerprintOf(ledger.head.hash),
    lines: ledger.head.n,
    date: ledger.events.at(-1)?.date,
    signatures: Object.fromEntries(ledger.signatures.filter(each => each.isCurrent).map(each => [each.party, each])),
    isSignedByBoth: isSignedByBoth(ledger),
  };
}
