/** Makes .xlsx packages for tests, as other programs write them or as nobody should. */
import { strToU8, type Zippable, zipSync } from "fflate";

export const spreadsheetNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const documentRelationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships";

export type Parts = Readonly<Record<string, string | Uint8Array>>;

export interface SheetXml {
  readonly name: string;
  /** What stands in <worksheet>. */
  readonly xml: string;
  readonly state?: string;
}

/** A whole package of these sheets. `parts` are put over what is made, or beside it; an empty one is left out. */
export function xlsx(
  sheets: readonly SheetXml[],
  { names = "", parts = {} }: { names?: string; parts?: Parts } = {},
): Uint8Array {
  return zip({ ...packageParts(sheets, names), ...parts });
}

export function zip(parts: Parts): Uint8Array {
  const kept = Object.entries(parts).filter(([, content]) => content.length > 0);
  return zipSync(
    Object.fromEntries(
      kept.map(([path, content]) => [path, typeof content === "string" ? strToU8(content) : content]),
    ) as Zippable,
  );
}

/** A workbook of one sheet, by the rows in its <sheetData>. */
export const sheetOf = (rows: string, parts: Parts = {}): Uint8Array =>
  xlsx([{ name: "Sheet1", xml: `<sheetData>${rows}</sheetData>` }], { parts });

export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

export const sharedStrings = (items: string): string => `<sst xmlns="${spreadsheetNamespace}">${items}</sst>`;

function packageParts(sheets: readonly SheetXml[], names: string): Record<string, string> {
  const numbered = sheets.map((sheet, index) => ({ ...sheet, number: index + 1 }));
  return {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    "_rels/.rels": relationships([["rId1", "officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook xmlns="${spreadsheetNamespace}" xmlns:r="${documentRelationships}"><sheets>${numbered
      .map(
        ({ name, number, state }) =>
          `<sheet name="${escaped(name)}" sheetId="${number}"${state ? ` state="${state}"` : ""} r:id="rId${number}"/>`,
      )
      .join("")}</sheets>${names ? `<definedNames>${names}</definedNames>` : ""}</workbook>`,
    "xl/_rels/workbook.xml.rels": relationships([
      ...numbered.map(({ number }) => [`rId${number}`, "worksheet", `worksheets/sheet${number}.xml`] as const),
      ["rIdTexts", "sharedStrings", "sharedStrings.xml"],
    ]),
    "xl/sharedStrings.xml": sharedStrings("<si><t>first</t></si><si><t>second</t></si>"),
    ...Object.fromEntries(
      numbered.map(({ number, xml }) => [
        `xl/worksheets/sheet${number}.xml`,
        `<worksheet xmlns="${spreadsheetNamespace}">${xml}</worksheet>`,
      ]),
    ),
  };
}

/** Targets that begin with http lead out of the package. */
export function relationships(all: readonly (readonly [id: string, kind: string, target: string])[]): string {
  const each = all.map(
    ([id, kind, target]) =>
      `<Relationship Id="${id}" Type="${documentRelationships}/${kind}" Target="${escaped(target)}"${target.startsWith("http") ? ' TargetMode="External"' : ""}/>`,
  );
  return `<Relationships xmlns="${packageRelationships}">${each.join("")}</Relationships>`;
}
