/**
 * A batch over many machines: puts its tasks into the queue and gathers what workers make of them. What is done and unchanged is not
 * queued; what was queued before is waited for. Interrupted, the workers go on, and the next dispatcher gathers what they did.
 */
import { Queue, QueueEvents } from "bullmq";
import { error } from "../../finding/finding.ts";
import { Maker, told } from "../maker.ts";
import type { BatchWatch } from "../run-batch.ts";
import type { Outcome, ReviewTask } from "../task.ts";
import { connect } from "./connection.ts";
import { jobIdOf, queueOf } from "./jobs.ts";

export interface DispatchWatch extends BatchWatch {
  /** Nobody is there to do the work. */
  noWorkers(): void;
}

/** Milliseconds between two looks at what was not heard of, and at the wish to stop. */
const pause = 200;
const sweepEvery = 5000;
/** A day: long enough for any dispatcher to come back. */
const kept = { age: 86_400 };

/** In the order of the tasks; those that are not done when it is stopped are missing. Throws UnreachableError. */
export async function dispatch(
  tasks: readonly ReviewTask[],
  address: string,
  version: string,
  watch: DispatchWatch,
): Promise<Outcome[]> {
  const connection = await connect(address);
  const queue = new Queue(queueOf(version), { connection: connection.redis });
  const events = new QueueEvents(queueOf(version), { connection: connection.redis });
  // Lost connections are told by the connection itself.
  queue.on("error", () => undefined);
  events.on("error", () => undefined);
  try {
    const gathered = new Gathering(tasks, queue, events, watch);
    await Promise.race([gathered.all(), connection.lost]);
    return gathered.inOrder();
  } finally {
    await Promise.all([queue.close(), events.close()]).catch(() => undefined);
    connection.close();
  }
}

class Gathering {
  private readonly tasks: readonly ReviewTask[];
  private readonly queue: Queue;
  private readonly events: QueueEvents;
  private readonly watch: DispatchWatch;
  private readonly outcomes = new Map<ReviewTask, Outcome>();
  /** By the id of its job. */
  private readonly open = new Map<string, ReviewTask>();

  constructor(tasks: readonly ReviewTask[], queue: Queue, events: QueueEvents, watch: DispatchWatch) {
    this.tasks = tasks;
    this.queue = queue;
    this.events = events;
    this.watch = watch;
  }

  inOrder(): Outcome[] {
    return this.tasks.flatMap(task => this.outcomes.get(task) ?? []);
  }

  async all(): Promise<void> {
    const maker = new Maker();
    for (const task of this.tasks) {
      const before = maker.skip(task);
      if (before) this.settle(task, before);
      else this.open.set(jobIdOf(task), task);
    }
    this.events.on("completed", ({ jobId }) => void this.look(jobId).catch(() => undefined));
    this.events.on("failed", ({ jobId }) => void this.look(jobId).catch(() => undefined));
    await this.events.waitUntilReady();
    await this.enqueue();
    let swept = Date.now();
    let isSaid = false;
    while (this.open.size > 0 && !this.watch.isStopped()) {
      await new Promise(resolve => setTimeout(resolve, pause));
      if (Date.now() - swept < sweepEvery) continue;
      swept = Date.now();
      // Events may be missed where a connection was lost.
      await Promise.all([...this.open.keys()].map(id => this.look(id)));
      if (!isSaid && this.open.size > 0 && (await this.queue.getWorkersCount()) === 0) {
        isSaid = true;
        this.watch.noWorkers();
      }
    }
  }

  /** What ended before, and is not as it was any more, is done anew; what waits or is being done stays as it is. */
  private async enqueue(): Promise<void> {
    await Promise.all([...this.open.keys()].map(id => this.clear(id)));
    await this.queue.addBulk(
      [...this.open].map(([jobId, data]) => ({
        name: "review",
        data,
        opts: { jobId, removeOnComplete: kept, removeOnFail: kept },
      })),
    );
  }

  private async clear(id: string): Promise<void> {
    const job = await this.queue.getJob(id);
    if (job && ((await job.isCompleted()) || (await job.isFailed()))) await job.remove().catch(() => undefined);
  }

  private async look(id: string): Promise<void> {
    const task = this.open.get(id);
    const job = task && (await this.queue.getJob(id));
    if (!task || !job || !this.open.has(id)) return;
    if (await job.isCompleted()) this.settle(task, job.returnvalue as Outcome, id);
    else if (await job.isFailed()) this.settle(task, brokenDown(task, job.failedReason ?? ""), id);
  }

  private settle(task: ReviewTask, outcome: Outcome, id?: string): void {
    if (id !== undefined && !this.open.delete(id)) return;
    this.outcomes.set(task, outcome);
    this.watch.progress(this.outcomes.size);
  }
}

function brokenDown({ name, path, settings }: ReviewTask, message: string): Outcome {
  const place = { file: path, line: 1, column: 1, length: 1 };
  return { name, path, state: "failed", ...told([error("batch-fault", place, { message })], settings.locale) };
}
