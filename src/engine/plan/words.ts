/**
 * Words that formulas of the workbook compare with or give as results. Each is a named cell on a hidden sheet, so that a formula
 * reads `IF(first_time_fix_rate_chosen=yes,…` in every language while the reader sees his own word. The names of a case's scenarios
 * are such words too.
 */
import type { Text } from "../../text/locale.ts";
import { words } from "../../text/say.ts";

export const wordList = [
  "gap",
  "yes",
  "no",
  "year_end",
  "mid_year",
  "period_end",
  "reached",
  "not_reached",
  "no_investment",
  "one_root",
  "no_root",
  "several_roots",
  "passed",
  "failed",
  "accept",
  "counter",
  "decline",
  "convention_tei",
  "convention_nominal",
  "convention_period_end",
] as const;
export type OwnWord = (typeof wordList)[number];
/** Words of a plan whose case has an agreement: where an indicator stands, and what the figures count. */
export const basisWordList = ["agreed", "proposed", "committed_only", "with_proposed"] as const;
export type BasisWord = (typeof basisWordList)[number];
/** How an indicator stands in a value review. */
export const statusWordList = [
  "status_exceeded",
  "status_met",
  "status_missed",
  "status_worsened",
  "status_not_measured",
  "status_not_due",
] as const;
/** Words of a value review: how an indicator stands, what is shared, and how. */
export const reviewWordList = [
  ...statusWordList,
  "share_of_net",
  "share_of_gross",
  "from_first_unit",
  "above_threshold",
  "rule_no_terms",
  "rule_no_base",
  "rule_loss",
  "rule_below_threshold",
  "rule_shared",
  "rule_capped",
] as const;
export type ReviewWord = (typeof reviewWordList)[number];
/** Words of a workbook for measurements: what is to be said of a row. */
export const fillInWordList = [
  "fill_open",
  "fill_unchanged",
  "fill_ok",
  "fill_ratio",
  "fill_differs",
  "fill_bounds",
  "fill_jump",
] as const;
export type FillInWord = (typeof fillInWordList)[number];
/** Words of a plan with tables, measured levels or warnings. */
export const dataWordList = ["absent", "agrees", "differs", "no_warning", "warning"] as const;
export type DataWord = (typeof dataWordList)[number];
/** scenario_conservative: a scenario of the case. */
export type ScenarioWord = `scenario_${string}`;
/** level_people_attitude_supporter: a level of a table's column. */
export type LevelWord = `level_${string}`;
export type Word = OwnWord | BasisWord | DataWord | ReviewWord | FillInWord | ScenarioWord | LevelWord;
/** What readers see for each word of a plan. */
export type WordTexts = ReadonlyMap<Word, Text>;

/** The words that every plan has. */
export const ownWords: WordTexts = new Map(wordList.map(word => [word, words(`word.${word}`)]));

export const basisWords: WordTexts = new Map(basisWordList.map(word => [word, words(`word.${word}`)]));

export const reviewWords: WordTexts = new Map<Word, Text>([
  ["status_exceeded", words("status.exceeded")],
  ["status_met", words("status.met")],
  ["status_missed", words("status.missed")],
  ["status_worsened", words("status.worsened")],
  ["status_not_measured", words("status.not-measured")],
  ["status_not_due", words("status.not-due")],
  ["share_of_net", words("settlement.of-net")],
  ["share_of_gross", words("settlement.of-gross")],
  ["from_first_unit", words("settlement.from-first-unit")],
  ["above_threshold", words("settlement.above-threshold")],
  ["rule_no_terms", words("settle.no-terms")],
  ["rule_no_base", words("settle.no-base")],
  ["rule_loss", words("settle.loss-rule")],
  ["rule_below_threshold", words("settle.below-threshold")],
  ["rule_shared", words("settle.shared")],
  ["rule_capped", words("settle.capped")],
]);

export const fillInWords: WordTexts = new Map<Word, Text>([
  ["fill_open", words("fill-in.open")],
  ["fill_unchanged", words("fill-in.unchanged")],
  ["fill_ok", words("fill-in.ok")],
  ["fill_ratio", words("fill-in.ratio")],
  ["fill_differs", words("fill-in.differs")],
  ["fill_bounds", words("fill-in.bounds")],
  ["fill_jump", words("fill-in.jump")],
]);

export const dataWords: WordTexts = new Map(dataWordList.map(word => [word, words(`word.${word}`)]));

const fixedWords: ReadonlySet<string> = new Set([
  ...wordList,
  ...basisWordList,
  ...dataWordList,
  ...reviewWordList,
  ...fillInWordList,
]);

export function wordText(word: Word, texts: WordTexts): Text {
  return texts.get(word) ?? word;
}

export function isWord(value: unknown): value is Word {
  return typeof value === "string" && (/^(scenario|level)_/.test(value) || fixedWords.has(value));
}
