/** The rules of the negotiation: both parties accept the same value, nobody accepts an offer of their own, what is agreed changes by amendment only. */
import { words } from "../text/say.ts";
import { isSameValue } from "./canonical.ts";
import type { AgreementEvent, Party, TermEvent } from "./event.ts";
import { isSignatureRight } from "./keys.ts";
import type { Ledger, Offer, Refusal } from "./ledger.ts";
import { plainValueText } from "./value-text.ts";

/** What is put on the table: the same value in another unit, or by another definition, is another offer. */
type Stated = { readonly [F in "value" | "unit" | "definition"]?: Offer[F] | undefined };
const statedBy = ({ value, unit, definition }: Stated) => [value, unit ?? null, definition ?? null];

export const partyText = (party: Party) => words(`party.${party}`);

export function refusalOf(
  event: AgreementEvent,
  { opened, terms, signatures }: Pick<Ledger, "opened" | "terms" | "signatures">,
): Refusal | undefined {
  if ((event.type === "opened") === (opened !== undefined)) return { code: "log-first", values: {} };
  switch (event.type) {
    case "opened":
      return undefined;
    case "signed": {
      if (!isSignatureRight(event)) return { code: "signature-wrong", values: { by: event.by } };
      const isAgreed = [...terms.values()].some(({ agreed }) => agreed !== undefined);
      if (!isAgreed) return { code: "sign-nothing", values: {} };
      const shared = signatures.find(({ key, party }) => key === event.key && party !== event.party);
      return shared && { code: "key-shared", values: { by: event.by, party: partyText(shared.party) } };
    }
    default:
      return refusalOfTerm(event, terms);
  }
}

function refusalOfTerm(event: TermEvent, terms: Ledger["terms"]): Refusal | undefined {
  const { term, party } = event;
  const { offer, agreed, declined } = terms.get(term) ?? {};
  const isOwn = offer?.party === party;
  const offeredBy = (each: Offer) => ({ term, party: partyText(each.party), value: plainValueText(each.value) });
  const offered = offer && offeredBy(offer);
  const unchanged = (now: Stated | undefined): Refusal | undefined =>
    "value" in event && now && isSameValue(statedBy(event), statedBy(now))
      ? { code: "term-unchanged", values: { term, value: plainValueText(event.value) } }
      : undefined;
  switch (event.type) {
    case "proposed":
    case "amended":
      if (event.type === "amended" && !agreed) return { code: "term-not-agreed", values: { term } };
      if (event.type === "proposed" && agreed)
        return { code: "term-agreed", values: { term, value: plainValueText(agreed.value), since: agreed.since } };
      if (offered && !isOwn) return { code: "offer-open", values: offered };
      return unchanged(offer ?? agreed);
    case "countered":
    case "accepted":
      if (!offered) return { code: "offer-none", values: { term } };
      if (isOwn) return { code: "offer-own", values: offered };
      if (event.type === "countered") return unchanged(offer);
      if (!isSameValue(event.value, offer?.value ?? null))
        return { code: "offer-differs", values: { ...offered, accepted: plainValueText(event.value) } };
      return isSameValue(event.definition ?? null, offer?.definition ?? null)
        ? undefined
        : { code: "definition-differs", values: offered };
    case "declined":
      if (!offered) return { code: "offer-none", values: { term } };
      return isOwn ? { code: "offer-own", values: offered } : undefined;
    case "withdrawn": {
      const own = offer ?? declined;
      if (!own) return { code: "offer-none", values: { term } };
      return own.party === party ? undefined : { code: "offer-other", values: offeredBy(own) };
    }
    default:
      return event satisfies never;
  }
}
