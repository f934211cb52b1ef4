/**
 * One report through one browser page: scripts off, every request refused but the document itself. A report with contents is printed
 * twice: invisibly, which shows the page of each heading, then with these numbers in its contents.
 */
import type { Browser, Page } from "puppeteer-core";
import { pagesOfDestinations } from "./heading-pages.ts";

export interface PrintedPage {
  readonly bytes: Uint8Array;
  /** Texts of the headings, in order: the bookmarks' true titles. */
  readonly headings: readonly string[];
  /** Page numbers as the contents print them, line by line; none where there are no contents. */
  readonly contentsPages: readonly string[];
}

/** Fails if the page crashes, or takes longer than `patienceMs`. */
export function printPage(browser: Browser, html: string, patienceMs: number): Promise<PrintedPage> {
  return withPatience(patienceMs, () => openAndPrint(browser, html));
}

/** Fails after `patienceMs`: a browser process that was stopped answers nothing, not even no. */
export async function withPatience<T>(patienceMs: number, print: () => Promise<T>): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error(`the browser did not print within ${patienceMs / 1000} s`)), patienceMs);
  });
  try {
    return await Promise.race([print(), patience]);
  } finally {
    clearTimeout(late);
  }
}

async function openAndPrint(browser: Browser, html: string): Promise<PrintedPage> {
  const page = await printingPage(browser);
  const crash = new Promise<never>((_, reject) => page.once("error", reject));
  const printed = await Promise.race([print(page, html), crash]);
  await page.close();
  return printed;
}

/** A new page: scripts off, every request refused. */
export async function printingPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on("request", request => void request.abort().catch(() => undefined));
  return page;
}

async function print(page: Page, html: string): Promise<PrintedPage> {
  await page.setContent(html, { waitUntil: "load", timeout: 0 });
  const headings = await page.$$eval("h1, h2, h3, h4, h5, h6", all => all.map(heading => heading.textContent ?? ""));
  const numbered = await numberContents(page);
  const bytes = await page.pdf({ ...paper, printBackground: true, tagged: true, outline: true });
  if (numbered) assertSamePages(numbered.pages, pagesOfDestinations(bytes));
  const contentsPages = numbered?.texts ?? [];
  return { bytes, contentsPages, headings: headings.map(heading => heading.replace(/\s+/g, " ").trim()) };
}

export const paper = { preferCSSPageSize: true, timeout: 0 } as const;

/** Writes the page of each heading into the contents; undefined where the document has none. */
async function numberContents(
  page: Page,
): Promise<{ readonly pages: ReadonlyMap<string, number>; readonly texts: readonly string[] } | undefined> {
  const links = await page.$$eval(".contents-line", all => all.map(line => line.getAttribute("href")?.slice(1) ?? ""));
  if (links.length === 0) return undefined;
  // What is invisible takes its place, but no font and no drawing goes into the file: half the time. Links must be seen to be kept.
  await page.$eval("html", html => {
    html.style.visibility = "hidden";
    for (const line of html.querySelectorAll<HTMLElement>(".contents-line")) line.style.visibility = "visible";
  });
  const pages = pagesOfDestinations(await page.pdf({ ...paper, tagged: false, outline: false }));
  const numbers = links.map(link => pages.get(link));
  const lost = links.filter((_, index) => numbers[index] === undefined);
  if (lost.length > 0) throw new Error(`contents that lead nowhere: ${lost.join(", ")}`);
  const texts = numbers.map(String);
  await page.$eval(
    "html",
    (html, all) => {
      html.style.removeProperty("visibility");
      html.querySelectorAll<HTMLElement>(".contents-line").forEach((line, index) => {
        line.style.removeProperty("visibility");
        const place = line.querySelector(".contents-page");
        if (place) place.textContent = all[index] ?? "";
      });
    },
    texts,
  );
  return { pages, texts };
}

/** The numbers take the place that was kept for them, so nothing moves. */
function assertSamePages(first: ReadonlyMap<string, number>, second: ReadonlyMap<string, number>): void {
  for (const [target, number] of first)
    if (second.get(target) !== number) throw new Error(`the heading ${target} moved when the contents were numbered`);
}
