/** A temporary folder for one browser (profile, fontconfig file), removed when the browser closes or this process ends. */
import { rmSync } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

const prefix = "valuebook-print-";
/** A folder this old was left behind by a process that was killed. */
const abandonedAfterMs = 24 * 3600 * 1000;

export interface RunFolder {
  readonly path: string;
  remove(): Promise<void>;
  /** For a process that is about to end. */
  removeNow(): void;
}

export async function makeRunFolder(): Promise<RunFolder> {
  await sweepAbandoned();
  const folder = await mkdtemp(path.join(os.tmpdir(), prefix));
  const removeNow = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.once("exit", removeNow);
  return {
    path: folder,
    removeNow,
    async remove() {
      process.removeListener("exit", removeNow);
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
}

/** Only our own: another user's cannot be removed, which is no concern of ours. */
async function sweepAbandoned(): Promise<void> {
  for (const name of await readdir(os.tmpdir()).catch(() => [])) {
    if (!name.startsWith(prefix)) continue;
    const folder = path.join(os.tmpdir(), name);
    const found = await stat(folder).catch(() => undefined);
    const isOurs = found?.uid === process.getuid?.();
    if (found && isOurs && Date.now() - found.mtimeMs > abandonedAfterMs)
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
