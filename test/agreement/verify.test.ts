/** What was done to a log is found and named with its line. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../src/agreement/canonical.ts";
import { type Draft, lineOf, sumOf } from "../../src/agreement/event.ts";
import { fingerprintOf, hashOf } from "../../src/agreement/hash.ts";
import { signHead } from "../../src/agreement/keys.ts";
import { stateOf, verifyLog } from "../../src/agreement/verify.ts";
import { accepted, chained, customer, linesOf, logOf, opening, proposed, vendor, vendorKeys } from "./negotiation.ts";

const terms = ["a.target", "b.target", "c.target", "ramp"];
const events = chained([
  { ...opening, by: "沈亦文" },
  ...terms.map(term => proposed(term, 0.79)),
  ...terms.map(term => accepted(term, 0.79)),
  head => signHead(vendor, head, vendorKeys),
]);
const lines = linesOf(events);
const sound = logOf(lines);
const faultsOf = (text: string) => verifyLog(text).findings.map(({ code, place }) => `${code} ${place.line}`);

describe("verify", () => {
  test("finds nothing wrong with a log as it was written, or with none", () => {
    expect(verifyLog(sound)).toMatchObject({ findings: [], ledger: { head: { n: 10 } } });
    expect(verifyLog("")).toMatchObject({ findings: [], ledger: { head: { n: 0 } } });
  });

  test("finds every change of a single byte, at its line", () => {
    const bytes = new TextEncoder().encode(sound);
    const line = (at: number) => sound.slice(0, new TextDecoder().decode(bytes.slice(0, at)).length).split("\n").length;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = bytes.slice();
        changed[at] = (changed[at] ?? 0) ^ change;
        const found = verifyLog(new TextDecoder("utf-8", { ignoreBOM: true }).decode(changed)).findings;
        expect(found.filter(({ severity }) => severity === "error").length).toBeGreaterThan(0);
        expect(found.some(({ place }) => Math.abs(place.line - line(at)) <= 1)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test("finds a line that says the same in another spelling", () => {
    const log = logOf(linesOf(chained([opening, { ...proposed("ramp", 1e21), reason: "\u001b" } as Draft])));
    expect(faultsOf(log)).toEqual([]);
    for (const [from, to] of [
      ["\\u001b", "\\u001B"],
      ["1e+21", "1E+21"],
      ['"n":2', '"n":2.0'],
      ['"n":2,', '"n":2, '],
    ] as const) {
      expect(log).toContain(from);
      expect(faultsOf(log.replace(from, to))).toEqual(["log-changed 2"]);
    }
  });

  test("names the lines that were cut out", () => {
    for (let from = 1; from < lines.length - 1; from += 1) {
      const without = lines.filter((_, index) => index < from || index > from + 1);
      const cut = verifyLog(logOf(without)).findings.find(({ code }) => code === "log-cut");
      if (from + 2 < lines.length) {
        expect(cut?.place.line, String(from)).toBe(from + 1);
        expect(cut?.values.missing).toMatchObject({ en: `events ${from + 1} to ${from + 2}` });
      } else expect(cut).toBeUndefined();
    }
    expect(faultsOf(logOf(lines.slice(1)))).toContain("log-cut 1");
  });

  test("names a line that was moved, whichever two change places", () => {
    for (let one = 0; one < lines.length; one += 1) {
      for (let other = one + 1; other < lines.length; other += 1) {
        const swapped = [...lines];
        [swapped[one], swapped[other]] = [lines[other] ?? "", lines[one] ?? ""];
        const found = faultsOf(logOf(swapped));
        expect(found.every(each => each.startsWith("log-moved"))).toBe(true);
        expect(found.length).toBeGreaterThan(0);
      }
    }
  });

  test("names a line that was inserted, forged or copied, and no other", () => {
    const forged = chained([...events.slice(0, 3), proposed("gain-share", 1)].map(each => unplaced(each))).at(3);
    const line = forged ? lineOf(forged) : "";
    expect(faultsOf(logOf([...lines.slice(0, 3), line, ...lines.slice(3)]))).toEqual(["log-inserted 4"]);
    expect(faultsOf(logOf([...lines.slice(0, 7), line, ...lines.slice(7)]))).toEqual(["log-inserted 8"]);
    expect(faultsOf(logOf([...lines.slice(0, 7), lines[2] ?? "", ...lines.slice(7)]))).toEqual(["log-inserted 8"]);
  });

  test("names a line that was rewritten with a checksum of its own", () => {
    const event = { ...(JSON.parse(lines[6] ?? "") as object), by: "Somebody Else" };
    const rewritten = canonicalJson({ ...event, sum: sumOf(event) });
    expect(faultsOf(logOf(lines.with(6, rewritten)))).toEqual(["log-rewritten 7"]);
  });

  test("cannot see that the end was cut off, but a fingerprint tells", () => {
    const cut = verifyLog(logOf(lines.slice(0, 6)));
    expect(cut.findings).toEqual([]);
    const fingerprint = (n: number) => fingerprintOf(hashOf(lines[n - 1] ?? ""));
    expect(stateOf(cut, fingerprint(10))).toBeUndefined();
    const whole = verifyLog(sound);
    expect(stateOf(whole, fingerprint(10))).toEqual({ n: 10, since: 0 });
    expect(stateOf(whole, fingerprint(6))).toEqual({ n: 6, since: 4 });
  });

  test("leaves out the rest of a write that was broken off, with a warning", () => {
    const next = lineOf(
      chained([...events.map(unplaced), proposed("gain-share", 1)]).at(-1) ?? { ...opening, n: 0, prev: "", sum: "" },
    );
    for (const length of [1, 20, next.length - 1]) {
      const { findings, ledger, wholeLength } = verifyLog(sound + next.slice(0, length));
      expect(findings.map(({ code, severity }) => [code, severity])).toEqual([["log-torn", "warning"]]);
      expect([ledger.head.n, wholeLength]).toEqual([10, new TextEncoder().encode(sound).length]);
    }
    expect(verifyLog(sound + next)).toMatchObject({ findings: [], ledger: { head: { n: 11 } } });
  });

  test("takes no signature for another name, party, day or state", () => {
    const signed = signHead(customer, { n: 3, hash: hashOf(lines[2] ?? "") }, vendorKeys);
    const faults = (draft: Draft) =>
      verifyLog(logOf(linesOf(chained([opening, proposed("ramp", 1), accepted("ramp", 1), draft])))).findings;
    const right = chained([
      opening,
      proposed("ramp", 1),
      accepted("ramp", 1),
      head => signHead(customer, head, vendorKeys),
    ]);
    expect(verifyLog(logOf(linesOf(right))).findings).toEqual([]);
    const draft = unplaced(right.at(-1) ?? {});
    expect(faults(draft)).toEqual([]);
    for (const change of [
      { by: "Wang" },
      { party: "vendor" },
      { date: "2025-03-06" },
      { signature: "AAAA" },
      { key: "x" },
    ])
      expect(faults({ ...draft, ...change } as Draft)[0]?.code).toBe("signature-wrong");
    expect(faults(signed)[0]?.code).toBe("signature-wrong");
  });

  test.each(["null", "[]", "{}", '{"__proto__":1}', `${"[".repeat(100_000)}`, '{"n":1e999}', "\ufeff"])(
    "names %# as no event",
    hostile => expect(faultsOf(logOf([...lines, hostile]))).toEqual(["log-changed 11"]),
  );
});

function unplaced(event: object): Draft {
  const { n: _n, prev: _prev, sum: _sum, ...draft } = event as Record<string, unknown>;
  return draft as Draft;
}
