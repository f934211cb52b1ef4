/** `agree apply CASE`: agreed values into case.yaml. */
import { plainValueText, valueText } from "../../agreement/value-text.ts";
import type { TermValue } from "../../agreement/terms.ts";
import type { TermChange } from "../../agreement/changes.ts";
import { type Applied, applyAgreed } from "../../disk/apply-agreed.ts";
import { hasErrors, inLocale } from "../../index.ts";
import { say } from "../../text/say.ts";
import { visibleLine } from "../../text/visible.ts";
import { type ExitStatus, exit, type Io } from "../io.ts";
import { printFindings } from "../print-findings.ts";
import { table } from "../table.ts";

export async function apply(
  io: Io,
  path: string,
  { dryRun = false }: { readonly dryRun?: boolean },
): Promise<ExitStatus> {
  const applied = await applyAgreed(path, { dryRun });
  printFindings(io, applied.findings, applied.lineOf);
  if (hasErrors(applied.findings)) return exit.findings;
  if (io.json) io.out(`${JSON.stringify({ path: applied.path, dryRun, changes: asData(applied.changes) }, null, 2)}\n`);
  else io.out(`${appliedText(applied, io, dryRun)}\n`);
  return exit.clean;
}

export const asData = (changes: readonly TermChange[]) =>
  changes.map(({ term, was, is }) => ({ term, was: was ?? null, is }));

/** Term, what the case said, what it says now. */
export function appliedText({ changes, path }: Applied, { locale }: Io, dryRun = false): string {
  if (changes.length === 0) return say(locale, "agree.in-line", { path });
  const shown = (value: TermValue | undefined, { definition }: TermChange) =>
    value === undefined
      ? "–"
      : visibleLine(definition ? inLocale(valueText(value, definition), locale) : plainValueText(value));
  const rows = changes.map(change => [change.term, shown(change.was, change), shown(change.is, change)]);
  const heads = ["agree.term", "agree.was", "agree.is"] as const;
  return [
    say(locale, dryRun ? "agree.would-apply" : "agree.applied", { path }),
    table(
      heads.map(key => ({ head: say(locale, key) })),
      rows,
    ),
  ].join("\n\n");
}
