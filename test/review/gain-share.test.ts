/** Gain share: each rule by hand, and the laws that both parties rely on. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GainShareTerms } from "../../src/case/gain-share.ts";
import { settleGainShare, settlePeriods } from "../../src/review/settle-gain-share.ts";

const place = { file: "case.yaml", line: 1, column: 1, length: 1 };
const terms = (some: Partial<GainShareTerms> = {}): GainShareTerms => ({
  from: "2025-04-01",
  isFromGoLive: true,
  base: "net",
  share: 0.2,
  threshold: 0,
  counts: "from-first-unit",
  withhold: 0,
  losses: 0,
  feeAtRisk: 0,
  place,
  ...some,
});
const on = "2025-07-01";
const cents = (amount: number) => Math.round(amount * 100);

describe("settleGainShare", () => {
  test("shares from the first unit, or what lies above the threshold", () => {
    expect(settleGainShare([terms({ threshold: 0.8 })], { base: 1000, realized: 900, on })).toMatchObject({
      rule: "shared",
      realization: 0.9,
      earned: 180,
    });
    const above = terms({ threshold: 0.8, counts: "above-threshold" });
    expect(settleGainShare([above], { base: 1000, realized: 900, on }).earned).toBe(20);
  });

  test("shares nothing below the threshold, and decides on the figures as they are", () => {
    const at80 = [terms({ threshold: 0.8 })];
    expect(settleGainShare(at80, { base: 1000, realized: 799.999999, on })).toMatchObject({
      rule: "below-threshold",
      earned: 0,
    });
    expect(settleGainShare(at80, { base: 1000, realized: 800, on })).toMatchObject({ rule: "shared", earned: 160 });
  });

  test("takes each tier's share of what lies in it", () => {
    const tiers = [
      { above: 0.5, share: 0.1 },
      { above: 1, share: 0.3 },
    ];
    const { share: _, ...rest } = terms();
    expect(settleGainShare([{ ...rest, tiers }], { base: 1000, realized: 1200, on }).earned).toBe(50 + 60);
    expect(settleGainShare([{ ...rest, tiers }], { base: 1000, realized: 700, on }).earned).toBe(20);
  });

  test("keeps to the cap, withholds, bears losses, and puts the fee at risk", () => {
    const capped = settleGainShare([terms({ cap: 100, withhold: 0.1 })], { base: 1000, realized: 900, on });
    expect(capped).toMatchObject({ rule: "capped", earned: 100, withheld: 10, paid: 90 });
    const loss = settleGainShare([terms({ losses: 0.5, feeAtRisk: 40 })], { base: 1000, realized: -200, on });
    expect(loss).toMatchObject({ rule: "loss", lossBorne: 100, feeDue: 0, feeForfeited: 40, toVendor: -100 });
    const late = settleGainShare([terms({ share: 0, feeAtRisk: 40 })], { base: 1000, realized: 750, on });
    expect(late).toMatchObject({ feeDue: 30, feeForfeited: 10, toVendor: 30 });
  });

  test("takes the terms of the day", () => {
    const both = [terms({ from: "2026-04-01", share: 0.1 }), terms()];
    expect(settleGainShare(both, { base: 1000, realized: 1000, on: "2026-03-31" }).earned).toBe(200);
    expect(settleGainShare(both, { base: 1000, realized: 1000, on: "2026-04-01" }).earned).toBe(100);
    expect(settleGainShare(both, { base: 1000, realized: 1000, on: "2025-03-31" }).rule).toBe("no-terms");
    expect(settleGainShare(both, { base: 0, realized: 1000, on }).rule).toBe("no-base");
  });
});

const amount = fc.double({ min: -2e6, max: 5e6, noNaN: true });
const anyTerms = fc.record({
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  threshold: fc.double({ min: 0, max: 1.2, noNaN: true }),
  counts: fc.constantFrom("from-first-unit" as const, "above-threshold" as const),
  withhold: fc.double({ min: 0, max: 1, noNaN: true }),
  losses: fc.double({ min: 0, max: 1, noNaN: true }),
  feeAtRisk: fc.double({ min: 0, max: 1e6, noNaN: true }),
  cap: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: undefined }),
});
const made = ({ cap, ...rest }: { cap: number | undefined } & Omit<Partial<GainShareTerms>, "cap">): GainShareTerms =>
  terms({ ...rest, ...(cap === undefined ? {} : { cap }) });

describe("the laws of gain share", () => {
  test("the parts add up to the cent, and the cap holds", () => {
    fc.assert(
      fc.property(anyTerms, fc.double({ min: 1, max: 5e6, noNaN: true }), amount, (some, base, realized) => {
        const found = settleGainShare([made(some)], { base, realized, on });
        expect(cents(found.paid) + cents(found.withheld)).toBe(cents(found.earned));
        expect(cents(found.feeDue) + cents(found.feeForfeited)).toBe(cents(some.feeAtRisk));
        expect(cents(found.paid) + cents(found.feeDue) - cents(found.lossBorne)).toBe(cents(found.toVendor));
        if (some.cap !== undefined) expect(found.earned).toBeLessThanOrEqual(some.cap + 0.005);
        expect(found.earned).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("more realized never earns less", () => {
    fc.assert(
      fc.property(anyTerms, fc.double({ min: 1, max: 5e6, noNaN: true }), amount, amount, (some, base, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const of = [made(some)];
        const [a, b] = [less, more].map(realized => settleGainShare(of, { base, realized, on }).toVendor);
        expect(b).toBeGreaterThanOrEqual(a ?? 0);
      }),
    );
  });

  test("above the threshold it is continuous: a hair more realized is at most a hair more earned", () => {
    fc.assert(
      fc.property(anyTerms, fc.double({ min: 1, max: 5e6, noNaN: true }), (some, base) => {
        const of = [made({ ...some, counts: "above-threshold" })];
        const threshold = some.threshold * base;
        const [below, above] = [threshold * (1 - 1e-9), threshold * (1 + 1e-9)].map(
          realized => settleGainShare(of, { base, realized, on }).earned,
        );
        expect(Math.abs((above ?? 0) - (below ?? 0))).toBeLessThanOrEqual(0.02);
      }),
    );
  });

  test("the periods of a year add up to the year, to the cent", () => {
    fc.assert(
      fc.property(
        anyTerms,
        fc.array(fc.tuple(fc.double({ min: 1, max: 1e6, noNaN: true }), amount), { minLength: 1, maxLength: 12 }),
        (some, list) => {
          const periods = list.map(([base, realized], index) => ({
            year: Math.floor(index / 4) + 1,
            start: `${2025 + Math.floor(index / 4)}-0${(index % 4) * 2 + 1}-01`,
            base,
            realized,
          }));
          const found = settlePeriods(
            [made({ ...some }), made({ ...some, from: "2026-05-01" })].map((each, index) => ({
              ...each,
              from: index === 0 ? "2024-01-01" : "2026-05-01",
            })),
            periods,
            4,
          );
          for (const year of new Set(periods.map(each => each.year))) {
            const of = found.filter((_, index) => periods[index]?.year === year);
            const sum = of.reduce((total, { inPeriod }) => total + cents(inPeriod.toVendor), 0);
            expect(sum).toBe(cents(of.at(-1)?.yearToDate.toVendor ?? 0));
          }
        },
      ),
    );
  });
});
