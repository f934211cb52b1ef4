/** The block `gain-share`: what is read, where faults are found, and the one way in which an agreement states it. */
import { describe, expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { changesToCase } from "../../src/agreement/changes.ts";
import type { Draft } from "../../src/agreement/event.ts";
import { compareWithCase } from "../../src/agreement/compare.ts";
import { foldEvents } from "../../src/agreement/fold.ts";
import { definitionsOf, isSameTerm, termsOfCase, type TermValue } from "../../src/agreement/terms.ts";
import { valueText } from "../../src/agreement/value-text.ts";
import { withTerms } from "../../src/agreement/with-terms.ts";
import { readCaseFile, resolveCase } from "../../src/case/parse-case.ts";
import { afterSales } from "../model/after-sales.ts";
import { chained, customer, opening, vendor } from "../agreement/negotiation.ts";
import { inLocale } from "../../src/text/locale.ts";

const model = afterSales();
const plain = readFileSync("fixtures/agreement/case.yaml", "utf8");

function read(block: string) {
  const text = `${plain}${block}\n`;
  const { read: file, findings } = readCaseFile({ file: "case.yaml", text });
  const resolved = file ? resolveCase(file, model) : { findings: [] };
  const marked = [...findings, ...resolved.findings].map(({ code, place: { line, column, length } }) => {
    const under = text.split("\n")[line - 1]?.slice(column - 1, column - 1 + length);
    return `${code} ${under}`;
  });
  return { text, kase: resolved.kase, marked };
}

function kaseOf(block: string) {
  const { kase, marked } = read(block);
  if (!kase) throw new Error(marked.join("\n"));
  return kase;
}

describe("gain share", () => {
  test("is nothing where it is not written", () => {
    expect(kaseOf("")).not.toHaveProperty("gainShare");
    expect(kaseOf("gain-share:")).not.toHaveProperty("gainShare");
    expect(termsOfCase(kaseOf(""), model).has("gain-share")).toBe(false);
  });

  test("of a single map begins at go-live, on the net benefit, with nothing held back", () => {
    expect(kaseOf("gain-share: { share: 20% }").gainShare).toEqual([
      {
        from: "2025-07-01",
        isFromGoLive: true,
        base: "net",
        share: 0.2,
        threshold: 0,
        counts: "from-first-unit",
        withhold: 0,
        losses: 0,
        feeAtRisk: 0,
        place: { file: "case.yaml", line: 18, column: 1, length: 10 },
      },
    ]);
  });

  const full = `gain-share:
  - base: gross
    tiers: [{ above: 80%, share: 10% }, { above: 100%, share: 25% }]
    threshold: 80%
    counts: above-threshold
    withhold: 10%
    cap: "500,000"
    losses: 5%
    fee-at-risk: 120000
  - { from: 2027-01-01, share: 15% }`;

  test("of a list has terms from a day on", () => {
    const [first, second] = kaseOf(full).gainShare ?? [];
    expect(first).toMatchObject({
      base: "gross",
      tiers: [
        { above: 0.8, share: 0.1 },
        { above: 1, share: 0.25 },
      ],
      threshold: 0.8,
      counts: "above-threshold",
      withhold: 0.1,
      cap: 500000,
      losses: 0.05,
      feeAtRisk: 120000,
    });
    expect(first).not.toHaveProperty("share");
    expect(second).toMatchObject({ from: "2027-01-01", isFromGoLive: false, share: 0.15, place: { line: 27 } });
  });

  test.each<[block: string, found: string[]]>([
    ["gain-share: { share: 120% }", ["share-range 120%"]],
    ["gain-share: { share: 20%, threshold: 80 }", ["share-range 80"]],
    ["gain-share: { share: 20%, withhold: -1%, losses: 101% }", ["share-range -1%", "share-range 101%"]],
    ["gain-share: { tiers: [{ above: 80, share: 10% }] }", ["out-of-bounds 80"]],
    ["gain-share: { tiers: [{ above: 80%, share: 110% }] }", ["share-range 110%"]],
    ["gain-share: { tiers: [{ above: 80%, share: 1% }, { above: 80%, share: 2% }] }", ["gain-share-tiers 80%"]],
    ["gain-share: { share: 20%, tiers: [{ above: 80%, share: 1% }] }", ["gain-share-rule gain-share"]],
    ["gain-share: { threshold: 80% }", ["gain-share-rule gain-share"]],
    ["gain-share: { share: 20%, counts: from-first-unit }", ["gain-share-idle from-first-unit"]],
    ["gain-share: { share: 20%, cap: -1, fee-at-risk: -2 }", ["amount-negative -1", "amount-negative -2"]],
    ["gain-share: { share: 20%, from: 2025-06-30 }", ["gain-share-early 2025-06-30"]],
    ["gain-share: [{ share: 20% }, { share: 10% }]", ["gain-share-order { share: 10% }"]],
    [
      "gain-share: [{ share: 20%, from: 2026-01-01 }, { share: 10%, from: 2025-12-01 }]",
      ["gain-share-order 2025-12-01"],
    ],
    ["gain-share: { share: 20%, from: soon }", ["wrong-type soon"]],
    ["gain-share: { share: 20%, base: profit }", ["wrong-value profit"]],
    ["gain-share: { shares: 20% }", ["unknown-field shares"]],
    ["gain-share: [{ share: 20% }, { shares: 20% }]", ["unknown-field shares"]],
    ["gain-share: { tiers: [{ above: 80% }] }", ["missing-field { above: 80% }"]],
    ["gain-share: { tiers: [] }", ["wrong-type []"]],
    ["gain-share: []", ["wrong-type []"]],
    ["gain-share: 20%", ["wrong-type 20%"]],
  ])("%s", (block, found) => {
    expect(read(block).marked).toEqual(found);
  });

  test("is a term: a map, or a list of several, without what goes without saying", () => {
    const stated = (block: string) => termsOfCase(kaseOf(block), model).get("gain-share");
    expect(stated("gain-share: { share: 20%, losses: 0 }")).toEqual({ base: "net", share: 0.2 });
    expect(stated("gain-share: [{ share: 20%, from: 2025-07-01 }]")).toEqual({
      from: "2025-07-01",
      base: "net",
      share: 0.2,
    });
    expect(stated(full)).toEqual([
      {
        base: "gross",
        tiers: [
          { above: 0.8, share: 0.1 },
          { above: 1, share: 0.25 },
        ],
        threshold: 0.8,
        counts: "above-threshold",
        withhold: 0.1,
        cap: 500000,
        losses: 0.05,
        "fee-at-risk": 120000,
      },
      { from: "2027-01-01", base: "net", share: 0.15 },
    ]);
    expect(isSameTerm("gain-share", { share: 0.2 }, [{ base: "net", share: 0.2, losses: 0 }])).toBe(true);
    expect(isSameTerm("gain-share", { share: 0.2 }, { share: 0.2, base: "gross" })).toBe(false);
  });

  test("reads in words and percentages", () => {
    const kase = kaseOf(full);
    const shown = valueText(
      termsOfCase(kase, model).get("gain-share") ?? "",
      definitionsOf(kase, model).get("gain-share"),
    );
    expect(inLocale(shown, "en")).toBe(
      "base gross, tiers [above 80%, share 10%; above 100%, share 25%], threshold 80%, counts above-threshold, withhold 10%, cap 500,000, losses 5%, fee-at-risk 120,000; from 2027-01-01, base net, share 15%",
    );
  });
});

describe("an agreed gain share", () => {
  function agreedOn(value: TermValue) {
    const drafts: Draft[] = [
      { type: "proposed", ...vendor, term: "gain-share", value },
      { type: "accepted", ...customer, term: "gain-share", value },
    ];
    return foldEvents(chained([opening, ...drafts]));
  }

  test("is missed where the case states none, and held against what it states", () => {
    const codes = (block: string) =>
      compareWithCase(agreedOn({ share: 0.2 }), kaseOf(block), model).map(({ code }) => code);
    expect(codes("")).toEqual(["agreed-missing"]);
    expect(codes("gain-share: { share: 15% }")).toEqual(["agreed-differs"]);
    expect(codes("gain-share: { share: 20%, base: net }")).toEqual([]);
  });

  test.each<[before: string, agreed: TermValue, after: string]>([
    ["", { share: 0.2, cap: 500000 }, "gain-share: { base: net, share: 20%, cap: 500000 }"],
    [
      "gain-share:\n  base: net # as discussed\n  share: 20% # or 15%?\n  losses: 0%",
      { share: 0.15 },
      "gain-share:\n  base: net # as discussed\n  share: 15% # or 15%?\n  losses: 0%",
    ],
    [
      "gain-share: { base: net, share: 20%, threshold: 80% }",
      { share: 0.2 },
      "gain-share: { base: net, share: 20%, threshold: 0% }",
    ],
    [
      "gain-share: { base: net, share: 20%, cap: 9 } # agreed",
      { share: 0.2 },
      "gain-share: { base: net, share: 20% } # agreed",
    ],
    [
      "gain-share:\n  - { base: net, share: 20% } # first",
      [{ share: 0.2 }, { from: "2027-01-01", tiers: [{ above: 0.8, share: 0.125 }] }],
      "gain-share:\n  - { base: net, share: 20% } # first\n  - { from: 2027-01-01, base: net, tiers: [{ above: 80%, share: 12.5% }] }",
    ],
    [
      "",
      [{ share: 0.2 }, { from: "2027-01-01", share: 0.1 }],
      "gain-share:\n  - { base: net, share: 20% }\n  - { from: 2027-01-01, base: net, share: 10% }",
    ],
  ])("goes into the case in place: %j", (before, value, after) => {
    const { text, kase } = read(before);
    if (!kase) throw new Error("no case");
    const result = withTerms(text, changesToCase(agreedOn(value), kase, model), model);
    expect(result).toEqual({ text: `${plain}${after}\n${before === "" ? "\n" : ""}` });
  });
});
