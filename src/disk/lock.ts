/**
 * One writer at a time, over processes, and past kill -9. The lock is a symbolic link whose target names its holder: made in one step, so
 * it never stands there without a name. A lock whose holder is dead is taken away under a second lock of the same kind: of two who find it
 * dead, only one removes it, and never the new lock of a third.
 */
import { closeSync, lstatSync, openSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { hostname } from "node:os";

/** Another process has held the lock all the while. */
export class LockedError extends Error {
  readonly path: string;
  readonly holder: string;
  constructor(path: string, holder: string) {
    super(`${path} is held by ${holder}`);
    this.path = path;
    this.holder = holder;
  }
}

/** A lock file without a holder's name (where there are no symbolic links) is taken to be dead after this. */
const namelessMilliseconds = 10_000;

export function withLock<T>(path: string, run: () => T, patienceMilliseconds = 5_000): T {
  const mine = `${process.pid}@${hostname()}:${startOf(process.pid)}:${randomBytes(6).toString("hex")}`;
  acquire(path, mine, performance.now() + patienceMilliseconds);
  try {
    return run();
  } finally {
    if (holderOf(path) === mine) rmSync(path, { force: true });
  }
}

function acquire(path: string, mine: string, until: number): void {
  for (let pause = 1; ; pause = Math.min(20, pause * 2)) {
    if (isMade(path, mine)) return;
    const holder = holderOf(path);
    if (holder !== undefined && isDead(path, holder)) breakLock(path, holder, mine, until);
    else if (performance.now() > until) throw new LockedError(path, holder?.split(":")[0] ?? "?");
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause * (0.5 + (randomBytes(1)[0] ?? 0) / 255));
  }
}

/** Nobody else removes this lock: its holder is dead, and other breakers wait for `….break`. */
function breakLock(path: string, holder: string, mine: string, until: number): void {
  const breaker = `${path}.break`;
  acquire(breaker, mine, until);
  try {
    if (holderOf(path) === holder) rmSync(path, { force: true });
  } finally {
    rmSync(breaker, { force: true });
  }
}

/** False if the lock is there already. */
function isMade(path: string, mine: string): boolean {
  try {
    symlinkSync(mine, path);
    return true;
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code !== "EPERM" && code !== "ENOSYS" && code !== "ENOTSUP") throw thrown;
    return isMadeAsFile(path, mine);
  }
}

/** Where there are no symbolic links. */
function isMadeAsFile(path: string, mine: string): boolean {
  try {
    const file = openSync(path, "wx");
    writeSync(file, mine);
    closeSync(file);
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw thrown;
  }
}

/** Undefined where nobody holds it (any more). */
function holderOf(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : readFileSync(path, "utf8");
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw thrown;
  }
}

/** Of a process on another machine nobody here can tell: it counts as alive. */
function isDead(path: string, holder: string): boolean {
  const [, pid, host, start] = /^(\d+)@(.*):(\d*):[0-9a-f]+$/.exec(holder) ?? [];
  if (pid === undefined) return isOld(path);
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === "ESRCH";
  }
  return start !== "" && startOf(Number(pid)) !== start;
}

function isOld(path: string): boolean {
  try {
    return Date.now() - lstatSync(path).mtimeMs > namelessMilliseconds;
  } catch {
    return false;
  }
}

/** When a process was started, in ticks since the machine was, as Linux tells; else nothing. Another process may have the same number later. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
