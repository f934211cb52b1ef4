/** Small logs for tests: a case of two indicators, events with little to write, lines of text. */
import { type AgreementEvent, type Draft, type Head, lineOf, placed } from "../../src/agreement/event.ts";
import { hashOf, noHash } from "../../src/agreement/hash.ts";
import { keyPairOf } from "../../src/agreement/keys.ts";

export const vendor = { party: "vendor", by: "Shen Yiwen", date: "2025-03-01" } as const;
export const customer = { party: "customer", by: "Li Na", date: "2025-03-05" } as const;

export const opening: Draft = { type: "opened", ...vendor, customer: "acme", model: "after-sales@1", currency: "CNY" };

export const vendorKeys = keyPairOf(new Uint8Array(32).fill(1));
export const customerKeys = keyPairOf(new Uint8Array(32).fill(2));

export const proposed = (term: string, value: number, who: typeof vendor | typeof customer = vendor): Draft => ({
  type: "proposed",
  ...who,
  term,
  value,
});
export const accepted = (term: string, value: number, who: typeof vendor | typeof customer = customer): Draft => ({
  type: "accepted",
  ...who,
  term,
  value,
});

export const headOf = (event: AgreementEvent): Head => ({ n: event.n, hash: hashOf(lineOf(event)) });

/** Each draft in its place, one after the other; a draft may depend on the head it comes to stand on. */
export function chained(drafts: readonly (Draft | ((head: Head) => Draft))[]): AgreementEvent[] {
  const events: AgreementEvent[] = [];
  for (const draft of drafts) {
    const last = events.at(-1);
    const head = last ? headOf(last) : { n: 0, hash: noHash };
    events.push(placed(typeof draft === "function" ? draft(head) : draft, head));
  }
  return events;
}

export const linesOf = (events: readonly AgreementEvent[]): string[] => events.map(lineOf);
export const logOf = (lines: readonly string[]): string => lines.map(line => `${line}\n`).join("");
