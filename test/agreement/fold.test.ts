/** Folding events to terms: against a model of its own, and rule by rule. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Draft } from "../../src/agreement/event.ts";
import { foldEvents, isSignedByBoth } from "../../src/agreement/fold.ts";
import { signHead } from "../../src/agreement/keys.ts";
import { accepted, chained, customer, customerKeys, opening, proposed, vendor, vendorKeys } from "./negotiation.ts";

interface Attempt {
  readonly type: "proposed" | "countered" | "accepted" | "withdrawn" | "declined" | "amended";
  readonly party: "vendor" | "customer";
  readonly term: string;
  readonly value: number;
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  type: fc.constantFrom("proposed", "countered", "accepted", "withdrawn", "declined", "amended"),
  party: fc.constantFrom("vendor", "customer"),
  term: fc.constantFrom("ramp", "a.target", "__proto__"),
  value: fc.constantFrom(1, 2, 3),
});

const declined: Draft = { type: "declined", ...customer, term: "ramp" };

function draftOf({ type, party, term, value }: Attempt): Draft {
  const common = { party, by: party === "vendor" ? "Shen" : "Li", date: "2025-03-01", term };
  if (type === "withdrawn" || type === "declined") return { type, ...common };
  return type === "amended" ? { type, ...common, value, reason: "because" } : { type, ...common, value };
}

/** What lies between two people at a table, written without a look at the ledger. */
class Table {
  deal: number | undefined;
  paper: { value: number; from: string } | undefined;
  /** What was turned down, and lies there still. */
  rejected: { value: number; from: string } | undefined;
  spoken = false;

  /** False if that cannot be done. */
  try({ type, party, value }: Attempt): boolean {
    const mine = this.paper?.from === party;
    const theirs = this.paper !== undefined && !mine;
    const can = {
      proposed: this.deal === undefined && !theirs && this.paper?.value !== value,
      amended: this.deal !== undefined && !theirs && (this.paper ? this.paper.value : this.deal) !== value,
      countered: theirs && this.paper?.value !== value,
      accepted: theirs && this.paper?.value === value,
      declined: theirs,
      withdrawn: mine || this.rejected?.from === party,
    }[type];
    if (!can) return false;
    this.spoken = true;
    if (type === "accepted") this.deal = value;
    this.rejected = type === "declined" && this.deal === undefined ? this.paper : undefined;
    this.paper = ["accepted", "withdrawn", "declined"].includes(type) ? undefined : { value, from: party };
    return true;
  }
}

describe("the ledger", () => {
  test("is what an independent model of the negotiation says, whatever is tried", () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 40 }), attempts => {
        const tables = new Map<string, Table>();
        const possible = attempts.map(each => {
          const table = tables.get(each.term) ?? new Table();
          tables.set(each.term, table);
          return table.try(each);
        });
        const ledger = foldEvents(chained([opening, ...attempts.map(draftOf)]));
        expect(ledger.refused.map(({ event }) => event.n - 2)).toEqual(
          possible.flatMap((each, index) => (each ? [] : [index])),
        );
        const spoken = [...tables].filter(([, table]) => table.spoken);
        expect([...ledger.terms.keys()].sort()).toEqual(spoken.map(([term]) => term).sort());
        for (const [term, { deal, paper, rejected }] of spoken) {
          const state = ledger.terms.get(term);
          expect([state?.agreed?.value, state?.offer?.value, state?.offer?.party]).toEqual([
            deal,
            paper?.value,
            paper?.from,
          ]);
          expect([state?.declined?.value, state?.declined?.party]).toEqual([rejected?.value, rejected?.from]);
          expect(state?.next).toBe(rejected?.from ?? (paper && (paper.from === "vendor" ? "customer" : "vendor")));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("is the same whether it is folded at once or event by event", () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 20 }), attempts => {
        const events = chained([opening, ...attempts.map(draftOf)]);
        const stepwise = events.reduce((ledger, event) => foldEvents([event], ledger), foldEvents([]));
        expect(stepwise).toEqual(foldEvents(events));
      }),
    );
  });

  test("keeps what is agreed while a change of it is under way, and both names", () => {
    const agreed: Draft[] = [proposed("ramp", 1), accepted("ramp", 1)];
    const amended: Draft = { type: "amended", ...customer, term: "ramp", value: 2, reason: "Later start" };
    const under = foldEvents(chained([opening, ...agreed, amended])).terms.get("ramp");
    expect(under).toMatchObject({
      state: "amended",
      next: "vendor",
      agreed: { value: 1, since: "2025-03-05", names: { vendor: "Shen Yiwen", customer: "Li Na" } },
      offer: { value: 2, party: "customer", reason: "Later start" },
    });
    const after = foldEvents(chained([opening, ...agreed, amended, accepted("ramp", 2, vendor)])).terms.get("ramp");
    expect(after).toMatchObject({ state: "agreed", agreed: { value: 2 } });
    expect(after).not.toHaveProperty("offer");
  });

  test("names the state of a term by what was done last", () => {
    const stateAfter = (...drafts: Draft[]) => foldEvents(chained([opening, ...drafts])).terms.get("ramp")?.state;
    const counter: Draft = { type: "countered", ...customer, term: "ramp", value: 2 };
    expect(stateAfter(proposed("ramp", 1))).toBe("proposed");
    expect(stateAfter(proposed("ramp", 1), counter)).toBe("countered");
    expect(stateAfter(proposed("ramp", 1), counter, accepted("ramp", 2, vendor))).toBe("agreed");
    expect(stateAfter(proposed("ramp", 1), declined)).toBe("declined");
    expect(stateAfter(proposed("ramp", 1), declined, proposed("ramp", 1))).toBe("proposed");
    expect(stateAfter(proposed("ramp", 1), declined, proposed("ramp", 3, customer))).toBe("proposed");
    expect(stateAfter(proposed("ramp", 1), { type: "withdrawn", ...vendor, term: "ramp" })).toBe("withdrawn");
  });

  test("keeps a refused offer in sight, and lets nobody accept it any more", () => {
    const after = foldEvents(chained([opening, proposed("ramp", 1), declined, accepted("ramp", 1)]));
    expect(after.terms.get("ramp")).toEqual({
      term: "ramp",
      state: "declined",
      declined: { ...vendor, value: 1, type: "proposed", n: 2 },
      next: "vendor",
      n: 3,
    });
    expect(after.refused.map(({ refusal }) => refusal.code)).toEqual(["offer-none"]);
    const withdrawn = (who: typeof vendor | typeof customer): Draft => ({ type: "withdrawn", ...who, term: "ramp" });
    const taken = foldEvents(chained([opening, proposed("ramp", 1), declined, withdrawn(customer), withdrawn(vendor)]));
    expect(taken.refused.map(({ refusal }) => refusal.code)).toEqual(["offer-other"]);
    expect(taken.terms.get("ramp")).toEqual({ term: "ramp", state: "withdrawn", n: 5 });
  });

  test("goes back to what is agreed where a change of it is refused", () => {
    const amended: Draft = { type: "amended", ...vendor, term: "ramp", value: 2, reason: "x" };
    const drafts = [opening, proposed("ramp", 1), accepted("ramp", 1), amended, declined];
    const after = foldEvents(chained(drafts)).terms.get("ramp");
    expect(after).toMatchObject({ state: "agreed", agreed: { value: 1 } });
    expect(after).not.toHaveProperty("next");
    expect(after).not.toHaveProperty("declined");
  });

  test("counts a signature for what was agreed when it was given", () => {
    const sign = [
      (head: Parameters<typeof signHead>[1]) => signHead(vendor, head, vendorKeys),
      (head: Parameters<typeof signHead>[1]) => signHead(customer, head, customerKeys),
    ];
    const agreed = [opening, proposed("ramp", 1), accepted("ramp", 1)];
    const both = foldEvents(chained([...agreed, ...sign]));
    expect(both.refused).toEqual([]);
    expect(both.signatures.map(({ party, over }) => [party, over === both.events.at(-1)?.prev])).toEqual([
      ["vendor", false],
      ["customer", true],
    ]);
    expect(isSignedByBoth(both)).toBe(true);
    expect(isSignedByBoth(foldEvents(chained([...agreed, ...sign.slice(0, 1)])))).toBe(false);
    const amended: Draft = { type: "amended", ...vendor, term: "ramp", value: 2, reason: "x" };
    expect(isSignedByBoth(foldEvents(chained([...agreed, ...sign, amended])))).toBe(false);
  });
});
