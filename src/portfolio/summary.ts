/** What came of a batch: as data for `summary.json`, and as text for people. */
import type { Locale } from "../index.ts";
import { formatPercent } from "../text/format.ts";
import { say } from "../text/say.ts";
import { visibleLine } from "../text/visible.ts";
import type { BatchSettings, Outcome, ToldFinding } from "./task.ts";

export interface Summary {
  readonly quarter: string;
  readonly locale: Locale;
  readonly formats: readonly string[];
  readonly counts: Readonly<Record<Outcome["state"], number>>;
  readonly cases: readonly Outcome[];
}

export function summaryOf({ quarter, locale, formats }: BatchSettings, cases: readonly Outcome[]): Summary {
  const count = (state: Outcome["state"]) => cases.filter(each => each.state === state).length;
  const counts = { done: count("done"), skipped: count("skipped"), failed: count("failed") };
  return { quarter, locale, formats, counts, cases };
}

/** Of every case with findings, what they are: where, which, and what to do. */
export function findingsText({ cases, locale }: Summary): string {
  return cases
    .filter(({ findings }) => findings.length > 0)
    .map(({ name, state, findings }) =>
      [
        `${visibleLine(name)} (${say(locale, `batch.${state}`)})`,
        ...findings.flatMap(each => lines(each, locale)),
      ].join("\n"),
    )
    .join("\n\n");
}

function lines({ file, line, column, severity, code, message, hint }: ToldFinding, locale: Locale): string[] {
  return [
    `  ${visibleLine(`${file}:${line}:${column}: ${say(locale, `severity.${severity}`)} ${code}`)}`,
    `    ${visibleLine(message)}`,
    ...(hint ? [`    ${visibleLine(`${say(locale, "severity.hint")} ${hint}`)}`] : []),
  ];
}

/** Realized ÷ planned. */
export const shareText = (value: number | null | undefined, locale: Locale): string =>
  value === null || value === undefined ? "–" : formatPercent(value, locale, 1);
