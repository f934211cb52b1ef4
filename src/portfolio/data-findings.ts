/** Findings that the data of a case show when they are calculated: typed baselines that they contradict, warnings of the model that hold. */
import { type Finding, warning } from "../finding/finding.ts";
import type { Assessment, Indicator } from "../index.ts";
import { quantityText } from "../text/format.ts";
import { eachLocale, type Text } from "../text/locale.ts";
import { words } from "../text/say.ts";

export function dataFindings({ model, kase, result }: Assessment): Finding[] {
  const levels = (result.levels ?? []).flatMap(({ id, agrees, baseline, measured, tolerance, date }): Finding[] => {
    const indicator = model.indicators.find(each => each.id === id);
    const terms = kase.indicators.find(each => each.id === id);
    if (agrees !== false || !indicator || !terms || baseline === null || measured === null) return [];
    return [
      warning("baseline-differs", terms.place, {
        indicator: indicator.name,
        baseline: shown(indicator, baseline),
        measured: shown(indicator, measured),
        tolerance: shown(indicator, tolerance ?? 0),
        date: date === "" ? "" : words("found.as-of", { date }),
      }),
    ];
  });
  const warnings = (result.warnings ?? []).map(({ name, says, place }) =>
    warning("model-warning", place, { name, says }),
  );
  return [...levels, ...warnings];
}

const shown = ({ format }: Indicator, value: number): Text => eachLocale(locale => quantityText(value, format, locale));
