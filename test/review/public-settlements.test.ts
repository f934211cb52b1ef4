/**
 * Gain share against settlements that somebody else made and published: the Medicare Shared Savings Program. Expenditures below a
 * benchmark are the gain; from a minimum rate on it is shared from the first dollar, up to a limit. What is published is rounded, so the
 * tolerance of each row is what its rounded quality score leaves open, and a dollar.
 *
 * Rules of the programme that gain-share terms do not have: the cut of 2 % of all Medicare payments of those years
 * (`afterSequestration` here), and for two-sided tracks the corridor in which a loss is not shared, and the limit of what is owed. No row
 * may rest on the last two.
 */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { GainShareTerms } from "../../src/case/gain-share.ts";
import { type GainShareSettlement, settleGainShare, settlePeriods } from "../../src/review/settle-gain-share.ts";

const file = "fixtures/settlements/medicare-shared-savings.csv";

interface Published {
  readonly Year: number;
  readonly Track: Track;
  readonly ACO_ID: string;
  readonly ACO_Name: string;
  readonly ABtotBnchmk: number;
  readonly ABtotExp: number;
  readonly BnchmkMinExp: number;
  readonly Sav_rate: number;
  readonly MinSavPerc: number;
  readonly GenSaveLoss: number;
  readonly QualPerfShare: number;
  readonly QualScore: number;
  readonly FinalShareRate: number;
  readonly EarnSaveLoss: number;
}

/**
 * Shares of the benchmark: the most that is paid, and the most that is owed (of BASIC E a limit by revenue may be lower); and the share of
 * a loss. 42 CFR 425.604, 425.605 and 425.610.
 */
const tracks = {
  "Track 1": { limit: 0.1, lossLimit: 0, lossRate: () => 0 },
  "Track 3": { limit: 0.2, lossLimit: 0.15, lossRate: inverseOf },
  "BASIC B": { limit: 0.1, lossLimit: 0, lossRate: () => 0 },
  "BASIC E": { limit: 0.1, lossLimit: 0.04, lossRate: () => 0.3 },
  ENHANCED: { limit: 0.2, lossLimit: 0.15, lossRate: inverseOf },
} as const;
type Track = keyof typeof tracks;

/** One less the sharing rate, from 40 % to 75 %. */
function inverseOf(share: number): number {
  return Math.min(0.75, Math.max(0.4, 1 - share));
}

const rows: readonly Published[] = parse(readFileSync(file, "utf8"), {
  columns: true,
  comment: "#",
  comment_no_infix: true,
  cast: value => (/^-?[\d.]+$/.test(value) ? Number(value) : value),
});
const named = rows.map(row => [`${row.Year} ${row.ACO_Name}`, row] as const);

/** Half of the last published digit of the quality score. */
const openQuality = 0.00005;
/** Payments for 2016 were made before, those for 2020 within the suspension of the cut (from May 2020). */
const sequestration = (year: number): number => (year < 2020 ? 0.02 : 0);

const shareOf = (row: Published): number => row.QualPerfShare * row.QualScore;
const termsOf = (row: Published, some: Partial<GainShareTerms> = {}): GainShareTerms => ({
  from: `${row.Year}-01-01`,
  isFromGoLive: false,
  base: "gross",
  share: shareOf(row),
  threshold: row.MinSavPerc,
  counts: "from-first-unit",
  withhold: 0,
  cap: tracks[row.Track].limit * row.ABtotBnchmk,
  losses: tracks[row.Track].lossRate(shareOf(row)),
  feeAtRisk: 0,
  place: { file, line: 1, column: 1, length: 1 },
  ...some,
});
const settled = (row: Published, realized = row.BnchmkMinExp, terms = termsOf(row)): GainShareSettlement =>
  settleGainShare([terms], { base: row.ABtotBnchmk, realized, on: `${row.Year}-12-31` });

/** A payment is cut, what is owed is not. */
const afterSequestration = ({ earned, lossBorne }: GainShareSettlement, year: number): number =>
  earned * (1 - sequestration(year)) - lossBorne;
const openOf = (row: Published): number =>
  row.EarnSaveLoss > 0 ? openQuality * row.QualPerfShare * (1 - sequestration(row.Year)) * row.BnchmkMinExp : 0;

const isTwoSided = ({ Track }: Published): boolean => tracks[Track].lossLimit > 0;

describe("the published rows", () => {
  test("hold every outcome: shared, missed, a loss that is borne, one that is not, and several rates", () => {
    const outcomes = rows.map(row => `${isTwoSided(row) ? "two" : "one"}-sided ${settled(row).rule}`);
    const count = (of: string) => outcomes.filter(each => each === of).length;
    expect(rows.length).toBe(15);
    expect(count("one-sided shared")).toBe(5);
    expect(count("two-sided shared")).toBe(3);
    expect(count("one-sided below-threshold")).toBe(2);
    expect(count("one-sided loss")).toBe(4);
    expect(count("two-sided loss")).toBe(1);
    expect(new Set(rows.filter(row => row.EarnSaveLoss > 0).map(({ FinalShareRate }) => FinalShareRate)).size).toBe(7);
  });

  test.each(named)("agree with themselves: %s", (_, row) => {
    const digits = row.Year === 2016 ? [6, 4] : [4, 2];
    const [rateDigits = 0, shareDigits = 0] = digits;
    const lastDigit = row.Year === 2016 ? 10 ** (Math.floor(Math.log10(row.ABtotBnchmk)) - 6) : 1;
    expect(Math.abs(row.ABtotBnchmk - row.ABtotExp - row.BnchmkMinExp)).toBeLessThanOrEqual(1 + lastDigit);
    expect(row.BnchmkMinExp / row.ABtotBnchmk).toBeCloseTo(row.Sav_rate, rateDigits);
    const open = 0.5 * 10 ** -shareDigits + openQuality * row.QualPerfShare;
    expect(Math.abs(shareOf(row) - row.FinalShareRate)).toBeLessThanOrEqual(open + 1e-12);
  });

  test.each(named)("rest on no rule that our terms do not have: %s", (_, row) => {
    if (!isTwoSided(row) || row.BnchmkMinExp >= 0) return;
    expect(-row.BnchmkMinExp).toBeGreaterThanOrEqual(row.MinSavPerc * row.ABtotBnchmk);
    expect(-row.EarnSaveLoss).toBeLessThan(tracks[row.Track].lossLimit * row.ABtotBnchmk);
  });
});

describe("settleGainShare, against what was published", () => {
  test.each(named)("pays or owes the same: %s", (_, row) => {
    const found = settled(row);
    expect(Math.abs(afterSequestration(found, row.Year) - row.EarnSaveLoss)).toBeLessThanOrEqual(openOf(row) + 1);
    if (row.EarnSaveLoss === 0) expect(found.toVendor).toBe(0);
  });

  test.each(named)("decides the same on whether anything is shared: %s", (_, row) => {
    const isShared = row.GenSaveLoss !== 0;
    expect(row.GenSaveLoss).toBe(isShared ? row.BnchmkMinExp : 0);
    expect(settled(row).toVendor !== 0).toBe(isShared);
    expect(settled(row).realization).toBeCloseTo(row.Sav_rate, row.Year === 2016 ? 6 : 4);
  });

  test("to the dollar where the rate is exact, and tells 2 % from none everywhere", () => {
    const of = (id: string) => settled(rows.find(({ ACO_ID }) => ACO_ID === id) as Published);
    expect(of("A1001").earned).toBe(54_320_998.5);
    expect(of("A04423").lossBorne).toBe(2_532_113.2);
    for (const row of rows.filter(each => each.EarnSaveLoss > 0)) {
      expect(openOf(row) + 1).toBeLessThan(row.EarnSaveLoss * 1e-4);
    }
  });

  /** 97 3/16 and 97 13/16, which would be published as 97.19 and 97.81: inferred, the full scores are not published. */
  test.each([
    ["A1026", 0.971875, 4_598_452],
    ["A1027", 0.978125, 3_327_088],
  ])("to the dollar with a score in sixteenths of a percent behind the rounded one: %s", (id, score, earned) => {
    const row = rows.find(({ ACO_ID }) => ACO_ID === id) as Published;
    expect(Math.abs(score - row.QualScore)).toBeLessThanOrEqual(openQuality);
    expect(Math.round(settled(row, row.BnchmkMinExp, termsOf(row, { share: 0.5 * score })).earned)).toBe(earned);
    expect(row.EarnSaveLoss).toBe(earned);
  });

  test.each(named)("a dollar short of the minimum rate shares nothing, though the rates look alike: %s", (_, row) => {
    const reached = Math.ceil(row.MinSavPerc * row.ABtotBnchmk - 1e-6);
    expect(settled(row, reached).rule).toBe("shared");
    expect(settled(row, reached).earned).toBeCloseTo(shareOf(row) * reached, 1);
    const short = settled(row, reached - 1);
    expect(short).toMatchObject({ rule: "below-threshold", earned: 0, toVendor: 0 });
    expect(short.realization).toBeCloseTo(row.MinSavPerc, 6);
  });

  test.each(named)("pays no more than the limit of the track: %s", (_, row) => {
    const limit = tracks[row.Track].limit * row.ABtotBnchmk;
    expect(Math.max(0, row.EarnSaveLoss)).toBeLessThan(limit);
    const found = settled(row, row.ABtotBnchmk);
    expect(found.rule).toBe("capped");
    expect(Math.abs(found.earned - limit)).toBeLessThanOrEqual(0.005 + 1e-6);
  });
});

describe("settlePeriods, against what was published", () => {
  test.each(named)("four uneven quarters add up to the published year: %s", (_, row) => {
    const uneven = [0.31, 0.17, 0.4].map(part => [part, -0.6 * part + 0.45] as const);
    const first = uneven.map(([base, realized]) => ({
      base: Math.round(row.ABtotBnchmk * base),
      realized: Math.round(row.BnchmkMinExp * realized),
    }));
    const left = (all: number, of: "base" | "realized") => first.reduce((rest, each) => rest - each[of], all);
    const last = { base: left(row.ABtotBnchmk, "base"), realized: left(row.BnchmkMinExp, "realized") };
    const periods = [...first, last].map((each, index) => ({
      ...each,
      year: 1,
      start: `${row.Year}-${quarters[index]}`,
    }));
    const found = settlePeriods([termsOf(row)], periods, 4);
    const cents = found.reduce((sum, { inPeriod }) => sum + Math.round(100 * inPeriod.toVendor), 0);
    expect(cents).toBe(Math.round(100 * settled(row).toVendor));
    expect(found.at(-1)?.yearToDate).toEqual(settled(row));
  });

  test.each([
    ["A67373", "A1001"],
    ["A76261", "A1006"],
    ["A60892", "A1023"],
    ["A58483", "A1026"],
    ["A61599", "A1027"],
  ])("the terms of 2016 hold until those of 2020 begin: %s, later %s", (before, after) => {
    const both = [before, after].map(id => rows.find(({ ACO_ID }) => ACO_ID === id) as Published);
    const periods = both.map(row => ({
      year: row.Year - 2015,
      start: `${row.Year}-01-01`,
      base: row.ABtotBnchmk,
      realized: row.BnchmkMinExp,
    }));
    const found = settlePeriods(both.map(row => termsOf(row)).toReversed(), periods, 1);
    expect(found.map(({ inPeriod }) => inPeriod.toVendor)).toEqual(both.map(row => settled(row).toVendor));
  });
});

const quarters = ["01-01", "04-01", "07-01", "10-01"];
