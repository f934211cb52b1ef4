/** A batch on this machine: its tasks over some threads, in order; stops between two tasks where it is told to. */
import { runnerOf } from "./pool.ts";
import type { Outcome, ReviewTask } from "./task.ts";

export interface BatchWatch {
  /** After each task: how many are done. */
  progress(done: number): void;
  /** Asked before each task is begun. */
  isStopped(): boolean;
}

/** In the order of the tasks; those that were never begun are missing. */
export async function runBatch(tasks: readonly ReviewTask[], threads: number, watch: BatchWatch): Promise<Outcome[]> {
  const runner = runnerOf(Math.min(threads, tasks.length));
  const outcomes: (Outcome | undefined)[] = [];
  let begun = 0;
  let done = 0;
  const one = async (): Promise<void> => {
    while (begun < tasks.length && !watch.isStopped()) {
      const index = begun;
      begun += 1;
      const task = tasks[index];
      if (!task) return;
      outcomes[index] = await runner.run(task);
      done += 1;
      watch.progress(done);
    }
  };
  try {
    await Promise.all(Array.from({ length: threads }, one));
  } finally {
    await runner.close();
  }
  return outcomes.filter(each => each !== undefined);
}
