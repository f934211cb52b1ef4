/**
 * Reads a returned workbook in a thread with a limited heap and a limited time, so that no file can hang or exhaust the program. A
 * thread that runs out of memory or time is a finding like any other; what else goes wrong in it is our fault, and thrown.
 */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { isBuilt, packageRoot } from "../../package-root.ts";
import { words } from "../../text/say.ts";
import { limits } from "./limits.ts";
import type { ReadReturned } from "./read-returned.ts";
import { findingOf, Refusal } from "./refusal.ts";

export interface WorkerLimits {
  readonly timeoutMs?: number;
  /** Of the thread; the bytes themselves are limited where they are counted. */
  readonly heapMb?: number;
}

/** One more than a workbook may have, so that a larger one is known for it. */
export const mostBytesRead = limits.fileBytes + 1;

export function parseInWorker(
  bytes: Uint8Array,
  file: string,
  { timeoutMs = 10_000, heapMb = 256 }: WorkerLimits = {},
): Promise<ReadReturned> {
  const copy = new Uint8Array(bytes);
  const worker = new Worker(workerFile(), {
    workerData: { bytes: copy, file },
    transferList: [copy.buffer],
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32 },
    execArgv: [],
  });
  const refused = (refusal: Refusal): ReadReturned => ({ findings: [findingOf(refusal, file)] });
  return new Promise<ReadReturned>((resolve, reject) => {
    const late = new Refusal("workbook-timeout", { seconds: timeoutMs / 1000 });
    const timer = setTimeout(() => resolve(refused(late)), timeoutMs);
    worker.on("message", resolve);
    worker.on("error", thrown => (isOutOfMemory(thrown) ? resolve(refused(outOfMemory(heapMb))) : reject(thrown)));
    // Too late to matter where it has answered or failed.
    worker.on("exit", status => reject(new Error(`the thread that reads ${file} ended with status ${status}`)));
    worker.on("exit", () => clearTimeout(timer));
  }).finally(() => worker.terminate());
}

const isOutOfMemory = (thrown: unknown): boolean =>
  (thrown as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY";

const outOfMemory = (heapMb: number): Refusal =>
  new Refusal("workbook-too-large", { found: words("returned.size.memory", { limit: heapMb }) });

/** The built one, or the source by way of the loader that tests and scripts run with. */
const workerFile = (): string =>
  isBuilt
    ? join(packageRoot, "dist", "workbook", "returned", "worker.js")
    : join(packageRoot, "src", "workbook", "returned", "worker-from-source.mjs");
