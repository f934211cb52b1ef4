/** Loads and calculates the case that most commands begin with; prints its findings, and gives nothing where it cannot be used. */
import { compareWithCase } from "../agreement/compare.ts";
import { underScenario } from "../case/scenarios.ts";
import { type Finding, warning } from "../finding/finding.ts";
import { type Assessment, calculate, hasErrors, type LineOf, loadCase, readAgreement } from "../index.ts";
import { exactText } from "../text/format.ts";
import { say } from "../text/say.ts";
import { dataFindings } from "./data-findings.ts";
import { type ExitStatus, exit, type Io } from "./io.ts";
import { printFindings } from "./print-findings.ts";

/** More warnings than these are only counted; `check` shows them all. */
const warningsShown = 3;

/** `scenario`: the one whose figures are wanted; the case as written where undefined. */
export async function assess(io: Io, path: string, scenario?: string): Promise<Assessment | undefined> {
  const { assessment, findings, lineOf } = await loadAndCalculate(path, scenario);
  if (hasErrors(findings) || findings.length <= warningsShown || io.json) printFindings(io, findings, lineOf);
  else io.err(`${say(io.locale, "cli.warnings", { warnings: findings.length, path })}\n`);
  return hasErrors(findings) ? undefined : assessment;
}

/** A case with all its findings, those too that show only when it is calculated. Throws NoScenarioError. */
export async function loadAndCalculate(
  path: string,
  scenario?: string,
): Promise<{ assessment?: Assessment; findings: readonly Finding[]; lineOf: LineOf }> {
  const { model, kase, findings, lineOf } = await loadCase(path);
  if (!model || !kase) return { findings, lineOf };
  const shown = scenario === undefined ? kase : underScenario(kase, scenario);
  if (!shown)
    throw new NoScenarioError(
      scenario ?? "",
      kase.scenarios.map(({ id }) => id),
    );
  const { ledger, findings: ofLog, placeOfLine, lineOf: lineOfLog } = await readAgreement(path);
  const ofAgreement = [...ofLog, ...compareWithCase(ledger, kase, model, placeOfLine)];
  const assessment = await calculate(model, shown, ledger.opened ? ledger : undefined);
  return {
    assessment,
    findings: [
      ...findings,
      ...ofAgreement,
      ...failedFormulas(assessment),
      ...publishedFigures(assessment),
      ...dataFindings(assessment),
    ],
    lineOf: place => lineOfLog(place) ?? lineOf(place),
  };
}

/** The case has no such scenario. */
class NoScenarioError extends Error {
  readonly id: string;
  readonly known: readonly string[];

  constructor(id: string, known: readonly string[]) {
    super(`no scenario ${id}`);
    this.id = id;
    this.known = known;
  }
}

/** What a command gives; where it asks for a scenario that the case does not have, says which there are. */
export async function withScenario(io: Io, run: () => Promise<ExitStatus>): Promise<ExitStatus> {
  try {
    return await run();
  } catch (thrown) {
    if (!(thrown instanceof NoScenarioError)) throw thrown;
    const values = { option: "--scenario", value: thrown.id, expected: thrown.known.join(", ") };
    io.err(`${say(io.locale, "cli.option-wrong", values)}\n`);
    return exit.usage;
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
function failedFormulas({ kase, result }: Assessment): Finding[] {
  return result.gaps.flatMap(({ reason, input, error = "", indicators }) => {
    const place = kase.indicators.find(({ id }) => indicators.includes(id))?.place;
    return reason === "failed" && place ? [warning("cell-failed", place, { figure: input, error })] : [];
  });
}
