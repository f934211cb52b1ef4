/** What commands over many cases have in common: the cases below a folder read one after another, with progress, until Ctrl-C. */
import { type FoundCase, findCases } from "../disk/find-cases.ts";
import { inReadingOrder, printFinding } from "../index.ts";
import { ModelCache } from "../portfolio/model-cache.ts";
import type { OpenCase } from "../portfolio/overview/portfolio-case.ts";
import { type ReadPortfolioCase, readPortfolioCase } from "../portfolio/overview/read-case.ts";
import { say } from "../text/say.ts";
import type { Io } from "./io.ts";
import { progressOf } from "./progress.ts";
import { withStop } from "./with-stop.ts";

/** All cases of a folder; undefined, and said why, where there are none or the reading was stopped: a part of a sum is no sum. */
export async function readCases<T>(
  io: Io,
  folder: string,
  make: (open: OpenCase) => T,
): Promise<readonly ReadPortfolioCase<T>[] | undefined> {
  const cases = findCases(folder);
  if (cases.length === 0) {
    io.err(`${say(io.locale, "batch.none", { folder })}\n`);
    return undefined;
  }
  return withStop(async isStopped => {
    const read = await readAll(io, cases, make, isStopped);
    if (read.length === cases.length) return read;
    io.err(`${say(io.locale, "portfolio.stopped", { done: read.length, all: cases.length })}\n`);
    return undefined;
  });
}

async function readAll<T>(
  io: Io,
  cases: readonly FoundCase[],
  make: (open: OpenCase) => T,
  isStopped: () => boolean,
): Promise<ReadPortfolioCase<T>[]> {
  const models = new ModelCache();
  const progress = progressOf(io, cases.length);
  const read: ReadPortfolioCase<T>[] = [];
  for (const each of cases) {
    if (isStopped()) break;
    read.push(await readPortfolioCase(each, models, make));
    progress(read.length);
    // Lets signals in.
    await new Promise(resolve => setImmediate(resolve));
  }
  return read;
}

/** What is wrong with the cases that count nowhere, each with its findings; none of the others. */
export function failuresText<T>(io: Io, read: readonly ReadPortfolioCase<T>[]): string {
  return read
    .filter(({ made }) => made === undefined)
    .flatMap(({ findings, lineOf }) =>
      inReadingOrder(findings)
        .filter(({ severity }) => severity === "error")
        .map(each => printFinding(each, io.locale, lineOf)),
    )
    .join("\n\n");
}
