/** The value review as a document: HTML, a PDF, or a workbook of live formulas. */
import {
  type Assessment,
  type Measurement,
  renderReview,
  type Theme,
  type ValueReview,
  writeReviewWorkbook,
} from "../index.ts";
import type { ExitStatus, Io } from "./io.ts";
import { save } from "./save.ts";
import { withPrinter } from "./with-printer.ts";

/** Makes the review; an exit status where it cannot be made, and that is said. */
export type Reviewing = () => Promise<Reviewed | ExitStatus>;

interface Reviewed {
  readonly assessment: Assessment;
  readonly history: readonly Measurement[];
  /** Number of the period, from 1. */
  readonly period: number;
  readonly reviewed: ValueReview;
}

export type WriteReview = (
  io: Io,
  output: string,
  reviewing: Reviewing,
  theme: Theme | undefined,
) => Promise<ExitStatus>;

/** By the ending of the file's name. Another kind of document is another line here. */
export const reviewWriters: Readonly<Record<string, WriteReview>> = {
  pdf: asPdf,
  html: asPage,
  xlsx: asWorkbook,
};

/** A theme dresses pages; a workbook keeps its colours by role. */
async function asWorkbook(io: Io, output: string, reviewing: Reviewing): Promise<ExitStatus> {
  const made = await reviewing();
  if (typeof made === "number") return made;
  return save(io, output, await writeReviewWorkbook(made.assessment, made.history, made.period, io.locale));
}

async function asPage(io: Io, output: string, reviewing: Reviewing, theme: Theme | undefined): Promise<ExitStatus> {
  const made = await reviewing();
  if (typeof made === "number") return made;
  return save(io, output, await renderReview(made.assessment, made.reviewed, io.locale, { theme }));
}

/** The browser starts while the case is calculated. */
async function asPdf(io: Io, output: string, reviewing: Reviewing, theme: Theme | undefined): Promise<ExitStatus> {
  return withPrinter(io, async printer => {
    const made = await reviewing();
    if (typeof made === "number") return made;
    return save(io, output, await (await printer).printReview(made.assessment, made.reviewed, io.locale, { theme }));
  });
}
