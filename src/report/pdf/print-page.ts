/** One report through one browser page: scripts off, every request refused but the document itself. */
import type { Browser } from "puppeteer-core";

export interface PrintedPage {
  readonly bytes: Uint8Array;
  /** Texts of the headings, in order: the bookmarks' true titles. */
  readonly headings: readonly string[];
}

export async function printPage(browser: Browser, html: string, patienceMs = 60_000): Promise<PrintedPage> {
  const page = await browser.newPage();
  try {
    await page.setJavaScriptEnabled(false);
    await page.setRequestInterception(true);
    page.on("request", request => void request.abort().catch(() => undefined));
    await page.setContent(html, { waitUntil: "load", timeout: patienceMs });
    const headings = await page.$$eval("h1, h2, h3, h4, h5, h6", all => all.map(heading => heading.textContent ?? ""));
    const bytes = await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
      outline: true,
      timeout: patienceMs,
    });
    return { bytes, headings: headings.map(heading => heading.replace(/\s+/g, " ").trim()) };
  } finally {
    if (browser.connected) await page.close().catch(() => undefined);
  }
}
