/** Runs in a thread of its own: does the tasks it is sent, one after another, and tells what came of each. */
import { parentPort } from "node:worker_threads";
import { Maker } from "./maker.ts";
import type { ReviewTask } from "./task.ts";

const maker = new Maker();
parentPort?.on("message", async (task: ReviewTask | "close") => {
  if (task === "close") {
    await maker.close();
    process.exit();
  }
  parentPort?.postMessage(await maker.run(task));
});
