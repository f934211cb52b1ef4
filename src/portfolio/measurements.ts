/** The measurements of a case, from the file beside it; of a case that was never measured none, and nothing is wrong with that. */
import type { Case } from "../case/case.ts";
import { type ActualsText, actualsPathOf, readActualsText } from "../disk/actuals-file.ts";
import type { Finding } from "../finding/finding.ts";
import type { Model } from "../index.ts";
import { type Measurement, readActuals } from "../review/actuals.ts";

export interface CaseMeasurements {
  readonly text: ActualsText;
  readonly history: readonly Measurement[];
  readonly findings: readonly Finding[];
}

export function measurementsOf(path: string, kase: Case, model: Model): CaseMeasurements {
  const text = readActualsText(actualsPathOf(path));
  const { history, findings } = readActuals(text.text, text.path, kase, model);
  return { text, history, findings: [...text.findings, ...(text.exists ? findings : [])] };
}
