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

/**
 * Numbers spread evenly over a range: doubles alone are drawn evenly over their representations, and so are nearly all as good as zero.
 * Every fourth is such a double.
 */
const number = (min: number, max: number, digits: number) =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.integer({ min: min * 10 ** digits, max: max * 10 ** digits }).map(each => each / 10 ** digits),
    },
    { weight: 1, arbitrary: fc.double({ min, max, noNaN: true }) },
  );
const amount = number(-2e6, 5e6, 2);
const planned = number(1, 5e6, 2);
/** Two or three rising tiers. */
const anyTiers = fc
  .array(fc.record({ above: fc.integer({ min: 0, max: 150 }), share: fc.integer({ min: 0, max: 100 }) }), {
    minLength: 2,
    maxLength: 3,
  })
  .map(tiers => [...new Map(tiers.map(each => [each.above, each])).values()])
  .map(tiers => tiers.toSorted((a, b) => a.above - b.above))
  .map(tiers => tiers.map(({ above, share }) => ({ above: above / 100, share: share / 100 })));
const anyTerms = fc.record({
  share: number(0, 1, 4),
  threshold: number(0, 1.2, 4),
  counts: fc.constantFrom("from-first-unit" as const, "above-threshold" as const),
  withhold: number(0, 1, 4),
  losses: number(0, 1, 4),
  feeAtRisk: number(0, 1e6, 2),
  cap: fc.option(number(0, 1e6, 2), { nil: undefined }),
});
const made = ({ cap, ...rest }: { cap: number | undefined } & Omit<Partial<GainShareTerms>, "cap">): GainShareTerms =>
  terms({ ...rest, ...(cap === undefined ? {} : { cap }) });

describe("the laws of gain share", () => {
  test("the parts add up to the cent, and the cap holds", () => {
    // A seventh of whole cents is never half a cent: the two roundings compared cannot differ by chance.
    const parts = fc.constantFrom(1, 1 / 7);
    fc.assert(
      fc.property(anyTerms, planned, amount, parts, (some, base, realized, years) => {
        const found = settleGainShare([made(some)], { base, realized, on, years });
        expect(cents(found.paid) + cents(found.withheld)).toBe(cents(found.earned));
        expect(cents(found.feeDue) + cents(found.feeForfeited)).toBe(cents(some.feeAtRisk * years));
        expect(cents(found.paid) + cents(found.feeDue) - cents(found.lossBorne)).toBe(cents(found.toVendor));
        if (some.cap !== undefined) expect(found.earned).toBeLessThanOrEqual(some.cap + 0.005);
        expect(found.earned).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("more realized never earns less", () => {
    fc.assert(
      fc.property(anyTerms, planned, amount, amount, (some, base, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const of = [made(some)];
        const [a, b] = [less, more].map(realized => settleGainShare(of, { base, realized, on }).toVendor);
        expect(b).toBeGreaterThanOrEqual(a ?? 0);
      }),
    );
  });

  test("above the threshold it is continuous: a hair more realized is at most a hair more earned", () => {
    fc.assert(
      fc.property(anyTerms, planned, (some, base) => {
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
        fc.array(fc.tuple(number(1, 1e6, 2), amount), { minLength: 1, maxLength: 12 }),
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

/** Amounts of whole cents, so that what is meant to be equal is equal. */
const wholeCents = (min: number, max: number) => fc.integer({ min: min * 100, max: max * 100 }).map(each => each / 100);
const tiered = (some: Partial<GainShareTerms>): GainShareTerms => {
  const { share: _, ...rest } = terms(some);
  return rest;
};

describe("the laws of tiers and caps", () => {
  test("above the threshold no step is higher than the highest share of it, wherever it is taken", () => {
    fc.assert(
      fc.property(anyTerms, anyTiers, planned, amount, amount, (some, tiers, base, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        for (const each of [made(some), tiered({ threshold: some.threshold, tiers })]) {
          const of = [{ ...each, counts: "above-threshold" as const, feeAtRisk: 0, withhold: 0 }];
          const [a, b] = [less, more].map(realized => settleGainShare(of, { base, realized, on }));
          const highest = Math.max(each.share ?? 0, each.losses, ...(each.tiers ?? []).map(tier => tier.share));
          const step = (b?.toVendor ?? 0) - (a?.toVendor ?? 0);
          expect(step).toBeGreaterThanOrEqual(0);
          expect(step).toBeLessThanOrEqual(highest * (more - less) + 0.01 + 1e-6);
        }
      }),
    );
  });

  test("from the first unit there is one step, at the threshold, and it is the share of the threshold", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 100 }),
        wholeCents(1, 5e6),
        (threshold, share, base) => {
          const of = [terms({ threshold: threshold / 100, share: share / 100 })];
          const at = (threshold / 100) * base;
          const below = settleGainShare(of, { base, realized: at * (1 - 1e-12), on });
          const reached = settleGainShare(of, { base, realized: at, on });
          expect([below.rule, below.earned]).toEqual(["below-threshold", 0]);
          expect(reached.rule).toBe("shared");
          expect(Math.abs(reached.earned - (share / 100) * at)).toBeLessThanOrEqual(0.005 + 1e-6);
        },
      ),
    );
  });

  test("more realized never earns less, in tiers too", () => {
    fc.assert(
      fc.property(anyTerms, anyTiers, planned, amount, amount, (some, tiers, base, one, other) => {
        const of = [tiered({ threshold: some.threshold, counts: some.counts, losses: some.losses, tiers })];
        const [a, b] = [Math.min(one, other), Math.max(one, other)].map(
          realized => settleGainShare(of, { base, realized, on }).toVendor,
        );
        expect(b).toBeGreaterThanOrEqual(a ?? 0);
      }),
    );
  });

  test("a tier that is cut in two of the same share, and a share written as a tier from 0, change nothing", () => {
    fc.assert(
      fc.property(
        anyTiers,
        fc.integer({ min: 1, max: 200 }),
        wholeCents(1, 5e6),
        wholeCents(0, 5e6),
        (tiers, cut, base, realized) => {
          const settle = (of: GainShareTerms) => settleGainShare([of], { base, realized, on }).earned;
          const owner = tiers.filter(({ above }) => above < cut / 100).at(-1);
          if (owner && !tiers.some(({ above }) => above === cut / 100)) {
            const both = [...tiers, { above: cut / 100, share: owner.share }].toSorted((a, b) => a.above - b.above);
            expect(Math.abs(settle(tiered({ tiers: both })) - settle(tiered({ tiers })))).toBeLessThanOrEqual(0.0101);
          }
          expect(settle(tiered({ tiers: [{ above: 0, share: 0.37 }] }))).toBe(settle(terms({ share: 0.37 })));
        },
      ),
    );
  });

  test("the cap changes what lies above it, and nothing else; it is said where it does", () => {
    fc.assert(
      fc.property(anyTerms, wholeCents(0, 1e6), wholeCents(1, 5e6), amount, (some, cap, base, realized) => {
        const free = settleGainShare([made({ ...some, cap: undefined })], { base, realized, on });
        const capped = settleGainShare([made({ ...some, cap })], { base, realized, on });
        expect(capped.earned).toBe(Math.min(cap, free.earned));
        if (free.earned > cap) expect(capped.rule).toBe("capped");
        if (free.earned < cap) expect(capped).toEqual({ ...free, terms: capped.terms });
      }),
    );
  });

  test("what was earned before under other terms uses the cap up", () => {
    const of = [terms({ cap: 100 })];
    const settle = (earnedBefore: number) => settleGainShare(of, { base: 1000, realized: 1000, on, earnedBefore });
    expect([0, 30, 100, 130].map(each => settle(each).earned)).toEqual([100, 70, 0, 0]);
    expect(settle(130).rule).toBe("capped");
  });
});

describe("settlePeriods, where the terms change within the year", () => {
  const quarter = (index: number, base: number, realized: number) => ({
    year: 1,
    start: `2025-${["01", "04", "07", "10"][index]}-01`,
    base,
    realized,
  });
  const year = (...realized: number[]) => realized.map((each, index) => quarter(index, 100, each));
  const earned = (of: readonly GainShareTerms[], periods: ReturnType<typeof year>) =>
    settlePeriods(of, periods, 4).map(({ inPeriod }) => inPeriod.earned);

  test("settles each part of the year by its own terms: threshold, share and fee", () => {
    const of = [
      terms({ from: "2025-01-01", share: 0.2, threshold: 0.8, feeAtRisk: 40 }),
      terms({ from: "2025-07-01", share: 0.5, threshold: 0.9, feeAtRisk: 80 }),
    ];
    const found = settlePeriods(of, year(70, 90, 80, 110), 4);
    // Half a year at 80 % of 200 planned: reached with the second quarter. Then 90 % of 200: reached with the fourth.
    expect(found.map(({ inPeriod }) => inPeriod.earned)).toEqual([0, 32, 0, 95]);
    expect(found.map(({ yearToDate }) => yearToDate.rule)).toEqual([
      "below-threshold",
      "shared",
      "below-threshold",
      "shared",
    ]);
    expect(found.map(({ inPeriod }) => inPeriod.feeDue)).toEqual([7, 9, 16, 22]);
    expect(found.at(-1)?.yearToDate).toMatchObject({ earned: 127, feeDue: 54, feeForfeited: 6 });
  });

  test("takes back under the terms that gave", () => {
    const of = [terms({ from: "2025-01-01", share: 0.2 }), terms({ from: "2025-07-01", share: 0.5, losses: 0.1 })];
    expect(earned(of, year(100, -50, 100, -60))).toEqual([20, -10, 50, -30]);
    const found = settlePeriods(of, year(100, 0, -50, 20), 4);
    expect(found.map(({ inPeriod }) => inPeriod.toVendor)).toEqual([20, 0, -5, 2]);
  });

  test("keeps one cap over the year, and a new one in the next", () => {
    const of = [terms({ from: "2025-01-01", cap: 30 }), terms({ from: "2025-07-01", share: 0.5, cap: 60 })];
    expect(earned(of, year(100, 100, 100, 100))).toEqual([20, 10, 30, 0]);
    const next = { ...quarter(0, 100, 100), year: 2, start: "2026-01-01" };
    expect(earned(of, [...year(100, 100, 100, 100), next]).at(-1)).toBe(50);
    const lower = [terms({ from: "2025-01-01" }), terms({ from: "2025-07-01", share: 0.5, cap: 30 })];
    expect(earned(lower, year(100, 100, 100, 100))).toEqual([20, 20, 0, 0]);
  });

  test("nothing is agreed before the first terms, in whichever order they are written", () => {
    const of = [terms({ from: "2025-10-01", share: 0.5 }), terms({ from: "2025-04-01" })];
    const found = settlePeriods(of, year(100, 100, 100, 100), 4);
    expect(found.map(({ inPeriod }) => inPeriod.earned)).toEqual([0, 20, 20, 50]);
    expect(found[0]?.inPeriod.rule).toBe("no-terms");
    expect(settlePeriods(of.toReversed(), year(100, 100, 100, 100), 4)).toEqual(found);
  });

  /** A year in months; other terms from one of its months on. Both caps are in whole cents. */
  const anyYear = fc
    .record({
      change: fc.integer({ min: 2, max: 12 }),
      first: anyTerms,
      second: anyTerms,
      caps: fc.tuple(wholeCents(0, 1e5), wholeCents(0, 1e5)),
      months: fc.array(fc.tuple(wholeCents(1, 1e5), wholeCents(-1e5, 2e5)), { minLength: 12, maxLength: 12 }),
    })
    .map(({ change, first, second, caps, months }) => ({
      change,
      caps,
      of: [
        { ...made({ ...first, cap: caps[0] }), from: "2025-01-01" },
        { ...made({ ...second, cap: caps[1] }), from: monthOf(change) },
      ] as const,
      periods: months.map(([base, realized], index) => ({ year: 1, start: monthOf(index + 1), base, realized })),
    }));
  const monthOf = (month: number) => `2025-${String(month).padStart(2, "0")}-01`;
  const parts = ["earned", "paid", "withheld", "lossBorne", "feeDue", "feeForfeited", "toVendor"] as const;

  test("no cent is lost or made: the months are the year, and the year is its two parts settled alone", () => {
    fc.assert(
      fc.property(anyYear, ({ change, of, periods }) => {
        const found = settlePeriods(of, periods, 12);
        const alone = (list: typeof periods, earnedBefore: number) =>
          settleGainShare(of, {
            base: list.reduce((sum, { base }) => sum + base, 0),
            realized: list.reduce((sum, { realized }) => sum + realized, 0),
            on: list[0]?.start ?? "",
            years: list.length / 12,
            earnedBefore,
          });
        const before = alone(periods.slice(0, change - 1), 0);
        const after = alone(periods.slice(change - 1), before.earned);
        for (const part of parts) {
          const months = found.reduce((sum, { inPeriod }) => sum + cents(inPeriod[part]), 0);
          expect(months, part).toBe(cents(before[part]) + cents(after[part]));
        }
        for (const { inPeriod } of found) {
          expect(cents(inPeriod.paid) + cents(inPeriod.withheld)).toBe(cents(inPeriod.earned));
          expect(cents(inPeriod.paid) + cents(inPeriod.feeDue) - cents(inPeriod.lossBorne)).toBe(
            cents(inPeriod.toVendor),
          );
        }
      }),
    );
  });

  test("the cap of the year holds: of two, the higher at most", () => {
    fc.assert(
      fc.property(anyYear, ({ of, periods, caps }) => {
        for (const { yearToDate } of settlePeriods(of, periods, 12)) {
          expect(yearToDate.earned).toBeLessThanOrEqual(Math.max(...caps));
        }
      }),
    );
  });

  test("more realized in any month never earns less over the year", () => {
    fc.assert(
      fc.property(anyYear, fc.nat({ max: 11 }), wholeCents(0, 1e5), ({ of, periods }, month, more) => {
        const better = periods.map((each, index) =>
          index === month ? { ...each, realized: each.realized + more } : each,
        );
        const [a, b] = [periods, better].map(each => settlePeriods(of, each, 12).at(-1)?.yearToDate);
        const worth = (each: typeof a) =>
          cents(each?.earned ?? 0) + cents(each?.feeDue ?? 0) - cents(each?.lossBorne ?? 0);
        expect(worth(b)).toBeGreaterThanOrEqual(worth(a));
      }),
    );
  });
});
