/**
 * Events → today's terms. Pure: the same events give the same ledger. An event that breaks a rule of the negotiation changes nothing and
 * is listed in `refused`; `refusalOf` asks the same before an event is written.
 */
import { type AgreementEvent, type EventOf, lineOf, otherParty, parties } from "./event.ts";
import { hashOf } from "./hash.ts";
import { keyFingerprint } from "./keys.ts";
import { type AgreedValue, emptyLedger, type Ledger, type Offer, type Signature, type TermState } from "./ledger.ts";
import { refusalOf } from "./rules.ts";

/** `from`: the ledger that the events follow on. */
export function foldEvents(events: readonly AgreementEvent[], from: Ledger = emptyLedger): Ledger {
  const terms = new Map(from.terms);
  const refused = [...from.refused];
  let { opened, signatures } = from;
  for (const event of events) {
    const refusal = refusalOf(event, { opened, terms, signatures });
    if (refusal) refused.push({ event, refusal });
    else if (event.type === "opened") opened = event;
    else if (event.type === "signed") signatures = [...signatures, signatureOf(event)];
    else {
      terms.set(event.term, termAfter(event, terms.get(event.term)));
      signatures = signatures.map(each => ({ ...each, isCurrent: false }));
    }
  }
  const last = events.at(-1);
  return {
    head: last ? { n: last.n, hash: hashOf(lineOf(last)) } : from.head,
    ...(opened ? { opened } : {}),
    terms,
    signatures,
    events: [...from.events, ...events],
    refused,
  };
}

/** Both parties have signed what is agreed now. */
export function isSignedByBoth({ signatures }: Ledger): boolean {
  return parties.every(party => signatures.some(each => each.isCurrent && each.party === party));
}

function termAfter(
  event: Exclude<AgreementEvent, { type: "opened" | "signed" }>,
  before: TermState | undefined,
): TermState {
  const { term, n } = event;
  const kept = before?.agreed ? { agreed: before.agreed } : {};
  switch (event.type) {
    case "proposed":
    case "countered":
    case "amended": {
      const { value, unit, definition, party, by, date, reason, evidence, type } = event;
      const offer: Offer = {
        value,
        ...(unit === undefined ? {} : { unit }),
        ...(definition === undefined ? {} : { definition }),
        party,
        by,
        date,
        ...(reason === undefined ? {} : { reason }),
        ...(evidence === undefined ? {} : { evidence }),
        type,
        n,
      };
      const state = before?.agreed ? "amended" : type === "countered" ? "countered" : "proposed";
      return { term, state, offer, ...kept, next: otherParty(party), n };
    }
    case "accepted": {
      const offer = before?.offer;
      if (!offer) throw new Error(`accepted without an offer: line ${n}`);
      const names = { [event.party]: event.by, [offer.party]: offer.by } as AgreedValue["names"];
      const { value, unit, definition } = offer;
      const agreed: AgreedValue = {
        value,
        ...(unit === undefined ? {} : { unit }),
        ...(definition === undefined ? {} : { definition }),
        since: event.date,
        names,
        n,
      };
      return { term, state: "agreed", agreed, n };
    }
    case "withdrawn":
      return { term, state: before?.agreed ? "agreed" : "withdrawn", ...kept, n };
    case "declined": {
      const offer = before?.offer;
      if (!offer) throw new Error(`declined without an offer: line ${n}`);
      if (before.agreed) return { term, state: "agreed", ...kept, n };
      return { term, state: "declined", declined: offer, next: offer.party, n };
    }
    default:
      return event satisfies never;
  }
}

function signatureOf({ party, by, date, key, prev, n }: EventOf<"signed">): Signature {
  return { party, by, date, key, keyFingerprint: keyFingerprint(key) ?? "", over: prev, n, isCurrent: true };
}
