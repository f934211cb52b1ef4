/** How one indicator's figure comes about: definition, formula in words and numbers, the shares kept and why, what the evidence is. */
import type { IndicatorResult, LineResult } from "../engine/result.ts";
import type { Indicator, MonetizationLine } from "../model/model.ts";
import { hasOneOffLines, hasYearlyLines, lineKeys } from "./counted-lines.ts";
import { evidenceText, typicalBaseline, typicalImprovement } from "./evidence.ts";
import { formulaInNumbers, formulaInWords, rowsReadBy } from "./formula-text.ts";
import { reasonFor } from "./gaps.ts";
import { ambitionText, changeCell, levelsOf } from "./indicator-change.ts";
import type { Phrasing } from "./phrasing.ts";
import { type Factor, factorsOf } from "./provenance-factors.ts";
import type { Reference } from "./reference.ts";

export interface ProvenanceView {
  readonly number: number;
  readonly name: string;
  readonly place: string;
  readonly facts: readonly Fact[];
  readonly lines: readonly FormulaLine[];
  /** Gross × … = net, for the yearly benefit and for one-off cash. */
  readonly chains: readonly (readonly ChainLink[])[];
  readonly factors: readonly Factor[];
  readonly gap: string | null;
}

export interface Fact {
  readonly label: string;
  readonly text: string;
  /** Figures before the text, each with the cell it stands in. */
  readonly figures?: readonly { readonly text: string; readonly reference: Reference | null }[];
}

export interface FormulaLine {
  readonly title: string | null;
  readonly words: string;
  readonly numbers: string;
  readonly result: string;
  /** Of the result. */
  readonly reference: Reference | null;
  readonly isAlternative: boolean;
  readonly note: string | null;
  /** Named rows in the formula, each with its own formula in words. */
  readonly rows: readonly string[];
}

export interface ChainLink {
  readonly sign: string;
  readonly label: string;
  readonly value: string;
  readonly kind: "amount" | "share" | "result";
  readonly reference: Reference | null;
}

/** The chapter: every counted indicator, one after another. */
export interface ProvenancesView {
  readonly title: string;
  readonly lead: string;
  readonly items: readonly ProvenanceView[];
}

/** Null where nothing is counted. */
export function provenancesView(phrasing: Phrasing): ProvenancesView | null {
  const { result, say } = phrasing;
  if (result.indicators.length === 0) return null;
  return {
    title: say("report.provenance.title"),
    lead: say("report.provenance.lead"),
    items: result.indicators.map((each, index) => provenanceView(phrasing, each, index + 1)),
  };
}

export function provenanceView(phrasing: Phrasing, each: IndicatorResult, number: number): ProvenanceView {
  const indicator = phrasing.indicator(each.id);
  return {
    number,
    name: phrasing.indicatorName(each.id),
    place: `${phrasing.stageName(each.stage)} · ${phrasing.dimensionName(each.dimension)}`,
    facts: factsOf(phrasing, each),
    lines: (indicator?.monetization ?? []).map(line => formulaLine(phrasing, each, line)),
    chains: [
      hasYearlyLines(each) ? chainOf(phrasing, each, "yearly", phrasing.say("report.chain.per-year")) : null,
      hasOneOffLines(each) ? chainOf(phrasing, each, "one-off", phrasing.say("report.chain.once")) : null,
    ].flatMap(chain => (chain ? [chain] : [])),
    factors: factorsOf(phrasing, each),
    gap: isGap(each) ? phrasing.say("report.gap.no-figure", { reason: reasonFor(phrasing, each.id) }) : null,
  };
}

const isGap = (each: IndicatorResult): boolean =>
  each.lines.some(line => !line.alternative && line.gross === null) || (each.net === null && each.oneOffNet === null);

function factsOf(phrasing: Phrasing, each: IndicatorResult): ProvenanceView["facts"] {
  const { say, kase } = phrasing;
  const indicator = phrasing.indicator(each.id);
  if (!indicator) return [];
  const change = changeCell(phrasing, each);
  const levels = levelsOf(phrasing, each);
  const ambition = ambitionText(phrasing, each);
  const terms = kase.indicators.find(term => term.id === each.id);
  return [
    { label: say("report.fact.definition"), text: phrasing.text(indicator.definition) },
    {
      label: say("report.fact.change"),
      ...(levels ? { figures: levels } : {}),
      text: [levels ? null : change.text, change.note, ambition]
        .filter(text => text)
        .join(say("report.list.semicolon")),
    },
    ...(indicator.measure
      ? [{ label: say("report.fact.level"), text: formulaInWords(phrasing, indicator.measure.formula) }]
      : []),
    ...(indicator.hasLevels ? levelFacts(phrasing, indicator) : []),
    ...(terms?.why === undefined ? [] : [{ label: say("report.fact.why"), text: phrasing.text(terms.why) }]),
    ...(terms?.source === undefined ? [] : [{ label: say("report.fact.source"), text: sourceText(phrasing, terms) }]),
  ];
}

/** What is typical elsewhere, and how it is measured; a plain benefit line has neither. */
function levelFacts(phrasing: Phrasing, indicator: Indicator): ProvenanceView["facts"] {
  const { say } = phrasing;
  const { baseline, improvement } = indicator.typical;
  return [
    {
      label: say("report.fact.typical"),
      text: say("report.fact.typical-text", {
        baseline: typicalBaseline(phrasing, indicator),
        baselineEvidence: evidenceText(phrasing, baseline.sources),
        improvement: typicalImprovement(phrasing, indicator),
        improvementEvidence: evidenceText(phrasing, improvement.sources, improvement.adjusted),
      }),
    },
    {
      label: say("report.fact.measured"),
      text: say("report.fact.measured-text", {
        from: phrasing.text(indicator.measured.from),
        every: phrasing.text(indicator.measured.every),
      }),
    },
  ];
}

/** Source, owner and date of a value, as far as they are given. */
export function sourceText(
  phrasing: Phrasing,
  from: { readonly source?: unknown; readonly owner?: unknown; readonly asOf?: string },
): string {
  const parts = [from.source, from.owner].flatMap(part =>
    part === undefined ? [] : [phrasing.text(part as Parameters<Phrasing["text"]>[0])],
  );
  if (from.asOf !== undefined) parts.push(phrasing.date(from.asOf));
  return parts.join(phrasing.say("report.list.semicolon"));
}

function formulaLine(phrasing: Phrasing, each: IndicatorResult, line: MonetizationLine): FormulaLine {
  const { say } = phrasing;
  const calculated = each.lines.find(result => result.id === line.id);
  const isOnly = (phrasing.indicator(each.id)?.monetization.length ?? 0) === 1;
  return {
    title: isOnly ? null : `${line.name ? phrasing.text(line.name) : line.id} (${kindText(phrasing, line)})`,
    words: formulaInWords(phrasing, line.formula),
    numbers: formulaInNumbers(phrasing, line.formula, each),
    result: resultText(phrasing, each, calculated, line),
    reference: phrasing.reference(calculated?.gross ?? null, `line.${each.id}.${line.id}.gross`),
    isAlternative: line.alternative,
    note: line.alternative ? say("report.line.alternative") : line.note === undefined ? null : phrasing.text(line.note),
    rows: rowsReadBy(phrasing, line.formula).map(row =>
      say("report.line.row", { name: phrasing.text(row.name), words: formulaInWords(phrasing, row.formula) }),
    ),
  };
}

function resultText(
  phrasing: Phrasing,
  each: IndicatorResult,
  calculated: LineResult | undefined,
  line: MonetizationLine,
): string {
  const { say } = phrasing;
  if (!calculated || calculated.gross === null)
    return say("report.gap.no-figure", { reason: reasonFor(phrasing, each.id) });
  const amount = phrasing.money(calculated.gross);
  return line.recurrence === "yearly" ? say("report.line.yearly", { amount }) : say("report.line.once", { amount });
}

function kindText(phrasing: Phrasing, line: MonetizationLine): string {
  const { say } = phrasing;
  switch (line.type) {
    case "hard-saving":
      return say("report.type.hard-saving");
    case "cost-avoidance":
      return say("report.type.cost-avoidance");
    case "revenue-uplift":
      return say("report.type.revenue-uplift");
    case "working-capital":
      return say("report.type.working-capital");
    case "risk-reduction":
      return say("report.type.risk-reduction");
    default:
      return line.type satisfies never;
  }
}

function chainOf(
  phrasing: Phrasing,
  each: IndicatorResult,
  recurrence: "yearly" | "one-off",
  period: string,
): ChainLink[] | null {
  const { say } = phrasing;
  const { overlap, attribution, confidence } = each;
  const [gross, net] = recurrence === "yearly" ? [each.gross, each.net] : [each.oneOffGross, each.oneOffNet];
  // All lines of an indicator keep the same shares.
  const line = each.lines.find(({ alternative }) => !alternative)?.id ?? "";
  if (gross === null || net === null || overlap === null || attribution === null || confidence === null) return null;
  const share = (name: "overlap" | "attribution" | "confidence", value: number): ChainLink => ({
    sign: "×",
    label: say(`report.column.${name}`),
    value: phrasing.percent(value),
    kind: "share",
    reference: phrasing.reference(value, `line.${each.id}.${line}.${name}`),
  });
  const amount = (name: "gross" | "net", value: number) => ({
    label: say(`report.chain.${name}`, { period }),
    value: phrasing.money(value),
    reference: phrasing.reference(value, ...lineKeys(each, recurrence, name)),
  });
  return [
    { sign: "", ...amount("gross", gross), kind: "amount" },
    share("overlap", overlap),
    share("attribution", attribution),
    share("confidence", confidence),
    { sign: "=", ...amount("net", net), kind: "result" },
  ];
}
