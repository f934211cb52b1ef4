/**
 * A finding: something wrong, or worth knowing, in the user's files. Data only: code, typed values, place; the words come from
 * the dictionaries when it is printed. Findings are collected and returned, never thrown.
 */
import type { PlaceholdersOf, TextKey, Value } from "../text/say.ts";

export type Severity = "error" | "warning";

/** A spot in a file. Lines and columns count from 1; `length` is that of the fault on its line (at least 1). */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** In a workbook: `Inputs!B12`, in place of line and column. */
  readonly cell?: string;
}

type MessageKey = Extract<TextKey, `finding.${string}`>;
/** A public code: `unknown-name` for the text `finding.unknown-name`. Never reused. */
export type FindingCode = Exclude<MessageKey, `${string}.hint`> extends `finding.${infer Code}` ? Code : never;

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly values: Readonly<Record<string, Value>>;
  readonly place: Place;
}

/** A finding of severity error: the file cannot be used as it is. */
export function error<C extends FindingCode>(code: C, place: Place, ...values: FindingValues<C>): Finding {
  return { code, severity: "error", values: values[0] ?? {}, place };
}

/** A finding of severity warning: it can be used, but look. */
export function warning<C extends FindingCode>(code: C, place: Place, ...values: FindingValues<C>): Finding {
  return { code, severity: "warning", values: values[0] ?? {}, place };
}

type ValueName<C extends FindingCode> = PlaceholdersOf<Extract<TextKey, `finding.${C}` | `finding.${C}.hint`>>;
/** A value for each placeholder of the message and the hint. */
type FindingValues<C extends FindingCode> = [ValueName<C>] extends [never]
  ? []
  : [values: { readonly [P in ValueName<C>]: Value }];

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(finding => finding.severity === "error");
}
