/**
 * The value review as one HTML document that needs nothing else: no network, no script, styles inside, and a policy that forbids the rest.
 * Prints what the view holds and decides nothing; made of the report's parts and its own. Templates are read and compiled once.
 */
import { pageBoxes } from "../page-boxes.ts";
import { policyFor, readTemplates, type Templates } from "../templates.ts";
import type { ReviewView } from "./review-view.ts";

interface Page {
  readonly view: ReviewView;
  readonly style: string;
  readonly policy: string;
}

/** Of the report's sheets those that a review needs, then its own; in the order of the cascade. */
const styleSheets = ["page", "summary", "table", "method", "screen", "review/review"] as const;

let read: Templates<Page> | undefined;

export function renderReview(view: ReviewView): string {
  read ??= readTemplates<Page>("review/document", ["", "review"], styleSheets);
  const style = [read.style, view.themeStyle, pageBoxes(view.heads), ""].filter((part, index) => part || index > 1).join("\n");
  return read.print({ view, style, policy: policyFor(style, view.headline.logo !== null) });
}
