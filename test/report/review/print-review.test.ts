/** The value review as a PDF: one pass, some pages of the browser for all of them, and nothing of one in the next. */
import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFString } from "@cantoo/pdf-lib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildFonts } from "../../../scripts/build-fonts.ts";
import { openReportPrinter, type ReportPrinter } from "../../../src/index.ts";
import { datedPdf } from "../../../src/report/pdf/dated-pdf.ts";
import type { Locale } from "../../../src/text/locale.ts";
import { type DemoReview, demoReview, viewOf } from "./demo-review.ts";

/** Long enough for a cold machine that unpacks the browser first. */
const patience = 120_000;

let printer: ReportPrinter;
let demo: DemoReview;
let early: DemoReview;

beforeAll(async () => {
  await buildFonts("dist/fonts");
  [demo, early] = [await demoReview(), await demoReview({ period: 1 })];
  printer = await openReportPrinter();
}, patience);

afterAll(() => printer?.close());

const print = (locale: Locale, { assessment, reviewed } = demo) => printer.printReview(assessment, reviewed, locale);

describe.each(["en", "zh-CN"] as const)("a printed review in %s", locale => {
  let pdf: PDFDocument;
  beforeAll(async () => {
    pdf = await PDFDocument.load(await print(locale), { updateMetadata: false });
  }, patience);

  test("has a few pages of A4, a title, a language and the last day of its period", () => {
    expect(pdf.getPageCount()).toBeGreaterThanOrEqual(4);
    expect(pdf.getPageCount()).toBeLessThanOrEqual(7);
    for (const page of pdf.getPages()) expect(Math.round(page.getWidth())).toBe(595);
    expect(pdf.getTitle()).toBe(viewOf(demo, locale).title);
    expect(pdf.getProducer()).toBe("Valuebook");
    expect(pdf.getCreator()).toBe("Valuebook");
    expect(pdf.catalog.lookup(PDFName.of("Lang"), PDFString).decodeText()).toBe(locale);
    expect(pdf.getCreationDate()?.toISOString()).toBe("2026-09-30T00:00:00.000Z");
    expect(pdf.getModificationDate()?.toISOString()).toBe("2026-09-30T00:00:00.000Z");
  });

  test("is tagged, with the drawings in words, a bookmark for each heading and the title in its window", () => {
    expect(pdf.catalog.lookup(PDFName.of("MarkInfo"), PDFDict).lookup(PDFName.of("Marked"))?.toString()).toBe("true");
    expect(dictionaries(pdf).filter(each => each.has(PDFName.of("Alt"))).length).toBeGreaterThanOrEqual(5);
    expect(
      dictionaries(pdf).filter(each => each.has(PDFName.of("Title")) && each.has(PDFName.of("Parent"))).length,
    ).toBeGreaterThan(10);
    const shown = pdf.catalog.lookup(PDFName.of("ViewerPreferences"), PDFDict).lookup(PDFName.of("DisplayDocTitle"));
    expect(shown?.toString()).toBe("true");
  });

  test("embeds the two faces of the report and no other", () => {
    const fonts = dictionaries(pdf).filter(each => each.lookup(PDFName.of("Type")) === PDFName.of("Font"));
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts)
      expect(font.lookup(PDFName.of("BaseFont"))?.toString()).toMatch(/\+NotoSansSC-(Regular|Bold)$/);
  });

  test("has its colours: the page before it took no part of its style", () => {
    const streams = pdf.context
      .enumerateIndirectObjects()
      .flatMap(([, each]) => (each instanceof PDFRawStream ? [each] : []));
    const texts = streams.map(each => Buffer.from(decodePDFRawStream(each).decode()).toString("latin1"));
    // The navy of the first page's band, #12294a.
    expect(texts.some(each => /\.0706 \.1608 \.2902 rg/.test(each))).toBe(true);
  });
});

test("is the same to the byte whatever was printed before it, one at a time or several", {
  timeout: patience,
}, async () => {
  const fresh = await openReportPrinter();
  const first = await fresh.printReview(demo.assessment, demo.reviewed, "en");
  await fresh.close();
  const mixed = await Promise.all([
    print("zh-CN"),
    print("en"),
    print("en", early),
    print("en"),
    print("zh-CN", early),
    print("en"),
  ]);
  for (const index of [1, 3, 5]) expect(Buffer.compare(Buffer.from(mixed[index] ?? []), Buffer.from(first))).toBe(0);
  expect(Buffer.compare(Buffer.from(await print("en")), Buffer.from(first))).toBe(0);
});

test("what is dated keeps its length and its objects, and what is not as the browser writes it is refused", async () => {
  const bytes = Buffer.from(
    "%PDF-1.4\n1 0 obj\n<</Title (x)\n/Creator (Chromium)\n/Producer (Skia/PDF m143)\n/CreationDate (D:20260101101010+00'00')\n/ModDate (D:20260101101010+00'00')>>\nendobj\n/ID (node00000107) (node00000042) (node00000107)",
    "latin1",
  );
  const dated = Buffer.from(datedPdf(bytes, "2026-09-30")).toString("latin1");
  expect(dated).toHaveLength(bytes.length);
  expect(dated).toContain("/Creator (Valuebook)\n/Producer (Valuebook)\n/CreationDate (D:20260930000000+00'00')");
  expect(dated).toContain("/ID (node00000002) (node00000001) (node00000002)");
  expect(dated).not.toContain("2026010110");
  expect(() => datedPdf(Buffer.from("%PDF-1.4"), "2026-09-30")).toThrow(/description/);
  expect(() => datedPdf(bytes, "30.9.2026")).toThrow(/ISO date/);
});

function dictionaries(pdf: PDFDocument): PDFDict[] {
  return pdf.context.enumerateIndirectObjects().flatMap(([, each]) => (each instanceof PDFDict ? [each] : []));
}
