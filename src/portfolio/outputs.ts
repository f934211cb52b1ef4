/** The documents of a review: of each format what it is called, and how it is made from the review and its assessment. */
import { type Assessment, type Locale, reviewAsJson, type Theme, type ValueReview } from "../index.ts";

export const formats = ["json"] as const;
export type Format = (typeof formats)[number];

export const isFormat = (text: string): text is Format => (formats as readonly string[]).includes(text);

/** What a document is made from. */
export interface Reviewed {
  readonly assessment: Assessment;
  readonly review: ValueReview;
  readonly locale: Locale;
  readonly theme: Theme | undefined;
}

/** Makes documents; keeps what is costly to start. Close it in the end. */
export class Outputs {
  async make(format: Format, { review }: Reviewed): Promise<string | Uint8Array> {
    switch (format) {
      case "json":
        return reviewAsJson(review);
      default:
        return format satisfies never;
    }
  }

  async close(): Promise<void> {}
}

/** north-acme.review.json */
export const fileOf = (name: string, format: Format): string => `${name}.review.${format}`;
