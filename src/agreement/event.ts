/**
 * The events of an agreement, and the one line of text that each of them is. A line is canonical JSON; it carries the SHA-256 of the
 * line before (`prev`) and a checksum of itself (`sum`), so that a change of any line is found, that of the last one too.
 */
import { z } from "zod";
import { isoDate } from "../model/fields.ts";
import { canonicalJson, canonicalMembers, type Json } from "./canonical.ts";
import { hashOf } from "./hash.ts";

export const parties = ["vendor", "customer"] as const;
export type Party = (typeof parties)[number];
export const otherParty = (party: Party): Party => (party === "vendor" ? "customer" : "vendor");

/** Longest texts taken, in characters. */
export const longest = { name: 200, text: 2000 } as const;

/** An ISO date of a day that exists. */
export const isDate = (text: string): boolean => isoDate.safeParse(text).success;

const json: z.ZodType<Json> = z.unknown().transform(value => value as Json);
const name = z.string().min(1).max(longest.name);
const text = z.string().min(1).max(longest.text);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const common = {
  /** Counts the lines from 1. */
  n: z.number().int().positive(),
  date: isoDate,
  party: z.enum(parties),
  /** The person who acts for the party. */
  by: name,
  prev: hash,
  sum: z.string().regex(/^[0-9a-f]{16}$/),
};
const ofTerm = { ...common, term: name };
const offer = {
  ...ofTerm,
  value: json.refine(value => value !== undefined && value !== null),
  unit: name.optional(),
  /** Of the choice of an indicator: what the indicator is. Older logs have none. */
  definition: z.record(z.string(), json).optional(),
  evidence: text.optional(),
};

const eventSchema = z.discriminatedUnion("type", [
  /** The first line: whose agreement this is, so that another customer's log is told from it. */
  z.strictObject({ type: z.literal("opened"), ...common, customer: name, model: name, currency: name }),
  z.strictObject({ type: z.literal("proposed"), ...offer, reason: text.optional() }),
  z.strictObject({ type: z.literal("countered"), ...offer, reason: text.optional() }),
  /** Repeats the value that is accepted: consent to one value is never taken for another. */
  z.strictObject({ type: z.literal("accepted"), ...offer, reason: text.optional() }),
  z.strictObject({ type: z.literal("withdrawn"), ...ofTerm, reason: text.optional() }),
  /** The other party's offer is refused, and no other value put in its place. */
  z.strictObject({ type: z.literal("declined"), ...ofTerm, reason: text.optional() }),
  /** A change of what is agreed is proposed; it takes effect when the other party accepts it. */
  z.strictObject({ type: z.literal("amended"), ...offer, reason: text }),
  /** Over everything before it: `prev` is among what is signed. */
  z.strictObject({ type: z.literal("signed"), ...common, key: text, signature: text }),
]);

export type AgreementEvent = z.output<typeof eventSchema>;
export type EventType = AgreementEvent["type"];
export type EventOf<T extends EventType> = Extract<AgreementEvent, { type: T }>;
export type TermEvent = EventOf<"proposed" | "countered" | "accepted" | "withdrawn" | "declined" | "amended">;
export type OfferEvent = EventOf<"proposed" | "countered" | "amended">;

/** An event before it has its place in a log. */
export type Draft = DraftOf<AgreementEvent>;
type DraftOf<E> = E extends AgreementEvent ? Omit<E, "n" | "prev" | "sum"> : never;

/** The head of a log: how many lines, and the hash of the last one. */
export interface Head {
  readonly n: number;
  readonly hash: string;
}

export function placed(draft: Draft, head: Head): AgreementEvent {
  const event = { ...draft, n: head.n + 1, prev: head.hash };
  return { ...event, sum: sumOf(event) } as AgreementEvent;
}

/** Without its line break. */
export const lineOf = (event: AgreementEvent): string => canonicalJson(event);

/** SHA-256 of the line without its own checksum, the first 64 bits. */
export function sumOf(event: object): string {
  const { sum: _, ...rest } = event as { sum?: unknown };
  return sumOfMembers(canonicalMembers(rest));
}

const sumOfMembers = (members: readonly string[]): string => hashOf(`{${members.join(",")}}`).slice(0, 16);

/** The event that a line is; undefined where it is none, or was changed, or is spelled otherwise than Valuebook writes it. */
export function readLine(line: string): AgreementEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || Object.hasOwn(value, "__proto__")) return undefined;
    const { success, data } = eventSchema.safeParse(value);
    if (!success) return undefined;
    const members = canonicalMembers(data);
    if (`{${members.join(",")}}` !== line) return undefined;
    return sumOfMembers(members.filter(each => !each.startsWith('"sum":'))) === data.sum ? data : undefined;
  } catch {
    // No JSON, or numbers and depths that JSON cannot be written with.
    return undefined;
  }
}
