/** One case from its folder: loaded, calculated, with everything that is wrong with it. Single commands and batches begin with it. */
import { compareWithCase } from "../agreement/compare.ts";
import type { Case } from "../case/case.ts";
import { underScenario } from "../case/scenarios.ts";
import { type Finding, warning } from "../finding/finding.ts";
import {
  type Assessment,
  calculate,
  type Gap,
  type Ledger,
  type LineOf,
  loadCase,
  type Model,
  type ModelLoader,
  readAgreement,
} from "../index.ts";
import { exactText } from "../text/format.ts";

/** A case and its agreement, read and checked; `ledger` only where something was ever agreed on. */
export interface OpenedCase {
  readonly model?: Model;
  readonly kase?: Case;
  readonly ledger?: Ledger | undefined;
  readonly findings: readonly Finding[];
  readonly lineOf: LineOf;
}

export async function openCase(path: string, models?: ModelLoader): Promise<OpenedCase> {
  const { model, kase, findings, lineOf } = await loadCase(path, models);
  if (!model || !kase) return { ...(model ? { model } : {}), findings, lineOf };
  const { ledger, findings: ofLog, placeOfLine, lineOf: lineOfLog } = await readAgreement(path);
  return {
    model,
    kase,
    ledger: ledger.opened ? ledger : undefined,
    findings: [...findings, ...ofLog, ...compareWithCase(ledger, kase, model, placeOfLine)],
    lineOf: place => lineOfLog(place) ?? lineOf(place),
  };
}

/** A case with all its findings, those too that show only when it is calculated. Throws NoScenarioError. */
export async function loadAndCalculate(
  path: string,
  scenario?: string,
): Promise<{ assessment?: Assessment; findings: readonly Finding[]; lineOf: LineOf }> {
  const { model, kase, ledger, findings, lineOf } = await openCase(path);
  if (!model || !kase) return { findings, lineOf };
  const shown = scenario === undefined ? kase : underScenario(kase, scenario);
  if (!shown)
    throw new NoScenarioError(
      scenario ?? "",
      kase.scenarios.map(({ id }) => id),
    );
  const assessment = await calculate(model, shown, ledger);
  return { assessment, findings: [...findings, ...findingsOfFigures(assessment)], lineOf };
}

/** What shows only when a case is calculated. */
export const findingsOfFigures = (assessment: Assessment): Finding[] => [
  ...failedFormulas(assessment.kase, assessment.result.gaps),
  ...publishedFigures(assessment),
];

/** The case has no such scenario. */
export class NoScenarioError extends Error {
  readonly id: string;
  readonly known: readonly string[];

  constructor(id: string, known: readonly string[]) {
    super(`no scenario ${id}`);
    this.id = id;
    this.known = known;
  }
}

/** Figures of a study that are not what its printed inputs come to, unless the case says why; and names that no figure has. */
function publishedFigures({ kase, result }: Assessment): Finding[] {
  return result.published.flatMap(({ figure, prints, calculated, agrees, because }, index) => {
    const place = kase.published[index]?.place;
    if (!place || agrees || because) return [];
    if (calculated === null) return [warning("published-unknown", place, { figure })];
    return [
      warning("published-differs", place, {
        figure,
        prints,
        calculated: exactText(Number(calculated.toPrecision(12))),
      }),
    ];
  });
}

/** Formulas that fail with the values of a case (a division by 0), each led home to its indicator in the case file. */
export function failedFormulas(
  { indicators: all }: Case,
  gaps: readonly Pick<Gap, "reason" | "input" | "error" | "indicators">[],
): Finding[] {
  return gaps.flatMap(({ reason, input, error = "", indicators }) => {
    const place = all.find(({ id }) => indicators.includes(id))?.place;
    return reason === "failed" && place ? [warning("cell-failed", place, { figure: input, error })] : [];
  });
}
