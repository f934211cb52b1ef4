/** A review as `review --json` prints it: the same bytes wherever the case lies. */
import type { ValueReview } from "./review.ts";

/** With its line break; without the places of the terms in the files of the case. */
export const reviewAsJson = (review: ValueReview): string =>
  `${JSON.stringify(review, (key, value) => (key === "place" ? undefined : value), 2)}\n`;
