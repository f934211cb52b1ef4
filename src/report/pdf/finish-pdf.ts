/**
 * What the browser cannot do: the given date in place of the clock's, the document's title shown in the window, bookmarks with their
 * words as written (the browser loses the space where a heading wraps). Same input, same bytes.
 */
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFRef } from "@cantoo/pdf-lib";
import type { PrintedPage } from "./print-page.ts";

export interface PdfDescription {
  readonly title: string;
  /** Creation and modification date, ISO (2026-03-31); a report has no other. */
  readonly date: string;
}

export async function finishPdf(printed: PrintedPage, description: PdfDescription): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(printed.bytes, { updateMetadata: false });
  const date = new Date(`${description.date.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) throw new Error(`not an ISO date: ${description.date}`);
  pdf.setTitle(description.title, { showInWindowTitleBar: true });
  pdf.setCreator("Valuebook");
  pdf.setProducer("Valuebook");
  pdf.setCreationDate(date);
  pdf.setModificationDate(date);
  rewriteBookmarks(pdf, printed.headings);
  return pdf.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false });
}

/** Bookmarks come in the order of the headings, one for each. If the browser made another number of them, they stay as they are. */
function rewriteBookmarks(pdf: PDFDocument, headings: readonly string[]): void {
  const bookmarks = [...bookmarksOf(pdf)];
  if (bookmarks.length !== headings.length) return;
  bookmarks.forEach((bookmark, index) => {
    bookmark.set(PDFName.of("Title"), PDFHexString.fromText(headings[index] ?? ""));
  });
}

/** The bookmarks of the document, parents before their children. */
function* bookmarksOf(pdf: PDFDocument): Generator<PDFDict> {
  const outlines = pdf.catalog.lookupMaybe(PDFName.of("Outlines"), PDFDict);
  if (outlines) yield* below(outlines, new Set());
}

function* below(parent: PDFDict, seen: Set<PDFRef>): Generator<PDFDict> {
  let next = parent.get(PDFName.of("First"));
  while (next instanceof PDFRef && !seen.has(next)) {
    seen.add(next);
    const bookmark = parent.context.lookup(next, PDFDict);
    yield bookmark;
    yield* below(bookmark, seen);
    next = bookmark.get(PDFName.of("Next"));
  }
}
