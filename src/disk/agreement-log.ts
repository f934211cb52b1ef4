/**
 * `agreement.jsonl` on disk: read, and appended to. An append is one write of whole lines, flushed, under a lock and on the head that was
 * read under it. Nothing that was acknowledged is ever rewritten; the rest of a write that was broken off is set aside first.
 */
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { type AgreementEvent, type Draft, lineOf, placed, readLine } from "../agreement/event.ts";
import { foldEvents } from "../agreement/fold.ts";
import { hashWith } from "../agreement/hash.ts";
import type { Ledger } from "../agreement/ledger.ts";
import { findingOfRefused, type VerifiedLog, verifyLog } from "../agreement/verify.ts";
import { error, type Finding, hasErrors } from "../finding/finding.ts";
import { reasonText } from "../text/reason.ts";
import type { LineOf } from "./load.ts";
import { withLock } from "./lock.ts";
import { UnwritableError } from "./write-file.ts";

// Long logs, and many of them, are verified several times as fast.
hashWith(text => createHash("sha256").update(text, "utf8").digest("hex"));

export interface ReadLog extends VerifiedLog {
  readonly path: string;
  /** False where nothing was ever proposed. */
  readonly exists: boolean;
  readonly lineOf: LineOf;
}

/** Where the log of a case is, by the path of its folder or of its `case.yaml`. */
export function logPathOf(casePath: string): string {
  return join(/\.ya?ml$/.test(casePath) ? dirname(casePath) : casePath, "agreement.jsonl");
}

/** The log with its findings; empty where there is none yet. */
export function readLog(path: string): ReadLog {
  const place = { file: path, line: 1, column: 1, length: 1 };
  try {
    const text = textOf(readFileSync(path));
    const lines = text.split("\n");
    const lineOf: LineOf = ({ file, line }) => (file === path ? lines[line - 1] : undefined);
    return { ...verifyLog(text, path), path, exists: true, lineOf };
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code ?? "";
    const empty = { ...verifyLog("", path), path, exists: false, lineOf: () => undefined };
    if (code === "ENOENT" || code === "ENOTDIR") return empty;
    return { ...empty, findings: [error("file-unreadable", place, { file: path, reason: reasonText(code) })] };
  }
}

/** A line that is no UTF-8 is told from every line that is, and the other lines are read as they stand. */
function textOf(bytes: Uint8Array): string {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return strict.decode(bytes);
  } catch {
    const lines = Buffer.from(bytes).toString("latin1").split("\n");
    return lines.map(line => decoded(Buffer.from(line, "latin1"), strict)).join("\n");
  }
}

function decoded(line: Uint8Array, strict: TextDecoder): string {
  try {
    return strict.decode(line);
  } catch {
    return `${new TextDecoder().decode(line)}\ufffd`;
  }
}

export interface Decision {
  readonly drafts?: readonly Draft[];
  readonly findings?: readonly Finding[];
}

export interface Appended {
  readonly events: readonly AgreementEvent[];
  readonly ledger: Ledger;
  readonly findings: readonly Finding[];
  readonly lineOf: LineOf;
}

/**
 * Appends what `decide` makes of the ledger, all or (if there are errors: in the log, from `decide`, or against a rule) nothing. Once it
 * returns, the events are on disk. Throws LockedError, UnwritableError.
 */
export function appendToLog(path: string, decide: (ledger: Ledger, log: ReadLog) => Decision): Appended {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return withLock(`${path}.lock`, () => append(path, decide));
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === undefined || thrown instanceof UnwritableError) throw thrown;
    throw new UnwritableError(path, code);
  }
}

function append(path: string, decide: (ledger: Ledger, log: ReadLog) => Decision): Appended {
  const log = readLog(path);
  const { ledger: before, lineOf } = log;
  if (hasErrors(log.findings)) return { events: [], ledger: before, findings: log.findings, lineOf };
  const { drafts = [], findings = [] } = decide(before, log);
  const warnings = [...log.findings, ...findings];
  if (hasErrors(findings) || drafts.length === 0) return { events: [], ledger: before, findings: warnings, lineOf };
  const { ledger, events, refused } = placedAll(drafts, before, log);
  if (refused.length > 0) return { events: [], ledger: before, findings: [...warnings, ...refused], lineOf };
  writeLines(path, events, log);
  return { events, ledger, findings, lineOf };
}

/** Each draft in its place; a refused one is a finding at the line that its term was last spoken of. */
function placedAll(drafts: readonly Draft[], before: Ledger, log: ReadLog) {
  let ledger = before;
  const events: AgreementEvent[] = [];
  for (const draft of drafts) {
    const event = placed(draft, ledger.head);
    ledger = foldEvents([event], ledger);
    if (!readLine(lineOf(event))) throw new Error(`an event that could not be read again: ${lineOf(event)}`);
    events.push(event);
  }
  const refused = ledger.refused.slice(before.refused.length).map(each => {
    const n = "term" in each.event ? before.terms.get(each.event.term)?.n : undefined;
    return findingOfRefused(each, log.placeOfLine(n ?? Math.max(1, before.head.n)));
  });
  return { ledger, events, refused };
}

function writeLines(path: string, events: readonly AgreementEvent[], log: ReadLog): void {
  const isNew = !existsSync(path);
  const file = openSync(path, "a+");
  try {
    const { size } = statSync(path);
    if (log.wholeLength < size) setAside(path, file, log.wholeLength);
    const start = Math.min(size, log.wholeLength);
    const bytes = Buffer.from(
      `${needsBreak(path, start) ? "\n" : ""}${events.map(each => `${lineOf(each)}\n`).join("")}`,
    );
    try {
      const written = writeSync(file, bytes);
      if (written < bytes.length) throw Object.assign(new Error("disk full"), { code: "ENOSPC" });
      fsyncSync(file);
    } catch (thrown) {
      ftruncateSync(file, start);
      throw thrown;
    }
  } finally {
    closeSync(file);
  }
  if (isNew) flushFolder(dirname(path));
}

/** The last line is whole, but for its line break. */
function needsBreak(path: string, length: number): boolean {
  return length > 0 && readFileSync(path)[length - 1] !== 0x0a;
}

/** Keeps what was written of a line that was never acknowledged, and takes it off the log. */
function setAside(path: string, file: number, wholeLength: number): void {
  const kept = openSync(`${path}.torn`, "a");
  try {
    writeSync(kept, Buffer.concat([readFileSync(path).subarray(wholeLength), Buffer.from("\n")]));
    fsyncSync(kept);
  } finally {
    closeSync(kept);
  }
  ftruncateSync(file, wholeLength);
}

/** So that a new file's name survives a power cut too; some systems cannot. */
function flushFolder(folder: string): void {
  try {
    const opened = openSync(folder, "r");
    fsyncSync(opened);
    closeSync(opened);
  } catch {
    // The file itself is flushed.
  }
}
