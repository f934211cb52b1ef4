/** Why an indicator keeps only a part of its gross benefit: overlap, attribution, confidence, each with its argument; and the sources. */
import type { IndicatorResult } from "../engine/result.ts";
import type { Phrasing } from "./phrasing.ts";

export interface Factor {
  readonly label: string;
  readonly share: string | null;
  readonly texts: readonly string[];
}

export function factorsOf(phrasing: Phrasing, each: IndicatorResult): Factor[] {
  const { kase, say } = phrasing;
  const indicator = phrasing.indicator(each.id);
  if (!indicator) return [];
  const terms = kase.indicators.find(term => term.id === each.id);
  const argued = (term: "attribution" | "confidence") => {
    const usual = indicator[term];
    const given = terms?.[term] ?? usual.share;
    const shown = each[term] ?? given;
    return [
      phrasing.text(usual.because),
      ...(given === usual.share ? [] : [say("report.factor.changed", { usual: phrasing.percent(usual.share) })]),
      ...(shown === given ? [] : [say("report.factor.scenario", { given: phrasing.percent(given) })]),
    ];
  };
  return [
    {
      label: say("report.column.overlap"),
      share: each.overlap === null ? null : phrasing.percent(each.overlap),
      texts: overlapTexts(phrasing, each.id),
    },
    {
      label: say("report.column.attribution"),
      share: shareText(phrasing, each.attribution ?? terms?.attribution),
      texts: argued("attribution"),
    },
    {
      label: say("report.column.confidence"),
      share: shareText(phrasing, each.confidence ?? terms?.confidence),
      texts: argued("confidence"),
    },
    {
      label: say("report.fact.evidence"),
      share: null,
      texts: sourceTexts(phrasing, [...indicator.typical.baseline.sources, ...indicator.typical.improvement.sources]),
    },
  ];
}

const shareText = (phrasing: Phrasing, share: number | undefined): string | null =>
  share === undefined ? null : phrasing.percent(share);

/** What other chosen indicators already hold. */
function overlapTexts(phrasing: Phrasing, id: string): string[] {
  const { model, result, say } = phrasing;
  const chosen = new Set(result.indicators.map(each => each.id));
  const deducted = model.overlaps.filter(pair => pair.reduce === id && chosen.has(pair.keep) && pair.factor > 0);
  if (deducted.length === 0)
    return [say(result.agreement ? "report.factor.no-overlap-agreed" : "report.factor.no-overlap")];
  return deducted.map(pair =>
    say("report.factor.overlap", {
      share: phrasing.percent(pair.factor),
      keep: phrasing.indicatorName(pair.keep),
      because: phrasing.text(pair.because),
    }),
  );
}

function sourceTexts(phrasing: Phrasing, ids: readonly string[]): string[] {
  const { model, say } = phrasing;
  const cited = [...new Set(ids)].flatMap(id => model.sources.find(source => source.id === id) ?? []);
  if (cited.length === 0) return [say("report.factor.no-source")];
  const texts = cited.map(source => say("report.factor.source", { id: source.id, grade: source.grade }));
  return [texts.join(say("report.list.comma"))];
}
