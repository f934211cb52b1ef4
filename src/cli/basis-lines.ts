/** What the printed figures stand on, a line each: an estimate, or the agreement, its signatures, and what it leaves open. */
import { basisTexts, type CaseResult, inLocale } from "../index.ts";
import { visibleLine } from "../text/visible.ts";
import type { Io } from "./io.ts";

export function basisLines(result: CaseResult, { locale }: Io): string {
  return basisTexts(result)
    .map(text => visibleLine(inLocale(text, locale)))
    .join("\n");
}
