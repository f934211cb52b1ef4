/**
 * Prints HTML reports to PDF with one browser for many of them. Each report gets a page of its own, many short documents share some; nothing
 * of one shows in the next, and the same HTML and date give the same bytes; a browser that dies or hangs is replaced and the report printed again.
 */
import type { Environment } from "./cache-folder.ts";
import { datedPdf } from "./dated-pdf.ts";
import { findBrowser } from "./find-browser.ts";
import { finishPdf, type PdfDescription } from "./finish-pdf.ts";
import { type LaunchedBrowser, launchBrowser, type PrinterWarning } from "./launch-browser.ts";
import { printPage } from "./print-page.ts";
import { QuickPages } from "./quick-pages.ts";

export interface PrintOptions extends PdfDescription {
  /** Told what a careful user would want to know, for example that the sandbox is off. */
  readonly warn?: (warning: PrinterWarning) => void;
}

export interface PrinterOptions {
  readonly warn?: (warning: PrinterWarning) => void;
  readonly environment?: Environment;
  /** Longest time for one report before its browser is given up. */
  readonly patienceMs?: number;
}

export interface Printer {
  print(html: string, description: PdfDescription): Promise<Uint8Array>;
  /** For many short documents without contents: the browser's own bytes, only dated (ISO). A larger file in a fraction of the time. */
  printQuickly(html: string, date: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** More pages at a time gain nothing on the machines we measured. */
const pagesAtOnce = 2;

/** Finds and starts a browser; throws NoBrowserError if there is none. Close it in the end. */
export async function openPrinter(options: PrinterOptions = {}): Promise<Printer> {
  const environment = options.environment ?? process.env;
  const patienceMs = options.patienceMs ?? 60_000;
  const warn = once(options.warn ?? (() => undefined));
  const program = await findBrowser(environment);
  const start = () => launchBrowser(program, environment, warn);
  const inTurn = turns(pagesAtOnce);
  let running: Promise<LaunchedBrowser> = start();
  await running;

  /** Several pages may see the same browser die; the first of them replaces it. */
  const replace = async (dead: LaunchedBrowser) => {
    if ((await running) === dead) running = dead.end().then(start);
    return running;
  };

  const twice = async <T>(print: (launched: LaunchedBrowser) => Promise<T>): Promise<T> => {
    const launched = await running;
    try {
      return await print(launched);
    } catch {
      return await print(await replace(launched));
    }
  };

  const quickPages = new WeakMap<LaunchedBrowser, QuickPages>();
  const quickPagesOf = (launched: LaunchedBrowser): QuickPages => {
    const pages = quickPages.get(launched) ?? new QuickPages(launched.browser);
    quickPages.set(launched, pages);
    return pages;
  };

  return {
    print: (html, description) =>
      inTurn(async () => {
        const printed = await twice(({ browser }) => printPage(browser, html, patienceMs));
        return finishPdf(printed, description);
      }),
    printQuickly: (html, date) =>
      inTurn(async () => datedPdf(await twice(each => quickPagesOf(each).print(html, patienceMs)), date)),
    async close() {
      const launched = await running.catch(() => undefined);
      await launched?.end();
    },
  };
}

/** Opens a printer for the time that `use` takes. */
export async function withBrowser<T>(use: (printer: Printer) => Promise<T>, options: PrinterOptions = {}): Promise<T> {
  const printer = await openPrinter(options);
  try {
    return await use(printer);
  } finally {
    await printer.close();
  }
}

/** Prints one report. For several, open one printer. */
export function printPdf(html: string, options: PrintOptions): Promise<Uint8Array> {
  const { warn, ...description } = options;
  return withBrowser(printer => printer.print(html, description), warn ? { warn } : {});
}

function once(warn: (warning: PrinterWarning) => void): (warning: PrinterWarning) => void {
  const said = new Set<string>();
  return warning => {
    if (said.has(warning)) return;
    said.add(warning);
    warn(warning);
  };
}

/** Runs at most `most` jobs at a time, the others in the order they came. */
function turns(most: number): <T>(job: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async job => {
    if (busy >= most) await new Promise<void>(resolve => waiting.push(resolve));
    else busy += 1;
    try {
      return await job();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}
