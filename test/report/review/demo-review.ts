/** Reviews of the demonstration, as its files are or otherwise measured, for the tests of their documents. */
import { readFileSync } from "node:fs";
import type { Case } from "../../../src/case/case.ts";
import {
  type Assessment,
  calculate,
  loadCase,
  type Measurement,
  readAgreement,
  readMeasurements,
  review,
  type ValueReview,
} from "../../../src/index.ts";
import { type ReviewView, reviewView } from "../../../src/report/review/review-view.ts";
import type { Locale } from "../../../src/text/locale.ts";

const folder = "fixtures/jianglan";
const text = readFileSync(`${folder}/actuals.csv`, "utf8");

export interface DemoReview {
  readonly assessment: Assessment;
  readonly reviewed: ValueReview;
}

export interface Otherwise {
  readonly period?: number;
  /** Lines behind those of the demonstration. */
  readonly more?: string;
  readonly history?: (all: readonly Measurement[], kase: Case) => readonly Measurement[];
  readonly kase?: (kase: Case) => Case;
  /** Without its agreement: what a case may be then is not held against one. */
  readonly isEstimate?: boolean;
}

export async function demoReview(otherwise: Otherwise = {}): Promise<DemoReview> {
  const { kase, model } = await loadCase(folder);
  if (!kase || !model) throw new Error("the demonstration does not load");
  const ledger = otherwise.isEstimate ? undefined : (await readAgreement(folder)).ledger;
  const changed = otherwise.kase?.(kase) ?? kase;
  const assessment = await calculate(model, changed, ledger);
  const read = await readMeasurements(`${text}${otherwise.more ?? ""}`, "actuals.csv", changed, model);
  const history = otherwise.history?.(read.history, changed) ?? read.history;
  return { assessment, reviewed: await review(assessment, history, otherwise.period ?? 6) };
}

export function viewOf({ assessment: { model, kase, result }, reviewed }: DemoReview, locale: Locale): ReviewView {
  return reviewView({ model, kase, result, review: reviewed, locale });
}

/** Every level moved so far from the baseline towards the target; below 0, away from it. */
export const movedBy =
  (share: number) =>
  (all: readonly Measurement[], kase: Case): readonly Measurement[] =>
    all.map(each => {
      const terms = kase.indicators.find(({ id }) => id === each.item);
      if (!terms || terms.baseline === null || terms.target === null) return each;
      return { ...each, value: terms.baseline + share * (terms.target - terms.baseline) };
    });
