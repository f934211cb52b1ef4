/** What a command gets from the outside world, so that it can be run anywhere: streams, clock, environment. */
import type { Locale } from "../text/locale.ts";

export interface Io {
  out(text: string): void;
  err(text: string): void;
  readonly locale: Locale;
  readonly json: boolean;
  /** Asks the person at the terminal; undefined where there is none. */
  ask(question: string): Promise<string | undefined>;
  /** ISO date of today. */
  readonly today: string;
}

/** Exit statuses. */
export const exit = { clean: 0, findings: 1, ourFault: 2, usage: 64 } as const;
export type ExitStatus = (typeof exit)[keyof typeof exit];
