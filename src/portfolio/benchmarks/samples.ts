/** What one case adds to benchmarks: of each chosen indicator the baseline, and the improvement that was reached, once the ramp is over. */
import { currentOf, keyOf } from "../../review/actuals.ts";
import type { Text } from "../../text/locale.ts";
import { lastPeriod, type OpenCase } from "../overview/portfolio-case.ts";

export interface CaseSample {
  readonly customer: string;
  readonly industry: Text | null;
  readonly currency: string;
  /** after-sales@1 */
  readonly model: string;
  readonly indicators: readonly IndicatorSample[];
}

export interface IndicatorSample {
  readonly id: string;
  readonly unit: string;
  readonly better: "higher" | "lower";
  readonly baseline: number | null;
  /** Towards what is better; null where nothing was measured since the ramp reached its highest share. */
  readonly improvement: number | null;
  readonly relativeImprovement: number | null;
  readonly gapClosed: number | null;
}

/** `until`: the last day that counts (ISO). */
export function sampleOf({ model, kase, history }: OpenCase, until: string | undefined): CaseSample {
  const last = lastPeriod(kase.calendar, history, until);
  const current = currentOf(history);
  const shares = kase.ramp.map(share => share ?? 0);
  const full = 1 + shares.indexOf(Math.max(...shares));
  const measured = (id: string): number | undefined => {
    for (let period = last; period >= full; period -= 1) {
      const found = current.get(keyOf({ period, item: id }));
      if (found) return found.value;
    }
    return undefined;
  };
  return {
    customer: kase.customer.id.normalize("NFKC").toLowerCase().trim(),
    industry: kase.customer.industry ?? null,
    currency: kase.customer.currency,
    model: `${model.id}@${model.version}`,
    indicators: kase.indicators
      .filter(({ chosen }) => chosen)
      .flatMap(({ id, baseline, target }): IndicatorSample[] => {
        const indicator = model.indicators.find(each => each.id === id);
        if (!indicator?.hasLevels) return [];
        const { unit, better } = indicator;
        const actual = measured(id);
        const change = actual === undefined || baseline === null ? null : actual - baseline;
        const improvement = change === null ? null : better === "higher" ? change : -change;
        return [
          {
            id,
            unit,
            better,
            baseline,
            improvement,
            relativeImprovement: improvement === null || !baseline ? null : improvement / Math.abs(baseline),
            gapClosed:
              change === null || baseline === null || target === null || target === baseline
                ? null
                : change / (target - baseline),
          },
        ];
      }),
  };
}
