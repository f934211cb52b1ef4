/** Writing what a command makes, and saying why where it cannot be written. */
import { UnwritableError, writeFileWhole } from "../index.ts";
import { reasonText } from "../text/reason.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";

/** True once the file is there, whole. */
export function isWritten(io: Io, path: string, content: string | Uint8Array): boolean {
  try {
    writeFileWhole(path, content);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof UnwritableError)) throw thrown;
    io.err(`${say(io.locale, "cli.unwritable", { path, reason: reasonText(thrown.reason) })}\n`);
    return false;
  }
}

/** Writes a document and says where it is. */
export function save(io: Io, output: string, content: string | Uint8Array): ExitStatus {
  if (!isWritten(io, output, content)) return exit.findings;
  const bytes = typeof content === "string" ? Buffer.byteLength(content) : content.length;
  const size = Math.ceil(bytes / 1024);
  io.out(
    io.json
      ? `${JSON.stringify({ file: output, bytes })}\n`
      : `${say(io.locale, "cli.written", { path: output, size })}\n`,
  );
  return exit.clean;
}
