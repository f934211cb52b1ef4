/** Writing a file whole or not at all: to a temporary file beside it, flushed, then renamed over it. */
import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/** Why an output path could not be written, with the system's code (EACCES, EISDIR, ENOSPC …). */
export class UnwritableError extends Error {
  readonly path: string;
  readonly reason: string;
  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.path = path;
    this.reason = reason;
  }
}

export function writeFileWhole(path: string, content: string | Uint8Array): void {
  // Threads, and machines that share a folder, may have the same number; one that was killed may have left its file.
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.${randomBytes(4).toString("hex")}.tmp`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(temporary, "wx");
    try {
      const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
      let written = 0;
      while (written < bytes.length) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (thrown) {
    removeIfThere(temporary);
    throw new UnwritableError(path, (thrown as NodeJS.ErrnoException).code ?? String(thrown));
  }
}

/** True where nothing is at a path, or an empty folder. */
export function isVacant(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === "ENOENT";
  }
}

/** A new folder with these files, by name: beside its place first, then renamed, so that all of them are there or none. */
export function writeFolderWhole(path: string, files: ReadonlyMap<string, string>): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    for (const [name, content] of files) writeFileWhole(join(temporary, name), content);
    removeEmpty(path);
    renameSync(temporary, path);
  } catch (thrown) {
    rmSync(temporary, { recursive: true, force: true });
    if (thrown instanceof UnwritableError) throw new UnwritableError(path, thrown.reason);
    throw new UnwritableError(path, (thrown as NodeJS.ErrnoException).code ?? String(thrown));
  }
}

/** Throws where the folder is not empty. */
function removeEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== "ENOENT") throw thrown;
  }
}

/** A new file that its owner alone may read; never over one that is there. */
export function writeSecretFile(path: string, content: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, "wx", 0o600);
    try {
      writeSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (thrown) {
    throw new UnwritableError(path, (thrown as NodeJS.ErrnoException).code ?? String(thrown));
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where no file can be, none was left.
  }
}
