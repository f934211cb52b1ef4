/** `worker --queue redis://…`: does the reviews that `batch --queue` hands out, on as many machines as wanted, until it is stopped. */
import { availableParallelism } from "node:os";
import { isQueueAddress, shownAddress } from "../portfolio/queue/address.ts";
import { say } from "../text/say.ts";
import { visibleLine } from "../text/visible.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { orUnreachable } from "./unreachable.ts";

export interface WorkerOptions {
  readonly queue: string;
  readonly concurrency?: string;
  readonly patience: string;
}

export async function worker(io: Io, options: WorkerOptions, version: string): Promise<ExitStatus> {
  const { locale } = io;
  const atOnce = numberBetween(options.concurrency ?? String(availableParallelism()), 1, 64);
  const patienceSeconds = numberBetween(options.patience, 1, 3600);
  const wrong = (option: string, value: string, expected: string): ExitStatus => {
    io.err(`${say(locale, "cli.option-wrong", { option, value, expected })}\n`);
    return exit.usage;
  };
  if (!isQueueAddress(options.queue)) return wrong("--queue", options.queue, "redis://host:6379/0");
  if (atOnce === undefined) return wrong("--concurrency", options.concurrency ?? "", "1–64");
  if (patienceSeconds === undefined) return wrong("--patience", options.patience, "1–3600");
  const address = shownAddress(options.queue);
  const { work } = await import("../portfolio/queue/work.ts");
  const ended = await orUnreachable(io, () =>
    work({
      address: options.queue,
      version,
      atOnce,
      patienceSeconds,
      ready: () => io.err(`${say(locale, "worker.ready", { address, count: atOnce })}\n`),
      done: ({ name, state }) => io.out(`${visibleLine(name)}: ${say(locale, `batch.${state}`)}\n`),
      stop: stopped(() => io.err(`${say(locale, "worker.stopping")}\n`)),
    }),
  );
  return ended === "unreachable" ? exit.findings : exit.clean;
}

function numberBetween(text: string, least: number, most: number): number | undefined {
  const number = Number(text);
  return /^\d+$/.test(text) && number >= least && number <= most ? number : undefined;
}

/** At the first Ctrl-C; at the second the program ends at once, and others do what it had at hand. */
function stopped(say: () => void): Promise<void> {
  return new Promise(resolve => {
    let isStopped = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.on(signal, () => {
        if (isStopped) process.exit(130);
        isStopped = true;
        say();
        resolve();
      });
  });
}
