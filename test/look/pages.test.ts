/**
 * Every page of the demonstration's report and workbook, in both languages, beside the picture that a person looked at and kept. If a
 * change is wanted, look at the new pages, then: BLESS=1 npx vitest run test/look
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildFonts } from "../../scripts/build-fonts.ts";
import { calculate, loadCase, openReportPrinter, readAgreement, writeWorkbook } from "../../src/index.ts";
import { type Locale, locales } from "../../src/text/locale.ts";
import { findLibreOffice } from "../oracle/libreoffice.ts";
import { differenceOf, pagesOf, readPng } from "./pictures.ts";

const patience = 180_000;
/** Of 255: a page whose text moved by a line differs by about 3 to 10, one drawn by another version of the same program by less than 0.5. */
const tolerated = 1;
const golden = "test/look/golden";
const fonts = ["Calibri", "Microsoft YaHei"];

/** LibreOffice takes the fonts of the machine; its pages can only be compared where they are the same. */
const machineFonts = (): string => fonts.map(name => outputOf("fc-match", [name])).join("");

function outputOf(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: "utf8" });
  } catch {
    return "";
  }
}

async function assessed() {
  const { kase, model } = await loadCase("fixtures/jianglan");
  if (!kase || !model) throw new Error("the demonstration does not load");
  return calculate(model, kase, (await readAgreement("fixtures/jianglan")).ledger);
}

function compare(name: string, pages: readonly Uint8Array[]): void {
  const folder = join(golden, name);
  if (process.env.BLESS) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    pages.forEach((page, index) => void writeFileSync(join(folder, `${String(index + 1).padStart(2, "0")}.png`), page));
  }
  const kept = existsSync(folder) ? readdirSync(folder).filter(file => file.endsWith(".png")) : [];
  expect(pages.length, "pages").toBe(kept.length);
  const differing = kept.sort().flatMap((file, index) => {
    const difference = differenceOf(
      readPng(readFileSync(join(folder, file))),
      readPng(pages[index] ?? new Uint8Array()),
    );
    return difference > tolerated ? [`page ${index + 1} differs by ${difference.toFixed(2)}`] : [];
  });
  expect(differing, "look at the pages; if they are better: BLESS=1 npx vitest run test/look").toEqual([]);
}

describe("the pages of the report", () => {
  const printed = new Map<Locale, Uint8Array>();

  beforeAll(async () => {
    await buildFonts("dist/fonts");
    const [assessment, printer] = await Promise.all([assessed(), openReportPrinter()]);
    try {
      for (const locale of locales) printed.set(locale, await printer.print(assessment, locale));
    } finally {
      await printer.close();
    }
  }, patience);

  test.each(locales)("look as they did, in %s", locale => {
    compare(`report.${locale}`, pagesOf(printed.get(locale) ?? new Uint8Array()));
  });
});

const fontsKept = join(golden, "fonts.txt");
const sameFonts =
  process.env.BLESS !== undefined || (existsSync(fontsKept) && readFileSync(fontsKept, "utf8") === machineFonts());

describe.skipIf(!findLibreOffice() || !sameFonts)("the pages of the workbook, as LibreOffice prints them", () => {
  const folder = mkdtempSync(join(tmpdir(), "look-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(async () => {
    if (process.env.BLESS) writeFileSync(fontsKept, machineFonts());
    const assessment = await assessed();
    for (const locale of locales)
      writeFileSync(join(folder, `${locale}.xlsx`), await writeWorkbook(assessment, locale));
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    const files = locales.map(locale => `${locale}.xlsx`);
    execFileSync(findLibreOffice() ?? "soffice", [profile, "--headless", "--convert-to", "pdf", ...files], {
      cwd: folder,
      timeout: patience,
      stdio: "ignore",
    });
  }, patience);

  test.each(locales)("look as they did, in %s", locale => {
    compare(`workbook.${locale}`, pagesOf(readFileSync(join(folder, `${locale}.pdf`))));
  });
});
