/** Appending: all or nothing, on the head that is there, under a lock that survives its holder's death. */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Draft } from "../../src/agreement/event.ts";
import { appendToLog, logPathOf, readLog } from "../../src/disk/agreement-log.ts";
import { LockedError, withLock } from "../../src/disk/lock.ts";
import { UnwritableError, writeSecretFile } from "../../src/disk/write-file.ts";
import { accepted, opening, proposed } from "./negotiation.ts";

const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
afterAll(() => rmSync(scratch, { recursive: true }));
let made = 0;
let path = "";
beforeEach(() => {
  made += 1;
  path = join(scratch, String(made), "agreement.jsonl");
});

const append = (...drafts: Draft[]) => appendToLog(path, () => ({ drafts }));

describe("an append", () => {
  test("adds whole lines and leaves what was there as it was", () => {
    append(opening, proposed("ramp", 1));
    const before = readFileSync(path, "utf8");
    const { events, ledger, findings } = append(accepted("ramp", 1));
    expect([events.length, findings]).toEqual([1, []]);
    const after = readFileSync(path, "utf8");
    expect(after.startsWith(before) && after.endsWith("\n")).toBe(true);
    expect(readLog(path).ledger).toEqual(ledger);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  test("writes all of a command or nothing: one refused event refuses the others", () => {
    append(opening, proposed("ramp", 1));
    const before = readFileSync(path, "utf8");
    const { events, findings } = append(accepted("ramp", 1), proposed("ramp", 2));
    expect(events).toEqual([]);
    expect(findings.map(({ code, place }) => [code, place.line])).toEqual([["term-agreed", 2]]);
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  test("is refused on a log that was tampered with", () => {
    append(opening, proposed("ramp", 1));
    const tampered = readFileSync(path, "utf8").replace('"value":1', '"value":2');
    writeFileSync(path, tampered);
    expect(append(accepted("ramp", 2)).findings.map(({ code }) => code)).toEqual(["log-changed"]);
    writeFileSync(path, Buffer.from(tampered.replace("Shen", "Sh\u00e9n"), "latin1"));
    expect(append(accepted("ramp", 2)).findings.map(({ code, place }) => `${code} ${place.line}`)).toEqual([
      "log-changed 1",
      "log-changed 2",
    ]);
    expect(readFileSync(path, "latin1")).toContain("Sh\u00e9n");
  });

  test("sets the rest of a broken-off write aside, even within a character, and goes on", () => {
    append(opening, { ...proposed("ramp", 1), by: "沈亦文" } as Draft);
    truncateSync(path, readFileSync(path).indexOf("亦") + 1);
    expect(readLog(path).findings.map(({ code }) => code)).toEqual(["log-torn"]);
    const { ledger } = append(proposed("calendar", 1));
    expect(ledger.head.n).toBe(2);
    expect(readLog(path)).toMatchObject({ findings: [], ledger: { head: { n: 2 } } });
    expect(readFileSync(`${path}.torn`)).toEqual(Buffer.from([...Buffer.from('{"by":"沈'), 0xe4, 0x0a]));
  });

  test("completes a last line that only its line break is missing of", () => {
    append(opening, proposed("ramp", 1));
    truncateSync(path, statSync(path).size - 1);
    expect(append(accepted("ramp", 1)).ledger.head.n).toBe(3);
    expect(readLog(path)).toMatchObject({ findings: [], ledger: { head: { n: 3 } } });
    expect(existsSync(`${path}.torn`)).toBe(false);
  });

  test("says where the log cannot be", () => {
    writeFileSync(join(scratch, "file"), "");
    path = join(scratch, "file", "agreement.jsonl");
    expect(() => append(opening)).toThrow(UnwritableError);
    expect(logPathOf("acme/case.yaml")).toBe(join("acme", "agreement.jsonl"));
    expect(logPathOf("acme")).toBe(join("acme", "agreement.jsonl"));
  });
});

describe("the lock", () => {
  const lockOf = () => join(scratch, `lock-${made}`);
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const holder = (pid: number, host = hostname()) => `${pid}@${host}::00ff`;

  test("is held while one works, and given back when that fails", () => {
    expect(() =>
      withLock(lockOf(), () => {
        expect(() => withLock(lockOf(), () => 1, 30)).toThrow(LockedError);
        throw new Error("failed");
      }),
    ).toThrow("failed");
    expect(withLock(lockOf(), () => 1, 30)).toBe(1);
  });

  test("of a dead process is broken, and so is the lock for breaking it", () => {
    symlinkSync(holder(dead), lockOf());
    symlinkSync(holder(dead), `${lockOf()}.break`);
    expect(withLock(lockOf(), () => 1, 1000)).toBe(1);
    expect(() => lstatSync(lockOf())).toThrow("ENOENT");
    expect(() => lstatSync(`${lockOf()}.break`)).toThrow("ENOENT");
  });

  test("of a live process, or of one on another machine, is left alone", () => {
    for (const alive of [holder(process.pid), holder(dead, "elsewhere")]) {
      symlinkSync(alive, lockOf());
      expect(() => withLock(lockOf(), () => 1, 30)).toThrow(alive.split(":")[0]);
      rmSync(lockOf());
    }
  });

  test.skipIf(process.platform !== "linux")("of a dead process whose number another one has now is broken", () => {
    symlinkSync(`${process.pid}@${hostname()}:1:00ff`, lockOf());
    expect(withLock(lockOf(), () => 1, 1000)).toBe(1);
  });
});

test("a private key is for its owner alone, and never written over", () => {
  const file = join(scratch, "key.pem");
  writeSecretFile(file, "first");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(() => writeSecretFile(file, "second")).toThrow(UnwritableError);
  expect(readFileSync(file, "utf8")).toBe("first");
});
