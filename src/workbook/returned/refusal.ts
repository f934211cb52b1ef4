/**
 * Leaving a file at the first thing that makes it unusable. A refusal is thrown within this folder only; `parseReturned` gives it as
 * a finding.
 */
import type { Finding, FindingCode } from "../../finding/finding.ts";
import { type PlaceholdersOf, type Value, words } from "../../text/say.ts";

type WorkbookCode = Extract<FindingCode, `workbook-${string}`>;
/** A value for each placeholder but the file's name, which is the same in all. */
type ValuesOf<C extends WorkbookCode> = {
  readonly [P in Exclude<PlaceholdersOf<`finding.${C}` | `finding.${C}.hint`>, "file">]: Value;
};

export class Refusal extends Error {
  readonly code: WorkbookCode;
  readonly values: Readonly<Record<string, Value>>;

  constructor(code: WorkbookCode, values: Readonly<Record<string, Value>>) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

export function refuse<C extends WorkbookCode>(code: C, values: ValuesOf<C>): never {
  throw new Refusal(code, values);
}

/** Refuses a part that is not well-formed or not what it should be. */
export function refusePart(part: string): never {
  refuse("workbook-unreadable", { problem: words("returned.problem.malformed", { part: shortened(part) }) });
}

/** A name from the file, short enough for a message. */
export const shortened = (name: string): string => (name.length > 100 ? `${name.slice(0, 99)}…` : name);

export function findingOf({ code, values }: Refusal, file: string): Finding {
  return {
    code,
    severity: "error",
    values: { file, ...values },
    place: { file, line: 1, column: 1, length: 1 },
  };
}
