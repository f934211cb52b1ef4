/**
 * `batch FOLDER --quarter Q --out DIR`: the reviews of every case below a folder. What is done and unchanged is skipped; a case that
 * cannot be reviewed is listed and never stops the others; Ctrl-C ends after the cases at hand, and the next run goes on.
 */

import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { removeLeftOvers } from "../disk/batch-record.ts";
import { findCases } from "../disk/find-cases.ts";
import { type Theme, UnwritableError, writeFileWhole } from "../index.ts";
import { type Format, formats, isFormat } from "../portfolio/outputs.ts";
import { isQueueAddress, shownAddress } from "../portfolio/queue/address.ts";
import { findingsText, type Summary, shareText, summaryOf } from "../portfolio/summary.ts";
import type { BatchSettings, Outcome, ReviewTask } from "../portfolio/task.ts";
import { NoBrowserError } from "../report/pdf/no-browser-error.ts";
import { reasonText } from "../text/reason.ts";
import { say } from "../text/say.ts";
import { visibleLine } from "../text/visible.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { progressOf } from "./progress.ts";
import { table } from "./table.ts";
import { themeOf } from "./theme-of.ts";
import { orUnreachable } from "./unreachable.ts";
import { sayNoBrowser } from "./with-printer.ts";
import { withStop } from "./with-stop.ts";

export interface BatchOptions {
  readonly quarter: string;
  readonly out: string;
  readonly format: string;
  readonly concurrency?: string;
  readonly theme?: string;
  /** Address of a Redis whose workers do the work. */
  readonly queue?: string;
  /** Even what is done and unchanged. */
  readonly again?: boolean;
}

/** More cases at a time than this gain nothing on one machine. */
const mostAtOnce = 64;

export async function batch(io: Io, folder: string, options: BatchOptions, version: string): Promise<ExitStatus> {
  const { locale } = io;
  const wrong = (option: string, value: string, expected: string): ExitStatus => {
    io.err(`${say(locale, "cli.option-wrong", { option, value, expected })}\n`);
    return exit.usage;
  };
  const wanted = options.format.split(",").map(each => each.trim());
  const unknown = wanted.find(each => !isFormat(each));
  if (unknown !== undefined) return wrong("--format", unknown, formats.join(", "));
  const threads = threadsOf(options.concurrency);
  if (threads === undefined) return wrong("--concurrency", options.concurrency ?? "", `1–${mostAtOnce}`);
  if (options.queue !== undefined && !isQueueAddress(options.queue))
    return wrong("--queue", options.queue, "redis://host:6379/0");
  const cases = findCases(folder);
  if (cases.length === 0) {
    io.err(`${say(locale, "batch.none", { folder })}\n`);
    return exit.findings;
  }
  const theme = await themeOf(io, options.theme);
  if (theme === "unusable") return exit.findings;
  const settings: BatchSettings = {
    quarter: options.quarter,
    out: options.out,
    formats: [...new Set(wanted as Format[])].toSorted((a, b) => formats.indexOf(a) - formats.indexOf(b)),
    locale,
    ...(theme && options.theme !== undefined ? { theme: hashedTheme(options.theme, theme) } : {}),
    version,
    again: options.again ?? false,
  };
  if (wanted.includes("pdf") && options.queue === undefined && !(await hasBrowser(io))) return exit.findings;
  const tasks = cases.map((each): ReviewTask => ({ ...each, settings }));
  return withStop(async stop => {
    try {
      mkdirSync(options.out, { recursive: true });
      removeLeftOvers(options.out, Date.now());
      const outcomes = await (options.queue === undefined
        ? runHere(io, tasks, threads, stop)
        : runQueued(io, tasks, options.queue, stop));
      if (outcomes === "unreachable") return exit.findings;
      const summary = summaryOf(settings, outcomes);
      writeSummary(summary, options.out);
      print(io, summary, options.out);
      if (outcomes.length < tasks.length)
        io.err(`${say(locale, "batch.stopped", { done: outcomes.length, all: tasks.length })}\n`);
      return outcomes.length < tasks.length || summary.counts.failed > 0 ? exit.findings : exit.clean;
    } catch (thrown) {
      const fault = unwritable(thrown, options.out);
      if (!fault) throw thrown;
      io.err(`${say(locale, "cli.unwritable", fault)}\n`);
      return exit.findings;
    }
  });
}

/** Said once before anything is begun, rather than of every case. */
async function hasBrowser(io: Io): Promise<boolean> {
  const { findBrowser } = await import("../report/pdf/find-browser.ts");
  try {
    await findBrowser(process.env);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof NoBrowserError)) throw thrown;
    sayNoBrowser(io, thrown);
    return false;
  }
}

function threadsOf(concurrency: string | undefined): number | undefined {
  if (concurrency === undefined) return Math.max(2, availableParallelism());
  const number = Number(concurrency);
  return /^\d+$/.test(concurrency) && number >= 1 && number <= mostAtOnce ? number : undefined;
}

function unwritable(thrown: unknown, out: string) {
  if (thrown instanceof UnwritableError) return { path: thrown.path, reason: reasonText(thrown.reason) };
  const code = (thrown as NodeJS.ErrnoException).code;
  return code && (thrown as NodeJS.ErrnoException).syscall === "mkdir"
    ? { path: out, reason: reasonText(code) }
    : undefined;
}

/** A theme's file, known by the hash of all that it says. */
const hashedTheme = (path: string, theme: Theme): NonNullable<BatchSettings["theme"]> => ({
  path: resolve(path),
  hash: createHash("sha256").update(JSON.stringify(theme)).digest("hex"),
});

async function runHere(
  io: Io,
  tasks: readonly ReviewTask[],
  threads: number,
  isStopped: () => boolean,
): Promise<Outcome[]> {
  const { runBatch } = await import("../portfolio/run-batch.ts");
  return runBatch(tasks, threads, { progress: progressOf(io, tasks.length), isStopped });
}

/** Over the queue, with paths that every machine understands. */
async function runQueued(
  io: Io,
  tasks: readonly ReviewTask[],
  address: string,
  isStopped: () => boolean,
): Promise<Outcome[] | "unreachable"> {
  const { dispatch } = await import("../portfolio/queue/dispatch.ts");
  const everywhere = tasks.map(
    (task): ReviewTask => ({
      ...task,
      path: resolve(task.path),
      settings: { ...task.settings, out: resolve(task.settings.out) },
    }),
  );
  const noWorkers = () => io.err(`${say(io.locale, "batch.no-workers", { address: shownAddress(address) })}\n`);
  const version = tasks[0]?.settings.version ?? "";
  return orUnreachable(io, () =>
    dispatch(everywhere, address, version, { progress: progressOf(io, tasks.length), isStopped, noWorkers }),
  );
}

function writeSummary(summary: Summary, out: string): void {
  writeFileWhole(join(out, "summary.json"), `${JSON.stringify(summary, null, 2)}\n`);
  writeFileWhole(
    join(out, "summary.txt"),
    `${[tableOf(summary), findingsText(summary)].filter(Boolean).join("\n\n")}\n`,
  );
}

function print(io: Io, summary: Summary, out: string): void {
  const { locale } = io;
  if (io.json) {
    io.out(`${JSON.stringify(summary, null, 2)}\n`);
    return;
  }
  const failed = findingsText({ ...summary, cases: summary.cases.filter(({ state }) => state === "failed") });
  const parts = [tableOf(summary), failed, say(locale, "batch.counts", { ...summary.counts, out })];
  io.out(`${parts.filter(part => part !== "").join("\n\n")}\n`);
}

function tableOf({ cases, locale }: Summary): string {
  const heads = ["batch.case", "review.status", "review.period", "review.to-date", "batch.findings"] as const;
  return table(
    heads.map(key => ({ head: say(locale, key) })),
    cases.map(({ name, state, findings, realization }) => [
      visibleLine(name),
      say(locale, `batch.${state}`),
      shareText(realization?.period, locale),
      shareText(realization?.toDate, locale),
      [...new Set(findings.map(({ code }) => code))].join(", "),
    ]),
  );
}
