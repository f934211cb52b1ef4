/**
 * The day on which the solution really went live, where it is not the planned one. It is measured like everything else: a line of
 * `actuals.csv` whose item is the reserved `go-live` and whose value is a date; the period is that of the date, or left empty. What the
 * plan would have been, had it begun on that day, is its ramp shifted by the delay.
 */
import { addMonths, lastDayOf, type Period, periodsOf } from "../case/calendar.ts";
import type { Calendar } from "../case/case.ts";

/** Stands in the place of an indicator's id. */
export const goLiveItem = "go-live";

/** 2025-08-15, and as spreadsheet programs rewrite it: 2025/8/15, 2025年8月15日. Undefined where it is no day. */
export function dayFrom(text: string): string | undefined {
  const [, year = "", month = "", day = ""] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize("NFKC").trim()) ?? [];
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso;
}

/** First and last day on which a case can go live: from its build to the end of its horizon. */
export function goLiveBounds(calendar: Calendar): { readonly first: string; readonly last: string } {
  return { first: calendar.build, last: lastDayOf(calendar, calendar.years * calendar.periodsPerYear) };
}

/** The period that a day lies in; the build's (0) before the first. */
export function periodOfDay(calendar: Calendar, day: string): Period | undefined {
  return periodsOf(calendar).findLast(({ number, start }) => number === 0 || start <= day);
}

/** Days from the planned go-live to a day; below 0 where it is earlier. */
export const daysLate = (calendar: Calendar, day: string): number => daysBetween(calendar.goLive, day);

/** The same in periods of the case, a part of a period by its days. */
export function periodsLate({ goLive, periodsPerYear }: Calendar, day: string): number {
  const months = 12 / periodsPerYear;
  const start = (index: number): string => addMonths(goLive, index * months);
  let whole = Math.floor(daysBetween(goLive, day) / (months * 31));
  while (start(whole + 1) <= day) whole += 1;
  return whole + daysBetween(start(whole), day) / daysBetween(start(whole), start(whole + 1));
}

/**
 * The ramp of a plan that begins so many periods later (or, below 0, earlier): 0 before it begins, its last value after its end, and
 * between two periods linear. Null where a value that it needs is not known.
 */
export function shiftedRamp(ramp: readonly (number | null)[], late: number): (number | null)[] {
  const at = (position: number): number | null => (position <= 0 ? 0 : (ramp[Math.min(position, ramp.length) - 1] ?? null));
  return ramp.map((_, index) => {
    const position = index + 1 - late;
    const below = Math.floor(position);
    const [low, high] = [at(below), at(below + 1)];
    if (position === below) return low;
    return low === null || high === null ? null : low + (position - below) * (high - low);
  });
}

const dayLength = 86_400_000;
const daysBetween = (from: string, to: string): number => Math.round((timeOf(to) - timeOf(from)) / dayLength);
const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
