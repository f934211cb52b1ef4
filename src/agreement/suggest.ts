/** What the metric model suggests for the terms of a case: is a baseline plausible, and which targets are usual. */
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

/** For every indicator of the case with a baseline and a target, in the order of the case. */
export function suggestTerms(kase: Case, model: Model): Suggestion[] {
  return kase.indicators.flatMap(({ id, baseline, target }) => {
    const indicator = model.indicators.find(each => each.id === id);
    return indicator?.hasLevels ? [suggestionFor(indicator, model, baseline, target)] : [];
  });
}

function suggestionFor(indicator: Indicator, model: Model, baseline: number | null, target: number | null): Suggestion {
  const { typical, better, bounds } = indicator;
  const { low, high, sources } = typical.baseline;
  const from = baseline ?? (low + high) / 2;
  const { by, ...sizes } = typical.improvement;
  const reached = (size: number): number => {
    const change = by === "relative" ? size * Math.abs(from) : size;
    const value = better === "higher" ? from + change : from - change;
    return Number(Math.min(bounds.max, Math.max(bounds.min, value)).toPrecision(6));
  };
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
