/** The periods of a case: 0 is the build, 1…n follow from go-live. ISO dates in, ISO dates and labels out; no clock. */
import type { Calendar } from "./case.ts";

export interface Period {
  /** 0 is the build. */
  readonly number: number;
  /** Year of the horizon, from 1; 0 is the build. */
  readonly year: number;
  /** Its first day. */
  readonly start: string;
  /** 2025Q2 where it is a calendar quarter, 2025 where a calendar year, else 2025-05; the build has none. */
  readonly label: string;
}

export function periodsOf({ build, goLive, years, periodsPerYear }: Calendar): Period[] {
  const months = 12 / periodsPerYear;
  const following = Array.from({ length: years * periodsPerYear }, (_, index): Period => {
    const start = addMonths(goLive, index * months);
    return { number: index + 1, year: Math.floor(index / periodsPerYear) + 1, start, label: labelOf(start, months) };
  });
  return [{ number: 0, year: 0, start: build, label: "" }, ...following];
}

/** The last day of a period, by its number from 1. */
export function lastDayOf({ goLive, periodsPerYear }: Calendar, number: number): string {
  const next = new Date(`${addMonths(goLive, (number * 12) / periodsPerYear)}T00:00:00Z`);
  return new Date(next.getTime() - 86_400_000).toISOString().slice(0, 10);
}

/** The same day so many months later, or the last of that month where it is shorter. */
export function addMonths(isoDate: string, months: number): string {
  const [year = 0, month = 1, day = 1] = isoDate.split("-").map(Number);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const lastDay = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate();
  return [
    String(toYear).padStart(4, "0"),
    String(toMonth).padStart(2, "0"),
    String(Math.min(day, lastDay)).padStart(2, "0"),
  ].join("-");
}

function labelOf(start: string, months: number): string {
  const [year = "", month = "", day] = start.split("-");
  if (day === "01" && months === 3 && Number(month) % 3 === 1) return `${year}Q${(Number(month) - 1) / 3 + 1}`;
  if (day === "01" && months === 12 && month === "01") return year;
  return `${year}-${month}`;
}
