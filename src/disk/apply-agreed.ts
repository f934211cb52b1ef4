/** What is agreed, written into case.yaml: in place, whole or not at all. */
import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { changesToCase, type TermChange } from "../agreement/changes.ts";
import { checkOwner, placeOfTerm } from "../agreement/compare.ts";
import { withTerms } from "../agreement/with-terms.ts";
import { error, type Finding, hasErrors } from "../finding/finding.ts";
import { reasonText } from "../text/reason.ts";
import type { Text } from "../text/locale.ts";
import { logPathOf, readLog } from "./agreement-log.ts";
import { type LineOf, loadCase } from "./load.ts";
import { UnwritableError, writeFileWhole } from "./write-file.ts";

export interface Applied {
  /** The file, or where it would be. */
  readonly path: string;
  /** What was changed, or would be; none where there are errors. */
  readonly changes: readonly TermChange[];
  readonly findings: readonly Finding[];
  readonly lineOf: LineOf;
}

export interface ApplyOptions {
  /** Only these terms. */
  readonly terms?: ReadonlySet<string>;
  /** Nothing is written. */
  readonly dryRun?: boolean;
}

/** Writes what the log of the case says is agreed, where its case.yaml states it otherwise or not at all. */
export async function applyAgreed(casePath: string, { terms, dryRun = false }: ApplyOptions = {}): Promise<Applied> {
  const path = /\.ya?ml$/.test(casePath) ? casePath : join(casePath, "case.yaml");
  const { kase, model, findings, lineOf } = await loadCase(casePath);
  if (!kase || !model) return { path, changes: [], findings, lineOf };
  const log = readLog(logPathOf(casePath));
  const lines: LineOf = place => log.lineOf(place) ?? lineOf(place);
  const none = (found: readonly Finding[]): Applied => ({ path, changes: [], findings: found, lineOf: lines });
  const foreign = checkOwner(log.ledger, kase, log.placeOfLine(1));
  if (hasErrors([...log.findings, ...foreign])) return none([...log.findings, ...foreign]);
  const changes = changesToCase(log.ledger, kase, model).filter(({ term }) => terms?.has(term) ?? true);
  if (changes.length === 0) return none(log.findings);
  const problem = written(path, dryRun, text => withTerms(text, changes, model));
  if (problem === undefined) return { path, changes, findings: log.findings, lineOf: lines };
  const values = { file: path, reason: problem, terms: changes.map(({ term }) => term).join(", ") };
  return none([...log.findings, error("agreed-unwritten", placeOfTerm(changes[0]?.term ?? "", kase), values)]);
}

/** Undefined once the file says it (or would); else why it does not. */
function written(
  path: string,
  dryRun: boolean,
  change: (text: string) => ReturnType<typeof withTerms>,
): Text | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
    const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
    const changed = change(text.slice(mark.length));
    if ("problem" in changed) return changed.problem;
    // A link stays a link: what it leads to is written.
    if (!dryRun) writeFileWhole(realpathSync(path), mark + changed.text);
    return undefined;
  } catch (thrown) {
    const code = thrown instanceof UnwritableError ? thrown.reason : (thrown as NodeJS.ErrnoException).code;
    if (code === undefined) throw thrown;
    return reasonText(code);
  }
}
