/** Events to be: what an offer and its acceptance carry beside the value. */
import type { Definition } from "./definition.ts";
import type { Draft, OfferEvent, Party } from "./event.ts";
import type { Offer } from "./ledger.ts";
import type { TermDefinition, TermValue } from "./terms.ts";

export interface Spoken {
  readonly party: Party;
  readonly by: string;
  /** ISO date. */
  readonly date: string;
  readonly reason?: string;
  readonly evidence?: string;
}

export type OfferDraft = Extract<Draft, { type: OfferEvent["type"] }>;
export type AcceptanceDraft = Extract<Draft, { type: "accepted" }>;

/** An offer, in the unit of its term; of the choice of an indicator, with the definition that the model gives it now. */
export function offerDraft(
  type: OfferEvent["type"],
  term: string,
  value: TermValue,
  definitions: ReadonlyMap<string, TermDefinition>,
  spoken: Spoken,
): OfferDraft {
  const { unit, definition } = definitions.get(term) ?? {};
  return { type, term, value, ...spoken, ...ofOffer({ unit, definition }) } as OfferDraft;
}

/** Repeats what is accepted, word for word; `value` where the one who accepts named another. */
export function acceptanceDraft(
  term: string,
  offer: Pick<Offer, "value" | "unit" | "definition"> | undefined,
  spoken: Spoken,
  value = offer?.value ?? "",
): AcceptanceDraft {
  return { type: "accepted", term, value, ...spoken, ...ofOffer(offer ?? {}) };
}

const ofOffer = ({ unit, definition }: { unit?: string | undefined; definition?: Definition | undefined }) => ({
  ...(unit === undefined ? {} : { unit }),
  ...(definition === undefined ? {} : { definition }),
});
