/** What every sheet is planned from, and what sheets tell each other. */

import type { Ledger } from "../../agreement/ledger.ts";
import type { Standing } from "../../agreement/standing.ts";
import type { Period } from "../../case/calendar.ts";
import type { Case, IndicatorTerms } from "../../case/case.ts";
import { withCurrency } from "../../case/check-case.ts";
import type { Indicator, Model, MonetizationLine } from "../../model/model.ts";
import { eachLocale, inLocale, type Text } from "../../text/locale.ts";
import { type BasisWordCells, type DataWordCells, type NameRegistry, nameOf, SheetBuilder } from "../plan/builder.ts";
import type { CellRef, Format, SheetId } from "../plan/plan.ts";
import type { LevelWord, OwnWord, ScenarioWord } from "../plan/words.ts";

export interface PlanContext {
  readonly model: Model;
  readonly kase: Case;
  readonly registry: NameRegistry;
  readonly words: { readonly [W in OwnWord]: CellRef };
  /** The words of the case's scenarios, in their order. */
  readonly scenarioWords: readonly CellRef[];
  /** As readers call it: CNY, 元. */
  readonly currency: Text;
  readonly periods: readonly Period[];
  /** The case's indicators with their definitions, in the order of stages. */
  readonly rows: readonly IndicatorRow[];
  /** Ids of the tables that stand in the workbook. */
  readonly tables: ReadonlySet<string>;
  /** The agreement, and what rests on it; none for an estimate. */
  readonly ledger?: Ledger;
  readonly standing?: Standing;
  /** Words of an agreement; there as the standing is. */
  readonly basisWords?: BasisWordCells;
  /** Words of tables and warnings; there where the model has some that the case uses. */
  readonly dataWords?: DataWordCells;
  readonly levelWords: ReadonlyMap<LevelWord, CellRef>;
}

export interface IndicatorRow {
  readonly terms: IndicatorTerms;
  readonly indicator: Indicator;
  readonly stageNumber: number;
}

export function sheet(context: PlanContext, id: SheetId): SheetBuilder {
  return new SheetBuilder(id, context.registry);
}

/** Indicators of the case in the order of stages, dimensions and the model. */
export function indicatorRows(model: Model, kase: Case): IndicatorRow[] {
  const order = new Map(model.indicators.map(({ id }, index) => [id, index]));
  const stages = model.stages.map(({ id }) => id);
  return kase.indicators
    .map(terms => {
      const indicator = model.indicators.find(({ id }) => id === terms.id);
      if (!indicator) throw new Error(`the case was resolved with an unknown indicator ${terms.id}`);
      return { terms, indicator, stageNumber: stages.indexOf(indicator.stage) + 1 };
    })
    .sort((a, b) => a.stageNumber - b.stageNumber || (order.get(a.terms.id) ?? 0) - (order.get(b.terms.id) ?? 0));
}

/** The word that stands for a scenario of the case. */
export const scenarioWord = (id: string): ScenarioWord => `scenario_${nameOf(id)}`;

/** The word that stands for a level of a table's column. */
export const levelWord = (table: string, column: string, level: string): LevelWord =>
  `level_${table}_${column}_${nameOf(level)}`;

/** Name of a term's cell: first_time_fix_rate_target. */
export const termName = (
  indicator: Indicator,
  term: "chosen" | "baseline" | "target" | "target_shown" | "attribution" | "confidence",
): string => `${nameOf(indicator.id)}_${term}`;

/** Name of a line's gross benefit; the line's id only where an indicator has several. */
export const grossName = (indicator: Indicator, line: MonetizationLine): string =>
  indicator.monetization.length === 1
    ? `${nameOf(indicator.id)}_gross`
    : `${nameOf(indicator.id)}_${nameOf(line.id)}_gross`;

/** Texts of all languages put together. */
export function joinTexts(texts: readonly Text[], separator = ""): Text {
  return eachLocale(locale => texts.map(text => inLocale(text, locale)).join(separator));
}

export const unitText = (shownAs: Text, context: PlanContext): Text =>
  withCurrency(shownAs, context.kase.customer.currency);

/** How a driver's or indicator's number is formatted in cells. */
export function formatOf(item: { readonly format: "percent" | "number" | "money"; readonly unit: string }): Format {
  if (item.format === "percent") return "percent";
  if (item.format === "number") return "number";
  return item.unit === "money" || item.unit === "money/yr" ? "money" : "money-exact";
}
