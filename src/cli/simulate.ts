/** `simulate CASE`: the distribution of NPV, ROI, payback and IRR. */
import { inLocale, numberFrom, simulate as simulateCase } from "../index.ts";
import { formatMoney, formatNumber, formatPercent } from "../text/format.ts";
import { say } from "../text/say.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { table } from "./table.ts";
import { assess } from "./with-case.ts";

export interface SimulateOptions {
  readonly draws: string;
  readonly seed: string;
  readonly hurdle: string;
}

const mostDraws = 1_000_000;
const rowsShown = 12;

export async function simulate(io: Io, path: string, options: SimulateOptions): Promise<ExitStatus> {
  const draws = Number(options.draws);
  const seed = Number(options.seed);
  const hurdleRoi = numberFrom(options.hurdle) ?? Number(options.hurdle);
  const wrong = (option: string, value: string, expected: string): ExitStatus => {
    io.err(`${say(io.locale, "cli.option-wrong", { option, value, expected })}\n`);
    return exit.usage;
  };
  if (!Number.isInteger(draws) || draws < 1 || draws > mostDraws)
    return wrong("--draws", options.draws, `1 … ${mostDraws}`);
  if (!Number.isInteger(seed) || seed < 0 || seed > 2 ** 32 - 1) return wrong("--seed", options.seed, "0 … 4294967295");
  if (!Number.isFinite(hurdleRoi)) return wrong("--hurdle", options.hurdle, "50%");
  const assessment = await assess(io, path);
  if (!assessment) return exit.findings;
  const found = await simulateCase(assessment, { draws, seed, hurdleRoi });
  if (io.json) {
    const { conventions, basis } = assessment.result;
    io.out(`${JSON.stringify({ basis, conventions, ...found }, null, 2)}\n`);
    return exit.clean;
  }
  const { locale } = io;
  const gap = say(locale, "word.gap");
  const money = (value: number) => formatMoney(value, assessment.result.currency, locale);
  const percent = (value: number) => formatPercent(value, locale, 1);
  const months = (value: number) => formatNumber(value, locale, 1);
  const percentiles = ["p5", "p10", "p25", "p50", "p75", "p90", "p95"] as const;
  const row = (title: string, { figures, numbers }: (typeof found)["npv"], show: (value: number) => string) => [
    title,
    ...percentiles.map(each => (figures ? show(figures.percentiles[each]) : gap)),
    figures ? show(figures.mean) : gap,
    formatPercent(numbers / draws, locale, 1),
  ];
  const distribution = table(
    [
      { head: say(locale, "summary.figure") },
      ...percentiles.map(each => ({ head: each.toUpperCase(), align: "right" as const })),
      { head: say(locale, "simulate.mean"), align: "right" },
      { head: say(locale, "simulate.given"), align: "right" },
    ],
    [
      row(say(locale, "summary.npv"), found.npv, money),
      row(
        say(locale, found.roiKind === "nominal" ? "summary.roi-nominal" : "summary.roi-present-value"),
        found.roi,
        percent,
      ),
      row(say(locale, "summary.irr"), found.irr, percent),
      row(say(locale, "simulate.payback"), found.paybackMonths, months),
    ],
  );
  const { probability } = found;
  const chance = (value: number | null) => (value === null ? gap : percent(value));
  const facts = [
    say(locale, "cli.labelled", {
      label: say(locale, "simulate.npv-above-zero"),
      value: chance(probability.npvAboveZero),
    }),
    say(locale, "cli.labelled", {
      label: say(locale, "simulate.roi-above", { hurdle: formatPercent(hurdleRoi, locale) }),
      value: chance(probability.roiAboveHurdle),
    }),
    say(locale, "cli.labelled", {
      label: say(locale, "simulate.payback-reached"),
      value: chance(probability.paybackReached),
    }),
    ...found.uncompiled,
  ];
  const shares = table(
    [
      { head: say(locale, "sensitivity.input") },
      { head: say(locale, "sensitivity.range") },
      { head: say(locale, "simulate.contribution"), align: "right" },
    ],
    found.inputs
      .slice(0, rowsShown)
      .map(({ title, range, contribution }) => [
        inLocale(title, locale),
        say(locale, `sensitivity.${range}`),
        percent(contribution),
      ]),
  );
  const how = say(locale, "simulate.how", { draws: formatNumber(draws, locale), seed, inputs: found.inputs.length });
  io.out(
    `${inLocale(assessment.kase.customer.name, locale)}\n\n${facts.join("\n")}\n\n${distribution}\n\n${shares}\n\n${how}\n`,
  );
  return exit.clean;
}
