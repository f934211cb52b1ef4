/**
 * A worker: takes tasks from the queue until it is told to stop, and does each as a batch does it. While it works it gives signs of life;
 * the task of a worker that gives none any more goes to another one, which finds it done or does it.
 */
import { Worker } from "bullmq";
import { runnerOf } from "../pool.ts";
import type { Outcome } from "../task.ts";
import { connect } from "./connection.ts";
import { queueOf, taskOf } from "./jobs.ts";

export interface WorkOptions {
  readonly address: string;
  readonly version: string;
  readonly atOnce: number;
  /** Without a sign of life for so long, its tasks go to others. */
  readonly patienceSeconds: number;
  /** Told when it is ready, and of each task. */
  readonly ready: () => void;
  readonly done: (outcome: Outcome) => void;
  /** Resolves when it is to stop; what is at hand is finished. */
  readonly stop: Promise<void>;
}

/** A task that takes its workers down with it is given up. */
const mostStalls = 3;

/** Throws UnreachableError. */
export async function work(options: WorkOptions): Promise<void> {
  const { address, version, atOnce, patienceSeconds, ready, done, stop } = options;
  const connection = await connect(address);
  const runner = runnerOf(atOnce);
  const worker = new Worker(
    queueOf(version),
    async job => {
      const outcome = await runner.run(taskOf(job.data));
      done(outcome);
      return outcome;
    },
    {
      connection: connection.redis,
      concurrency: atOnce,
      lockDuration: patienceSeconds * 1000,
      stalledInterval: patienceSeconds * 500,
      maxStalledCount: mostStalls,
      drainDelay: 1,
    },
  );
  // Lost connections are told by the connection itself.
  worker.on("error", () => undefined);
  try {
    await Promise.race([worker.waitUntilReady(), connection.lost]);
    ready();
    await Promise.race([stop, connection.lost]);
    await Promise.race([worker.close(), connection.lost]);
  } finally {
    await worker.close(true).catch(() => undefined);
    connection.close();
    await runner.close();
  }
}
