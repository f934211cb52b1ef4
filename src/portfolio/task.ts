/** What is to be done with one case of a batch, and what came of it: plain data, sent between threads and machines. */
import type { Locale } from "../index.ts";
import type { Format } from "./outputs.ts";

/** The same for all cases of a batch. */
export interface BatchSettings {
  readonly quarter: string;
  /** Folder of the outputs. */
  readonly out: string;
  readonly formats: readonly Format[];
  readonly locale: Locale;
  /** A theme's file, and the hash of all that it says. */
  readonly theme?: { readonly path: string; readonly hash: string };
  /** Of Valuebook: another one may write other bytes. */
  readonly version: string;
  /** Even what is done and unchanged. */
  readonly again: boolean;
}

export interface ReviewTask {
  /** Folder of the case. */
  readonly path: string;
  /** What its outputs are called by. */
  readonly name: string;
  readonly settings: BatchSettings;
}

/** A finding as `--json` prints it. */
export interface ToldFinding {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint?: string;
}

/** What the summary says of a case. */
export interface Told {
  readonly findings: readonly ToldFinding[];
  /** Realized ÷ planned, in the period and to date; null where it cannot be said. */
  readonly realization: { readonly period: number | null; readonly toDate: number | null } | null;
}

/** `skipped`: done before, and nothing changed since. */
export interface Outcome extends Told {
  readonly name: string;
  readonly path: string;
  readonly state: "done" | "skipped" | "failed";
}
