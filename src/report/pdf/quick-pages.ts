/**
 * Prints many short documents in one pass each, on pages that are used again: opening a page, and the first document on it, cost more than
 * a review does. Scripts off, every request refused; a document replaces the one before it altogether. A page that fails is not used again.
 */
import type { Browser, Page } from "puppeteer-core";
import { paper, printingPage, withPatience } from "./print-page.ts";

/** A page is closed after so many documents: what the browser keeps of each does not pile up. */
const mostDocuments = 200;

interface OpenPage {
  readonly page: Page;
  printed: number;
}

export class QuickPages {
  private readonly idle: OpenPage[] = [];
  private readonly browser: Browser;

  constructor(browser: Browser) {
    this.browser = browser;
  }

  /** The browser's own bytes. As many pages are open as documents are printed at once. */
  async print(html: string, patienceMs: number): Promise<Uint8Array> {
    return withPatience(patienceMs, async () => {
      const open = this.idle.pop() ?? { page: await printingPage(this.browser), printed: 0 };
      const bytes = await unlessItCrashes(open.page, onePass(open.page, html));
      open.printed += 1;
      if (open.printed < mostDocuments) this.idle.push(open);
      else await open.page.close();
      return bytes;
    });
  }
}

async function onePass(page: Page, html: string): Promise<Uint8Array> {
  await page.setContent(html, { waitUntil: "load", timeout: 0 });
  // The faces are the machine's, known from the start: no wait for fonts.
  return page.pdf({ ...paper, printBackground: true, tagged: true, outline: true, waitForFonts: false });
}

async function unlessItCrashes<T>(page: Page, printing: Promise<T>): Promise<T> {
  let crashed: (reason: unknown) => void = () => undefined;
  const crash = new Promise<never>((_, reject) => {
    crashed = reject;
  });
  page.once("error", crashed);
  try {
    return await Promise.race([printing, crash]);
  } finally {
    page.off("error", crashed);
  }
}
