/** What another version of a model does to the figures of a case: each change alone, and all of it together. Every indicator chosen counts. */
import type { Case } from "../case/case.ts";
import { type ReadCase, resolveCase } from "../case/parse-case.ts";
import { type Finding, hasErrors } from "../finding/finding.ts";
import { compareModels, type ModelChange } from "../model/compare-models.ts";
import type { Model } from "../model/model.ts";
import { buildPlan } from "./build-plan.ts";
import { calculate } from "./calculate.ts";
import { resultOf } from "./result-of.ts";

/** Net benefit and one-off cash at full effect, NPV without one-off cash; null is a gap. */
export interface VersionFigures {
  readonly netPerYear: number | null;
  readonly oneOffCash: number | null;
  readonly npv: number | null;
}

export interface ChangeWithEffect extends Omit<ModelChange, "alone"> {
  /** Differences of the figures; undefined where the case cannot be read with this change alone. */
  readonly effect?: VersionFigures;
}

export interface VersionComparison {
  readonly changes: readonly ChangeWithEffect[];
  readonly before: VersionFigures;
  /** Undefined where the case cannot be read with the other version: `findings` say why. */
  readonly after?: VersionFigures;
  /** The case under the other version. */
  readonly kase?: Case;
  readonly findings: readonly Finding[];
}

const none: VersionFigures = { netPerYear: 0, oneOffCash: 0, npv: 0 };

export function compareVersions(read: ReadCase, before: Model, after: Model): VersionComparison {
  const figuresWith = (model: Model): { figures?: VersionFigures; kase?: Case; findings: readonly Finding[] } => {
    const { kase, findings } = resolveCase(read, model);
    if (!kase || hasErrors(findings)) return { findings };
    const {
      netBenefitPerYear: netPerYear,
      oneOffCash,
      npv,
    } = resultOf(model, kase, calculate(buildPlan(model, kase))).summary;
    return { figures: { netPerYear, oneOffCash, npv }, kase, findings };
  };
  const now = figuresWith(before).figures;
  if (!now) throw new Error("the case cannot be read with its own model");
  const taken = figuresWith(after);
  return {
    changes: compareModels(before, after).map(({ alone, ...change }) => {
      const figures = change.movesFigures ? figuresWith(alone).figures : now;
      return { ...change, ...(figures ? { effect: difference(now, figures) } : {}) };
    }),
    before: now,
    findings: taken.findings,
    ...(taken.figures && taken.kase ? { after: taken.figures, kase: taken.kase } : {}),
  };
}

function difference(a: VersionFigures, b: VersionFigures): VersionFigures {
  const minus = (x: number | null, y: number | null) => (x === null || y === null ? (x === y ? 0 : null) : y - x);
  const found = {
    netPerYear: minus(a.netPerYear, b.netPerYear),
    oneOffCash: minus(a.oneOffCash, b.oneOffCash),
    npv: minus(a.npv, b.npv),
  };
  return Object.values(found).every(each => each === 0) ? none : found;
}
