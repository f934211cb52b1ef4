/** Two processes append at once and are killed at random moments, hundreds of times: nothing acknowledged is lost, nothing is corrupted. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLog } from "../../src/disk/agreement-log.ts";

const scratch = mkdtempSync(join(tmpdir(), "valuebook-"));
const script = join(scratch, "append.mjs");
afterAll(() => rmSync(scratch, { recursive: true }));

beforeAll(async () => {
  await build({
    entryPoints: ["test/agreement/append-until-killed.ts"],
    outfile: script,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "error",
  });
});

const rounds = 12;
const killsEach = 10;

/** Starts one writer after another on a log; kills each a moment after its first event. Gives what was acknowledged. */
async function writers(log: string, name: string, kills: number): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let kill = 0; kill < kills; kill += 1) acknowledged.push(...(await killedWriter(log, `${name}-${kill}`)));
  return acknowledged;
}

function killedWriter(log: string, name: string): Promise<string[]> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [script, log, name], { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    let isDying = false;
    child.stdout.on("data", (part: Buffer) => {
      out += part.toString();
      if (isDying) return;
      isDying = true;
      setTimeout(() => child.kill("SIGKILL"), Math.random() * 25);
    });
    child.stderr.on("data", (part: Buffer) => {
      err += part.toString();
    });
    child.on("close", (_, signal) => {
      if (signal === "SIGKILL") done(out.split("\n").slice(0, -1));
      else fail(new Error(err));
    });
  });
}

test(`loses no acknowledged event over ${rounds * killsEach * 2} kills`, { timeout: 120_000 }, async () => {
  let events = 0;
  for (let round = 0; round < rounds; round += 1) {
    const log = join(scratch, String(round), "agreement.jsonl");
    const acknowledged = (await Promise.all(["a", "b"].map(name => writers(log, name, killsEach)))).flat();
    const { findings, ledger } = readLog(log);
    expect(findings.filter(({ code }) => code !== "log-torn")).toEqual([]);
    const written = ledger.events.flatMap(event => ("reason" in event ? `${event.reason} ${event.term}` : []));
    expect(new Set(written).size).toBe(written.length);
    const kept = new Set(written);
    expect(acknowledged.filter(each => !kept.has(`${each} ramp`) || !kept.has(`${each} calendar`))).toEqual([]);
    // What is there and was not acknowledged was in flight: at most one command of each writer.
    expect(written.length / 2 - acknowledged.length).toBeLessThanOrEqual(killsEach * 2);
    events += acknowledged.length;
    const left = readdirSync(join(scratch, String(round))).filter(
      name => !/^agreement\.jsonl(\.torn|\.lock.*)?$/.test(name),
    );
    expect(left).toEqual([]);
    expect(readFileSync(log, "utf8").endsWith("\n") || findings.length > 0).toBe(true);
  }
  expect(events).toBeGreaterThan(rounds * killsEach * 2);
});
