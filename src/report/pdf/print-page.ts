/** One report through one browser page: scripts off, every request refused but the document itself. */
import type { Browser, Page } from "puppeteer-core";

export interface PrintedPage {
  readonly bytes: Uint8Array;
  /** Texts of the headings, in order: the bookmarks' true titles. */
  readonly headings: readonly string[];
}

/** Fails if the page crashes, or takes longer than `patienceMs`: a browser process that was stopped answers nothing, not even no. */
export async function printPage(browser: Browser, html: string, patienceMs: number): Promise<PrintedPage> {
  let late: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error(`the browser did not print within ${patienceMs / 1000} s`)), patienceMs);
  });
  try {
    return await Promise.race([openAndPrint(browser, html), patience]);
  } finally {
    clearTimeout(late);
  }
}

async function openAndPrint(browser: Browser, html: string): Promise<PrintedPage> {
  const page = await browser.newPage();
  const crash = new Promise<never>((_, reject) => page.once("error", reject));
  const printed = await Promise.race([print(page, html), crash]);
  await page.close();
  return printed;
}

async function print(page: Page, html: string): Promise<PrintedPage> {
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on("request", request => void request.abort().catch(() => undefined));
  await page.setContent(html, { waitUntil: "load", timeout: 0 });
  const headings = await page.$$eval("h1, h2, h3, h4, h5, h6", all => all.map(heading => heading.textContent ?? ""));
  const bytes = await page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
    timeout: 0,
  });
  return { bytes, headings: headings.map(heading => heading.replace(/\s+/g, " ").trim()) };
}
