/** The actions that a case agreed on, as they stand at the end of a period. */
import { lastDayOf } from "../case/calendar.ts";
import type { Case } from "../case/case.ts";
import type { Model } from "../model/model.ts";
import type { Text } from "../text/locale.ts";

/** `overdue`: due within the period reviewed or before it, and not done. */
export type ActionState = "open" | "overdue" | "done";

export interface ReviewedAction {
  /** Null where it is for the project as a whole. */
  readonly indicator: string | null;
  readonly indicatorName: Text | null;
  readonly what: Text;
  readonly owner: Text;
  /** ISO date. */
  readonly due: string;
  readonly done: string | null;
  readonly state: ActionState;
}

/** By date; `period`: number of the one reviewed, from 1. */
export function reviewedActions({ actions = [], calendar }: Case, model: Model, period: number): ReviewedAction[] {
  const last = lastDayOf(calendar, period);
  const stateOf = (due: string, done: string | undefined): ActionState => {
    if (done !== undefined && done <= last) return "done";
    return due <= last ? "overdue" : "open";
  };
  return actions
    .map(({ indicator, what, owner, due, done }) => ({
      indicator: indicator ?? null,
      indicatorName: model.indicators.find(({ id }) => id === indicator)?.name ?? null,
      what,
      owner,
      due,
      done: done ?? null,
      state: stateOf(due, done),
    }))
    .toSorted((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1));
}
