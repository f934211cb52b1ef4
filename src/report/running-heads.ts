/** What stands at the head and foot of each page: customer, section, basis, page X of Y. Printed by the style sheet's page boxes. */
import { shortBasis } from "./basis-view.ts";
import { shortened } from "./charts/svg.ts";
import type { Phrasing } from "./phrasing.ts";
import { otherScenario } from "./shown-scenario.ts";

/** A chapter is a named page of the style sheet; that on data is only where there is some. */
export type Chapter =
  | "contents"
  | "summary"
  | "map"
  | "indicators"
  | "cash"
  | "scenarios"
  | "sensitivity"
  | "uncertainty"
  | "risks"
  | "levers"
  | "governance"
  | "provenance"
  | "appendix";

type Chapters = Readonly<Record<Chapter, string>> & { readonly data?: string };

export interface RunningHeads {
  /** Top left, the same on every page. */
  readonly document: string;
  /** Top right, by chapter. */
  readonly chapters: Chapters;
  /** Bottom left. */
  readonly basis: string;
  /** Words around the numbers of "Page X of Y": before X, between, after Y. */
  readonly page: { readonly before: string; readonly between: string; readonly after: string };
}

/** Widest a name may run at the head of a page, in em of its size. */
const widest = 27;

export function runningHeads(phrasing: Phrasing, chapters: Chapters): RunningHeads {
  const { kase, say } = phrasing;
  const other = otherScenario(phrasing);
  const customer = shortened(phrasing.text(kase.customer.name), 1, widest);
  return {
    document: say("report.head.document", { customer }),
    chapters,
    basis: other
      ? `${shortBasis(phrasing)} · ${shortened(phrasing.text(other.name), 1, widest)}`
      : shortBasis(phrasing),
    page: { before: say("report.page.before"), between: say("report.page.between"), after: say("report.page.after") },
  };
}
