/** The demonstration's negotiation: agreed and signed on all its terms, as the case states them, so its figures stay what they are. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compareWithCase } from "../../src/agreement/compare.ts";
import { lineOf } from "../../src/agreement/event.ts";
import { standingOf } from "../../src/agreement/standing.ts";
import { calculate, loadCase, readAgreement } from "../../src/index.ts";
import { negotiation } from "../../scripts/negotiate-jianglan.ts";

const folder = "fixtures/jianglan";
const { kase, model } = await loadCase(folder);
if (!kase || !model) throw new Error("the demonstration does not load");
const { ledger, findings } = await readAgreement(folder);

describe("the agreement of the demonstration", () => {
  test("is what the script of its negotiation writes", () => {
    const { events } = negotiation(kase, model);
    expect(readFileSync(`${folder}/agreement.jsonl`, "utf8")).toBe(events.map(each => `${lineOf(each)}\n`).join(""));
  });

  test("is whole, says what the case says, and is signed by both parties", () => {
    expect([...findings, ...compareWithCase(ledger, kase, model)]).toEqual([]);
    const standing = standingOf(ledger, kase, model);
    expect(standing.isSignedByBoth).toBe(true);
    expect(standing.potential.size).toBe(0);
    expect(standing.openCaseTerms).toEqual([]);
    expect(standing.committed.size).toBe(12);
  });

  test("went both ways: offers, counters, a refusal, an amendment", () => {
    const types = new Set(ledger.events.map(({ type }) => type));
    expect([...types].sort()).toEqual(
      ["accepted", "amended", "countered", "declined", "opened", "proposed", "signed"].sort(),
    );
  });

  test("leaves every figure of the case as it was without it", async () => {
    const [agreed, estimate] = await Promise.all([calculate(model, kase, ledger), calculate(model, kase)]);
    expect(agreed.result.summary).toEqual(estimate.result.summary);
    expect(agreed.result.indicators).toEqual(estimate.result.indicators);
    expect(agreed.result.periods).toEqual(estimate.result.periods);
  });
});
