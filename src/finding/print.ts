/** Findings as people read them: `file:line:column: error code`, the user's own line with carets under the fault, message, hint. */
import type { Locale } from "../text/locale.ts";
import { isTextKey, sayAny } from "../text/say.ts";
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
  const { file, line, column } = finding.place;
  const severity = sayAny(locale, `severity.${finding.severity}`);
  const head = `${file}:${line}:${column}: ${severity} ${finding.code}`;
  const quoted = lineOf(finding.place)?.replaceAll("\t", " ");
  const excerpt = quoted === undefined ? [] : [`  ${quoted}`, `  ${caretsUnder(quoted, finding.place)}`];
  return [head, ...excerpt, `  ${message}`, ...(hint ? [`  ${sayAny(locale, "severity.hint")} ${hint}`] : [])].join("\n");
}

/** Carets under the fault; characters that take two columns of a terminal get two. */
function caretsUnder(line: string, place: Place): string {
  const before = line.slice(0, place.column - 1);
  const fault = line.slice(place.column - 1, place.column - 1 + place.length);
  return " ".repeat(columnsOf(before)) + "^".repeat(Math.max(1, columnsOf(fault)));
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
