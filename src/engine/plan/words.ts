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
/** Words of a plan with tables, measured levels or warnings. */
export const dataWordList = ["absent", "agrees", "differs", "no_warning", "warning"] as const;
export type DataWord = (typeof dataWordList)[number];
/** scenario_conservative: a scenario of the case. */
export type ScenarioWord = `scenario_${string}`;
/** level_people_attitude_supporter: a level of a table's column. */
export type LevelWord = `level_${string}`;
export type Word = OwnWord | BasisWord | DataWord | ScenarioWord | LevelWord;
/** What readers see for each word of a plan. */
export type WordTexts = ReadonlyMap<Word, Text>;

/** The words that every plan has. */
export const ownWords: WordTexts = new Map(wordList.map(word => [word, words(`word.${word}`)]));

export const basisWords: WordTexts = new Map(basisWordList.map(word => [word, words(`word.${word}`)]));

export const dataWords: WordTexts = new Map(dataWordList.map(word => [word, words(`word.${word}`)]));

const fixedWords: ReadonlySet<string> = new Set([...wordList, ...basisWordList, ...dataWordList]);

export function wordText(word: Word, texts: WordTexts): Text {
  return texts.get(word) ?? word;
}

export function isWord(value: unknown): value is Word {
  return typeof value === "string" && (/^(scenario|level)_/.test(value) || fixedWords.has(value));
}
