/**
 * Value reviews of many cases, one after another, with what they have in common kept: models, and the compiled shape of cases alike. A
 * case that no shape fits is calculated whole; either way the review is the one that `review` gives, bit for bit.
 */

import { countedCase, type Standing, standingOf } from "../agreement/standing.ts";
import { periodsOf } from "../case/calendar.ts";
import type { Case } from "../case/case.ts";
import { tablesOf } from "../case/readers-of-drivers.ts";
import { buildPlan } from "../engine/build-plan.ts";
import { calculate } from "../engine/calculate.ts";
import type { Calculation } from "../engine/calculation.ts";
import { CaseShape, type ShapeValues, shapeKey } from "../engine/case-shape.ts";
import type { CaseResult, Gap } from "../engine/result.ts";
import { resultOf } from "../engine/result-of.ts";
import { error, type Finding } from "../finding/finding.ts";
import { type Assessment, hasErrors, type Ledger, type LineOf, type Model, type ValueReview } from "../index.ts";
import { type Measurement, periodLabelled } from "../review/actuals.ts";
import { figuresOf, figuresOfShape } from "../review/line-figures.ts";
import { reviewOf } from "../review/review.ts";
import { failedFormulas, findingsOfFigures, openCase } from "./assess.ts";
import { lateResult } from "./late-result.ts";
import { measurementsOf } from "./measurements.ts";
import type { ModelCache } from "./model-cache.ts";

export interface ReviewedCase {
  /** The model as the case names it, and the hash of its files; both empty where it names none that could be read. */
  readonly modelReference: string;
  readonly modelHash: string;
  readonly findings: readonly Finding[];
  /** What was measured, as far as it could be read. */
  readonly history: readonly Measurement[];
  readonly lineOf: LineOf;
  /** Both absent where there are errors. */
  readonly assessment?: Assessment;
  readonly review?: ValueReview;
  /** How it was calculated. */
  readonly way?: "shape" | "whole";
}

/** A compiled shape takes some megabytes. */
const shapesKept = 16;

export class Reviewer {
  private readonly models: ModelCache;
  private readonly shapes = new WeakMap<Model, Map<string, CaseShape>>();

  constructor(models: ModelCache) {
    this.models = models;
  }

  async review(path: string, quarter: string): Promise<ReviewedCase> {
    const named = { modelReference: "", modelHash: "" };
    const {
      model,
      kase,
      ledger,
      findings: ofCase,
      lineOf: lineOfCase,
    } = await openCase(path, (reference, ...rest) => {
      named.modelReference = reference;
      named.modelHash = this.models.hashOf(reference, path);
      return this.models.load(reference, ...rest);
    });
    if (!model || !kase) return { ...named, findings: ofCase, history: [], lineOf: lineOfCase };
    const { text, history, findings: ofMeasurements } = measurementsOf(path, kase, model);
    const lines = text.text.split(/\r?\n/);
    const lineOf: LineOf = place => (place.file === text.path ? lines[place.line - 1] : lineOfCase(place));
    const findings = [...ofCase, ...ofMeasurements];
    const period = periodLabelled(kase, quarter);
    if (period === undefined) findings.push(noPeriod(kase, quarter));
    if (period === undefined || hasErrors(findings)) return { ...named, findings, history, lineOf };
    const standing = ledger && standingOf(ledger, kase, model);
    const input = { model, kase, ledger, standing, history, period };
    const { assessment, review, ofFigures, way } = this.byShape(input) ?? whole(input);
    return {
      ...named,
      findings: [...findings, ...ofFigures],
      history,
      lineOf,
      assessment,
      review,
      way,
    };
  }

  private byShape(input: ReviewInput): Realized | undefined {
    const { model, kase, ledger, standing, history, period } = input;
    if (kase.published.length > 0 || readsData(kase, model)) return undefined;
    const shape = this.shapeOf(model, kase, ledger, standing);
    const isKnown = ({ of, item }: Measurement) =>
      of === "go-live" || shape.knows(of === "indicator" ? `${item}.target` : item);
    if (shape.unfit || !history.filter(each => each.period <= period).every(isKnown)) return undefined;
    const own = shape.evaluate(kase, []);
    const failed = failedLines(own);
    const figures = figuresOfShape(shape, kase, own);
    return {
      assessment: new LateAssessment(input, failed),
      review: reviewOf({ model, kase, figures, standing, history, period }),
      ofFigures: failedFormulas(kase, failed),
      way: "shape",
    };
  }

  /** The least recently used one goes where there are too many. */
  private shapeOf(model: Model, kase: Case, ledger: Ledger | undefined, standing: Standing | undefined): CaseShape {
    const ofModel = this.shapes.get(model) ?? new Map<string, CaseShape>();
    this.shapes.set(model, ofModel);
    const key = shapeKey(kase, standing);
    const shape = ofModel.get(key) ?? new CaseShape(model, kase, ledger);
    ofModel.delete(key);
    ofModel.set(key, shape);
    const [oldest] = ofModel.keys();
    if (ofModel.size > shapesKept && oldest !== undefined) ofModel.delete(oldest);
    return shape;
  }
}

/** Tables, measured levels and warnings are calculated with the whole case. */
const readsData = (kase: Case, model: Model): boolean =>
  model.warnings.length > 0 ||
  model.indicators.some(({ measure }) => measure) ||
  (model.tables.length > 0 && tablesOf(kase, model).size > 0);

interface ReviewInput {
  readonly model: Model;
  readonly kase: Case;
  readonly ledger: Ledger | undefined;
  readonly standing: Standing | undefined;
  readonly history: readonly Measurement[];
  readonly period: number;
}

interface Realized {
  readonly assessment: Assessment;
  readonly review: ValueReview;
  readonly ofFigures: readonly Finding[];
  readonly way: "shape" | "whole";
}

function whole(input: ReviewInput): Realized {
  const { model, kase, standing, history, period } = input;
  const assessment = new LateAssessment(input);
  const figures = figuresOf(model, countedCase(kase, standing), assessment.calculation);
  return {
    assessment,
    review: reviewOf({ model, kase, figures, standing, history, period }),
    ofFigures: findingsOfFigures(assessment),
    way: "whole",
  };
}

/** Calculated when a document first asks for more than the review itself. */
class LateAssessment implements Assessment {
  readonly model: Model;
  readonly kase: Case;
  readonly ledger: Ledger | undefined;
  readonly standing: Standing | undefined;
  readonly result: CaseResult;
  private calculated: Calculation | undefined;
  private figures: CaseResult | undefined;

  /** `failed`: the lines whose formula fails, where they are known already. */
  constructor({ model, kase, ledger, standing }: Omit<ReviewInput, "history" | "period">, failed?: readonly Gap[]) {
    this.model = model;
    this.kase = kase;
    this.ledger = ledger;
    this.standing = standing;
    this.result = lateResult(model, kase, standing, failed, () => {
      this.figures ??= resultOf(model, kase, this.calculation, standing);
      return this.figures;
    });
  }

  get calculation(): Calculation {
    const { model, kase, ledger } = this;
    this.calculated ??= calculate(buildPlan(model, kase, { ledger }));
    return this.calculated;
  }
}

/** Lines whose formula gives an error, as the gaps of a calculated case have them. */
function failedLines({ keys, value }: ShapeValues): Gap[] {
  return keys.flatMap(key => {
    const [, indicator, line] = /^line\.([^.]+)\.([^.]+)\.gross$/.exec(key) ?? [];
    const found = indicator && value(key);
    if (!indicator || typeof found !== "object" || !("error" in found)) return [];
    return [{ reason: "failed" as const, input: `${indicator}.${line}`, error: found.error, indicators: [indicator] }];
  });
}

function noPeriod({ calendar, place }: Case, quarter: string): Finding {
  const periods = periodsOf(calendar).slice(1);
  const values = { period: quarter, first: periods[0]?.label ?? "", last: periods.at(-1)?.label ?? "" };
  return error("batch-period", place, values);
}
