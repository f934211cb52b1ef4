/** Whether a program is a browser that starts here. Asked first, because a failed launch only says that its target closed. */
import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";

export type Preflight = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** Longest time that `--version` may take; it takes about 30 ms, more on a cold disk. */
const patienceMs = 20_000;

export async function preflight(executable: string, extra: Readonly<Record<string, string>>): Promise<Preflight> {
  const isThere = await access(executable, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isThere) return { ok: false, why: "no program is there" };
  // On Windows `--version` opens a window instead of answering.
  if (process.platform === "win32") return { ok: true };
  return new Promise(resolve => {
    const options = { timeout: patienceMs, env: { ...process.env, ...extra } };
    execFile(executable, ["--version"], options, (failure, _output, complaint) => {
      resolve(failure ? { ok: false, why: firstLine(complaint) || failure.message } : { ok: true });
    });
  });
}

const firstLine = (text: string): string => text.trim().split("\n", 1)[0] ?? "";
