/** The file of `--benchmarks`: read and checked against the case's model; nothing, and said why, where it cannot be used. */
import { readTextFile } from "../disk/read-files.ts";
import { type Benchmarks, hasErrors, type Model } from "../index.ts";
import { readBenchmarks } from "../portfolio/benchmarks/read-benchmarks.ts";
import type { Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";

export async function benchmarksFrom(io: Io, path: string, model: Model): Promise<Benchmarks | undefined> {
  const { file, findings } = readTextFile(path);
  const read = file ? readBenchmarks(file, model) : { findings: [] };
  const all = [...findings, ...read.findings];
  const lines = file?.text.split(/\r?\n/) ?? [];
  if (!io.json || hasErrors(all))
    printFindings(io, all, place => (place.file === path ? lines[place.line - 1] : undefined));
  return "benchmarks" in read ? read.benchmarks : undefined;
}
