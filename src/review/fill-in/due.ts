/** What is to be measured in a period, and which period comes next. */
import type { Period } from "../../case/calendar.ts";
import { periodsOf } from "../../case/calendar.ts";
import type { Case } from "../../case/case.ts";
import { currentOf, keyOf, type Measurement } from "../actuals.ts";

/** Indicators that count and whose ramp has begun by the period. `kase`: with what counts chosen. */
export function dueIn(kase: Case, period: number): readonly string[] {
  return kase.ramp[period - 1] === 0 ? [] : kase.indicators.flatMap(({ id, chosen }) => (chosen ? [id] : []));
}

/** The first period of which something that is due was not measured; undefined once everything was. */
export function openPeriod(kase: Case, history: readonly Measurement[]): Period | undefined {
  const current = currentOf(history);
  return periodsOf(kase.calendar)
    .slice(1)
    .find(({ number }) => dueIn(kase, number).some(item => !current.has(keyOf({ period: number, item }))));
}
