/** Valuebook's own cache: a folder that only its user may enter, so that nobody else can put a program there. */
import { chmod, mkdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Makes the folder `name` of the cache if need be (0700), below XDG_CACHE_HOME or ~/.cache, and gives its path. */
export async function cacheFolder(environment: Environment, ...name: string[]): Promise<string> {
  const home = environment.XDG_CACHE_HOME;
  const root = home && path.isAbsolute(home) ? home : path.join(os.homedir(), ".cache");
  const own = path.join(root, "valuebook");
  const folder = path.join(own, ...name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(own, 0o700);
  return folder;
}
