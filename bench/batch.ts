/** Reviews of many cases: how many a second, whether the cost of one stays the same, memory, PDFs, and two workers against one. */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeCase } from "../test/portfolio/generate-cases.ts";
import { hasRedis, startRedis } from "../test/portfolio/redis.ts";
import type { Measure, Section } from "./section.ts";

const sizes = [10, 100, 1000] as const;
const printed = 200;
const queued = 200;
const program = "dist/cli/main.js";

interface Timed {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly megabytes: number;
}

/** A command to its end, by the built program; GNU time tells its memory and its processor time. */
function timed(...argv: readonly string[]): Timed {
  const started = performance.now();
  const { status, stderr } = spawnSync("/usr/bin/time", ["-f", "%M %U %S", process.execPath, program, ...argv], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${argv.join(" ")} ended with ${status}: ${stderr}`);
  const [memory = 0, user = 0, system = 0] = (stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return {
    seconds: (performance.now() - started) / 1000,
    processorSeconds: user + system,
    megabytes: memory / 1024,
  };
}

export async function batchSection(): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), "bench-batch-"));
  try {
    await writeCases(folder);
    const documents = ["--format", "json,html"];
    const runs = sizes.map(size => timed(...batchOf(folder, size), ...documents));
    const [few, some, many] = runs as [Timed, Timed, Timed];
    // What it takes to start is that of the smallest batch, and is not counted as the cost of a case.
    const costOf = (run: Timed, size: number) => (run.seconds - few.seconds) / (size - sizes[0]);
    const asJson = timed(...batchOf(folder, 1000, "json"), "--format", "json");
    const alone = review(folder);
    const pdf = timed(...batchOf(folder, printed, "pdf"), "--format", "pdf", "--concurrency", "2");
    return {
      id: "batch",
      title: "Reviews of many cases",
      about:
        "Cases of the size of the demonstration (drivers, indicators, actuals), numbers of their own, one in ten with its agreement; files on a temporary folder, the program started anew for each.",
      measures: [
        rate("JSON and HTML, 1,000 cases", 1000, many, 200),
        rate("JSON only, 1,000 cases", 1000, asJson),
        rate("JSON and HTML, 100 cases", 100, some),
        {
          what: "cost of a case in 1,000 ÷ in 100, without the start",
          value: costOf(many, 1000) / costOf(some, 100),
          unit: "×",
          goal: { most: 1.3 },
        },
        { what: "processor time of a case", value: (many.processorSeconds * 1000) / 1000, unit: "ms" },
        {
          what: "`review` of one case, a process each ÷ a case in the batch",
          value: alone / (many.seconds / 1000),
          unit: "×",
        },
        { what: "memory at 1,000 cases", value: many.megabytes, unit: "MB", goal: { most: 700 } },
        {
          what: "memory at 1,000 ÷ at 100 cases",
          value: many.megabytes / some.megabytes,
          unit: "×",
          goal: { most: 1.3 },
        },
        rate(`PDF, ${printed} reviews, two pages at a time`, printed, pdf),
        ...(hasRedis ? await overQueue(folder) : []),
      ],
      ...(hasRedis ? {} : { notes: ["redis-server is not installed: nothing over a queue."] }),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rate = (what: string, count: number, { seconds }: Timed, least?: number): Measure => ({
  what,
  value: count / seconds,
  unit: "/s",
  ...(least === undefined ? {} : { goal: { least } }),
});

/** A hundred are made, the others are copies: a case is read, checked and reviewed whatever its neighbours are. */
async function writeCases(folder: string): Promise<void> {
  const pathOf = (size: number, number: number) => join(folder, `of-${size}`, `case-${number}`);
  for (let number = 0; number < 100; number += 1)
    await writeCase(pathOf(1000, number), number, number % 10 === 0 ? "as agreed" : "other numbers");
  for (let number = 100; number < 1000; number += 1)
    cpSync(pathOf(1000, number % 100), pathOf(1000, number), { recursive: true });
  for (const size of [...sizes, printed].filter(each => each < 1000)) {
    mkdirSync(join(folder, `of-${size}`), { recursive: true });
    for (let number = 0; number < size; number += 1)
      cpSync(pathOf(1000, number), pathOf(size, number), { recursive: true });
  }
}

const batchOf = (folder: string, size: number, to = "documents"): string[] => {
  const out = join(folder, `out-${size}-${to}`);
  return ["batch", join(folder, `of-${size}`), "--quarter", "2026Q3", "--out", out];
};

/** Seconds of the single command. */
const review = (folder: string): number =>
  timed("review", join(folder, "of-10", "case-1"), "--quarter", "2026Q3", "--json").seconds;

/** Two workers of one case at a time against one. */
async function overQueue(folder: string): Promise<Measure[]> {
  const redis = await startRedis();
  try {
    const seconds = [];
    for (const count of [1, 2]) {
      const workers = Array.from({ length: count }, () =>
        spawn(process.execPath, [program, "worker", "--queue", redis.address, "--concurrency", "1"], {
          stdio: "ignore",
        }),
      );
      const out = join(folder, `queued-${count}`);
      const argv = ["batch", join(folder, `of-${queued}`), "--quarter", "2026Q3", "--out", out];
      const started = performance.now();
      const batch = spawn(process.execPath, [program, ...argv, "--queue", redis.address], { stdio: "ignore" });
      await new Promise(resolve => batch.once("exit", resolve));
      seconds.push((performance.now() - started) / 1000);
      for (const worker of workers) worker.kill("SIGTERM");
      if (!existsSync(out) || readdirSync(out).length < queued) throw new Error("reviews are missing");
    }
    const [one = 1, two = 1] = seconds;
    return [
      { what: `two workers over Redis ÷ one, ${queued} cases`, value: one / two, unit: "×", goal: { least: 1.7 } },
      { what: "one worker over Redis", value: queued / one, unit: "/s" },
    ];
  } finally {
    await redis.stop();
  }
}
