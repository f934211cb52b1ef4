/** What a case's figures rest on: which of its indicators are agreed, in which state of the agreement, signed by whom. */
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import { committedCase } from "./committed.ts";
import type { Party } from "./event.ts";
import { isSignedByBoth } from "./fold.ts";
import { fingerprintOf } from "./hash.ts";
import type { Ledger, Signature } from "./ledger.ts";
import { caseTerms, termsBehind } from "./terms.ts";

export type CaseTerm = (typeof caseTerms)[number];

export interface Standing {
  /** Chosen indicators whose terms, and whose drivers, are all agreed at the values that the case states. */
  readonly committed: ReadonlySet<string>;
  /** The other chosen indicators: shown apart, in no committed figure. */
  readonly potential: ReadonlySet<string>;
  /** Of each potential indicator, the terms behind it that are not agreed: its own, and drivers. */
  readonly openTerms: ReadonlyMap<string, readonly string[]>;
  /** Terms of the case as a whole that are not agreed: every figure reads them too. */
  readonly openCaseTerms: readonly CaseTerm[];
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
  const { committed, potential, openCaseTerms, agreed } = committedCase(ledger, kase, model);
  const openOf = (id: string) => termsBehind({ id }, kase, model).filter(term => !agreed.has(term));
  return {
    committed,
    potential,
    openTerms: new Map([...potential].map(id => [id, openOf(id)])),
    openCaseTerms: caseTerms.filter(term => openCaseTerms.includes(term)),
    fingerprint: fingerprintOf(ledger.head.hash),
    lines: ledger.head.n,
    date: ledger.events.at(-1)?.date,
    signatures: Object.fromEntries(ledger.signatures.filter(each => each.isCurrent).map(each => [each.party, each])),
    isSignedByBoth: isSignedByBoth(ledger),
  };
}

/** The case with only those indicators chosen that count in its headline figures: the committed ones; all of an estimate. */
export function countedCase(kase: Case, standing: Standing | undefined): Case {
  if (!standing) return kase;
  const indicators = kase.indicators.map(terms => ({ ...terms, chosen: standing.committed.has(terms.id) }));
  return { ...kase, indicators };
}
