/**
 * `batch FOLDER --quarter Q --out DIR`: the reviews of every case below a folder. What is done and unchanged is skipped; a case that
 * cannot be reviewed is listed and never stops the others; Ctrl-C ends after the case at hand, and the next run goes on.
 */
import { join } from "node:path";
import { actualsPathOf, readActualsText } from "../disk/actuals-file.ts";
import { isDone, writeDone } from "../disk/batch-record.ts";
import { contentHash, type FoundCase, findCases } from "../disk/find-cases.ts";
import { writeFileWhole } from "../disk/write-file.ts";
import {
  type Finding,
  findingAsData,
  hasErrors,
  periodNumber,
  readMeasurements,
  review,
  UnwritableError,
} from "../index.ts";
import { formatPercent } from "../text/format.ts";
import { reasonText } from "../text/reason.ts";
import { say } from "../text/say.ts";
import { visibleLine } from "../text/visible.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { table } from "./table.ts";
import { loadAndCalculate } from "./with-case.ts";

export interface BatchOptions {
  readonly quarter: string;
  readonly out: string;
  /** Even what is done and unchanged. */
  readonly again?: boolean;
}

interface Outcome {
  readonly name: string;
  readonly state: "done" | "skipped" | "failed";
  readonly findings: readonly Finding[];
  /** Realized ÷ planned, this quarter and to date. */
  readonly realization?: readonly [number | null, number | null];
}

export async function batch(io: Io, folder: string, options: BatchOptions, version: string): Promise<ExitStatus> {
  const { locale } = io;
  const cases = findCases(folder);
  if (cases.length === 0) {
    io.err(`${say(locale, "batch.none", { folder })}\n`);
    return exit.findings;
  }
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  process.once("SIGINT", stop);
  const outcomes: Outcome[] = [];
  const progress = new Progress(io, cases.length);
  try {
    for (const [index, each] of cases.entries()) {
      if (isStopped) break;
      outcomes.push(await reviewed(each, options, version));
      progress.after(index + 1);
      // Lets the signal in.
      await new Promise(resolve => setImmediate(resolve));
    }
    summarize(io, outcomes, options);
  } catch (thrown) {
    if (!(thrown instanceof UnwritableError)) throw thrown;
    io.err(`\n${say(locale, "cli.unwritable", { path: thrown.path, reason: reasonText(thrown.reason) })}\n`);
    return exit.findings;
  } finally {
    process.removeListener("SIGINT", stop);
  }
  if (isStopped) io.err(`${say(locale, "batch.stopped", { done: outcomes.length, all: cases.length })}\n`);
  return isStopped || outcomes.some(({ state }) => state === "failed") ? exit.findings : exit.clean;
}

async function reviewed(
  { path, name }: FoundCase,
  { quarter, out, again }: BatchOptions,
  version: string,
): Promise<Outcome> {
  const failed = (findings: readonly Finding[]): Outcome => ({ name, state: "failed", findings });
  const inputs = contentHash(path, [version, quarter]);
  if (!again && isDone(out, name, inputs)) return { name, state: "skipped", findings: [] };
  const { assessment, findings } = await loadAndCalculate(path);
  if (!assessment || hasErrors(findings)) return failed(findings);
  const { kase, model } = assessment;
  const period = await periodNumber(kase, quarter);
  const text = readActualsText(actualsPathOf(path));
  const actuals = await readMeasurements(text.text, text.path, kase, model);
  const all = [...findings, ...text.findings, ...(text.exists ? actuals.findings : [])];
  if (hasErrors(all)) return failed(all);
  if (period === undefined) return { name, state: "failed", findings: [] };
  const found = await review(assessment, actuals.history, period);
  writeDone(out, name, inputs, new Map([[`${name}.review.json`, `${JSON.stringify(found, null, 2)}\n`]]));
  return { name, state: "done", findings: all, realization: [found.quarter.realization, found.toDate.realization] };
}

/** Milliseconds between two lines of progress. */
const pause = 2000;

/** A line on the error stream now and then, with the time that is left at the pace so far. */
class Progress {
  private readonly started = performance.now();
  private last = performance.now();
  private readonly io: Io;
  private readonly all: number;

  constructor(io: Io, all: number) {
    this.io = io;
    this.all = all;
  }

  after(done: number): void {
    const now = performance.now();
    if (this.io.json || now - this.last < pause || done === this.all) return;
    this.last = now;
    const left = ((now - this.started) / done) * (this.all - done);
    this.io.err(`${say(this.io.locale, "batch.progress", { done, all: this.all, seconds: Math.ceil(left / 1000) })}\n`);
  }
}

function summarize(io: Io, outcomes: readonly Outcome[], { out, quarter }: BatchOptions): void {
  const { locale } = io;
  const data = outcomes.map(({ name, state, findings }) => ({
    name,
    state,
    findings: findings.map(finding => findingAsData(finding, locale)),
  }));
  writeFileWhole(join(out, "summary.json"), `${JSON.stringify({ quarter, cases: data }, null, 2)}\n`);
  if (io.json) {
    io.out(`${JSON.stringify({ quarter, cases: data }, null, 2)}\n`);
    return;
  }
  const count = (state: Outcome["state"]) => outcomes.filter(each => each.state === state).length;
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? "–" : formatPercent(value, locale, 1);
  const shown = outcomes.filter(({ state }) => state !== "skipped");
  const rows = shown.map(({ name, state, findings, realization }) => [
    visibleLine(name),
    say(locale, `batch.${state}`),
    share(realization?.[0]),
    share(realization?.[1]),
    [...new Set(findings.filter(({ severity }) => severity === "error").map(({ code }) => code))].join(", ") ||
      (state === "failed" ? say(locale, "batch.no-period", { quarter }) : ""),
  ]);
  const heads = ["batch.case", "review.status", "review.period", "review.to-date", "batch.findings"] as const;
  if (rows.length > 0)
    io.out(
      `${table(
        heads.map(key => ({ head: say(locale, key) })),
        rows,
      )}\n\n`,
    );
  io.out(
    `${say(locale, "batch.counts", { done: count("done"), skipped: count("skipped"), failed: count("failed"), out })}\n`,
  );
}
