/**
 * Writes a calculated plan as an Excel workbook in one language: live formulas with their results cached, inputs unlocked and checked,
 * everything else locked without a password. The same calculation gives the same bytes: no clock, no machine, no randomness.
 */
import ExcelJS from "exceljs";
import type { Calculation } from "../engine/calculation.ts";
import type { CellRef, RangeRef, SheetPlan, WorkbookPlan } from "../engine/plan/plan.ts";
import { address, columnLetters, plainAddress } from "../engine/plan/print-formula.ts";
import { lineText } from "../text/line-text.ts";
import { inLocale, type Locale, type Text } from "../text/locale.ts";
import { chartParts } from "./charts/chart-parts.ts";
import { fillSheet } from "./fill-sheet.ts";
import type { Layout } from "./layout.ts";
import { type CellLink, type DefinedName, finishPackage } from "./package-parts.ts";
import { headerFooterOf, pageSetupOf, pagesWide, protection, viewOf } from "./page-setup.ts";
import { quotedSheet, type SheetNames, sheetNames } from "../engine/plan/sheet-names.ts";
import { addressStyle } from "./workbook-formula.ts";

export async function writeWorkbook(calculation: Calculation, locale: Locale): Promise<Uint8Array> {
  const { plan } = calculation;
  const names = sheetNames(plan, locale);
  const writing = { calculation, locale, names, addresses: addressStyle(plan, names) };
  const workbook = newWorkbook(plan, locale);
  const layouts: Layout[] = [];
  for (const sheet of plan.sheets) {
    const worksheet = workbook.addWorksheet(names.get(sheet.id), {
      state: sheet.hidden ? "veryHidden" : "visible",
      views: [viewOf(sheet)],
      pageSetup: pageSetupOf(sheet),
      headerFooter: headerFooterOf(plan, locale),
    });
    layouts.push(fillSheet(worksheet, sheet, writing));
    if (sheet.filter) worksheet.autoFilter = plainRange(sheet.filter);
    await worksheet.protect("", protection);
  }
  const written = await workbook.xlsx.writeBuffer({ zip: { compression: "STORE" } });
  return finishPackage(new Uint8Array(written), {
    names: definedNames(plan, names),
    links: plan.sheets.map(sheet => linksOf(sheet, names)),
    charts: chartParts({ calculation, locale, names, layouts }),
    dated: plan.date !== undefined,
  });
}

function newWorkbook(plan: WorkbookPlan, locale: Locale): ExcelJS.Workbook {
  const workbook = new ExcelJS.Workbook();
  const dated = new Date(`${plan.date ?? "2000-01-01"}T00:00:00Z`);
  const text = (of: Text | undefined) => lineText(inLocale(of ?? "", locale), 255);
  const author = text(plan.author);
  Object.assign(workbook, {
    title: text(plan.title),
    subject: text(plan.subject),
    keywords: text(plan.keywords),
    company: author,
    creator: author,
    lastModifiedBy: author,
    created: dated,
    modified: dated,
  });
  workbook.calcProperties.fullCalcOnLoad = true;
  const firstVisible = Math.max(
    0,
    plan.sheets.findIndex(({ hidden }) => !hidden),
  );
  workbook.views = [
    { x: 0, y: 0, width: 28_000, height: 17_000, firstSheet: 0, activeTab: firstVisible, visibility: "visible" },
  ];
  return workbook;
}

/** The plan's names, and those that Excel keeps for itself: rows repeated in print, and what a filter covers. */
function definedNames(plan: WorkbookPlan, names: SheetNames): DefinedName[] {
  const ofPlan = [...plan.names].map(([name, ref]) => ({
    name,
    refersTo: `${quotedSheet(names, ref.sheet)}!${address(ref)}`,
  }));
  const ofSheets = plan.sheets.flatMap((sheet, sheetIndex): DefinedName[] => {
    const on = quotedSheet(names, sheet.id);
    const titles = titlesOf(sheet, on);
    const printed = printArea(sheet, on);
    return [
      ...(printed ? [{ name: "_xlnm.Print_Area", refersTo: printed, sheetIndex }] : []),
      ...(titles ? [{ name: "_xlnm.Print_Titles", refersTo: titles, sheetIndex }] : []),
      ...(sheet.filter
        ? [
            {
              name: "_xlnm._FilterDatabase",
              refersTo: `${on}!${address(sheet.filter.from)}:${address(sheet.filter.to)}`,
              sheetIndex,
              hidden: true,
            },
          ]
        : []),
    ];
  });
  return [...ofPlan, ...ofSheets];
}

/** The head of a table on every page, and the frozen columns where a sheet is several pages wide. */
function titlesOf(sheet: SheetPlan, on: string): string | undefined {
  const { titleRow, freeze } = sheet;
  const columns = pagesWide(sheet) > 1 && freeze.columns > 0 ? [`${on}!$A:$${columnLetters(freeze.columns)}`] : [];
  const rows = titleRow === undefined ? [] : [`${on}!$${titleRow}:$${titleRow}`];
  return [...columns, ...rows].join(",") || undefined;
}

/** Only where something is left out. */
function printArea({ lastPrinted, columns }: SheetPlan, on: string): string | undefined {
  return lastPrinted === undefined ? undefined : `${on}!$A$1:$${columnLetters(columns.length)}$${lastPrinted}`;
}

function linksOf(sheet: SheetPlan, names: SheetNames): CellLink[] {
  return sheet.cells.flatMap((cell): CellLink[] => {
    const to = cell.link === undefined ? undefined : linkTarget(cell.link, names);
    return to ? [{ cell: plainAddress(cell.ref), to }] : [];
  });
}

/** Web pages and cells only: a file may not start programs or mail. */
function linkTarget(link: string | CellRef, names: SheetNames): CellLink["to"] | undefined {
  if (typeof link !== "string") return { location: `${quotedSheet(names, link.sheet)}!${plainAddress(link)}` };
  const url = URL.canParse(link) ? new URL(link) : undefined;
  return url && (url.protocol === "https:" || url.protocol === "http:") && url.href.length <= 2000
    ? { url: url.href }
    : undefined;
}

const plainRange = ({ from, to }: RangeRef): string =>
  `${columnLetters(from.column)}${from.row}:${columnLetters(to.column)}${to.row}`;
