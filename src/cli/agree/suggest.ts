/** `agree suggest CASE`: plausible baselines and usual targets, as the metric model knows them. */
import { modelName } from "../../agreement/compare.ts";
import {
  type PastSuggestion,
  pastSuggestions,
  type SuggestedEvidence,
  type Suggestion,
  suggestTerms,
} from "../../agreement/suggest.ts";
import { fewestCustomers, fewestValues, type PastSpread } from "../../case/benchmarks.ts";
import { type Benchmarks, type Indicator, inLocale } from "../../index.ts";
import { formatDate, formatExact, formatPercent } from "../../text/format.ts";
import { say } from "../../text/say.ts";
import { type ExitStatus, exit, type Io } from "../io.ts";
import { table } from "../table.ts";
import { benchmarksFrom } from "../with-benchmarks.ts";
import { caseOfLog } from "./with-log.ts";

export async function suggest(io: Io, path: string, options: { readonly benchmarks?: string }): Promise<ExitStatus> {
  const of = await caseOfLog(io, path);
  if (!of) return exit.findings;
  const benchmarks =
    options.benchmarks === undefined ? undefined : await benchmarksFrom(io, options.benchmarks, of.model);
  if (options.benchmarks !== undefined && !benchmarks) return exit.findings;
  const past = benchmarks && pastSuggestions(of.kase, of.model, benchmarks);
  const { locale } = io;
  const how = say(locale, "suggest.how", { model: modelName(of.model) });
  const suggestions = suggestTerms(of.kase, of.model);
  if (io.json) {
    const data = suggestions.map(({ indicator, ...rest }) => {
      const own = past?.find(each => each.indicator === indicator);
      if (!own) return { indicator: indicator.id, ...rest };
      const { indicator: _, ...pastCases } = own;
      return { indicator: indicator.id, ...rest, pastCases };
    });
    const asOf = benchmarks ? { benchmarks: { asOf: benchmarks.asOf } } : {};
    io.out(`${JSON.stringify({ model: modelName(of.model), how, ...asOf, suggestions: data }, null, 2)}\n`);
    return exit.clean;
  }
  const keys = ["report.column.indicator", "suggest.baseline", "suggest.typical", "suggest.plausible"] as const;
  const more = ["suggest.target", "suggest.targets", "suggest.evidence"] as const;
  const columns = [...keys, ...more].map(key => ({ head: say(locale, key) }));
  io.out(
    `${table(
      columns,
      suggestions.map(each => cells(each, io)),
    )}\n\n${how}\n${benchmarks && past ? `\n${pastText(past, benchmarks, io)}\n` : ""}`,
  );
  return exit.clean;
}

/** Own past cases beside what the model says is typical. */
function pastText(past: readonly PastSuggestion[], { asOf }: Benchmarks, { locale }: Io): string {
  const none = say(locale, "benchmarks.not-shown");
  const three = (found: Pick<PastSpread, "p25" | "p50" | "p75"> | undefined, show: (value: number) => string) =>
    found ? [found.p25, found.p50, found.p75].map(show).join(" / ") : none;
  const source = (found: Pick<PastSpread, "n" | "of"> | undefined) =>
    found
      ? say(locale, `benchmarks.source-${found.of}`, { n: found.n })
      : say(locale, "suggest.sources", { sources: none });
  const keys = ["suggest.past-baseline", "suggest.past-target", "suggest.past-gap", "suggest.past-source"] as const;
  const heads = [say(locale, "report.column.indicator"), ...keys.map(key => say(locale, key))];
  const rows = past.map(({ indicator, baseline, target, gapClosed }) => {
    const show = (value: number) => level(indicator, value, locale);
    return [
      inLocale(indicator.name, locale),
      three(baseline, show),
      three(target, show),
      three(gapClosed, share => formatPercent(share, locale, 0)),
      baseline || target
        ? say(locale, "suggest.both", { baseline: source(baseline), improvement: source(target) })
        : "–",
    ];
  });
  const date = asOf === null ? say(locale, "benchmarks.no-date") : formatDate(asOf, locale);
  return [
    say(locale, "suggest.past"),
    table(
      heads.map(head => ({ head })),
      rows,
    ),
    say(locale, "suggest.past-how", { date, fewest: fewestCustomers, values: fewestValues }),
  ].join("\n");
}

function cells({ indicator, baseline, target }: Suggestion, { locale }: Io): string[] {
  const shown = (value: number | null) => (value === null ? "–" : level(indicator, value, locale));
  const plausible = baseline.isPlausible;
  return [
    inLocale(indicator.name, locale),
    shown(baseline.stated),
    `${shown(baseline.low)} – ${shown(baseline.high)}`,
    plausible === undefined ? "–" : say(locale, plausible ? "word.yes" : "word.no"),
    shown(target.stated),
    `${[target.low, target.likely, target.high].map(shown).join(" / ")}${baseline.stated === null ? " *" : ""}`,
    say(locale, "suggest.both", {
      baseline: evidenceText(baseline, locale),
      improvement: evidenceText(target, locale),
    }),
  ];
}

const level = ({ format }: Indicator, value: number, locale: Io["locale"]): string =>
  format === "percent" ? formatPercent(value, locale) : formatExact(value, locale);

/** (S01 B, S04 B), or (practitioner estimate). */
function evidenceText({ sources, adjusted }: SuggestedEvidence, locale: Io["locale"]): string {
  if (sources.length === 0) return say(locale, "typical.estimate");
  const named = sources.map(({ id, grade }) => `${id} ${grade}`).join(", ");
  return adjusted
    ? say(locale, "typical.adjusted", { sources: named })
    : say(locale, "suggest.sources", { sources: named });
}
