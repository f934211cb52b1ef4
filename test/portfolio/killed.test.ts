/** Batches and workers that are killed at any moment: what they wrote is whole, and done again it comes to the same bytes. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Summary } from "../../src/portfolio/summary.ts";
import { seeded } from "../kernel/random.ts";
import { ended, freePort, hasRedis, type OwnRedis, startRedis } from "./redis.ts";
import { writeSmallCase } from "./small-cases.ts";

const folder = mkdtempSync(join(tmpdir(), "killed-"));
const cases = join(folder, "cases");
const undisturbed = join(folder, "undisturbed");
const formats = ["--format", "json,html"];
const count = 80;
const running = new Set<ChildProcess>();
const random = seeded(7);

beforeAll(async () => {
  for (let number = 0; number < count; number += 1) writeSmallCase(join(cases, `customer-${number}`), number);
  const { status } = await run([...batchTo(undisturbed), "--concurrency", "1"]);
  expect(status).toBe(0);
}, 60_000);

afterAll(async () => {
  await Promise.all([...running].map(child => ended(child, "SIGKILL")));
  rmSync(folder, { recursive: true, force: true });
});

const batchTo = (out: string): string[] => ["batch", cases, "--quarter", "2025Q3", "--out", out, ...formats];

/** The built program, in a process of its own; `npm test` builds it first. */
function start(...argv: readonly string[]): ChildProcess & { readonly said: string[] } {
  const child = spawn(process.execPath, ["dist/cli/main.js", ...argv], { stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text: Buffer) => void said.push(String(text)));
  running.add(child);
  child.once("exit", () => running.delete(child));
  return Object.assign(child, { said });
}

/** The same, to its end. Not in this process: another version of Valuebook neither knows its work as done nor takes its tasks. */
async function run(argv: readonly string[]): Promise<{ status: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ["dist/cli/main.js", ...argv], {
    env: { PATH: process.env.PATH ?? "", LANG: "C.UTF-8" },
  });
  running.add(child);
  const [out, err] = [[] as string[], [] as string[]];
  child.stdout.on("data", (text: Buffer) => void out.push(String(text)));
  child.stderr.on("data", (text: Buffer) => void err.push(String(text)));
  const status = await new Promise<number | null>(resolve => child.once("close", resolve));
  running.delete(child);
  return { status, out: out.join(""), err: err.join("") };
}

const outputsIn = (out: string): string[] =>
  existsSync(out) ? readdirSync(out).filter(name => /\.review\.(json|html)$/.test(name)) : [];

/** Each output is there as the undisturbed batch wrote it, or not at all. */
function expectWhole(out: string): number {
  const names = outputsIn(out);
  for (const name of names)
    expect(readFileSync(join(out, name)).equals(readFileSync(join(undisturbed, name))), name).toBe(true);
  return names.length;
}

async function until(isSo: () => boolean, what: string, seconds = 40): Promise<void> {
  for (let waited = 0; !isSo(); waited += 50) {
    if (waited > seconds * 1000) throw new Error(`waited in vain: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

describe("a batch", () => {
  test("killed at any moment leaves whole outputs only, and the next run completes them", {
    timeout: 60_000,
  }, async () => {
    const out = join(folder, "killed");
    for (let round = 0; round < 6; round += 1) {
      const before = outputsIn(out).length;
      const child = start(...batchTo(out), "--concurrency", "2");
      // Once it writes, at some moment.
      await until(() => outputsIn(out).length > before || child.exitCode !== null, "an output");
      await new Promise(resolve => setTimeout(resolve, 60 * random()));
      await ended(child, "SIGKILL");
      expectWhole(out);
    }
    const { status } = await run([...batchTo(out), "--concurrency", "1"]);
    expect(status).toBe(0);
    expect(expectWhole(out)).toBe(2 * count);
  });

  test("stopped by Ctrl-C ends what is at hand, says so, and goes on later", { timeout: 60_000 }, async () => {
    const out = join(folder, "stopped");
    const child = start(...batchTo(out), "--concurrency", "1");
    await until(() => outputsIn(out).length > 0, "an output");
    await ended(child, "SIGINT");
    expect(child.exitCode).toBe(1);
    expect(child.said.join("")).toMatch(/Stopped after \d+ of 80 cases; the same command goes on from here\./);
    const { counts } = JSON.parse(readFileSync(join(out, "summary.json"), "utf8")) as Summary;
    expect(outputsIn(out).length).toBe(2 * counts.done);
    expect(counts.done).toBeLessThan(count);
    const again = JSON.parse((await run([...batchTo(out), "--concurrency", "1", "--json"])).out) as Summary;
    expect(again.counts).toEqual({ done: count - counts.done, skipped: counts.done, failed: 0 });
    expect(expectWhole(out)).toBe(2 * count);
  });
});

if (!hasRedis) console.warn("redis-server is not installed: the tests of the queue are left out");
describe.skipIf(!hasRedis && !process.env.CI)("a batch over a queue", { timeout: 90_000 }, () => {
  let redis: OwnRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.stop());

  const workerOf = () => start("worker", "--queue", redis.address, "--concurrency", "1", "--patience", "1");
  const doneBy = (worker: { readonly said: readonly string[] }): number =>
    worker.said.join("").match(/: done$/gm)?.length ?? 0;

  test("gives the bytes of one machine, though workers are killed at work; nothing is done twice or lost", async () => {
    const out = join(folder, "queued");
    const workers = [workerOf(), workerOf()];
    const batch = run([...batchTo(out), "--queue", redis.address, "--json"]);
    for (let round = 0; round < 3; round += 1) {
      const victim = workers[round];
      const least = 8 * (round + 1);
      await until(() => outputsIn(out).length / 2 >= least, `${least} reviews`);
      await new Promise(resolve => setTimeout(resolve, 40 * random()));
      if (victim) await ended(victim, "SIGKILL");
      expectWhole(out);
      workers.push(workerOf());
    }
    const { status, out: printed } = await batch;
    const summary = JSON.parse(printed) as Summary;
    expect([status, summary.counts.failed, summary.cases.length]).toEqual([0, 0, count]);
    expect(expectWhole(out)).toBe(2 * count);
    // A worker that is killed may have finished a review that it could not tell of.
    expect(workers.map(doneBy).reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(count);
    await Promise.all(workers.map(worker => ended(worker, "SIGTERM")));
    expect(workers.slice(3).map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  });

  test("interrupted goes on without the one who handed it out, who gathers it later", async () => {
    const out = join(folder, "handed-out");
    const batch = start(...batchTo(out), "--queue", redis.address);
    await until(() => /No worker is there yet/.test(batch.said.join("")), "a word that there is no worker");
    await ended(batch, "SIGINT");
    expect(batch.exitCode).toBe(1);
    const worker = workerOf();
    await until(() => outputsIn(out).length === 2 * count, "all outputs");
    const again = await run([...batchTo(out), "--queue", redis.address, "--json"]);
    expect(again.status).toBe(0);
    expect(expectWhole(out)).toBe(2 * count);
    expect(doneBy(worker)).toBe(count);
    await ended(worker, "SIGTERM");
  });

  test("of damaged outputs does those again, though the queue remembers them as done", async () => {
    const out = join(folder, "handed-out");
    rmSync(join(out, "customer-5.review.html"));
    const worker = workerOf();
    const again = JSON.parse((await run([...batchTo(out), "--queue", redis.address, "--json"])).out) as Summary;
    expect(again.counts).toEqual({ done: 1, skipped: count - 1, failed: 0 });
    expect(expectWhole(out)).toBe(2 * count);
    await ended(worker, "SIGTERM");
  });
});

describe("a queue", () => {
  test("that cannot be reached is said at once, by both commands", async () => {
    const address = `redis://:secret@127.0.0.1:${await freePort()}/0`;
    for (const argv of [
      [...batchTo(join(folder, "none")), "--queue", address],
      ["worker", "--queue", address],
    ]) {
      const { status, err } = await run(argv);
      expect(status).toBe(1);
      expect(err).toMatch(
        /^The queue at redis:\/\/127\.0\.0\.1:\d+\/0 cannot be reached: nothing listens there\. Is a Redis running there, and is the address right\?\n$/,
      );
    }
  });

  test("must be an address of a Redis", async () => {
    const { status, err } = await run(["worker", "--queue", "127.0.0.1"]);
    expect([status, err]).toEqual([64, "--queue cannot be “127.0.0.1”; expected: redis://host:6379/0\n"]);
  });
});
