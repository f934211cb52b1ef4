import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFString } from "@cantoo/pdf-lib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildFonts } from "../../scripts/build-fonts.ts";
import { findBrowser } from "../../src/report/pdf/find-browser.ts";
import { pagesOfDestinations } from "../../src/report/pdf/heading-pages.ts";
import { launchBrowser } from "../../src/report/pdf/launch-browser.ts";
import { printPage } from "../../src/report/pdf/print-page.ts";
import { openPrinter, type Printer } from "../../src/report/pdf/printer.ts";
import { renderReport } from "../../src/report/render-report.ts";
import { reportView } from "../../src/report/report-view.ts";
import type { Locale } from "../../src/text/locale.ts";
import { sampleCase } from "./sample-case.ts";
import { sampleModel } from "./sample-model.ts";
import { sampleResult } from "./sample-result.ts";
import { sampleSensitivity } from "./sample-sensitivity.ts";

/** Long enough for a cold machine that unpacks the browser first. */
const patience = 120_000;

let printer: Printer;

beforeAll(async () => {
  await buildFonts("dist/fonts");
  printer = await openPrinter();
}, patience);

afterAll(() => printer?.close());

function sampleView(locale: Locale) {
  const result = sampleResult(sampleModel, sampleCase);
  return reportView({ model: sampleModel, kase: sampleCase, result, sensitivity: sampleSensitivity(), locale });
}

function print(locale: Locale): Promise<Uint8Array> {
  const view = sampleView(locale);
  return printer.print(renderReport(view), { title: view.title, date: "2025-03-20" });
}

describe("a printed report", () => {
  let bytes: Uint8Array;
  let pdf: PDFDocument;

  beforeAll(async () => {
    bytes = await print("zh-CN");
    pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  }, patience);

  test("has pages, a title, a language and the date it was given", () => {
    expect(pdf.getPageCount()).toBeGreaterThan(5);
    expect(pdf.getTitle()).toBe(sampleView("zh-CN").title);
    expect(pdf.catalog.lookup(PDFName.of("Lang"), PDFString).decodeText()).toBe("zh-CN");
    expect(pdf.getCreationDate()?.toISOString()).toBe("2025-03-20T00:00:00.000Z");
    expect(pdf.getModificationDate()?.toISOString()).toBe("2025-03-20T00:00:00.000Z");
  });

  test("is tagged, and every chart has its alternative in words", () => {
    expect(pdf.catalog.lookup(PDFName.of("MarkInfo"), PDFDict).lookup(PDFName.of("Marked"))?.toString()).toBe("true");
    const alternatives = dictionaries(pdf).filter(each => each.has(PDFName.of("Alt")));
    expect(alternatives.length).toBeGreaterThanOrEqual(3);
  });

  test("embeds TrueType only: no Type 3, no font of the machine", () => {
    const fonts = dictionaries(pdf).filter(each => each.lookup(PDFName.of("Type")) === PDFName.of("Font"));
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) {
      expect(font.lookup(PDFName.of("Subtype"))?.toString()).not.toBe("/Type3");
      expect(font.lookup(PDFName.of("BaseFont"))?.toString()).toMatch(/\+NotoSansSC-(Regular|Bold)$/);
    }
  });

  test("hands out the characters that were written, not the radicals that look like them", () => {
    const characters = mappedCharacters(pdf);
    for (const character of "目标值净收益万元") expect(characters).toContain(character);
    expect([...characters].filter(character => /[\u2e80-\u2fdf\uf900-\ufaff]/.test(character))).toEqual([]);
  });

  test("has a bookmark for each heading, in the words of the heading", () => {
    const titles = dictionaries(pdf)
      .filter(each => each.has(PDFName.of("Title")) && each.has(PDFName.of("Parent")))
      .map(each => each.lookup(PDFName.of("Title")));
    expect(titles.length).toBeGreaterThan(15);
  });

  test("numbers its contents with the page that each heading is on", { timeout: patience }, async () => {
    const { contents } = sampleView("zh-CN");
    const launched = await launchBrowser(await findBrowser(process.env), process.env, () => undefined);
    const { bytes: raw, contentsPages } = await printPage(
      launched.browser,
      renderReport(sampleView("zh-CN")),
      patience,
    );
    await launched.end();
    const targets = contents.groups.flatMap(({ entries }) =>
      entries.flatMap(({ target, parts }) => [target, ...parts.map(part => part.target)]),
    );
    const pages = pagesOfDestinations(raw);
    expect([...pages.keys()].sort()).toEqual(targets.toSorted());
    expect(contentsPages).toEqual(targets.map(target => String(pages.get(target))));
    const rising = targets.map(target => pages.get(target) ?? 0);
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
    expect(Math.min(...rising)).toBe(3);
    expect(Math.max(...rising)).toBeLessThanOrEqual(pdf.getPageCount());
  });

  test("is the same to the byte when printed again", { timeout: patience }, async () => {
    expect(Buffer.compare(Buffer.from(await print("zh-CN")), Buffer.from(bytes))).toBe(0);
  });
});

test("two reports printed at once do not mix", { timeout: patience }, async () => {
  const [english, chinese] = await Promise.all([print("en"), print("zh-CN")]);
  expect(Buffer.compare(Buffer.from(await print("en")), Buffer.from(english))).toBe(0);
  expect((await PDFDocument.load(chinese)).getTitle()).toBe(sampleView("zh-CN").title);
});

test("asks nobody for anything and runs no script", { timeout: patience }, async () => {
  const html = `<!doctype html><title>x</title><style>@import "http://127.0.0.1:1/a.css"; p { background: url(http://127.0.0.1:1/b.png) }</style>
    <h1>kept</h1><img src="file:///etc/hostname"><iframe src="http://127.0.0.1:1/c"></iframe><script>document.body.textContent = ""</script>`;
  const pdf = await PDFDocument.load(await printer.print(html, { title: "x", date: "2025-03-20" }));
  expect(pdf.getPageCount()).toBe(1);
  expect(dictionaries(pdf).some(each => each.lookup(PDFName.of("Subtype")) === PDFName.of("Image"))).toBe(false);
});

test("a browser that is killed is replaced, and the report is the same", { timeout: patience }, async ({ skip }) => {
  if (process.platform !== "linux") skip("finds the browser's process in /proc");
  const own = await openPrinter();
  const view = sampleView("en");
  const report = () => own.print(renderReport(view), { title: view.title, date: "2025-03-20" });
  const whole = await report();
  const interrupted = report();
  for (const pid of browsers()) process.kill(pid, "SIGKILL");
  expect(Buffer.compare(Buffer.from(await interrupted), Buffer.from(whole))).toBe(0);
  await own.close();
});

test("leaves no temporary folder behind", { timeout: patience }, async () => {
  const before = ownFolders();
  const second = await openPrinter();
  expect(ownFolders().length).toBe(before.length + 1);
  await second.close();
  expect(ownFolders()).toEqual(before);
});

test("unpacks the carried browser into a folder that only its user may enter", { timeout: patience }, async ({
  skip,
}) => {
  if (process.platform !== "linux" || process.arch !== "x64") skip("the carried browser is for Linux x64");
  const home = mkdtempSync(path.join(tmpdir(), "valuebook-test-"));
  try {
    const own = await openPrinter({ environment: { PATH: process.env.PATH, XDG_CACHE_HOME: home } });
    await own.close();
    expect(statSync(path.join(home, "valuebook")).mode & 0o777).toBe(0o700);
    expect(readdirSync(path.join(home, "valuebook")).some(name => name.startsWith("chromium-"))).toBe(true);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

const ownFolders = (): string[] => readdirSync(tmpdir()).filter(name => name.startsWith("valuebook-print-"));

/** Browsers that this process started and that run with a folder of ours. */
function browsers(): number[] {
  return readdirSync("/proc")
    .filter(name => /^\d+$/.test(name))
    .filter(pid => {
      try {
        const parent = readFileSync(`/proc/${pid}/stat`, "utf8")
          .replace(/^.*\) /s, "")
          .split(" ")[1];
        return (
          parent === String(process.pid) && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("valuebook-print-")
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}

function dictionaries(pdf: PDFDocument): PDFDict[] {
  return pdf.context.enumerateIndirectObjects().flatMap(([, object]) => (object instanceof PDFDict ? [object] : []));
}

/** All characters that the fonts' ToUnicode tables give back. */
function mappedCharacters(pdf: PDFDocument): Set<string> {
  const found = new Set<string>();
  for (const font of dictionaries(pdf)) {
    const table = font.lookup(PDFName.of("ToUnicode"));
    if (!(table instanceof PDFRawStream)) continue;
    const text = Buffer.from(decodePDFRawStream(table).decode()).toString("latin1");
    const sections = (kind: string) =>
      [...text.matchAll(new RegExp(`beginbf${kind}(.*?)endbf${kind}`, "gs"))].map(([, inside = ""]) => inside);
    for (const [, from = "", to = "", target = ""] of sections("range")
      .join()
      .matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let code = hex(from); code <= hex(to); code++)
        found.add(String.fromCharCode(hex(target) + code - hex(from)));
    for (const [, target = ""] of sections("char")
      .join()
      .matchAll(/<\w+>\s*<(\w+)>/g))
      found.add(String.fromCharCode(hex(target)));
  }
  return found;
}

const hex = (digits: string): number => Number.parseInt(digits, 16);
