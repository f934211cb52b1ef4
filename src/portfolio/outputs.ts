/** The documents of a review: of each format what it is called, and how it is made from the review and its assessment. */
import {
  type Assessment,
  type Locale,
  openReportPrinter,
  type ReportPrinter,
  renderReview,
  reviewAsJson,
  type Theme,
  type ValueReview,
} from "../index.ts";

export const formats = ["json", "html", "pdf"] as const;
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
  private printer: Promise<ReportPrinter> | undefined;

  /** Throws NoBrowserError where a PDF is wanted and there is none to print it. */
  async make(format: Format, { assessment, review, locale, theme }: Reviewed): Promise<string | Uint8Array> {
    switch (format) {
      case "json":
        return reviewAsJson(review);
      case "html":
        return renderReview(assessment, review, locale, { theme });
      case "pdf":
        this.printer ??= openReportPrinter();
        return (await this.printer).printReview(assessment, review, locale, { theme });
      default:
        return format satisfies never;
    }
  }

  async close(): Promise<void> {
    const printer = await this.printer?.catch(() => undefined);
    await printer?.close();
  }
}

/** north-acme.review.json */
export const fileOf = (name: string, format: Format): string => `${name}.review.${format}`;
