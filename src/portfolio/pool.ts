/**
 * Those that do the tasks of a batch: threads, each one task at a time, or this process where one is enough. A thread that breaks down
 * fails the task it had at hand, and another takes its place.
 */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { error } from "../finding/finding.ts";
import { isBuilt, packageRoot } from "../package-root.ts";
import { Maker, told } from "./maker.ts";
import type { Outcome, ReviewTask } from "./task.ts";

export interface Runner {
  run(task: ReviewTask): Promise<Outcome>;
  /** Lets what is at hand end; what waits never begins. */
  close(): Promise<void>;
}

export const runnerOf = (atOnce: number): Runner => (atOnce > 1 ? new Pool(atOnce) : new Alone());

/** No thread to start: the quickest for few cases. */
class Alone implements Runner {
  private readonly maker = new Maker();

  async run(task: ReviewTask): Promise<Outcome> {
    // Lets signals in.
    await new Promise(resolve => setImmediate(resolve));
    return this.maker.run(task);
  }

  close(): Promise<void> {
    return this.maker.close();
  }
}

interface Waiting {
  readonly task: ReviewTask;
  readonly settle: (outcome: Outcome) => void;
}

/** Megabytes for what is young: cases are read and forgotten, and the usual few would be collected ten times for each. */
const youngMegabytes = 64;

class Pool implements Runner {
  private readonly waiting: Waiting[] = [];
  private readonly idle: Thread[] = [];
  private readonly all = new Set<Thread>();

  constructor(threads: number) {
    for (let count = 0; count < threads; count += 1) this.start();
  }

  run(task: ReviewTask): Promise<Outcome> {
    return new Promise(settle => {
      this.waiting.push({ task, settle });
      this.next();
    });
  }

  async close(): Promise<void> {
    this.waiting.length = 0;
    await Promise.all([...this.all].map(thread => thread.close()));
  }

  private start(): void {
    const thread = new Thread(
      () => {
        this.idle.push(thread);
        this.next();
      },
      () => {
        this.all.delete(thread);
        const at = this.idle.indexOf(thread);
        if (at >= 0) this.idle.splice(at, 1);
        this.start();
        this.next();
      },
    );
    this.all.add(thread);
    this.idle.push(thread);
  }

  private next(): void {
    const thread = this.waiting.length > 0 ? this.idle.pop() : undefined;
    const first = thread && this.waiting.shift();
    if (first) thread.take(first);
  }
}

class Thread {
  private readonly worker: Worker;
  private atHand: Waiting | undefined;
  private isClosing = false;
  private readonly ended: Promise<void>;

  constructor(free: () => void, broken: () => void) {
    this.worker = new Worker(threadFile(), {
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
      execArgv: [],
    });
    // A batch that has nothing left to wait for may end.
    this.worker.unref();
    this.worker.on("message", (outcome: Outcome) => {
      const done = this.atHand;
      this.atHand = undefined;
      this.worker.unref();
      done?.settle(outcome);
      free();
    });
    let reason = "";
    this.worker.on("error", thrown => {
      reason = thrown instanceof Error ? thrown.message : String(thrown);
    });
    this.ended = new Promise(resolve => {
      this.worker.on("exit", () => {
        if (this.atHand) this.atHand.settle(brokenDown(this.atHand.task, reason));
        if (!this.isClosing) broken();
        resolve();
      });
    });
  }

  take(waiting: Waiting): void {
    this.atHand = waiting;
    this.worker.ref();
    this.worker.postMessage(waiting.task);
  }

  close(): Promise<void> {
    this.isClosing = true;
    this.worker.ref();
    this.worker.postMessage("close");
    return this.ended;
  }
}

function brokenDown({ name, path, settings }: ReviewTask, message: string): Outcome {
  const place = { file: path, line: 1, column: 1, length: 1 };
  return { name, path, state: "failed", ...told([error("batch-fault", place, { message })], settings.locale) };
}

/** The built one, or the source by way of the loader that tests and scripts run with. */
const threadFile = (): string =>
  isBuilt
    ? join(packageRoot, "dist", "portfolio", "thread.js")
    : join(packageRoot, "src", "portfolio", "thread-from-source.mjs");
