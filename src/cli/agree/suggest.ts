/** `agree suggest CASE`: plausible baselines and usual targets, as the metric model knows them. */
import { modelName } from "../../agreement/compare.ts";
import { type SuggestedEvidence, type Suggestion, suggestTerms } from "../../agreement/suggest.ts";
import { type Indicator, inLocale } from "../../index.ts";
import { formatExact, formatPercent } from "../../text/format.ts";
import { say } from "../../text/say.ts";
import { type ExitStatus, exit, type Io } from "../io.ts";
import { table } from "../table.ts";
import { caseOfLog } from "./with-log.ts";

export async function suggest(io: Io, path: string): Promise<ExitStatus> {
  const of = await caseOfLog(io, path);
  if (!of) return exit.findings;
  const { locale } = io;
  const how = say(locale, "suggest.how", { model: modelName(of.model) });
  const suggestions = suggestTerms(of.kase, of.model);
  if (io.json) {
    const data = suggestions.map(({ indicator, ...rest }) => ({ indicator: indicator.id, ...rest }));
    io.out(`${JSON.stringify({ model: modelName(of.model), how, suggestions: data }, null, 2)}\n`);
    return exit.clean;
  }
  const keys = ["report.column.indicator", "suggest.baseline", "suggest.typical", "suggest.plausible"] as const;
  const more = ["suggest.target", "suggest.targets", "suggest.evidence"] as const;
  const columns = [...keys, ...more].map(key => ({ head: say(locale, key) }));
  io.out(
    `${table(
      columns,
      suggestions.map(each => cells(each, io)),
    )}\n\n${how}\n`,
  );
  return exit.clean;
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
