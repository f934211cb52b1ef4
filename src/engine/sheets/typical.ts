/** What is typical elsewhere, in words, always with its evidence: sources and grades, or that it is a practitioner's estimate. */
import type { Indicator, Model } from "../../model/model.ts";
import { formatNumber, formatPercent } from "../../text/format.ts";
import { eachLocale, type Locale, type Text } from "../../text/locale.ts";
import { say } from "../../text/say.ts";

/** 63%–80% (S01 B, S04 B). */
export function typicalBaseline(indicator: Indicator, model: Model): Text {
  const { low, high, sources } = indicator.typical.baseline;
  return eachLocale(
    locale =>
      `${level(indicator, low, locale)}–${level(indicator, high, locale)} ${evidence(model, sources, false, locale)}`,
  );
}

/** +3 / +6 / +12 points (S04 B, adjusted). */
export function typicalImprovement(indicator: Indicator, model: Model): Text {
  const { by, low, likely, high, sources, adjusted } = indicator.typical.improvement;
  const sign = indicator.better === "higher" ? "+" : "−";
  return eachLocale(locale => {
    const amounts = [low, likely, high]
      .map(
        size =>
          sign +
          (by === "relative" || indicator.format === "percent"
            ? formatNumber(size * 100, locale)
            : formatNumber(size, locale)),
      )
      .join(" / ");
    const what =
      by === "relative"
        ? say(locale, "typical.of-baseline")
        : indicator.format === "percent"
          ? say(locale, "typical.points")
          : "";
    return `${amounts}${what} ${evidence(model, sources, adjusted, locale)}`;
  });
}

function level(indicator: Indicator, value: number, locale: Locale): string {
  return indicator.format === "percent" ? formatPercent(value, locale) : formatNumber(value, locale);
}

/** (S01 B, S04 B) or (practitioner estimate). */
export function evidence(model: Model, sources: readonly string[], adjusted: boolean, locale: Locale): string {
  if (sources.length === 0) return say(locale, "typical.estimate");
  const graded = sources.map(id => `${id} ${model.sources.find(source => source.id === id)?.grade ?? "?"}`).join(", ");
  return adjusted ? say(locale, "typical.adjusted", { sources: graded }) : `(${graded})`;
}
