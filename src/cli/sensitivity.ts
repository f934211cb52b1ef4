/** `sensitivity CASE`: the tornado, break-even and the cost of delay. */

import { type Format, formatValue, inLocale, sensitivity as sensitivityOf } from "../index.ts";
import { formatMoney, formatPercent } from "../text/format.ts";
import { say } from "../text/say.ts";
import { basisLines } from "./basis-lines.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { pastRangesText } from "./past-ranges.ts";
import { table } from "./table.ts";
import { benchmarksFrom } from "./with-benchmarks.ts";
import { assess } from "./with-case.ts";

/** Rows printed; all of them stand in `--json`. */
const rowsShown = 20;

export async function sensitivity(
  io: Io,
  path: string,
  options: { readonly benchmarks?: string },
): Promise<ExitStatus> {
  const assessment = await assess(io, path);
  if (!assessment) return exit.findings;
  const past =
    options.benchmarks === undefined ? undefined : await benchmarksFrom(io, options.benchmarks, assessment.model);
  if (options.benchmarks !== undefined && !past) return exit.findings;
  const found = await sensitivityOf(assessment, past);
  if (io.json) {
    const { conventions, basis } = assessment.result;
    io.out(`${JSON.stringify({ basis, conventions, ...found }, null, 2)}\n`);
    return exit.clean;
  }
  const { locale } = io;
  const { currency } = assessment.result;
  const gap = say(locale, "word.gap");
  const money = (value: number | null) => (value === null ? gap : formatMoney(value, currency, locale));
  const shown = (value: number, format: Format) => formatValue(value, format, assessment.calculation.plan, locale);
  const tornado = table(
    [
      { head: say(locale, "sensitivity.input") },
      { head: say(locale, "sensitivity.range") },
      { head: say(locale, "sensitivity.low"), align: "right" },
      { head: say(locale, "sensitivity.planned"), align: "right" },
      { head: say(locale, "sensitivity.high"), align: "right" },
      { head: say(locale, "sensitivity.npv-low"), align: "right" },
      { head: say(locale, "sensitivity.npv-high"), align: "right" },
      { head: say(locale, "sensitivity.break-even"), align: "right" },
    ],
    found.inputs
      .slice(0, rowsShown)
      .map(({ title, range, format, low, planned, high, breakEven }) => [
        inLocale(title, locale),
        say(locale, `sensitivity.${range}`),
        shown(low.value, format),
        shown(planned, format),
        shown(high.value, format),
        money(low.npv),
        money(high.npv),
        breakEven === null ? "–" : shown(breakEven, format),
      ]),
  );
  const realization = found.breakEvenRealization;
  const facts = [
    say(locale, "cli.labelled", { label: say(locale, "summary.npv"), value: money(found.npv) }),
    say(locale, "cli.labelled", {
      label: say(locale, "sensitivity.break-even-realization"),
      value: realization === null ? gap : formatPercent(realization, locale, 1),
    }),
    say(locale, "cli.labelled", {
      label: say(locale, "sensitivity.cost-of-delay"),
      value: money(found.costOfDelayPerMonth),
    }),
    ...found.uncompiled,
  ];
  const more = found.inputs.length - rowsShown;
  const rest = more > 0 ? `\n${say(locale, "cli.explain-more", { n: more })}` : "";
  io.out(
    `${inLocale(assessment.kase.customer.name, locale)}\n${basisLines(assessment.result, io)}\n\n${facts.join("\n")}\n\n${tornado}${rest}\n\n${say(locale, "sensitivity.how")}${past ? `\n${pastRangesText(found.inputs, past, locale)}` : ""}\n`,
  );
  return exit.clean;
}
