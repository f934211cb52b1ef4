/** Findings as people read them: `file:line:column: error code`, the user's own line with carets under the fault, message, hint. */
import type { Locale } from "../text/locale.ts";
import { isTextKey, sayAny } from "../text/say.ts";
import { visibleLine } from "../text/visible.ts";
import { columnsOf } from "../text/width.ts";
import type { Finding, Place } from "./finding.ts";

/** What a finding says, in one language. */
export function messageOf(finding: Finding, locale: Locale): { message: string; hint?: string } {
  const messageKey = `finding.${finding.code}`;
  const hintKey = `${messageKey}.hint`;
  if (!isTextKey(messageKey)) throw new Error(`finding code without a text: ${finding.code}`);
  const message = sayAny(locale, messageKey, finding.values);
  return isTextKey(hintKey) ? { message, hint: sayAny(locale, hintKey, finding.values) } : { message };
}

/** One finding, several lines, without a final line break. `lineOf` gives the user's line; nothing where there is no such file. */
export function printFinding(finding: Finding, locale: Locale, lineOf: (place: Place) => string | undefined): string {
  const { message, hint } = messageOf(finding, locale);
  const { file, line, column, cell } = finding.place;
  const severity = sayAny(locale, `severity.${finding.severity}`);
  const head = `${file}:${cell ?? `${line}:${column}`}: ${severity} ${finding.code}`;
  const written = lineOf(finding.place);
  const excerpt = written === undefined ? [] : excerptOf(written, finding.place);
  const advice = hint ? [`${sayAny(locale, "severity.hint")} ${hint}`] : [];
  return [head, ...[...excerpt, message, ...advice].map(each => `  ${each}`)].map(visibleLine).join("\n");
}

/** Characters of a line that are shown; of a longer one, the part around the fault. */
const longest = 120;
const shownBefore = 40;

/** The user's line, and carets under the fault; characters that take two columns of a terminal get two. */
function excerptOf(written: string, { column, length }: Place): [line: string, carets: string] {
  const from =
    written.length <= longest ? 0 : Math.max(0, Math.min(column - 1 - shownBefore, written.length - longest));
  const to = Math.min(written.length, from + longest);
  const line = visibleLine(`${from > 0 ? "…" : ""}${written.slice(from, to)}${to < written.length ? "…" : ""}`);
  const start = column - 1 - from + (from > 0 ? 1 : 0);
  const before = columnsOf(line.slice(0, start).padEnd(start));
  return [line, " ".repeat(before) + "^".repeat(Math.max(1, columnsOf(line.slice(start, start + length))))];
}

/** The same as data, for `--json`. */
export function findingAsData(finding: Finding, locale: Locale): Record<string, unknown> {
  return { code: finding.code, severity: finding.severity, ...finding.place, ...messageOf(finding, locale) };
}

/** In the order a reader works through files: by file, line, column. */
export function inReadingOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      a.place.file.localeCompare(b.place.file, "en") ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      a.code.localeCompare(b.code, "en"),
  );
}
