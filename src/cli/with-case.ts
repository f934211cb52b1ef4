/** Loads and calculates the case that most commands begin with; prints its findings, and gives nothing where it cannot be used. */
import { type Assessment, hasErrors } from "../index.ts";
import { loadAndCalculate, NoScenarioError } from "../portfolio/assess.ts";
import { say } from "../text/say.ts";
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
