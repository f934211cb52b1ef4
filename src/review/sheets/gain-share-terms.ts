/** The gain-share terms as input cells, a column for each set of terms: who changes one sees every settlement follow. */
import type { GainShareTerms } from "../../case/gain-share.ts";
import type { SheetBuilder } from "../../engine/plan/builder.ts";
import { formula, number, sum } from "../../engine/plan/formula.ts";
import type { CellRef, PlanFormula } from "../../engine/plan/plan.ts";
import type { ReviewWord } from "../../engine/plan/words.ts";
import { formatDate } from "../../text/format.ts";
import { eachLocale } from "../../text/locale.ts";
import { words } from "../../text/say.ts";
import { type Reviewed, wordCell } from "./reviewed.ts";

export interface GainShareCells {
  readonly terms: GainShareTerms;
  readonly base: CellRef;
  readonly counts: CellRef;
  readonly threshold: CellRef;
  /** Each rate, and the share of the planned base that it begins at; one from 0 where there are no tiers. */
  readonly tiers: readonly { readonly above: CellRef | undefined; readonly share: CellRef }[];
  readonly withhold: CellRef;
  /** Blank where there is none. */
  readonly cap: CellRef;
  readonly losses: CellRef;
  readonly feeAtRisk: CellRef;
}

export interface PlacedTerms {
  readonly all: readonly GainShareCells[];
  /** The first row below. */
  readonly next: number;
}

/** Writes the terms from a row on; their values stand from the third column on. */
export function planGainShareTerms(
  reviewed: Reviewed,
  cells: SheetBuilder,
  gainShare: readonly GainShareTerms[],
  top: number,
): PlacedTerms {
  const { currency } = reviewed.context;
  const mostTiers = Math.max(1, ...gainShare.map(({ tiers }) => tiers?.length ?? 1));
  const hasTiers = gainShare.some(({ tiers }) => tiers);
  const rows = [
    [words("settlement.from"), words("settlement.from-means")],
    [words("settlement.base"), words("settlement.base-means")],
    [words("settlement.threshold"), words("settlement.threshold-means")],
    [words("settlement.counts"), words("settlement.counts-means")],
    ...Array.from({ length: mostTiers }, (_, index) => [
      ...(hasTiers ? [[words("settlement.tier-above", { n: index + 1 }), words("settlement.tier-means")]] : []),
      [
        hasTiers ? words("settlement.tier-share", { n: index + 1 }) : words("settlement.share"),
        words("settlement.share-means"),
      ],
    ]).flat(),
    [words("settlement.withhold"), words("settlement.withhold-means")],
    [words("settlement.cap", { currency }), words("settlement.cap-means")],
    [words("settlement.losses"), words("settlement.losses-means")],
    [words("settlement.fee", { currency }), words("settlement.fee-means")],
  ] as const;
  cells.label(top, 1, words("settlement.terms"), "section", { across: 2 + reviewed.periods.length });
  rows.forEach(([title, means], index) => {
    cells.label(top + 1 + index, 1, title ?? "", "row-head");
    cells.label(top + 1 + index, 2, means ?? "", "source");
  });
  return {
    all: gainShare.map((terms, index) =>
      planTerms(reviewed, cells, terms, { top: top + 1, column: 3 + index, hasTiers, mostTiers }),
    ),
    next: top + 2 + rows.length,
  };
}

interface Place {
  readonly top: number;
  readonly column: number;
  readonly hasTiers: boolean;
  readonly mostTiers: number;
}

function planTerms(
  reviewed: Reviewed,
  cells: SheetBuilder,
  terms: GainShareTerms,
  { top, column, hasTiers, mostTiers }: Place,
): GainShareCells {
  const origin = terms.place;
  let row = top - 1;
  const next = () => {
    row += 1;
    return row;
  };
  const share = (value: number | null) =>
    cells.input(next(), column, value, {
      allowed: { kind: "number", min: 0, max: 10 },
      hint: words("hint.share"),
      format: "percent",
      origin,
    });
  const money = (value: number | null) =>
    cells.input(next(), column, value, {
      allowed: { kind: "number", min: 0 },
      hint: words("hint.money", { currency: reviewed.context.currency }),
      format: "money",
      origin,
    });
  const choice = (word: ReviewWord, among: readonly ReviewWord[]) =>
    cells.choice(next(), column, word, among, words("settlement.hint-choice"), { origin });
  cells.label(
    next(),
    column,
    eachLocale(locale => formatDate(terms.from, locale)),
    "label",
    { format: "date" },
  );
  const base = choice(terms.base === "gross" ? "share_of_gross" : "share_of_net", ["share_of_net", "share_of_gross"]);
  const threshold = share(terms.threshold);
  const counts = choice(terms.counts === "above-threshold" ? "above_threshold" : "from_first_unit", [
    "from_first_unit",
    "above_threshold",
  ]);
  const written = terms.tiers ?? [{ above: 0, share: terms.share ?? 0 }];
  const tiers = Array.from({ length: mostTiers }, (_, index) => {
    const tier = written[index];
    if (!tier) {
      row += hasTiers ? 2 : 1;
      return [];
    }
    const above = hasTiers ? share(tier.above) : undefined;
    return [{ above, share: share(tier.share) }];
  }).flat();
  return {
    terms,
    base,
    threshold,
    counts,
    tiers,
    withhold: share(terms.withhold),
    cap: money(terms.cap ?? null),
    losses: share(terms.losses),
    feeAtRisk: money(terms.feeAtRisk),
  };
}

/** The share of what lies between two amounts: each rate for what lies in its tier. Without tiers, one rate for all of it. */
export function sharedFormula(of: GainShareCells, base: CellRef, from: CellRef, to: CellRef): PlanFormula {
  if (!of.terms.tiers) return formula`=${of.tiers[0]?.share ?? number(0)}*(${to}-${from})`;
  return sum(
    of.tiers.map(({ above, share }, index) => {
      const next = of.tiers[index + 1]?.above;
      const low = formula`=MAX(${from},${above ?? number(0)}*${base})`;
      const high = next ? formula`=MIN(${to},${next}*${base})` : to;
      return formula`=${share}*MAX(0,${high}-${low})`;
    }),
  );
}

/** Whether the share is of gross. */
export const isOfGross = (reviewed: Reviewed, { base }: GainShareCells): PlanFormula =>
  formula`=${base}=${wordCell(reviewed, "share_of_gross")}`;

/** Whether only what lies above the threshold is shared. */
export const isAboveOnly = (reviewed: Reviewed, { counts }: GainShareCells): PlanFormula =>
  formula`=${counts}=${wordCell(reviewed, "above_threshold")}`;
