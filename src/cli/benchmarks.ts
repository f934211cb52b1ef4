/** `benchmarks FOLDER -o FILE`: what past cases began with and reached, of which nothing about a single customer can be read. */
import { type Benchmarks, fewestCustomers } from "../case/benchmarks.ts";
import { benchmarkFile } from "../portfolio/benchmarks/benchmark-file.ts";
import { modelBenchmarks } from "../portfolio/benchmarks/make-benchmarks.ts";
import { sampleOf } from "../portfolio/benchmarks/samples.ts";
import { endOfLabel } from "../portfolio/overview/end-of-label.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { failuresText, readCases } from "./many-cases.ts";
import { isWritten } from "./save.ts";

export interface BenchmarkOptions {
  readonly output: string;
  /** Measurements up to the end of it count; all where it is left out. */
  readonly quarter?: string;
  /** The date that the file carries; none where it is left out. */
  readonly asOf?: string;
}

export async function benchmarks(io: Io, folder: string, options: BenchmarkOptions): Promise<ExitStatus> {
  const { locale } = io;
  const { quarter, asOf, output } = options;
  const wrong = (option: string, value: string, expected: string): ExitStatus => {
    io.err(`${say(locale, "cli.option-wrong", { option, value, expected })}\n`);
    return exit.usage;
  };
  const until = quarter === undefined ? undefined : endOfLabel(quarter);
  if (quarter !== undefined && until === undefined) return wrong("--quarter", quarter, "2026Q3, 2026-09, 2026");
  if (asOf !== undefined && !isDate(asOf)) return wrong("--as-of", asOf, "2026-09-30");
  const read = await readCases(io, folder, open => sampleOf(open, until));
  if (!read) return exit.findings;
  const samples = read.flatMap(({ made }) => made ?? []);
  const failures = failuresText(io, read);
  if (failures !== "") io.err(`${failures}\n\n`);
  const models = modelBenchmarks(samples);
  const made: Benchmarks = { asOf: asOf ?? null, models };
  const text = benchmarkFile(made);
  if (!isWritten(io, output, text)) return exit.findings;
  if (io.json) io.out(text);
  else {
    const lines =
      models.length === 0
        ? [say(locale, "benchmarks.none", { fewest: fewestCustomers })]
        : models.map(({ model, customers, indicators }) =>
            say(locale, "benchmarks.made", { model, customers, indicators: indicators.length }),
          );
    io.out(`${[...lines, say(locale, "benchmarks.written", { file: output, fewest: fewestCustomers })].join("\n")}\n`);
  }
  return samples.length < read.length ? exit.findings : exit.clean;
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
