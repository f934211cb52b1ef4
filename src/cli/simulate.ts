/** `simulate CASE`: the distribution of NPV, ROI, payback and IRR. */
import { mostDraws, mostSeed } from "../case/uncertainty-schema.ts";
import { type Assessment, inLocale, numberFrom, type Simulation, simulate as simulateCase } from "../index.ts";
import { formatMoney, formatNumber, formatPercent } from "../text/format.ts";
import { listed } from "../text/list.ts";
import type { Locale } from "../text/locale.ts";
import { say } from "../text/say.ts";
import { basisLines } from "./basis-lines.ts";
import { histogramLines } from "./histogram.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { table } from "./table.ts";
import { benchmarksFrom } from "./with-benchmarks.ts";
import { pastRangesText } from "./past-ranges.ts";
import { assess } from "./with-case.ts";

/** What is left out is as the case says. */
export interface SimulateOptions {
  readonly draws?: string;
  readonly seed?: string;
  readonly hurdle?: string;
  /** A file of what past cases reached. */
  readonly benchmarks?: string;
}

const rowsShown = 12;

export async function simulate(io: Io, path: string, options: SimulateOptions): Promise<ExitStatus> {
  const draws = options.draws === undefined ? undefined : Number(options.draws);
  const seed = options.seed === undefined ? undefined : Number(options.seed);
  const hurdleRoi = options.hurdle === undefined ? undefined : (numberFrom(options.hurdle) ?? Number(options.hurdle));
  const wrong = (option: string, value: string | undefined, expected: string): ExitStatus => {
    io.err(`${say(io.locale, "cli.option-wrong", { option, value: value ?? "", expected })}\n`);
    return exit.usage;
  };
  if (draws !== undefined && !isWhole(draws, 1, mostDraws)) return wrong("--draws", options.draws, `1 … ${mostDraws}`);
  if (seed !== undefined && !isWhole(seed, 0, mostSeed)) return wrong("--seed", options.seed, `0 … ${mostSeed}`);
  if (hurdleRoi !== undefined && !Number.isFinite(hurdleRoi)) return wrong("--hurdle", options.hurdle, "50%");
  const assessment = await assess(io, path);
  if (!assessment) return exit.findings;
  const past =
    options.benchmarks === undefined ? undefined : await benchmarksFrom(io, options.benchmarks, assessment.model);
  if (options.benchmarks !== undefined && !past) return exit.findings;
  const settings = {
    ...(draws === undefined ? {} : { draws }),
    ...(seed === undefined ? {} : { seed }),
    ...(hurdleRoi === undefined ? {} : { hurdleRoi }),
  };
  const found = await simulateCase(assessment, settings, past);
  if (io.json) {
    const { conventions, basis } = assessment.result;
    io.out(`${JSON.stringify({ basis, conventions, ...found }, null, 2)}\n`);
    return exit.clean;
  }
  const { locale } = io;
  const parts = [
    `${inLocale(assessment.kase.customer.name, locale)}\n${basisLines(assessment.result, io)}`,
    probabilities(found, locale),
    percentileTable(found, assessment, locale),
    ...histogram(found, assessment, locale),
    contributionTable(found, locale),
    [method(found, locale), ...(past ? [pastRangesText(found.inputs, past, locale)] : [])].join("\n"),
  ];
  io.out(`${parts.join("\n\n")}\n`);
  return exit.clean;
}

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

function probabilities({ probability, hurdleRoi, uncompiled }: Simulation, locale: Locale): string {
  const line = (label: string, value: number | null) =>
    say(locale, "cli.labelled", { label, value: value === null ? say(locale, "word.gap") : percent(value, locale) });
  return [
    line(say(locale, "simulate.npv-above-zero"), probability.npvAboveZero),
    line(say(locale, "simulate.roi-above", { hurdle: formatPercent(hurdleRoi, locale) }), probability.roiAboveHurdle),
    line(say(locale, "simulate.payback-reached"), probability.paybackReached),
    ...uncompiled,
  ].join("\n");
}

const percent = (value: number, locale: Locale): string => formatPercent(value, locale, 1);

function percentileTable(found: Simulation, { result }: Assessment, locale: Locale): string {
  const percentiles = ["p5", "p25", "p50", "p75", "p95"] as const;
  const money = (value: number) => formatMoney(value, result.currency, locale);
  const months = (value: number) => formatNumber(value, locale, 1);
  const share = (value: number) => percent(value, locale);
  const row = (title: string, { figures, numbers }: Simulation["npv"], show: (value: number) => string) => [
    title,
    ...percentiles.map(each => (figures ? show(figures.percentiles[each]) : say(locale, "word.gap"))),
    figures ? show(figures.mean) : say(locale, "word.gap"),
    share(numbers / found.draws),
  ];
  const roi = found.roiKind === "nominal" ? "summary.roi-nominal" : "summary.roi-present-value";
  return table(
    [
      { head: say(locale, "summary.figure") },
      ...percentiles.map(each => ({ head: each.toUpperCase(), align: "right" as const })),
      { head: say(locale, "simulate.mean"), align: "right" },
      { head: say(locale, "simulate.given"), align: "right" },
    ],
    [
      row(say(locale, "summary.npv"), found.npv, money),
      row(say(locale, roi), found.roi, share),
      row(say(locale, "simulate.payback"), found.paybackMonths, months),
      row(say(locale, "summary.irr"), found.irr, share),
    ],
  );
}

/** None where no draw has an NPV. */
function histogram({ npv }: Simulation, { result }: Assessment, locale: Locale): string[] {
  if (!npv.figures) return [];
  const money = (value: number) => formatMoney(value, result.currency, locale);
  return [[say(locale, "simulate.histogram"), ...histogramLines(npv.figures.histogram, money, locale)].join("\n")];
}

function contributionTable({ inputs }: Simulation, locale: Locale): string {
  return table(
    [
      { head: say(locale, "sensitivity.input") },
      { head: say(locale, "sensitivity.range") },
      { head: say(locale, "simulate.distribution") },
      { head: say(locale, "simulate.contribution"), align: "right" },
    ],
    inputs
      .slice(0, rowsShown)
      .map(({ title, range, distribution, contribution }) => [
        inLocale(title, locale),
        say(locale, `sensitivity.${range}`),
        say(locale, `distribution.${distribution.kind}`),
        percent(contribution, locale),
      ]),
  );
}

function method({ seed, draws, hurdleRoi, inputs, fixed, correlations }: Simulation, locale: Locale): string {
  const pairs = correlations.map(({ a, b, rank }) => `${a} ~ ${b} ${formatNumber(rank, locale)}`);
  const correlated =
    pairs.length === 0 ? say(locale, "simulate.independent") : say(locale, "simulate.copula", { pairs: pairs.length });
  const given = inputs.filter(({ range }) => range === "case").length;
  const how = say(locale, "simulate.how", {
    seed,
    draws: formatNumber(draws, locale),
    hurdle: formatPercent(hurdleRoi, locale),
    inputs: inputs.length,
    ranges: given === 0 ? say(locale, "simulate.ranges-model") : say(locale, "simulate.ranges-case", { given }),
    correlated,
  });
  return [
    ...(pairs.length === 0 ? [] : [say(locale, "simulate.correlations", { pairs: listed(pairs) })]),
    ...(fixed.length === 0 ? [] : [say(locale, "simulate.fixed", { names: listed(fixed) })]),
    how,
  ].join("\n");
}
