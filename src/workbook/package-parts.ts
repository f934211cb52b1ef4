/**
 * The last step of writing: what ExcelJS leaves out or writes wrongly is put into the parts of the package as text, and the package is
 * zipped again with one fixed time, so that the same plan gives the same bytes. Defined names (ExcelJS trips over names such as
 * `constructor` and over quotes in sheet names), links (it makes inner ones outer), charts (it has none), no green triangles on our own
 * formulas.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { type ChartParts, drawingRelation } from "./charts/chart-parts.ts";
import { element, escapeXml, xmlPart } from "./xml.ts";

export interface DefinedName {
  readonly name: string;
  /** 'Value'!$B$3 */
  readonly refersTo: string;
  /** Where the name belongs to one sheet only: its index. */
  readonly sheetIndex?: number;
  readonly hidden?: boolean;
}

export interface CellLink {
  /** B3 */
  readonly cell: string;
  readonly to: { readonly url: string } | { readonly location: string };
}

export interface PackageAdditions {
  readonly names: readonly DefinedName[];
  /** The links of each sheet, in the order of sheets. */
  readonly links: readonly (readonly CellLink[])[];
  readonly charts: ChartParts;
  /** Whether the plan is dated; without a date the package carries none. */
  readonly dated: boolean;
}

/** The oldest that a zip can hold; it writes local time, so this is the same in every time zone. */
const zipTime = (): Date => new Date(1980, 0, 1);

export function finishPackage(file: Uint8Array, { names, links, charts, dated }: PackageAdditions): Uint8Array {
  const parts = unzipSync(file);
  change(parts, "xl/workbook.xml", xml => xml.replace("<calcPr", () => `${definedNames(names)}<calcPr`));
  links.forEach((sheetLinks, index) => {
    const part = `xl/worksheets/sheet${index + 1}.xml`;
    const drawing = charts.drawings[index];
    const drawingId = `rId${sheetLinks.length + 1}`;
    change(parts, part, xml =>
      afterPageSetup(xml, [ignoredWarnings(xml), drawing ? element("drawing", { "r:id": drawingId }) : ""]).replace(
        "<pageMargins",
        () => `${hyperlinks(sheetLinks)}<pageMargins`,
      ),
    );
    const relations = relationships(sheetLinks, drawing === undefined ? undefined : { id: drawingId, target: drawing });
    if (relations) parts[`xl/worksheets/_rels/sheet${index + 1}.xml.rels`] = strToU8(relations);
  });
  change(parts, "xl/sharedStrings.xml", withoutNeedlessSpace);
  for (const [path, xml] of charts.parts) parts[path] = strToU8(xml);
  change(parts, "[Content_Types].xml", xml =>
    xml.replace("</Types>", () => `${overrides(charts.contentTypes)}</Types>`),
  );
  if (!dated)
    change(parts, "docProps/core.xml", xml =>
      xml.replaceAll(/<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g, ""),
    );
  return zipSync(parts, { mtime: zipTime(), level: 6 });
}

function change(parts: Record<string, Uint8Array>, path: string, edit: (xml: string) => string): void {
  const part = parts[path];
  if (!part) throw new Error(`the workbook has no part ${path}`);
  const before = strFromU8(part);
  const after = edit(before);
  parts[path] = strToU8(after);
}

function definedNames(names: readonly DefinedName[]): string {
  if (names.length === 0) return "";
  const each = names.map(({ name, refersTo, sheetIndex, hidden }) => {
    const scope = sheetIndex === undefined ? "" : ` localSheetId="${sheetIndex}"`;
    return `<definedName name="${escapeXml(name)}"${scope}${hidden ? ' hidden="1"' : ""}>${escapeXml(refersTo)}</definedName>`;
  });
  return `<definedNames>${each.join("")}</definedNames>`;
}

function hyperlinks(links: readonly CellLink[]): string {
  if (links.length === 0) return "";
  const each = links.map(({ cell, to }, index) =>
    "url" in to
      ? `<hyperlink ref="${cell}" r:id="rId${index + 1}"/>`
      : `<hyperlink ref="${cell}" location="${escapeXml(to.location)}"/>`,
  );
  return `<hyperlinks>${each.join("")}</hyperlinks>`;
}

function relationships(
  links: readonly CellLink[],
  drawing: { readonly id: string; readonly target: string } | undefined,
): string | undefined {
  const each = links.flatMap(({ to }, index) =>
    "url" in to
      ? element("Relationship", { Id: `rId${index + 1}`, Type: hyperlinkType, Target: to.url, TargetMode: "External" })
      : [],
  );
  if (drawing) each.push(element("Relationship", { Id: drawing.id, Type: drawingRelation, Target: drawing.target }));
  if (each.length === 0) return undefined;
  return xmlPart(element("Relationships", { xmlns: relationsNamespace }, ...each));
}

/** The standard's schemas know no such attribute; only text that begins or ends with a blank needs it. */
const withoutNeedlessSpace = (xml: string): string =>
  xml.replaceAll(/<t xml:space="preserve">(?=\S(?:[^<]*\S)?<)/g, "<t>");

const overrides = (types: ReadonlyMap<string, string>): string =>
  [...types].map(([path, type]) => element("Override", { PartName: path, ContentType: type })).join("");

const relationsNamespace = "http://schemas.openxmlformats.org/package/2006/relationships";
const hyperlinkType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";

/** Excel marks sums beside other figures, and formulas unlike their neighbours, with green triangles. */
function ignoredWarnings(xml: string): string {
  const cells = /<dimension ref="([^"]+)"/.exec(xml)?.[1];
  return cells
    ? `<ignoredErrors><ignoredError sqref="${cells}" numberStoredAsText="1" formula="1" formulaRange="1" unlockedFormula="1"/></ignoredErrors>`
    : "";
}

/** The standard has an order of the parts of a sheet: these come after the page's header and breaks. */
const afterPageSetup = (xml: string, added: readonly string[]): string =>
  xml.replace(/<\/headerFooter>(?:<rowBreaks.*?<\/rowBreaks>)?/s, before => before + added.join(""));
