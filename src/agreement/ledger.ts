/** Today's terms, as the events of an agreement leave them: plain data. */
import type { FindingCode } from "../finding/finding.ts";
import type { Value } from "../text/say.ts";
import type { Json } from "./canonical.ts";
import type { Definition } from "./definition.ts";
import type { AgreementEvent, EventOf, Head, OfferEvent, Party } from "./event.ts";
import { noHash } from "./hash.ts";

/** Agreed, with a change of it under way, is `amended`. */
export type TermStateName = "proposed" | "countered" | "agreed" | "amended" | "withdrawn" | "declined";

export interface TermState {
  readonly term: string;
  readonly state: TermStateName;
  /** What lies on the table. */
  readonly offer?: Offer;
  /** The offer that the other party refused, until either party speaks of the term again. */
  readonly declined?: Offer;
  /** What both put their name to; it holds while a change of it is under way. */
  readonly agreed?: AgreedValue;
  /** Who must move; nobody where nothing is on the table; after a refusal, the party whose offer it was. */
  readonly next?: Party;
  /** The line of the last event of this term. */
  readonly n: number;
}

export interface Offer {
  readonly value: Json;
  readonly unit?: string;
  /** Of the choice of an indicator; older logs have none. */
  readonly definition?: Definition;
  readonly party: Party;
  readonly by: string;
  readonly date: string;
  readonly reason?: string;
  readonly evidence?: string;
  readonly type: OfferEvent["type"];
  readonly n: number;
}

export interface AgreedValue {
  readonly value: Json;
  readonly unit?: string;
  readonly definition?: Definition;
  /** ISO date of the acceptance. */
  readonly since: string;
  /** Who put their name to it. */
  readonly names: { readonly [P in Party]: string };
  readonly n: number;
}

export interface Signature {
  readonly party: Party;
  readonly by: string;
  readonly date: string;
  readonly key: string;
  readonly keyFingerprint: string;
  /** The head that is signed: hash of the line before. */
  readonly over: string;
  readonly n: number;
  /** No term has moved since. */
  readonly isCurrent: boolean;
}

/** Why an event cannot follow: a finding that has yet to be given its place. */
export interface Refusal {
  readonly code: Extract<
    FindingCode,
    | "log-first"
    | "term-agreed"
    | "term-not-agreed"
    | "term-unchanged"
    | "offer-open"
    | "offer-none"
    | "offer-own"
    | "offer-other"
    | "offer-differs"
    | "definition-differs"
    | "sign-nothing"
    | "signature-wrong"
    | "key-shared"
  >;
  readonly values: Readonly<Record<string, Value>>;
}

export interface Refused {
  readonly event: AgreementEvent;
  readonly refusal: Refusal;
}

export interface Ledger {
  readonly head: Head;
  readonly opened?: EventOf<"opened"> | undefined;
  /** In the order in which the terms were first proposed. */
  readonly terms: ReadonlyMap<string, TermState>;
  readonly signatures: readonly Signature[];
  readonly events: readonly AgreementEvent[];
  readonly refused: readonly Refused[];
}

export const emptyLedger: Ledger = {
  head: { n: 0, hash: noHash },
  terms: new Map(),
  signatures: [],
  events: [],
  refused: [],
};
