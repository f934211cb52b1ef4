/**
 * The report as one HTML document that needs nothing else: no network, no script, styles inside, and a policy that forbids the rest.
 * Prints what the view holds and decides nothing. Everything is escaped, but the drawings that src/report/charts made.
 */
import { pageBoxes } from "./page-boxes.ts";
import type { ReportView } from "./report-view.ts";
import { policyFor, readTemplates, type Templates } from "./templates.ts";

interface Page {
  readonly view: ReportView;
  readonly style: string;
  readonly policy: string;
}

/** In the order of the cascade. */
const styleSheets = [
  "page",
  "cover",
  "contents",
  "summary",
  "table",
  "heat-map",
  "provenance",
  "method",
  "reference",
  "screen",
] as const;

let read: Templates<Page> | undefined;

export function renderReport(view: ReportView): string {
  read ??= readTemplates<Page>("document", [""], styleSheets);
  const style = [read.style, view.themeStyle, pageBoxes(view.heads), ""]
    .filter((part, index) => part || index > 1)
    .join("\n");
  return read.print({ view, style, policy: policyFor(style, view.cover.logo !== null) });
}
