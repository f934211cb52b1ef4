/**
 * Service tiers: customers ranked by output per input, so that the best people and most of the effort go where a unit of input brings most.
 * A ratio has no currency, so all customers stand in one ranking. The cut-offs are a choice, not a finding; they are printed with it.
 */
import type { Text } from "../../text/locale.ts";
import type { CustomerSums } from "./sums.ts";

/** Lower ends of all tiers but the last, falling. */
export const usualCutOffs: readonly number[] = [4, 2, 1];

/** `planned`: net benefit over the horizon ÷ investment. `realized`: realized to date ÷ cost to date. */
export const rankings = ["planned", "realized"] as const;
export type RankedBy = (typeof rankings)[number];

export interface Ranked {
  /** From 1; equal ratios have the same; null without a ratio. */
  readonly rank: number | null;
  readonly customer: string;
  readonly name: Text;
  readonly currency: string;
  /** Committed, unless the customer has estimates only. */
  readonly basis: "committed" | "estimate";
  readonly outputPerInput: number | null;
  readonly realizedPerCost: number | null;
  readonly realization: number | null;
  /** A, B, C …; null without a ratio. */
  readonly tier: string | null;
}

export interface Tier {
  readonly tier: string;
  /** From this ratio on; null for the last. */
  readonly from: number | null;
  readonly customers: number;
  /** Which advice goes with it: that of the first, of one between, of the last but one of four, of the last. */
  readonly advice: "best" | "good" | "standard" | "least";
}

/** Three or four tiers by two or three falling numbers; undefined for anything else. */
export function cutOffsFrom(text: string): number[] | undefined {
  const parts = text.split(",").map(each => each.trim());
  const numbers = parts.map(Number);
  const isRight =
    (parts.length === 2 || parts.length === 3) &&
    parts.every(each => /^\d+(\.\d+)?$/.test(each)) &&
    numbers.every((each, index) => index === 0 || each < (numbers[index - 1] ?? 0));
  return isRight ? numbers : undefined;
}

const letter = (index: number): string => String.fromCharCode(65 + index);

export function rankingOf(customers: readonly CustomerSums[], by: RankedBy, cutOffs: readonly number[]): Ranked[] {
  const rows = customers.map(({ id, name, currency, committed, estimates }) => {
    const sums = committed ?? estimates;
    if (!sums) throw new Error(`a customer without cases: ${id}`);
    const { outputPerInput, realizedPerCost, realization } = sums;
    return {
      customer: id,
      name,
      currency,
      basis: committed ? ("committed" as const) : ("estimate" as const),
      outputPerInput,
      realizedPerCost,
      realization,
      ratio: by === "planned" ? outputPerInput : realizedPerCost,
    };
  });
  const inOrder = rows.toSorted(
    (a, b) =>
      (b.ratio ?? Number.NEGATIVE_INFINITY) - (a.ratio ?? Number.NEGATIVE_INFINITY) ||
      compare(a.customer, b.customer) ||
      compare(a.currency, b.currency),
  );
  return inOrder.map(({ ratio, ...row }) => ({
    rank: ratio === null ? null : 1 + inOrder.findIndex(each => each.ratio === ratio),
    ...row,
    tier: ratio === null ? null : tierOf(ratio, cutOffs),
  }));
}

function tierOf(ratio: number, cutOffs: readonly number[]): string {
  const index = cutOffs.findIndex(from => ratio >= from);
  return letter(index < 0 ? cutOffs.length : index);
}

export function tiersOf(ranking: readonly Ranked[], cutOffs: readonly number[]): Tier[] {
  const advice: readonly Tier["advice"][] =
    cutOffs.length === 3 ? ["best", "good", "standard", "least"] : ["best", "standard", "least"];
  return advice.map((each, index) => ({
    tier: letter(index),
    from: cutOffs[index] ?? null,
    customers: ranking.filter(({ tier }) => tier === letter(index)).length,
    advice: each,
  }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
