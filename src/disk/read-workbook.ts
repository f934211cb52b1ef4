/** The bytes of a returned workbook, where it is a file that may be read. What cannot be read is a finding. */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { error, type Finding } from "../finding/finding.ts";
import { reasonText } from "../text/reason.ts";

/** Its first `atMost` bytes: a larger file is too large anyway, and who reads the bytes says so. */
export function readWorkbookBytes(
  path: string,
  atMost: number,
): { readonly bytes: Uint8Array } | { readonly findings: readonly Finding[] } {
  const place = { file: path, line: 1, column: 1, length: 1 };
  const notOpened = (code: string) => ({
    findings: [error("workbook-not-opened", place, { file: path, reason: reasonText(code) })],
  });
  try {
    const stat = statSync(path);
    // Opened, a pipe would keep us waiting.
    if (!stat.isFile()) return notOpened(stat.isDirectory() ? "EISDIR" : "special");
    return { bytes: beginningOf(path, Math.min(stat.size, atMost)) };
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === undefined) throw thrown;
    return code === "ENOENT" || code === "ENOTDIR"
      ? { findings: [error("workbook-missing", place, { file: path })] }
      : notOpened(code);
  }
}

function beginningOf(path: string, length: number): Uint8Array {
  const file = openSync(path, "r");
  try {
    const bytes = new Uint8Array(length);
    let read = 0;
    for (let more = 1; more > 0 && read < length; read += more) more = readSync(file, bytes, read, length - read, read);
    return bytes.subarray(0, read);
  } finally {
    closeSync(file);
  }
}
