/** How a sheet shows and prints: frozen panes, A4, one page wide, header with the workbook's title and the sheet, footer with date and page. */
import type { PageSetup, Worksheet, WorksheetProtection, WorksheetView } from "exceljs";
import type { SheetPlan, WorkbookPlan } from "../engine/plan/plan.ts";
import { formatDate } from "../text/format.ts";
import { inLocale, type Locale } from "../text/locale.ts";
import { say } from "../text/say.ts";
import { headerText } from "./cell-text.ts";
import { fontName } from "./styles.ts";

const paperA4 = 9;
/** A header holds 255 characters, codes and doubled ampersands included. */
const headerLimit = 80;

/** Without a password: it guards against slips, not against people. Widths, formats and filters stay free. */
export const protection: Partial<WorksheetProtection> = {
  selectLockedCells: true,
  selectUnlockedCells: true,
  formatCells: true,
  formatColumns: true,
  formatRows: true,
  autoFilter: true,
  objects: false,
  scenarios: false,
};

export function viewOf({ freeze: { rows, columns } }: SheetPlan): Partial<WorksheetView> {
  const common = { showGridLines: false, zoomScale: 100, zoomScaleNormal: 100 };
  return rows > 0 || columns > 0
    ? { ...common, state: "frozen", xSplit: columns, ySplit: rows }
    : { ...common, state: "normal", activeCell: "A1" };
}

export function pageSetupOf(sheet: SheetPlan): Partial<PageSetup> {
  return {
    paperSize: paperA4,
    orientation: sheet.landscape ? "landscape" : "portrait",
    fitToPage: true,
    fitToWidth: pagesWide(sheet),
    pageOrder: "overThenDown",
    fitToHeight: sheet.onePage ? 1 : 0,
    margins: { left: 0.5, right: 0.5, top: 0.75, bottom: 0.65, header: 0.35, footer: 0.3 },
  };
}

/** Widths of columns, in digits, that a page holds when text of 10 points shrinks to 5 or 6: smaller is not readable on paper. */
const readableWidth = { landscape: 270, portrait: 180 } as const;

/** One page wide wherever that can be read; the frozen columns are repeated on the pages beside the first. */
export function pagesWide({ columns, freeze, landscape }: SheetPlan): number {
  const room = readableWidth[landscape ? "landscape" : "portrait"];
  const widths = columns.map(({ width }) => width);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const repeated = widths.slice(0, freeze.columns).reduce((sum, width) => sum + width, 0);
  return total <= room || repeated > room / 2 ? 1 : 1 + Math.ceil((total - room) / (room - repeated));
}

export function headerFooterOf(
  plan: WorkbookPlan,
  locale: Locale,
): Pick<Worksheet["headerFooter"], "oddHeader" | "oddFooter"> {
  // The blank after the size keeps a text that begins with a digit apart from it.
  const style = `&"${fontName(locale)},Regular"&8 `;
  const title = headerText(inLocale(plan.title, locale), headerLimit);
  const date = plan.date === undefined ? "" : headerText(formatDate(plan.date, locale), headerLimit);
  const page = say(locale, "workbook.page", { page: "&P", pages: "&N" });
  return { oddHeader: `&L${style}${title}&R${style}&A`, oddFooter: `&L${style}${date}&R${style}${page}` };
}
