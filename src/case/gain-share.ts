/** What the vendor earns of the realized benefit: terms from a day on, until the next ones begin. Shares as fractions, money per year. */
import type { Place } from "../finding/finding.ts";

export const gainShareBases = ["net", "gross"] as const;
export const gainShareCounts = ["from-first-unit", "above-threshold"] as const;

export interface GainShareTerms {
  /** ISO date; go-live where nothing is written. */
  readonly from: string;
  readonly isFromGoLive: boolean;
  /** Net or gross realized benefit. */
  readonly base: (typeof gainShareBases)[number];
  /** One share of the base; or tiers. */
  readonly share?: number;
  /** Rising: each share is of the base from `above` (a share of the planned base) up to the next tier. */
  readonly tiers?: readonly GainShareTier[];
  /** Share of the planned base below which nothing is shared. Default 0. */
  readonly threshold: number;
  /** What is shared once the threshold is passed: all, or what lies above it. */
  readonly counts: (typeof gainShareCounts)[number];
  /** Share of each payment that is kept back until the end. Default 0. */
  readonly withhold: number;
  /** The most that is paid in a year. */
  readonly cap?: number;
  /** Share of a loss that the vendor bears. Default 0. */
  readonly losses: number;
  /** Part of the fee, a year, that is due only as far as the plan is reached. Default 0. */
  readonly feeAtRisk: number;
  readonly place: Place;
}

export interface GainShareTier {
  readonly above: number;
  readonly share: number;
}
