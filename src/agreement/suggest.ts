/** What the metric model suggests for the terms of a case: is a baseline plausible, and which targets are usual. */
import { type Benchmarks, type PastSpread, pastSpread } from "../case/benchmarks.ts";
import type { Case } from "../case/case.ts";
import type { Indicator, Model } from "../model/model.ts";

export interface SuggestedEvidence {
  /** Sources and their grades; none means a practitioner's estimate. */
  readonly sources: readonly { readonly id: string; readonly grade: string }[];
  /** Set by judgement below or above what the sources say. */
  readonly adjusted: boolean;
}

export interface Suggestion {
  readonly indicator: Indicator;
  readonly baseline: SuggestedEvidence & {
    readonly stated: number | null;
    readonly low: number;
    readonly high: number;
    /** Undefined where nothing is stated yet. */
    readonly isPlausible?: boolean;
  };
  /** From the stated baseline, within what is possible; without one, from the middle of what is typical. */
  readonly target: SuggestedEvidence & {
    readonly stated: number | null;
    readonly from: number;
    readonly low: number;
    readonly likely: number;
    readonly high: number;
  };
}

/** What own past cases had and reached; a part is absent where fewer than five customers stand behind it. */
export interface PastSuggestion {
  readonly indicator: Indicator;
  readonly baseline?: PastSpread;
  /** P25, P50, P75 of the improvement that was reached, from the stated baseline, within what is possible. */
  readonly target?: Pick<PastSpread, "n" | "of"> & {
    readonly from: number;
    readonly p25: number;
    readonly p50: number;
    readonly p75: number;
  };
  /** Share of the way from baseline to target that was reached. */
  readonly gapClosed?: PastSpread;
}

/** For every indicator of the case with a baseline and a target, in the order of the case. */
export function pastSuggestions(kase: Case, model: Model, benchmarks: Benchmarks): PastSuggestion[] {
  return kase.indicators.flatMap(({ id, baseline: stated }): PastSuggestion[] => {
    const indicator = model.indicators.find(each => each.id === id);
    if (!indicator?.hasLevels) return [];
    const { by } = indicator.typical.improvement;
    const baseline = pastSpread(benchmarks, kase, indicator, "baseline");
    const size = pastSpread(benchmarks, kase, indicator, by === "relative" ? "relativeImprovement" : "improvement");
    const gapClosed = pastSpread(benchmarks, kase, indicator, "gapClosed");
    const { low, high } = indicator.typical.baseline;
    const from = stated ?? baseline?.p50 ?? (low + high) / 2;
    // No more digits than percentiles that are rounded to three can tell.
    const reached = (change: number) => Number(reachedBy(indicator, from, change).toPrecision(4));
    return [
      {
        indicator,
        ...(baseline ? { baseline } : {}),
        ...(size
          ? {
              target: {
                n: size.n,
                of: size.of,
                from,
                p25: reached(size.p25),
                p50: reached(size.p50),
                p75: reached(size.p75),
              },
            }
          : {}),
        ...(gapClosed ? { gapClosed } : {}),
      },
    ];
  });
}

/** The level that an improvement of this size reaches, within what is possible. */
function reachedBy({ typical, better, bounds }: Indicator, from: number, size: number): number {
  const change = typical.improvement.by === "relative" ? size * Math.abs(from) : size;
  const value = better === "higher" ? from + change : from - change;
  return Number(Math.min(bounds.max, Math.max(bounds.min, value)).toPrecision(6));
}

/** For every indicator of the case with a baseline and a target, in the order of the case. */
export function suggestTerms(kase: Case, model: Model): Suggestion[] {
  return kase.indicators.flatMap(({ id, baseline, target }) => {
    const indicator = model.indicators.find(each => each.id === id);
    return indicator?.hasLevels ? [suggestionFor(indicator, model, baseline, target)] : [];
  });
}

function suggestionFor(indicator: Indicator, model: Model, baseline: number | null, target: number | null): Suggestion {
  const { typical } = indicator;
  const { low, high, sources } = typical.baseline;
  const from = baseline ?? (low + high) / 2;
  const sizes = typical.improvement;
  const reached = (size: number): number => reachedBy(indicator, from, size);
  return {
    indicator,
    baseline: {
      stated: baseline,
      low,
      high,
      ...(baseline === null ? {} : { isPlausible: baseline >= low && baseline <= high }),
      sources: graded(sources, model),
      adjusted: false,
    },
    target: {
      stated: target,
      from,
      low: reached(sizes.low),
      likely: reached(sizes.likely),
      high: reached(sizes.high),
      sources: graded(sizes.sources, model),
      adjusted: sizes.adjusted,
    },
  };
}

function graded(ids: readonly string[], model: Model): SuggestedEvidence["sources"] {
  return ids.map(id => ({ id, grade: model.sources.find(source => source.id === id)?.grade ?? "?" }));
}
